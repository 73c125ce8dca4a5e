"""Person x page x own, team, foreign, absent, erased and restricted folder: the complete table.

The pages come from the URLconf, so that one without a line here fails. What is refused looks the same whatever the
reason: the same status, the same page, one denial in the log.
"""

import re
from datetime import date, timedelta
from types import SimpleNamespace
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from herne_integration.rules import RuleBroken
from offers.models import Membership
from tests.people import log_in
from tests.people import person as account
from tests.portal import upload_samples
from tests.welcome_folder import make
from tests.welcome_folder.folder_pages import ADDRESSED, CLOSED, OWN, RESTRICTED, SOME, TEAM, pages
from welcome_folder import models
from welcome_folder.actions import appointments, documents, folders, handovers, joining, periods, plans, steps, team
from welcome_folder.choices.access import Outcome
from welcome_folder.models import FamilyTie, ViewLog, WelcomeFolder

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT, settings.CLAMAV = tmp_path, None


def entries(folder, lead, other):
    """One of everything that a page can be about, in an area that only the lead covers: {argument: key}."""
    now, today = timezone.now(), timezone.localdate()
    kept = make.appointment(folder, by=lead, area="gesundheit", state="kept", result="Zqxergebnis")
    agreement = models.Agreement.objects.create(
        folder=folder, appointment=kept, debtor="person", what="Zqxzusage", entered_at=now, entered_by=lead
    )
    paper = make.document(folder, by=lead, kind="pass")
    upload = SimpleUploadedFile("a.jpg", upload_samples.picture())
    tie = FamilyTie.objects.create(person=folder.person, relative=make.person(), relation="child")
    asked = models.JoinRequest.objects.create(
        folder=folder,
        organisation=other.office,
        areas=["wohnen"],
        purpose="x",
        basis="law",
        basis_text="§",
        asked_at=now,
        asked_by=other,
    )
    handover = models.Handover.objects.create(
        folder=folder,
        kind="referral",
        sender=lead.office,
        sender_user=lead,
        receiver=other.office,
        areas=["bildung"],
        reason="x",
        deadline_on=today,
        offered_at=now,
        offered_by=lead,
    )
    return {
        "appointment": make.appointment(folder, by=lead, area="gesundheit").pk,
        "agreement": agreement.pk,
        "document": paper.pk,
        "file": documents.attach(document=paper, by=lead, upload=upload).pk,
        "tie": tie.pk,
        "asked": asked.pk,
        "handover": handover.pk,
        "step": make.step(folder, by=lead, area="gesundheit").pk,
        "member": folder.team.exclude(role="lead").first().pk,
        "sheet": models.RegisterSheet.objects.first().position,
    }


@pytest.fixture
def world(db):
    """A folder with lead, participant and all kinds of entries, a restricted one, a closed one, and an erased one."""
    make.words()
    lead, helper, receiver = make.case_worker(), make.case_worker(), make.case_worker()
    made = SimpleNamespace(lead=lead, helper=helper, receiver=receiver, folder=make.folder(lead=lead))
    made.restricted, made.erased = make.folder(lead=lead), make.folder(lead=lead)
    now = timezone.now()
    made.closed = make.folder(lead=lead)
    for folder in (made.folder, made.restricted, made.closed):
        make.member(folder, helper, areas=["wohnen"])
    made.entries = entries(made.folder, lead, receiver)
    made.restricted_entries = entries(made.restricted, lead, receiver)
    made.closed_entries = entries(made.closed, lead, receiver)
    made.closed.handovers.update(state="revoked", revoked_at=now, revoked_by=lead)
    made.closed.appointments.planned().update(state="kept", logged_at=now, logged_by=lead)
    folders.close(folder=made.closed, by=lead, reason="Weggezogen", drop_open=True)
    of = WelcomeFolder.objects.filter
    of(pk=made.restricted.pk).update(
        state="restricted", restricted_at=now, restricted_by=lead, restricting_reason="Widerspruch"
    )
    of(pk=made.erased.pk).update(state="erased", person=None, number=None, lead=None, erased_at=now, erased_by=lead)
    return made


def asked(client, world, folder, entries=None, *, names=OWN):
    """{page: answer} of one folder, asked with one client."""
    found, arguments = {}, pages()
    for name in names:
        given = {one: (entries or world.entries)[one] for one in arguments[name][1:]}
        answer = client.get(reverse(f"welcome_folder:{name}", kwargs={"pk": folder} | given))
        answer.body = answer.getvalue()
        found[name] = answer
    return found


def statuses(answers):
    return {name: answer.status_code for name, answer in answers.items()}


