"""Minutes: drafted from the database, worded by whoever keeps them, made final by a second person."""

import hashlib

from django.db import transaction
from django.utils import timezone

from fund import minutes_text
from fund.actions import locking, office
from fund.choices.minutes import NEXT_STATES, MinutesState
from fund.choices.sessions import SessionState
from fund.models import Minutes
from herne_integration.rules import RuleBroken

FINAL = "Diese Niederschrift ist abgeschlossen."
SAME_PERSON = "Eine Niederschrift schließt ab, wer sie nicht geschrieben hat."
CHANGED_MEANWHILE = "Jemand hat in der Zwischenzeit gespeichert. Bitte vergleichen Sie beide Fassungen."


@transaction.atomic
def draft(*, session, by):
    """Writes the draft of a closed session, or writes it anew over an older draft. Returns the `Minutes`."""
    office.require(by)
    session = locking.session(session)
    if session.state != SessionState.CLOSED:
        raise RuleBroken("Eine Niederschrift hat eine geschlossene Sitzung.")
    minutes = Minutes.objects.filter(session=session).first() or Minutes(session=session, version=0)
    if minutes.state == MinutesState.FINAL:
        raise RuleBroken(FINAL)
    return _write(minutes, minutes_text.compose(session), by)


@transaction.atomic
def reword(*, minutes, text, version, by):
    """Saves a changed draft; `version` is the one that was read, or somebody was faster."""
    office.require(by)
    minutes = _locked(minutes)
    if minutes.state == MinutesState.FINAL:
        raise RuleBroken(FINAL)
    if minutes.version != version:
        raise RuleBroken(CHANGED_MEANWHILE)
    if not text.strip():
        raise RuleBroken("Eine Niederschrift hat einen Wortlaut.")
    return _write(minutes, text, by)


@transaction.atomic
def confirm(*, minutes, by, version=None):
    """A second person, of the office or the chair, makes the minutes final; `version`: exactly what she has read."""
    minutes = _locked(minutes)
    if not minutes.session.board.seats.filter(user=by, is_chair=True).live_on(timezone.localdate()).exists():
        office.require(by)
    if MinutesState.FINAL not in NEXT_STATES[MinutesState(minutes.state)]:
        raise RuleBroken(FINAL)
    if version is not None and minutes.version != version:
        raise RuleBroken(CHANGED_MEANWHILE)
    if minutes.drafted_by_id == by.pk:
        raise RuleBroken(SAME_PERSON)
    minutes.state, minutes.sha256 = MinutesState.FINAL, seal(minutes.text)
    minutes.confirmed_at, minutes.confirmed_by = timezone.now(), by
    minutes.version += 1
    minutes.save()
    return minutes


def seal(text):
    """The checksum of a text, as the database takes it."""
    return hashlib.sha256(text.encode()).hexdigest()


def _locked(minutes):
    rows = Minutes.objects.select_for_update(of=("self",)).select_related("session__board")
    return rows.get(pk=minutes.pk)


def _write(minutes, text, by):
    minutes.text, minutes.version = text, minutes.version + 1
    minutes.drafted_at, minutes.drafted_by = timezone.now(), by
    minutes.save()
    return minutes
