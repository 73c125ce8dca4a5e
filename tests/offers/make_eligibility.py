"""Builders of rules about who may take part."""

from django.utils import timezone

from offers.actions import eligibility
from offers.choices_eligibility import Condition, Standing
from offers.models import EligibilityRule
from tests.offers import make


def rule(condition=Condition.AGE, *, by=None, **fields):
    """Grown-ups only, entered by a person and not reviewed; with `by` that person has reviewed it."""
    if not {"offer", "topic"} & fields.keys():
        fields["offer"] = make.offer()
    if condition == Condition.AGE and not {"number_from", "number_to"} & fields.keys():
        fields["number_from"] = 18
    reviewed = {"standing": Standing.REVIEWED, "reviewed_by": by, "reviewed_at": timezone.now()} if by else {}
    defaults = {"wording": "Nur für Erwachsene.", "norm": "§ 1 Mustergesetz"}
    return EligibilityRule.objects.create(condition=condition, **defaults | reviewed | fields)


def entered(*, offer, by, **columns):
    """The same as a person enters it."""
    defaults = {"condition": Condition.AGE, "number_from": 18, "wording": "Nur für Erwachsene."}
    return eligibility.create(columns={"offer": offer, **defaults, **columns}, by=by)