def faces(answers, *keys):
    """What the refusals look like, without the address and what is random: one of a kind is what we want."""
    for answer in answers.values():
        text = answer.body.decode()
        for key in (key for key in keys if isinstance(key, UUID)):
            text = text.replace(str(key), "")
        yield answer.status_code, re.sub(r"/ordner/[^\"<]*|[\w-]{60,}|nonce=\"[^\"]*\"", "", text)


def test_every_page_of_a_folder_has_a_line():
    assert sorted(pages()) == sorted(OWN.keys() | ADDRESSED.keys())


def test_the_lead_and_a_participant_open_what_is_theirs(world):
    lead, helper = log_in(Client(), world.lead), log_in(Client(), world.helper)
    expected = [{name: pair[number] for name, pair in OWN.items()} for number in (0, 1)]
    assert statuses(asked(lead, world, world.folder.pk)) == expected[0]
    assert statuses(asked(helper, world, world.folder.pk)) == expected[1]
    # A restricted folder: the lead reads, everybody else has lost it.
    read = [name for name, pair in OWN.items() if pair == TEAM]
    found = asked(lead, world, world.restricted.pk, world.restricted_entries, names=read)
    assert statuses(found) == dict.fromkeys(read, 200) | RESTRICTED
    found = asked(helper, world, world.restricted.pk, world.restricted_entries)
    assert set(statuses(found).values()) == {404}


def test_a_closed_folder_is_read_by_the_lead_alone_until_it_is_taken_up_again(world):
    read = [name for name, pair in OWN.items() if pair == TEAM]
    lead, helper = log_in(Client(), world.lead), log_in(Client(), world.helper)
    found = statuses(asked(lead, world, world.closed.pk, world.closed_entries, names=read))
    assert found == dict.fromkeys(read, 200) | CLOSED
    refused = asked(helper, world, world.closed.pk, world.closed_entries)
    absent = asked(helper, world, uuid4(), world.closed_entries, names=SOME)
    known = [world.closed.pk, *world.closed_entries.values()]
    assert {status for status, _text in faces(refused, *known)} == {404}
    assert len({text for _status, text in [*faces(refused, *known), *faces(absent, *known)]}) == 1
    folders.reopen(folder=world.closed, by=world.lead, next_step=("x", "wohnen", timezone.localdate()))
    again = asked(helper, world, world.closed.pk, world.closed_entries, names=SOME)
    assert set(statuses(again).values()) == {404}


def test_absent_foreign_and_erased_folders_look_alike(world):
    foreign, absent = make.folder(), uuid4()
    client = log_in(Client(), world.lead)
    seen = set()
    for key in (absent, foreign.pk, world.erased.pk):
        answers = asked(client, world, key)
        seen |= set(faces(answers, key, *world.entries.values()))
        denied = ViewLog.objects.filter(folder_id=key).values_list("user_id", "outcome", "organisation_id")
        assert list(denied) == [(world.lead.pk, Outcome.DENIED, None)] * len(OWN)
    assert [status for status, _text in seen] == [404]


def strangers(world):
    """{who: client} of everybody who has no business with the folder."""
    yesterday, now = timezone.localdate() - timedelta(days=1), timezone.now()
    office = make.institution(is_immigration_office=True)
    left, out, fired = (make.case_worker() for _ in range(3))
    make.member(world.folder, left, ends_on=yesterday)
    make.member(world.folder, out, ended_at=now, ended_by=world.lead)
    make.member(world.folder, fired)
    Membership.objects.filter(user=fired).update(ends_on=yesterday)
    people = {
        "colleague": make.case_worker(world.lead.office),
        "left yesterday": left,
        "left just now": out,
        "fired": fired,
        "other institution": make.case_worker(),
        "asked to take over": world.receiver,
        "immigration office": make.case_worker(office),
        "data protection": account("Datenschutz", "datenschutz"),
        "system": account("System", "system"),
        "superuser": account("Super", is_superuser=True),
        "nobody": account("Nina Neu"),
    }
    return {who: (user, log_in(Client(), user)) for who, user in people.items()}


def test_everybody_else_is_refused_and_noted_once_each(world):
    wrong = {}
    for who, (user, client) in strangers(world).items():
        names = OWN if user.has_perm("welcome_folder.work_in_folder") else SOME
        answers = asked(client, world, world.folder.pk, names=names)
        looks = {(status, text.replace(user.name, "")) for status, text in faces(answers, *world.entries.values())}
        denied = ViewLog.objects.filter(user_id=user.pk, folder_id=world.folder.pk)
        outcomes = set(denied.values_list("outcome", flat=True))
        if ({status for status, _ in looks}, len(looks), denied.count(), outcomes) != (
            {404},
            1,
            len(names),
            {"denied"},
        ):
            wrong[who] = (sorted(statuses(answers).items()), len(looks), denied.count())
    assert wrong == {}


