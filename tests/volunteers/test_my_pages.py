"""A volunteer's own pages: answers, contact only once introduced, both texts of an edit, and the way out."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone

from tests.people import log_in
from tests.queries import assert_constant_queries
from tests.volunteers import make
from volunteers import overview
from volunteers.actions import agreements, placements, profiles
from volunteers.models import CourseAttendance, Placement, Volunteer

pytestmark = pytest.mark.django_db
SKILLS = {"skills": ["music"], "about": "Ich singe gern."}


@pytest.fixture
def mira():
    return make.volunteer()


@pytest.fixture
def browser(client, mira):
    return log_in(client, mira.user)


def own(name, *args):
    return reverse(f"volunteers:{name}", args=args)


def test_yes_moves_on_and_the_second_click_is_told_so(browser, mira):
    placement = placements.suggest(volunteer=mira, opportunity=make.opportunity(), by=make.coordinator())
    assert [row for row, _standing in browser.get(own("my")).context["suggestions"]] == [placement]
    assert browser.post(own("my-yes", placement.pk))["Location"] == own("my-placement", placement.pk)
    assert browser.post(own("my-yes", placement.pk)).status_code == 409
    assert [row for row, _standing in browser.get(own("my")).context["running"]] == [placement]


@pytest.mark.parametrize("reason", ["", "time"])
def test_no_needs_no_reason(browser, mira, reason):
    placement = placements.suggest(volunteer=mira, opportunity=make.opportunity(), by=make.coordinator())
    assert browser.post(own("my-no", placement.pk), {"reason": reason})["Location"] == own("my")
    placement.refresh_from_db()
    assert [placement.state, placement.decline_reason] == ["v_declined", reason]


def test_a_reason_that_is_none_is_refused_at_the_field(browser, mira):
    placement = make.placement(mira)
    response = browser.post(own("my-no", placement.pk), {"reason": "xx", "note": "behalten"})
    assert list(response.context["form"].errors) == ["reason"]
    assert "behalten" in response.content.decode()


def test_somebody_elses_placement_is_not_there(browser):
    foreign = make.placement()
    for name in ("my-placement", "my-no", "my-end"):
        assert browser.get(own(name, foreign.pk)).status_code == 404
    assert browser.post(own("my-yes", foreign.pk)).status_code == 404
    foreign.refresh_from_db()
    assert foreign.state == "suggested"


@pytest.mark.parametrize(
    ("state", "is_told"),
    [
        ("suggested", False),
        ("interested", False),
        ("asked", False),
        ("o_declined", False),
        ("introduced", True),
        ("trial", True),
        ("active", True),
        ("ended", False),
    ],
)
def test_how_to_reach_the_organisation_is_told_from_introduced_to_the_end(browser, mira, state, is_told):
    task = make.opportunity()
    placement = make.placement(mira, task, state=state)
    pages = [own("my"), own("my-placement", placement.pk), own("my-data"), own("my-interest", task.pk)]
    html = "".join(browser.get(page, follow=True).content.decode() for page in pages)
    found = [secret in html for secret in (task.contact_name, task.contact_email, task.contact_phone)]
    assert found == [is_told] * 3


def test_reasons_stand_in_plain_words(browser, mira):
    placement = make.placement(mira, make.opportunity(task_class="minors"))
    context = browser.get(own("my-placement", placement.pk)).context
    assert "Offen für jede Aufgabe." in context["speaking"]
    sentence = "Gesetzlich vorgeschrieben und noch nicht da: erweitertes Führungszeugnis."
    assert [said for said, _step in context["against"]] == [sentence]


def test_coming_forward_adds_the_wish_where_it_is_missing(browser, mira):
    profiles.change(
        volunteer=mira,
        content=profiles.Content(columns={"is_open_to_all": False, "activity_types": ["sport"]}),
        by=mira.user,
    )
    task = make.opportunity(activity_type="reading")
    context = browser.get(own("my-interest", task.pk)).context
    assert [context["adds_interest"], context["against"]] == [True, []]
    assert browser.post(own("my-interest", task.pk)).status_code == 409
    browser.post(own("my-interest", task.pk), {"wunsch": "ja"})
    mira.refresh_from_db()
    assert mira.activity_types == ["sport", "reading"]
    placement = Placement.objects.get()
    assert placement.state == "interested"
    assert browser.get(own("my-interest", task.pk))["Location"] == own("my-placement", placement.pk)


def test_the_agreement_is_read_and_signed_once_in_the_version_that_was_read(browser, mira):
    placement = make.placement(mira, state="introduced")
    agreement = agreements.draw_up(placement=placement, insurance="city", by=make.coordinator())
    assert browser.get(own("my-agreement", agreement.pk)).context["may_sign"]
    assert browser.post(own("my-sign", agreement.pk), {"version": "7"}).status_code == 409
    assert browser.post(own("my-sign", agreement.pk), {"version": "1"}).status_code == 302
    assert browser.post(own("my-sign", agreement.pk), {"version": "1"}).status_code == 409
    agreement.refresh_from_db()
    assert agreement.volunteer_signed_by == mira.user


def test_a_part_of_the_profile_is_changed_and_nothing_else(browser, mira):
    mira.activity_types = ["sport"]
    mira.save()
    answer = browser.post(own("my-edit", "koennen"), SKILLS | {"version": "1"})
    assert answer["Location"] == own("my-profile")
    mira.refresh_from_db()
    assert [mira.skills, mira.about, mira.activity_types, mira.given_name] == [
        ["music"],
        "Ich singe gern.",
        ["sport"],
        "Mira",
    ]


def test_whoever_saves_second_sees_both_texts(browser, mira):
    profiles.change(volunteer=mira, content=profiles.Content(columns={"about": "Neu"}), by=make.coordinator())
    response = browser.post(own("my-edit", "koennen"), SKILLS | {"version": "1"})
    assert {"label": "Was Sie noch sagen möchten", "mine": "Ich singe gern.", "theirs": "Neu"} in response.context[
        "form"
    ].conflict.fields
    assert Volunteer.objects.get().about == "Neu"
    assert browser.post(own("my-edit", "koennen"), SKILLS | {"version": "2"}).status_code == 302


def test_exact_times_stay_exact_where_no_tick_was_touched(browser, client):
    exact = make.volunteer(windows=[("1", 9, 11)], is_always_free=False)
    log_in(client, exact.user)
    form = client.get(own("my-edit", "zeit-und-ort")).context["form"]
    assert form["when"].value() == ["1-morning"]
    data = {"where": "herne", "when": "1-morning", "hours_per_week": "6", "version": "1"}
    assert client.post(own("my-edit", "zeit-und-ort"), data).status_code == 302
    assert [str(window) for window in exact.windows.all()] == ["Montag, 09:00 bis 11:00"]


def test_an_unknown_part_is_not_there(browser):
    assert browser.get(own("my-edit", "aufenthalt")).status_code == 404


def test_a_pause_begins_and_ends(browser, mira):
    yesterday = timezone.localdate() - timedelta(days=1)
    assert browser.post(own("my-pause"), {"until": yesterday.isoformat()}).context["form"].errors
    browser.post(own("my-pause"), {"until": ""})
    mira.refresh_from_db()
    assert mira.state == "paused"
    assert browser.post(own("my-pause"), {"until": ""}).status_code == 200
    browser.post(own("my-resume"))
    mira.refresh_from_db()
    assert mira.state == "active"
    assert browser.post(own("my-resume")).status_code == 409


def test_an_absence_is_entered_once_and_taken_back(browser, mira):
    day = timezone.localdate().isoformat()
    key = browser.get(own("my-absence-create")).context["form"]["once"].value()
    data = {"once": key, "first_on": day, "last_on": day}
    for _ in range(2):
        assert browser.post(own("my-absence-create"), data)["Location"] == own("my-profile")
    absence = mira.absences.get()
    browser.post(own("my-absence-remove", absence.pk))
    assert not mira.absences.exists()


def test_an_absence_that_ends_before_it_begins_keeps_what_was_typed(browser, mira):
    key = browser.get(own("my-absence-create")).context["form"]["once"].value()
    data = {"once": key, "first_on": "2999-01-02", "last_on": "2999-01-01"}
    response = browser.post(own("my-absence-create"), data)
    assert response.context["form"].non_field_errors()
    assert "2999-01-02" in response.content.decode()


def test_a_course_is_joined_and_left(browser, mira):
    course = make.course(by=make.coordinator(), days=(7, 8))
    for _ in range(2):
        assert browser.post(own("my-course-join", course.pk)).status_code == 302
    assert CourseAttendance.objects.seated().count() == 2
    assert browser.get(own("my-course-list")).context["courses"] == [(course, True, 1, True)]
    browser.post(own("my-course-cancel", course.pk))
    assert CourseAttendance.objects.seated().count() == 0


def test_courses_cost_the_same_for_one_and_many(browser):
    by = make.coordinator()
    assert_constant_queries(browser, own("my-course-list"), lambda: make.course(by=by), sizes=(1, 3))


def test_the_own_page_costs_the_same_for_one_and_many(browser, mira):
    by = make.coordinator()
    assert_constant_queries(browser, own("my"), lambda: make.placement(mira, by=by), sizes=(1, 3))


def test_a_consent_is_given_and_taken_back(browser, mira):
    browser.post(own("my-consent-give", "news"), {"text": ""})
    assert sorted(mira.consents.live().values_list("purpose", flat=True)) == ["news", "placement"]
    assert browser.post(own("my-consent-withdraw", "news"), {}).context["form"].errors
    browser.post(own("my-consent-withdraw", "news"), {"is_sure": "on"})
    assert list(mira.consents.live().values_list("purpose", flat=True)) == ["placement"]
    assert browser.get(own("my-consent-withdraw", "xx")).status_code == 404


def test_without_the_needed_consent_helping_ends_and_the_page_says_so(browser, mira):
    page = own("my-consent-withdraw", "placement")
    assert "endet Ihr Ehrenamt" in browser.get(page).content.decode()
    browser.post(page, {"is_sure": "on"})
    mira.refresh_from_db()
    assert mira.state == "left"


def test_leaving_wants_a_tick_and_coming_back_is_one_click(browser, mira):
    assert browser.post(own("my-leave"), {}).context["form"].errors
    browser.post(own("my-leave"), {"is_sure": "on"})
    mira.refresh_from_db()
    assert mira.state == "left"
    browser.post(own("my-return"))
    mira.refresh_from_db()
    assert mira.state == "active"


def test_erasing_wants_a_tick_logs_out_and_leaves_nothing(browser, mira):
    email = mira.email
    assert browser.post(own("my-erase"), {}).context["form"].errors
    assert browser.post(own("my-erase"), {"is_sure": "on"})["Location"] == own("my-erased")
    assert "_auth_user_id" not in browser.session
    assert not Volunteer.objects.filter(email=email).exists()
    assert not get_user_model().objects.filter(email=email).exists()


def test_own_data_stand_on_one_page(browser, mira):
    by = make.coordinator()
    make.clearance(mira, by=by)
    make.placement(mira, make.opportunity(title="Vorlesen am Montag"), by=by)
    html = browser.get(own("my-data")).content.decode()
    words = (mira.full_name, mira.email, mira.phone, "Vorlesen am Montag", "Führungszeugnis", "Vermittlung")
    assert [word for word in words if word not in html] == []


def test_the_overview_leads_to_the_own_page_or_to_a_profile(mira, newcomer, volunteer):
    make.placement(mira)
    assert [(item.url, item.count) for item in overview.own(mira.user)] == [(own("my"), 1)]
    assert [item.url for item in overview.own(volunteer)] == [own("sign-up")]
    assert list(overview.own(newcomer)) == []
