"""The coordination takes a placement from the board to its end, and every page says what is no longer possible."""

import pytest
from django.urls import reverse

from tests.people import log_in
from tests.queries import assert_constant_queries, count_queries
from tests.volunteers import make
from tests.volunteers.working import at_her_desk, post, url
from volunteers import eligibility_reading
from volunteers.actions import placements
from volunteers.choices.eligibility import OVERRIDABLE, ReasonCode
from volunteers.eligibility import Reason
from volunteers.models import Placement

pytestmark = pytest.mark.django_db
WORDS = ("age", "hours", "languages", "level", "requirement", "skill", "until")


@pytest.fixture
def coordinator(client):
    return at_her_desk(client)


def test_from_the_overview_to_introduced_in_at_most_six_clicks(client, coordinator):
    """Every click is a link or button that stands on the page before; what the two sides click is theirs."""
    mira, task = make.volunteer(), make.opportunity()
    clicks, page = 0, client.get(reverse("roof:overview"))

    def click(address, *, sends=False):
        nonlocal clicks, page
        assert f'"{address}"' in page.content.decode(), address
        page, clicks = (client.post(address, follow=True) if sends else client.get(address)), clicks + 1
        assert page.status_code == 200

    click(url("inbox"))
    click(url("volunteer-board", mira.pk))
    click(url("placement-suggest", mira.pk, task.pk), sends=True)
    placement = Placement.objects.get()
    placements.say_yes(placement=placement, by=mira.user)
    page = client.get(url("placement-detail", placement.pk))
    click(url("placement-step", placement.pk, "fragen"), sends=True)
    placements.agree(placement=placement, by=task.contact)
    page = client.get(url("placement-detail", placement.pk))
    click(url("placement-step", placement.pk, "vorstellen"), sends=True)
    placement.refresh_from_db()
    assert [placement.state, clicks] == ["introduced", 5]
    assert "Genau" in placement.reasons[0] or "Offen" in placement.reasons[0]


def test_a_second_click_on_suggest_leads_to_the_first(client, coordinator):
    mira, task = make.volunteer(), make.opportunity()
    first = client.post(url("placement-suggest", mira.pk, task.pk))
    second = client.post(url("placement-suggest", mira.pk, task.pk))
    assert [first.url, Placement.objects.count()] == [second.url, 1]


def test_a_second_click_on_a_step_is_answered_in_words(client, coordinator):
    placement = make.placement(state="interested", by=coordinator)
    assert client.post(url("placement-step", placement.pk, "fragen")).status_code == 302
    again = client.post(url("placement-step", placement.pk, "fragen"))
    assert again.status_code == 409
    assert "Einrichtung gefragt" in again.content.decode()


def test_a_step_that_does_not_exist_is_not_there(client, coordinator):
    placement = make.placement(by=coordinator)
    assert client.post(url("placement-step", placement.pk, "zaubern")).status_code == 404


@pytest.mark.parametrize(
    ("state", "steps"),
    [
        ("suggested", "zusage absage ausnahme beenden"),
        ("interested", "fragen absage ausnahme beenden"),
        ("asked", "einverstanden absage ablehnung ausnahme beenden"),
        ("introduced", "probezeit ausnahme vereinbarung ohne-vereinbarung beenden"),
        ("trial", "ausnahme vereinbarung ohne-vereinbarung beenden"),
        ("active", "ausnahme vereinbarung beenden"),
        ("v_declined", ""),
        ("o_declined", ""),
        ("ended", ""),
    ],
)
def test_only_possible_steps_have_a_button(client, coordinator, state, steps):
    placement = make.placement(state=state, by=coordinator)
    shown = client.get(url("placement-detail", placement.pk)).context["shown"]
    assert " ".join(step.key for step in shown.steps) == steps


def test_both_sides_are_told_by_telephone_and_the_coordination_writes_it_down(client, coordinator):
    placement = make.placement(by=coordinator)
    for step in ("zusage", "fragen", "einverstanden", "vorstellen", "probezeit"):
        assert client.post(url("placement-step", placement.pk, step)).status_code == 302
    placement.refresh_from_db()
    assert [placement.state, placement.introduced_by] == ["trial", coordinator]
    post(client, "placement-end", placement.pk, reason="trial", note="Es passte nicht.")
    placement.refresh_from_db()
    assert [placement.state, placement.end_reason, placement.end_note] == ["ended", "trial", "Es passte nicht."]


@pytest.mark.parametrize(
    ("page", "state", "after"),
    [("placement-volunteer-declined", "asked", "v_declined"), ("placement-refused", "asked", "o_declined")],
)
def test_a_no_is_written_down_with_its_reason(client, coordinator, page, state, after):
    placement = make.placement(state=state, by=coordinator)
    post(client, page, placement.pk, reason="time", note="Keine Zeit.")
    placement.refresh_from_db()
    assert [placement.state, placement.decline_reason, placement.decline_note] == [after, "time", "Keine Zeit."]