def test_without_log_in_or_second_factor_nothing_is_said(world):
    half = log_in(Client(), world.lead, second_factor=False)
    for client in (Client(), half):
        assert set(statuses(asked(client, world, world.folder.pk)).values()) == {302}
    assert not ViewLog.objects.exists()


def test_a_handover_opens_for_whom_it_is_addressed_to_alone(world):
    handover, restricted = world.entries["handover"], world.restricted_entries["handover"]
    receiver = log_in(Client(), world.receiver)
    assert statuses(asked(receiver, world, handover, names=ADDRESSED)) == ADDRESSED
    for client, key in [
        (receiver, restricted),
        (receiver, uuid4()),
        (log_in(Client(), world.lead), handover),
        (log_in(Client(), make.case_worker()), handover),
    ]:
        assert set(statuses(asked(client, world, key, names=ADDRESSED)).values()) == {404}


def test_own_and_protected_entries_leak_nowhere(world):
    colleague, other = make.case_worker(world.lead.office), make.case_worker()
    for user in (colleague, other):
        make.member(world.folder, user)
    hidden = {}
    for visibility, place in [("own", "Zqxeigen"), ("protected", "Zqxschutz"), ("shared", "Zqxalle")]:
        shown = {"day": timezone.localdate(), "visibility": visibility, "place": place, "with_whom": place}
        hidden[place] = make.appointment(world.folder, by=world.lead, **shown)
    sees = {world.lead: set(hidden), colleague: {"Zqxeigen", "Zqxalle"}, other: {"Zqxalle"}}
    for user, expected in sees.items():
        client = log_in(Client(), user)
        for name in ("appointment-edit", "appointment-log", "appointment-move", "appointment-calendar"):
            urls = {
                place: reverse(f"welcome_folder:{name}", args=[world.folder.pk, one.pk])
                for place, one in hidden.items()
            }
            assert {place for place, url in urls.items() if client.get(url).status_code == 200} == expected
        for name in ("folder-detail", "plan-detail", "print-detail"):
            text = client.get(reverse(f"welcome_folder:{name}", args=[world.folder.pk])).content.decode()
            assert {place for place in hidden if place in text} <= expected
        day = client.get(reverse("welcome_folder:day")).content.decode()
        assert {place for place in hidden if place in day} == expected


def test_nobody_writes_into_a_restricted_folder(world):
    folder, lead, entries, today = world.restricted, world.lead, world.restricted_entries, timezone.localdate()
    planned = models.Appointment.objects.get(pk=entries["appointment"])
    step, handover = (
        models.PlanStep.objects.get(pk=entries["step"]),
        models.Handover.objects.get(pk=entries["handover"]),
    )
    request = models.JoinRequest.objects.get(pk=entries["asked"])
    here = {"folder": folder, "by": lead}
    entry = {"kind": "beratung", "area": "wohnen", "day": today, "institution": lead.office}
    told = {"area": "wohnen", "title": "x", "due_on": today, "origin": "intake", "origin_text": "x", "owner": "person"}
    attempts = [
        (appointments.plan, here | entry),
        (appointments.log_past, here | entry),
        (appointments.log, {"appointment": planned, "by": lead, "state": "kept"}),
        (appointments.move, {"appointment": planned, "by": lead, "day": today + timedelta(days=9)}),
        (appointments.cancel, {"appointment": planned, "by": lead, "reason": "x"}),
        (steps.add, here | told),
        (steps.finish, {"step": step, "by": lead}),
        (steps.drop, {"step": step, "by": lead, "reason": "x"}),
        (documents.record, here | {"kind": "geburtsurkunde", "state": "missing"}),
        (periods.set_legal_area, here | {"legal_area": "sgb2", "starts_on": today, "proof": "declared"}),
        (plans.make, here),
        (handovers.accept, {"handover": handover, "by": world.receiver}),
        (handovers.revoke, {"handover": handover, "by": lead}),
        (joining.grant, {"request": request, "by": lead}),
        (folders.rest, here | {"until": date(2099, 1, 1), "reason": "x"}),
        (
            team.join,
            here
            | {
                "organisation": world.receiver.office,
                "user": world.receiver,
                "areas": ["wohnen"],
                "purpose": "x",
                "basis": "law",
                "basis_text": "§",
            },
        ),
    ]
    for action, arguments in attempts:
        with pytest.raises(RuleBroken), transaction.atomic():
            action(**arguments)
