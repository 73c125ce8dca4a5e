"""Plan, team and handovers on the screen."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from herne_integration.idempotency import new_key
from tests.offers import make_paths
from tests.people import log_in
from tests.welcome_folder import make
from welcome_folder.actions import needs, plans
from welcome_folder.choices.access import Outcome
from welcome_folder.models import CareTeamMember, Handover, PlanStep, ViewLog

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def url(name, *args):
    return reverse(f"welcome_folder:{name}", args=args)


@pytest.fixture
def world():
    world = make.world()
    world.receiver = make.case_worker()
    return world


@pytest.fixture
def page(client, world):
    """Asks for a page of the folder as the lead."""
    log_in(client, world.lead)

    def ask(name, *args, post=None):
        address = url(name, world.folder.pk, *args)
        return client.get(address) if post is None else client.post(address, {"once": new_key(), **post})

    return ask


def test_every_look_is_logged_with_its_purpose(page, world):
    page("plan-detail")
    page("team-list")
    rows = ViewLog.objects.order_by("pk").values_list("user_id", "organisation_id", "role", "purpose", "outcome")
    who = (world.lead.pk, world.lead.office.pk, "lead")
    assert list(rows) == [(*who, "plan", Outcome.SEEN), (*who, "team", Outcome.SEEN)]


@pytest.mark.parametrize("name", ["plan-detail", "team-list", "handover-create", "step-create"])
def test_somebody_outside_learns_nothing_and_is_logged_once(client, world, name):
    log_in(client, world.stranger)
    answer = client.get(url(name, world.folder.pk))
    assert (answer.status_code, world.folder.person.family_name in answer.content.decode()) == (404, False)
    assert list(ViewLog.objects.values_list("user_id", "outcome")) == [(world.stranger.pk, Outcome.DENIED)]


def test_a_step_is_made_changed_done_and_opened_again(page, world):
    day = TODAY() + timedelta(days=9)
    step = {"title": "Kindergeld beantragen", "area": "sozialleistungen", "due_on": day, "owner": "person"}
    refused = page("step-create", post=step)
    assert "Ein Schritt nennt den Bedarf oder den Grund" in refused.content.decode()
    assert "Kindergeld beantragen" in refused.content.decode()
    page("step-create", post={**step, "origin_text": "Gespräch vom Montag"})
    made = PlanStep.objects.get(title="Kindergeld beantragen")
    page("step-edit", made.pk, post={**step, "due_on": day + timedelta(days=1), "version": made.version})
    page("step-finish", made.pk, post={})
    done = PlanStep.objects.get(pk=made.pk)
    assert (done.due_on, done.state, done.settled_by) == (day + timedelta(days=1), "done", world.lead)
    page("step-reopen", made.pk, post={})
    page("step-drop", made.pk, post={"reason": "schon bewilligt"})
    assert PlanStep.objects.get(pk=made.pk).dropped_reason == "schon bewilligt"


def test_the_last_step_cannot_be_finished_without_a_next_one(page, world):
    (step,) = world.folder.steps.all()
    answer = page("step-finish", step.pk, post={})
    assert answer.status_code == 409
    assert "keinen nächsten Schritt" in answer.content.decode()


def test_a_plan_is_made_from_the_path_that_fits(page, world):
    path = make_paths.published_path("Anmelden", "Konto eröffnen", "Kurs suchen", by=world.lead)
    page("plan-make", post={})
    titles = world.folder.steps.filter(path_step__version__path=path).values_list("title", flat=True)
    assert list(titles) == ["Anmelden", "Konto eröffnen", "Kurs suchen"]
    assert path.title in page("plan-detail").content.decode()


def test_a_plan_takes_up_urgent_needs_of_the_areas_one_covers(world):
    path = make_paths.published_path("Anmelden", by=world.lead)
    told = {"wohnen": ("now", "fünf Personen"), "arbeit": ("soon", ""), "familie": ("later", "")}
    day = TODAY()
    needs.assess(
        folder=world.folder,
        by=world.lead,
        institution=world.lead.office,
        assessed_on=day,
        review_due_on=day + timedelta(days=90),
        needs=told,
    )
    plan = plans.make(folder=world.folder, by=world.helper)
    assert plan.path_version.path == path
    assert [step.need.area_id for step in plan.steps.filter(need__isnull=False)] == ["wohnen"]


def test_needs_and_status_are_written_down(page, world):
    today = TODAY()
    needs = {"assessed_on": today, "review_due_on": today + timedelta(days=90), "wishes": "Eine größere Wohnung"}
    page("need-create", post={**needs, "urgency-wohnen": "now", "words-wohnen": "fünf Personen, zwei Zimmer"})
    page("legal-area-create", post={"legal_area": "asylblg", "starts_on": today, "proof": "seen"})
    text = page("plan-detail").content.decode()
    for words in ("Eine größere Wohnung", "fünf Personen, zwei Zimmer", "Asylbewerberleistungsgesetz"):
        assert words in text


def test_words_about_a_need_ask_how_urgent_it_is(page):
    today = TODAY()
    answer = page(
        "need-create",
        post={"assessed_on": today, "review_due_on": today, "words-wohnen": "zu eng"},
    ).content.decode()
    assert "Wie dringend ist das?" in answer
    assert "Wieder angesehen wird der Bedarf nach dem Tag der Erhebung." in answer
    assert "zu eng" in answer


def test_the_lead_takes_somebody_in_and_a_participant_cannot(client, page, world):
    told = {
        "organisation": world.receiver.office.pk,
        "user": world.receiver.pk,
        "purpose": "Wohnungssuche",
        "areas": ["wohnen"],
        "basis": "consent",
    }
    assert "wann die Person unterschrieben hat" in page("member-create", post=told).content.decode()
    page("member-create", post={**told, "consent_on": TODAY()})
    assert CareTeamMember.objects.get(user=world.receiver).areas == ["wohnen"]
    log_in(client, world.helper)
    assert client.get(url("member-create", world.folder.pk)).status_code == 409


def test_a_handover_goes_its_way_on_the_screen(client, page, world):
    told = {"kind": "lead", "receiver": world.receiver.office.pk, "areas": make.AREAS, "reason": "Umzug nach Eickel"}
    page("handover-create", post={**told, "deadline_on": TODAY() + timedelta(days=5)})
    handover = Handover.objects.get()
    log_in(client, world.receiver)
    assert "Umzug nach Eickel" in client.get(url("handover-list")).content.decode()
    before = client.get(url("handover-detail", handover.pk)).content.decode()
    client.post(url("handover-accept", handover.pk))
    after = client.get(url("handover-detail", handover.pk)).content.decode()
    name = world.folder.person.family_name
    assert [name in before, name in after] == [False, True]
    client.post(url("handover-contact", handover.pk))
    assert client.get(url("plan-detail", world.folder.pk)).status_code == 200


def test_a_sensitive_institution_is_a_counselling_centre_to_others(client, page, world):
    refuge = make.case_worker(of=make.institution(name="Frauenhaus Muster", is_sensitive=True), name="Rita Schutz")
    make.member(world.folder, refuge, areas=["familie"])
    text = page("team-list").content.decode()
    assert ["eine Beratungsstelle" in text, "Frauenhaus" in text, "Rita Schutz" in text] == [True, False, False]
    log_in(client, refuge)
    assert "Frauenhaus Muster" in client.get(url("team-list", world.folder.pk)).content.decode()


def test_the_immigration_office_writes_without_reading(client, world):
    officer = make.case_worker(of=make.institution(is_immigration_office=True))
    world.handover = Handover.objects.create(
        folder=world.folder,
        kind="referral",
        sender=world.lead.office,
        sender_user=world.lead,
        receiver=officer.office,
        areas=["aufenthalt"],
        reason="Verlängerung",
        deadline_on=TODAY(),
        offered_at=timezone.now(),
        offered_by=world.lead,
    )
    log_in(client, officer)
    client.post(url("handover-accept", world.handover.pk))
    entry = {"kind": "auslaenderbehoerde", "area": "aufenthalt", "day": TODAY(), "result": "verlängert bis 2027"}
    client.post(url("office-entry-create", world.handover.pk), {"once": new_key(), **entry})
    assert "verlängert bis 2027" in client.get(url("handover-detail", world.handover.pk)).content.decode()
    alone = {"once": new_key(), **entry, "agreed_due": TODAY()}
    page = client.post(url("office-entry-create", world.handover.pk), alone)
    assert page.context["form"].errors.keys() == {"agreed"}
    early = {**alone, "day": TODAY() + timedelta(days=3), "result": "", "agreed": "Passbild bringen"}
    page = client.post(url("office-entry-create", world.handover.pk), early)
    assert page.context["form"].errors.keys() == {"agreed"}
    client.post(url("office-entry-create", world.handover.pk), {**alone, "agreed": "Passbild bringen"})
    assert world.folder.steps.get(title="Passbild bringen").due_on == TODAY()
    assert client.get(url("plan-detail", world.folder.pk)).status_code == 404


def test_what_the_receiver_cannot_take_on_is_said_at_the_field(page, world):
    housing = make.case_worker(of=make.institution(areas=["wohnen"])).office
    empty, office = make.institution(), make.case_worker(of=make.institution(is_immigration_office=True)).office
    told = {"kind": "lead", "areas": ["wohnen", "bildung"], "reason": "x", "deadline_on": TODAY(), "once": new_key()}
    for receiver, field in [(housing, "areas"), (empty, "receiver"), (office, "receiver")]:
        answer = page("handover-create", post={**told, "receiver": receiver.pk})
        assert answer.context["form"].errors.keys() == {field}
    assert not Handover.objects.exists()
    assert page("handover-create", post={**told, "areas": ["wohnen"], "receiver": housing.pk}).status_code == 302


@pytest.mark.parametrize("name", ["plan-detail", "team-list"])
def test_the_pages_cost_the_same_for_one_row_and_for_many(page, world, name):
    def queries():
        with CaptureQueriesContext(connection) as caught:
            page(name)
        return len(caught)

    first = queries()
    for _ in range(5):
        make.step(world.folder, by=world.lead)
        make.member(world.folder, make.case_worker(), areas=["arbeit"])
    assert queries() == first