def test_bad_input_is_kept_and_nothing_ends(client, coordinator):
    placement = make.placement(state="active", by=coordinator)
    answer = client.post(url("placement-end", placement.pk), {"reason": "", "note": "Ein langer Satz."})
    placement.refresh_from_db()
    assert [answer.status_code, placement.state] == [200, "active"]
    assert "Ein langer Satz." in answer.content.decode()
    assert answer.context["form"].errors.keys() == {"reason"}


def test_the_agreement_is_drawn_up_and_without_signatures_a_reason_lets_them_begin(client, coordinator):
    placement = make.placement(state="introduced", by=coordinator)
    post(client, "placement-agreement", placement.pk, insurance="city", tasks_text="Vorlesen am Montag")
    assert placement.agreement.tasks_text == "Vorlesen am Montag"
    assert client.post(url("placement-step", placement.pk, "beginnen")).status_code == 409
    post(client, "placement-begin", placement.pk, role="Koordination", reason="In der Post.")
    shown = client.get(url("placement-detail", placement.pk)).context["shown"]
    assert [shown.placement.state, shown.exceptions] == [
        "active",
        ["Beide hatten die Vereinbarung noch nicht unterschrieben."],
    ]
    follow_up = placement.follow_ups.first()
    post(client, "follow-up-done", follow_up.pk, note="Läuft gut.")
    follow_up.refresh_from_db()
    assert [follow_up.note, follow_up.done_by] == ["Läuft gut.", coordinator]
    assert client.post(url("follow-up-done", follow_up.pk), {"note": "Noch einmal."}).status_code == 409


def test_an_exception_keeps_role_and_reason_and_stands_on_the_page(client, coordinator):
    mira, task = make.volunteer(german_level="A1"), make.opportunity(german_level="B2")
    address = url("placement-suggest", mira.pk, task.pk)
    assert client.post(address).status_code == 409
    kept = client.post(address, {"role": "Koordination", "reason": ""})
    assert [kept.status_code, Placement.objects.count()] == [200, 0]
    page = client.post(address, {"role": "Koordination", "reason": "Die Gruppe spricht Arabisch."}, follow=True)
    assert "Die Gruppe spricht Arabisch." in page.content.decode()
    assert Placement.objects.get().override_codes == ["german_too_low"]


def test_every_reason_is_refused_at_the_pages_and_only_what_is_no_law_has_a_form(client, coordinator, monkeypatch):
    mira, task = make.volunteer(), make.opportunity()
    address = url("placement-suggest", mira.pk, task.pk)
    typed = {"role": "Koordination", "reason": "Mit beiden besprochen."}
    for code in ReasonCode:
        if code == ReasonCode.CAPACITY_FULL:
            continue
        reason = Reason(code, tuple((word, "1") for word in WORDS))
        monkeypatch.setattr(eligibility_reading, "eligibility", lambda *facts, reason=reason: [reason])
        assert client.post(address).status_code == 409, code
        assert ('name="role"' in client.get(address).content.decode()) == (code in OVERRIDABLE), code
        assert client.post(address, typed).status_code == (302 if code in OVERRIDABLE else 409), code
        Placement.objects.all().delete()


def test_another_coordinator_takes_over(client, coordinator):
    placement, other = make.placement(by=coordinator), make.coordinator()
    post(client, "placement-reassign", placement.pk, coordinator=other.pk)
    placement.refresh_from_db()
    assert placement.coordinator == other
    wrong = client.post(url("placement-reassign", placement.pk), {"coordinator": placement.volunteer.user_id})
    assert wrong.status_code == 200
    assert wrong.context["form"].errors


def test_the_other_side_and_strangers_do_not_come_in(client, stranger):
    placement = make.placement(state="introduced")
    for who in (stranger, placement.volunteer.user, placement.opportunity.contact):
        log_in(client, who)
        for name in ("placement-detail", "placement-end", "placement-override"):
            assert client.get(url(name, placement.pk)).status_code == 403
        assert client.post(url("placement-step", placement.pk, "beginnen")).status_code == 403
        assert client.get(url("placement-list")).status_code == 403


def test_a_wrong_method_changes_nothing(client, coordinator):
    placement = make.placement(state="interested", by=coordinator)
    assert client.get(url("placement-step", placement.pk, "fragen")).status_code == 405
    assert client.post(url("placement-list")).status_code == 405


def test_the_list_is_narrowed_and_costs_the_same_for_many(client, coordinator):
    make.placement(state="active", by=coordinator)
    make.placement(state="suggested")
    assert len(client.get(url("placement-list")).context["page"].object_list) == 2
    for query in ("?stand=laufend", "?wessen=meine", "?stand=active", "?stand=unsinn&wessen=meine"):
        assert len(client.get(url("placement-list") + query).context["page"].object_list) == 1, query
    empty = count_queries(client, url("policy-list"))
    assert_constant_queries(client, url("placement-list"), lambda: make.placement(by=coordinator), sizes=(1, 3))
    assert count_queries(client, url("placement-list")) <= empty + 12
