"""Reads the rules of an offer for the pure function: what is stored, and what the offer itself says."""

from django.utils.timezone import localtime

from offers import eligibility_sources as sources
from offers.audience import Addressed
from offers.choices import State
from offers.eligibility import Alternative, Rule
from offers.eligibility_contradictions import problems
from offers.models import Document, EligibilityRule, Task, Topic

OFFER, TASK = "offer", "task"
# What a source names by key.
WORDS = {"topic": Topic, "document": Document, "alternative_task": Task}
OFFERS = ("offer", "alternative_offer")


def stored_rule(entry):
    """A stored rule as the pure function reads it; rules from sources are known by their reference."""
    return Rule(
        key=entry.reference or entry.pk or "new",
        condition=entry.condition,
        effect=entry.effect,
        values=frozenset(entry.values),
        low=entry.number_from,
        high=entry.number_to,
        level_from=entry.level_from,
        level_to=entry.level_to,
        only=frozenset(entry.only_statuses),
        standing=entry.standing,
        may_refuse=entry.may_refuse,
        norm=entry.norm,
        reviewed_on=localtime(entry.reviewed_at).date() if entry.reviewed_at else None,
        starts_on=entry.valid_from,
        ends_on=entry.valid_until,
        wording=entry.wording,
        documents=(entry.document.key,) if entry.document else (),
        alternative=_alternative(entry),
        position=entry.position,
    )


def _alternative(entry):
    """Where a rule sends people: an offer that is still there comes before a task."""
    offer = entry.alternative_offer
    if offer and offer.state != State.ARCHIVED:
        return Alternative(OFFER, offer.pk)
    return Alternative(TASK, entry.alternative_task.key) if entry.alternative_task else None


def addressed(offer):
    """What an offer says about whom it is for; its groups and statuses come fetched."""
    return Addressed(
        groups=frozenset(group.key for group in offer.target_groups.all()),
        statuses=frozenset(status.key for status in offer.residence_statuses.all()),
        every_status=offer.residence_all,
        gender=offer.gender,
        age_from=offer.age_from,
        age_to=offer.age_to,
    )


def derived_rules(offer):
    """What the offer's own columns say; a confirmed offer has a person behind it."""
    return sources.rules(
        addressed(offer),
        text=offer.target_text,
        german_level=offer.german_level,
        is_confirmed=offer.state == State.CONFIRMED,
    )


def entries_of(offer, day):
    """The stored rules that count for an offer on a day, with what they name."""
    found = EligibilityRule.objects.about(offer).live_on(day).distinct()
    return list(found.select_related("document", "alternative_offer", "alternative_task"))


def rules_of(offer, entries):
    """All rules of an offer: the stored ones, and those that its own columns add."""
    stored = [stored_rule(entry) for entry in entries]
    return [*stored, *sources.beside(derived_rules(offer), stored)]


def contradictions(rule):
    """Why a rule cannot stand beside the others of its offer or topic, whenever those count: problems by field."""
    others = EligibilityRule.objects.exclude(pk=rule.pk)
    others = others.about(rule.offer) if rule.offer_id else others.filter(topic=rule.topic_id)
    return problems(stored_rule(rule), [stored_rule(other) for other in others.distinct()])


def resolved(entry, words, offers):
    """Columns of a rule from an entry that names offers and words by their keys."""
    columns = {name: value for name, value in entry.items() if name not in {*WORDS, *OFFERS}}
    columns |= {name: words[name][entry[name]] for name in WORDS if entry.get(name)}
    return columns | {name: offers.get(entry[name]) for name in OFFERS if entry.get(name)}
