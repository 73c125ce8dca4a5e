"""Signing up in steps: nothing counts until the address is confirmed, and drafts go."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from herne_integration.models import OutboxMail
from herne_integration.rules import RuleBroken
from tests.threads import race
from tests.volunteers import make, traces_of_mail
from volunteers.actions import consents, leaving, profiles, routes, sign_up
from volunteers.models import AvailabilityWindow, Consent, Placement, Volunteer

pytestmark = pytest.mark.django_db
STEPS = {
    "what": {"activity_types": ["reading"], "fields_of_action": ["kinder"], "target_groups": ["kinder"]},
    "where": {"districts": ["wanne"], "radius_km": 5},
    "when": {"windows": [{"weekday": "1", "starts": "15:00", "ends": "18:00"}], "hours_per_week": "2.5"},
    "languages": {
        "german_level": "A2",
        "wants_simple_german": True,
        "languages": [{"language": "ar", "level": "native", "may_interpret": None}, {"language": "xx"}],
    },
    "who": {"given_name": "Rana", "family_name": "Probe", "email": "Rana.Probe@example.org", "born_on": "1995-02-28"},
    "consent": {"consents": ["placement"]},
}


@pytest.fixture(autouse=True)
def _words(db):
    make.words()


def typed(*, language="de", without=(), **more):
    """A draft with all steps; returns its token."""
    _, token = sign_up.begin(language=language)
    for step, data in STEPS.items():
        if step not in without:
            sign_up.save_step(token=token, step=step, data=data | more if step == "what" else data)
    return token


def mailed_token():
    """The token in the newest mail."""
    return traces_of_mail.last_link().rstrip("/").rsplit("/", 1)[1]


def test_six_steps_and_a_click_make_a_profile_and_an_account():
    coordinator = make.coordinator()
    routes.set_route(coordinator=coordinator, by=coordinator)
    sign_up.finish(token=typed(language="ar"))
    assert not get_user_model().objects.filter(email="rana.probe@example.org").exists()
    volunteer = sign_up.confirm(token=mailed_token(), password="ein langes Passwort")
    volunteer.refresh_from_db()
    assert [volunteer.state, volunteer.language, str(volunteer.hours_per_week), volunteer.lead] == [
        "active",
        "ar",
        "2.5",
        coordinator,
    ]
    assert [str(window) for window in AvailabilityWindow.objects.all()] == ["Montag, 15:00 bis 18:00"]
    assert [(row.language.key, row.level, row.may_interpret) for row in volunteer.languages.all()] == [
        ("ar", "native", None)
    ]
    assert [consent.purpose for consent in Consent.objects.live()] == ["placement"]
    assert [volunteer.user.email, volunteer.user.wish, volunteer.user.check_password("ein langes Passwort")] == [
        "rana.probe@example.org",
        "volunteer",
        True,
    ]
    assert [volunteer.draft, volunteer.draft_token] == [{}, ""]


def test_a_link_counts_once_and_the_old_token_opens_nothing():
    old = typed()
    sign_up.finish(token=old)
    assert sign_up.find(old) is None
    token = mailed_token()
    sign_up.confirm(token=token)
    for again in (old, token, "", "x"):
        with pytest.raises(RuleBroken, match="gibt es nicht mehr"):
            sign_up.confirm(token=again)
    assert Volunteer.objects.here().count() == 1


@pytest.mark.parametrize("step", ["who", "consent"])
def test_without_name_address_or_consent_nothing_is_sent(step):
    with pytest.raises(RuleBroken, match="fehlen noch Angaben"):
        sign_up.finish(token=typed(without=[step]))
    assert not OutboxMail.objects.exists()


def test_whoever_has_a_profile_gets_a_mail_that_says_so_and_no_second_one():
    mira = make.volunteer(email="rana.probe@example.org")
    sign_up.finish(token=typed())
    assert traces_of_mail.last_link().endswith("/de/ehrenamt/mein/")
    assert list(Volunteer.objects.here()) == [mira]


def test_an_existing_account_is_used_and_keeps_its_password():
    user = make.account(email="rana.probe@example.org", password="altes Passwort")
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    sign_up.finish(token=typed())
    volunteer = sign_up.confirm(token=mailed_token(), password="fremdes Passwort")
    user.refresh_from_db()
    assert [volunteer.user, user.check_password("altes Passwort")] == [user, True]


def test_whoever_came_from_a_task_stands_in_line_for_it():
    task = make.unconfirmed_opportunity(activity_type="reading")
    sign_up.finish(token=typed(opportunity=str(task.pk)))
    volunteer = sign_up.confirm(token=mailed_token())
    placement = Placement.objects.get()
    assert [placement.volunteer, placement.opportunity, placement.is_enquiry] == [volunteer, task, True]


def test_whoever_does_not_fit_the_task_has_a_profile_all_the_same():
    task = make.opportunity(german_level="C2")
    sign_up.finish(token=typed(opportunity=str(task.pk)))
    assert sign_up.confirm(token=mailed_token()).state == "active"
    assert not Placement.objects.exists()


def test_drafts_go_after_three_days_and_leave_nothing_typed():
    sign_up.finish(token=typed())
    assert sign_up.purge() == 0
    assert sign_up.purge(at=timezone.now() + timedelta(days=3, hours=1)) == 1
    assert not Volunteer.objects.exists()
    events = Volunteer.pgh_event_model.objects
    assert not events.exclude(email="").exists()
    assert not events.exclude(given_name="").exists()


def test_too_much_text_is_refused():
    _, token = sign_up.begin()
    with pytest.raises(RuleBroken, match="zu viel Text"):
        sign_up.save_step(token=token, step="who", data={"about": "x" * 20_001})


@pytest.mark.django_db(transaction=True)
def test_of_many_drafts_and_clicks_at_once_one_profile_comes():
    make.words()
    tokens = []
    for _ in range(3):
        sign_up.finish(token=typed())
        tokens += [mailed_token()] * 3
    outcome = race(lambda number: sign_up.confirm(token=tokens[number]), 9)
    assert [type(one) for one in outcome].count(RuleBroken) == 8
    assert [Volunteer.objects.here().count(), get_user_model().objects.filter(wish="volunteer").count()] == [1, 1]


class TestProfile:
    def test_a_profile_is_changed_by_its_owner_or_the_coordination_only(self):
        mira, other = make.volunteer(), make.volunteer()
        content = profiles.Content(
            columns={"phone": "0151"}, windows=[{"weekday": "2", "starts": "09:00", "ends": "10:00"}]
        )
        with pytest.raises(RuleBroken, match="Person selbst"):
            profiles.change(volunteer=mira, content=content, by=other.user)
        changed = profiles.change(volunteer=mira, content=content, by=mira.user, version=1)
        assert [changed.phone, changed.windows.count(), changed.version] == ["0151", 1, 2]
        with pytest.raises(RuleBroken, match="etwas geändert"):
            profiles.change(volunteer=mira, content=content, by=make.coordinator(), version=1)

    def test_a_pause_ends_by_itself_after_its_last_day(self):
        mira, today = make.volunteer(), timezone.localdate()
        profiles.pause(volunteer=mira, by=mira.user, until=today)
        with pytest.raises(RuleBroken):
            profiles.pause(volunteer=mira, by=mira.user)
        assert [profiles.wake_up(day=today), profiles.wake_up(day=today + timedelta(days=1))] == [0, 1]
        with pytest.raises(RuleBroken, match="pausiert nicht"):
            profiles.resume(volunteer=mira, by=mira.user)

    def test_an_absence_comes_and_goes(self):
        mira, today = make.volunteer(), timezone.localdate()
        with pytest.raises(RuleBroken, match="endet nach ihrem Anfang"):
            profiles.add_absence(volunteer=mira, first_on=today, last_on=today - timedelta(days=1), by=mira.user)
        absence = profiles.add_absence(volunteer=mira, first_on=today, last_on=today, by=mira.user)
        with pytest.raises(RuleBroken, match="Person selbst"):
            profiles.remove_absence(absence=absence, by=make.volunteer().user)
        profiles.remove_absence(absence=absence, by=mira.user)
        assert not mira.absences.exists()

    def test_whoever_leaves_ends_everything_and_may_come_back(self):
        mira = make.volunteer()
        running, waiting = make.placement(mira, state="active"), make.placement(mira, state="suggested")
        profiles.leave(volunteer=mira, by=mira.user)
        states = {(one.state, one.end_reason) for one in Placement.objects.filter(pk__in=[running.pk, waiting.pk])}
        assert states == {("ended", "left")}
        with pytest.raises(RuleBroken, match="schon beendet"):
            profiles.leave(volunteer=mira, by=mira.user)
        assert profiles.come_back(volunteer=mira, by=mira.user).state == "active"

    def test_taking_back_the_needed_consent_is_leaving(self):
        mira = make.volunteer(consents=("placement", "news"))
        consents.withdraw(volunteer=mira, purpose="news", by=mira.user)
        mira.refresh_from_db()
        assert mira.state == "active"
        consents.withdraw(volunteer=mira, purpose="placement", by=mira.user)
        mira.refresh_from_db()
        assert [mira.state, mira.consents.live().count()] == ["left", 0]

    def test_a_new_text_leaves_older_consents_under_their_words(self):
        mira = make.volunteer()
        new = consents.publish_text(purpose="placement", text="Neue Worte", by=make.coordinator())
        assert [new.number, consents.give(volunteer=mira, purpose="placement", by=mira.user).text.number] == [2, 1]

    def test_an_account_that_closes_ends_the_profile(self, system):
        mira = make.volunteer()
        leaving.end_profile(user=mira.user, by=system)
        leaving.end_profile(user=mira.user, by=system)
        mira.refresh_from_db()
        assert [mira.state, mira.left_by] == ["left", system]

    def test_the_first_talk_is_held_once_and_only_coordinators_lead(self):
        mira, coordinator = make.volunteer(), make.coordinator()
        assert profiles.meet(volunteer=mira, by=coordinator).lead == coordinator
        with pytest.raises(RuleBroken, match="schon eingetragen"):
            profiles.meet(volunteer=mira, by=coordinator)
        with pytest.raises(RuleBroken, match="aus der Koordination"):
            profiles.assign_lead(volunteer=mira, lead=make.account(), by=coordinator)
