"""Person x page x own and foreign application, its files and papers: the complete table.

The pages come from the URLconf, so that one without a line here fails.
"""

from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import get_resolver, reverse

from fund.actions import applicants, attachments, opinions
from fund.models import Application
from fund.urls import applicants as team_urls
from fund.urls import applications as own_urls
from fund.urls import submissions as signing_urls
from tests.fund import make
from tests.fund.applicant_pages import browser
from tests.people import person
from tests.portal import upload_samples

pytestmark = pytest.mark.django_db
# {page: {person: status}} where something else than 404 (302 for strangers) is answered; a treasurer's own line only
# where she may do less than the others of the team.
OF_A_DRAFT = {
    "application-detail": 200,
    "application-topic": {"default": 200, "treasurer": 403},
    "application-costs": 200,
    "application-financing": 200,
    "application-documents": 200,
    "attachment-file": 200,
    "attachment-remove": 405,
    "application-check": 200,
    "application-move": 405,
    "application-discard": 200,
    "application-pdf": 200,
    "application-sign": {"default": 302, "device": 200},
    "submission-create": {"default": 200, "device": 302},
    "application-withdraw": {"default": 409, "treasurer": 403, "device": 403},
    "supplement-answer": 409,
    "submission-receipt": 404,
    "submission-receipt-pdf": 404,
    "submission-pdf": 404,
}
# Who sees an application that has come in without writing at it: the office and whoever was asked for an opinion.
SEEN = {"office": 403, "expert": 403}
READ = {"office": 200, "expert": 200}
OF_AN_APPLICATION = {
    "application-detail": {"default": 200, **SEEN},
    "application-topic": {"default": 409, "treasurer": 403, **SEEN},
    "application-costs": {"default": 409, **SEEN},
    "application-financing": {"default": 409, **SEEN},
    "application-documents": {"default": 409, **SEEN},
    "attachment-file": {"default": 200, **READ},
    "attachment-remove": {"default": 405, **SEEN},
    "application-check": {"default": 200, **SEEN},
    "application-move": {"default": 405, **SEEN},
    "application-discard": {"default": 409, **SEEN},
    "application-pdf": {"default": 200, **SEEN},
    "application-sign": {"default": 409, **SEEN},
    "submission-create": {"default": 409, **SEEN},
    "application-withdraw": {"default": 200, "treasurer": 403, **SEEN},
    "supplement-answer": {"default": 409, **SEEN},
    "submission-receipt": {"default": 200, **SEEN},
    "submission-receipt-pdf": {"default": 200, **READ},
    "submission-pdf": {"default": 200, **READ},
}
OF_A_TEAM = {
    "applicant-detail": {"default": 200, "office": 200},
    "applicant-edit": {"default": 403, "chair": 200, "office": 200},
    "applicant-member-create": {"default": 403, "chair": 200, "office": 200},
    "applicant-member-end": {"default": 405, "office": 405},
}
OWN_TEAM = ("chair", "lead", "treasurer")
# Not about one application: who may open them stands in access_applications.py and access_public.py.
ELSEWHERE = {"application-create", "resume-ask", "resume-open", "application-list", "application-claim"}


@pytest.fixture
def world(settings, tmp_path):
    """A club with a draft and an application that has come in, another club with the same, and everybody."""
    settings.MEDIA_ROOT, settings.CLAMAV = tmp_path, None
    made = make.world()
    upload = SimpleUploadedFile("konzept.jpg", upload_samples.picture())
    made.draft_file = _attach(made.draft, made.club.chair, upload)
    made.own_draft, made.device_draft = make.draft(of=False, owner=make.somebody()), make.draft(of=False)
    made.other_device = make.draft(of=False)
    former = make.somebody("Früher")
    place = applicants.join(applicant=made.club, user=former, role="chair", by=made.club.chair)
    applicants.leave(member=place, by=former)
    expert = make.somebody("Fachfrau")
    club = made.club
    sent = make.draft(of=club, in_round=made.draft.round)
    made.sent_file = _attach(sent, club.chair, upload)
    make.submissions.submit(application=sent, by=club.chair, is_declared=True)
    made.sent = Application.objects.get(pk=sent.pk)
    _ask(made.sent, made.office, expert)
    made.clients = {
        "chair": browser(club.chair),
        "lead": browser(club.lead),
        "treasurer": browser(club.treasurer),
        "former": browser(former),
        "foreign": browser(made.other.chair),
        "stranger": browser(made.stranger),
        "office": browser(made.office),
        "expert": browser(expert),
        "member": browser(made.member),
        "superuser": browser(person("Super User", is_superuser=True)),
        "anonymous": browser(),
        "other_device": browser(draft=made.other_device),
    }
    return made


