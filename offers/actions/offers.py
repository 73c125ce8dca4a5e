"""What can happen to an offer."""

from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from herne_integration import short_links
from offers.actions import indexing
from offers.actions.records import decide, locked, recorded, require_seen, write_rows
from offers.choices import State
from offers.dates import months_after
from offers.models import TEXT_FIELDS, CourseRun, Location, Offer, WeeklyHours

REVIEW_AFTER_MONTHS = 6


@dataclass(frozen=True)
class Content:
    """All that a person can say about an offer."""

    columns: dict
    related: dict = field(default_factory=dict)
    hours: list[dict] = field(default_factory=list)
    runs: list[dict] = field(default_factory=list)
    # A new address; it wins over `columns["location"]`.
    address: dict | None = None

    @classmethod
    def of(cls, offer, *, columns, related):
        """What stands in the database, for the named columns and relations."""
        return cls(
            columns={name: getattr(offer, name) for name in columns},
            related={name: list(getattr(offer, name).all()) for name in related},
            hours=list(offer.weekly_hours.values("weekday", "opens", "closes", "note")),
            runs=list(offer.course_runs.values("starts_on", "ends_on", "times_text", "seats", "note")),
        )


@transaction.atomic
def create(*, content, by):
    """A new offer, not yet confirmed, with its short link."""
    with recorded("angelegt", by=by):
        offer = Offer()
        _write_columns(offer, content)
        offer.save(force_insert=True)
        _write_parts(offer, content)
    short_links.code_for(f"/angebote/{offer.pk}/")
    indexing.refresh(offer.pk)
    return offer


@transaction.atomic
def change(*, offer, content, version, by):
    """Saves what was typed; the state stays as it is. The form has compared the versions (see `versions.py`)."""
    offer = locked(offer)
    require_seen(offer, version)
    before = {name: getattr(offer, name) for name in TEXT_FIELDS}
    with recorded("geändert", by=by):
        _write_columns(offer, content)
        if any(getattr(offer, name) != text for name, text in before.items()):
            offer.text_revision += 1
        offer.version += 1
        offer.save()
        _write_parts(offer, content)
    indexing.refresh(offer.pk)
    return offer


@transaction.atomic
@transaction.atomic
def confirm(*, offer, version, by, review_on=None):
    """A person has checked the entry; it comes up again in half a year, or on the day they name."""
    review_on = review_on or months_after(timezone.localdate(), REVIEW_AFTER_MONTHS)
    offer = decide(offer, State.CONFIRMED, version=version, by=by, review_on=review_on)
    indexing.refresh(offer.pk)
    return offer


@transaction.atomic
def archive(*, offer, version, by, reason=""):
    """Out of all lists, still reachable; the reason stays in the history."""
    offer = decide(offer, State.ARCHIVED, version=version, by=by, reason=reason)
    indexing.refresh(offer.pk)
    return offer


@transaction.atomic
def restore(*, offer, version, by):
    """Back from the archive, as unconfirmed: what lay there is checked anew."""
    offer = decide(offer, State.UNCONFIRMED, version=version, by=by)
    indexing.refresh(offer.pk)
    return offer


def _write_columns(offer, content):
    for name, value in content.columns.items():
        setattr(offer, name, value)
    if content.address:
        offer.location, _created = Location.objects.get_or_create(**content.address)


def _write_parts(offer, content):
    for name, chosen in content.related.items():
        getattr(offer, name).set(chosen)
    write_rows(WeeklyHours, content.hours, offer=offer)
    write_rows(CourseRun, content.runs, offer=offer)
