"""Minutes: written by the database, worded by one person, made final by another."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from fund.actions import agenda, minutes, recusals, resolutions, sessions
from fund.choices.minutes import MinutesState
from fund.models import Attendance, Minutes, Recusal, Resolution
from herne_integration.rules import RuleBroken
from tests.fund import make, make_boards

pytestmark = pytest.mark.django_db


@pytest.fixture
def body():
    return make_boards.body(4)


@pytest.fixture
def session(body):
    """A closed session: one item granted with a condition, one tied, one deferred, one topic; somebody left."""
    held = make_boards.meeting(body)
    items = [make_boards.item(body, session=held, amount=amount) for amount in ("1000.00", "20.00", "30.00")]
    items.append(make_boards.topic(body, session=held))
    make_boards.open_meeting(held, body)
    recusals.declare(item=items[0], by=body.seats[3].user)
    conditions = [("Bericht", None), ("Nachweis", date(2027, 3, 31))]
    first = make_boards.vote(items[0], body.seats, "yya")
    resolutions.pass_resolution(item=first, by=body.office, conditions=conditions)
    resolutions.pass_resolution(item=make_boards.vote(items[1], body.seats, "yynn"), by=body.office)
    agenda.defer(item=items[2], by=body.office, reason="Kostenplan unklar")
    sessions.leave(session=held, seat=body.seats[2], by=body.office)
    resolutions.pass_resolution(item=make_boards.vote(items[3], body.seats, "yn-n"), by=body.office)
    return sessions.close_session(session=held, by=body.office)


def test_the_draft_says_what_the_database_holds(body, session):
    draft = minutes.draft(session=session, by=body.office)
    resolved = [item.resolution for item in session.items.all() if hasattr(item, "resolution")]
    for one in resolved:
        assert (
            f"Stimmberechtigt anwesend: {one.present} von {one.base}, nötig: {one.needed}."
            f" Ja: {one.yes}, Nein: {one.no}, Enthaltung: {one.abstained}." in draft.text
        )
    assert [(one.present, one.base) for one in resolved] == [(3, 3), (4, 4), (3, 4)]
    for sentence in (
        "Beantragt: 1.000,00 EUR (Stadt Herne)",
        f"Befangenheit {body.seats[3].user.name} (selbst erklärt)",
        "Auflage 1: Bericht\n",
        "Auflage 2: Nachweis (bis 31.03.2027)",
        "Stimmengleichheit: Der Antrag ist abgelehnt.",
        "Vertagt: Kostenplan unklar",
        "Herkunft: Lücke in den Zuständigkeiten. Niemand ist zuständig.",
        f"- {body.seats[2].user.name}, Mitglied: ",
    ):
        assert sentence in draft.text
    assert "Ende" not in draft.text


def test_a_running_session_has_no_minutes(body):
    item = make_boards.item(body)
    with pytest.raises(RuleBroken, match="geschlossene Sitzung"):
        minutes.draft(session=item.session, by=body.office)
    with pytest.raises(IntegrityError, match="fund_minutes_of_a_closed_session"):
        Minutes.objects.create(
            session=item.session, text="Text", drafted_at=item.session.planned_at, drafted_by=body.office
        )


def test_a_second_person_makes_them_final_and_nothing_changes_them(body, session):
    draft = minutes.draft(session=session, by=body.office)
    with pytest.raises(RuleBroken, match="nicht geschrieben"):
        minutes.confirm(minutes=draft, by=body.office)
    with pytest.raises(RuleBroken, match="Projektbüro"):
        minutes.confirm(minutes=draft, by=body.seats[1].user)
    final = minutes.confirm(minutes=draft, by=body.seats[0].user, version=draft.version)
    assert [final.state, final.sha256] == [MinutesState.FINAL, minutes.seal(draft.text)]
    for change in (
        lambda: minutes.reword(minutes=final, text="anders", version=final.version, by=body.office),
        lambda: minutes.draft(session=session, by=body.office),
        lambda: minutes.confirm(minutes=final, by=make.office()),
    ):
        with pytest.raises(RuleBroken, match="abgeschlossen"):
            change()
    for change in (lambda: Minutes.objects.update(text="anders"), Minutes.objects.all().delete):
        with pytest.raises(IntegrityError, match="fund_minutes_final_never_change"), transaction.atomic():
            change()


def test_the_checksum_is_that_of_the_text(body, session):
    draft = minutes.draft(session=session, by=body.office)
    draft.state, draft.sha256 = MinutesState.FINAL, "0" * 64
    draft.confirmed_at, draft.confirmed_by = draft.drafted_at, make.office()
    with pytest.raises(IntegrityError, match="fund_minutes_of_a_closed_session"), transaction.atomic():
        draft.save()
    draft.sha256, draft.confirmed_by = minutes.seal(draft.text), body.office
    with pytest.raises(IntegrityError, match="fund_minutes_confirmed_by_a_second_person"):
        draft.save()


def test_the_second_editor_is_told(body, session):
    draft = minutes.draft(session=session, by=body.office)
    minutes.reword(minutes=draft, text="Neu", version=draft.version, by=make.office())
    with pytest.raises(RuleBroken, match="in der Zwischenzeit"):
        minutes.reword(minutes=draft, text="Alt", version=draft.version, by=body.office)
    with pytest.raises(RuleBroken, match="in der Zwischenzeit"):
        minutes.confirm(minutes=draft, by=body.seats[0].user, version=draft.version)


def test_members_read_final_minutes_and_the_chair_the_draft_as_well(body, session):
    draft, day = minutes.draft(session=session, by=body.office), timezone.localdate()
    stranger = make_boards.body(1).seats[0].user
    people = [body.office, body.seats[0].user, body.seats[1].user, stranger]
    seen = [Minutes.objects.visible_to(one, day=day).count() for one in people]
    assert seen == [1, 1, 0, 0]
    minutes.confirm(minutes=draft, by=body.seats[0].user)
    for model, number in ((Minutes, 1), (Resolution, 3), (Recusal, 1), (Attendance, 4)):
        assert [model.objects.visible_to(one, day=day).count() for one in people] == [number] * 3 + [0]