def _attach(application, by, upload):
    upload.seek(0)
    return attachments.attach(application=application, document="konzept", upload=upload, by=by)


def _ask(application, office, expert):
    make.formal_checks.start(application=application, by=office)
    opinions.ask(
        application=application,
        department_text="Fachbereich Beispiel",
        expert=expert,
        question="Passt das?",
        due_on=make.timezone.localdate() + make.timedelta(days=7),
        by=office,
    )


def pages(*modules):
    """{name: names of its arguments} of some URL lists."""
    known = get_resolver().url_patterns
    assert known
    return {one.name: list(one.pattern.converters) for module in modules for one in module.urlpatterns}


def ask(client, name, thing, file=None):
    """The status of a page about something."""
    arguments = {"word": "projekt", "attachment": file.pk if file else None, "number": 1, "pk": thing.pk}
    arguments["member"] = thing.members.first().pk if hasattr(thing, "members") else None
    names = pages(own_urls, signing_urls, team_urls)[name]
    answer = client.get(reverse(f"fund:{name}", kwargs={one: arguments[one] for one in names}))
    if answer.streaming:
        list(answer)
    return answer.status_code


def expected(table, name, who, inside):
    """What the table says for somebody."""
    line = table[name] if isinstance(table[name], dict) else {"default": table[name]}
    if who in line and (who in inside or who not in OWN_TEAM):
        return line[who]
    if who in inside:
        return line["default"]
    return 302 if who in {"anonymous", "other_device"} else 404


def surprises(world, table, thing, file=None, inside=OWN_TEAM):
    """(person, page, status, expected) where they differ."""
    found = []
    for who, client in world.clients.items():
        for name in table:
            status, wanted = ask(client, name, thing, file), expected(table, name, who, inside)
            if status != wanted:
                found.append((who, name, status, wanted))
    return found


def test_every_page_stands_in_the_table():
    named = pages(own_urls, signing_urls).keys() - ELSEWHERE
    assert [named - OF_A_DRAFT.keys(), named - OF_AN_APPLICATION.keys()] == [set(), set()]
    assert pages(team_urls).keys() == OF_A_TEAM.keys()


def test_a_draft_is_its_teams(world):
    assert surprises(world, OF_A_DRAFT, world.draft, world.draft_file) == []


def test_an_application_that_has_come_in_is_its_teams_and_the_office_reads_it(world):
    assert surprises(world, OF_AN_APPLICATION, world.sent, world.sent_file) == []


def test_a_team_is_its_own(world):
    assert surprises(world, OF_A_TEAM, world.club) == []


def test_a_draft_without_a_team_is_its_owners_alone(world):
    file = _attach(world.own_draft, world.own_draft.owner, SimpleUploadedFile("a.jpg", upload_samples.picture()))
    world.clients["owner"] = browser(world.own_draft.owner)
    table = OF_A_DRAFT | {"application-sign": 200, "submission-create": 302, "application-topic": 200}
    table["application-withdraw"] = 403
    assert surprises(world, table, world.own_draft, file, inside=("owner",)) == []


def test_a_draft_without_an_account_is_the_devices_alone(world):
    draft = world.device_draft
    upload = SimpleUploadedFile("a.jpg", upload_samples.picture())
    file = attachments.attach(application=draft, document="konzept", upload=upload, key=draft.key)
    world.clients["device"] = browser(draft=draft)
    assert surprises(world, OF_A_DRAFT, draft, file, inside=("device",)) == []


def test_a_device_that_holds_one_draft_opens_no_other(world):
    mixed = SimpleNamespace(clients={"mixed": browser(world.stranger, draft=world.device_draft)})
    assert surprises(mixed, OF_A_DRAFT, world.draft, world.draft_file, inside=()) == []


def test_nobody_writes_at_what_is_not_hers(world):
    """POST to every page, by everybody outside: nothing changes."""
    before = list(Application.objects.order_by("pk").values())
    outside = [who for who in world.clients if who not in OWN_TEAM]
    for who in outside:
        for thing, file in ((world.draft, world.draft_file), (world.sent, world.sent_file)):
            for name in OF_A_DRAFT:
                assert _post(world.clients[who], name, thing, file) in {302, 403, 404, 405}, (who, name)
    assert list(Application.objects.order_by("pk").values()) == before
    assert world.draft.attachments.count() == world.sent.attachments.count() == 1


def _post(client, name, thing, file):
    arguments = {"word": "projekt", "attachment": file.pk, "number": 1, "pk": thing.pk}
    names = pages(own_urls, signing_urls)[name]
    address = reverse(f"fund:{name}", kwargs={one: arguments[one] for one in names})
    return client.post(address, {"title": "x"}).status_code
