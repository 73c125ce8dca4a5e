"""What can happen to the rules about who may take part."""

import pghistory
from django.db import transaction
from django.utils import timezone

from herne_integration.rules import RuleBroken
from offers.actions.records import CHANGED_MEANWHILE, locked, recorded
from offers.choices_eligibility import Standing
from offers.eligibility_reading import OFFERS, WORDS, contradictions, resolved
from offers.models import EligibilityRule, Offer


@transaction.atomic
def create(*, columns, by):
    """A new rule of a person, not reviewed yet."""
    rule = EligibilityRule(standing=Standing.ENTERED, **columns)
    _require_sense(rule)
    with recorded("angelegt", by=by):
        rule.save(force_insert=True)
    return rule


@transaction.atomic
def change(*, rule, columns, version, by):
    """Saves what was typed; from then on it waits for a review again. Where nothing is new, nothing happens."""
    rule = _seen(rule, version)
    if all(getattr(rule, name) == value for name, value in columns.items()):
        return rule
    for name, value in columns.items():
        setattr(rule, name, value)
    rule.standing, rule.may_refuse, rule.is_demo = Standing.ENTERED, False, False
    rule.reviewed_at = rule.reviewed_by = None
    _require_sense(rule)
    return _saved(rule, "geändert", by=by)


@transaction.atomic
def review(*, rule, version, by, may_refuse=False, is_demo=False):
    """A person vouches for it; `may_refuse` lets it say no. `is_demo`: the person is invented, and so is the review."""
    rule = _seen(rule, version)
    if rule.standing == Standing.REVIEWED and rule.may_refuse == may_refuse:
        raise RuleBroken(f"„{rule}“ ist schon geprüft.")
    if may_refuse and not rule.norm:
        raise RuleBroken("„Nein“ sagen darf nur, was eine Norm nennt. Tragen Sie die Norm ein und prüfen Sie dann.")
    rule.standing, rule.may_refuse, rule.is_demo = Standing.REVIEWED, may_refuse, is_demo
    rule.reviewed_at, rule.reviewed_by = timezone.now(), by
    return _saved(rule, "geprüft", by=by)


@transaction.atomic
def end(*, rule, version, day, by):
    """From the day after `day` it does not count any more; its history stays."""
    rule = _seen(rule, version)
    if rule.valid_until and rule.valid_until <= day:
        raise RuleBroken(f"„{rule}“ ist schon beendet.")
    rule.valid_until = max(day, rule.valid_from or day)
    return _saved(rule, "beendet", by=by)


@transaction.atomic
def load(entries):
    """Keeps what sources say, each with its `reference` and unreviewed; returns the new rules by reference.

    What is there already stays as it is: a person may have changed it. Offers are named by their reference, words of
    the vocabulary by key; a rule of an offer that is not there is left out.
    """
    known = set(EligibilityRule.objects.exclude(reference=None).values_list("reference", flat=True))
    words = {name: {term.key: term for term in model.objects.all()} for name, model in WORDS.items()}
    named = {entry.get(name) for entry in entries for name in OFFERS} - {None}
    offers = {offer.reference: offer for offer in Offer.objects.filter(reference__in=named)}
    made = {}
    with pghistory.context(what="aus der Quelle geladen"):
        for entry in entries:
            if entry["reference"] in known or ("offer" in entry and entry["offer"] not in offers):
                continue
            rule = EligibilityRule(standing=Standing.IMPORTED, **resolved(entry, words, offers))
            _require_sense(rule)
            rule.save(force_insert=True)
            made[rule.reference] = rule
    return made


def _require_sense(rule):
    """Two editors at once wait for each other at the offer, so that no two rules contradict each other unseen."""
    of = rule.offer or rule.topic
    type(of)._base_manager.select_for_update(of=("self",)).get(pk=of.pk)
    if found := contradictions(rule):
        raise RuleBroken(" ".join(problem.sentence for problem in found))


def _seen(rule, version):
    rule = locked(rule)
    if rule.version != version:
        raise RuleBroken(CHANGED_MEANWHILE.format(kind="Die Voraussetzung", thing=rule))
    return rule


def _saved(rule, what, *, by):
    rule.version += 1
    with recorded(what, by=by):
        rule.save()
    return rule
