"""Reads versions and steps of paths for the pure rules."""

from datetime import date

from offers import path_ends, paths
from offers.choices import State


def rule_steps(version):
    """The steps of a version as the rules read them."""
    return [rule_step(row) for row in with_all(version.steps)]


def with_all(steps):
    """Steps with what the rules need to know of them."""
    return steps.select_related("organisation").prefetch_related("offers", "prerequisites")


def rule_step(row, *, day=None):
    """One step, fetched `with_all`, as the rules read it; with a `day`, offers that are over by then have ended."""
    offers = list(row.offers.all())
    return paths.Step(
        position=row.position,
        title=row.title,
        unit=row.organisation.name if row.organisation else row.unit_text,
        necessity=row.necessity,
        norm=row.norm,
        due_days=row.due_days,
        due_from=row.due_from,
        due_text=row.due_text,
        bring=row.bring_text,
        next=row.next_text,
        source=row.source,
        needs=tuple(sorted(step.position for step in row.prerequisites.all())),
        offers=len(offers),
        live_offers=sum(not _is_over(offer, day) for offer in offers),
        archived=tuple(offer.title for offer in offers if offer.state == State.ARCHIVED),
    )


def _is_over(offer, day):
    return path_ends.Help(offer.title, offer.valid_until, offer.state == State.ARCHIVED).is_over_on(day or date.min)
