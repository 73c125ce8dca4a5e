"""Asking for what is missing: exactly the chosen fields, a suggested day, more time, going on without an answer."""

from datetime import timedelta

import pytest
from django.utils import timezone

from fund import due
from fund.actions import formal_checks
from fund.choices.formal_checks import Verdict
from fund.models import Supplement
from herne_integration.models import OutboxMail
from tests.fund import make
from tests.fund.applicant_pages import browser, sent
from tests.fund.test_office_pages import page, shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return browser(make.office())


def asking(**fields):
    day = timezone.localdate() + timedelta(days=14)
    return sent(**{"unlocks": ["summary", "costs"], "request": "Bitte genauer.", "due_on": day.isoformat()} | fields)


def test_the_form_is_filled_from_the_lines_that_are_not_met(desk):
    one = make.in_check()
    line = one.check.lines.get(key="short_notice")
    formal_checks.judge(line=line, verdict=Verdict.UNMET, note="Das sagt der Text nicht.", by=make.office())
    form = desk.get(page("supplement-create", one)).context["form"]
    assert form.initial["unlocks"] == ["short_notice"]
    assert form.initial["request"] == f"{line.sentence} Das sagt der Text nicht."
    assert form.initial["due_on"] == due.supplement_due_on(timezone.localdate(), 14)


def test_exactly_the_chosen_fields_unlock_and_a_double_click_asks_once(desk):
    one, form = make.in_check(), asking()
    before = OutboxMail.objects.count()
    for _click in range(2):
        assert desk.post(page("supplement-create", one), form).url == page("supplement-list", one)
    made = Supplement.objects.get(application=one)
    assert (made.unlocks, made.request, make.anew(one).state) == (["costs", "summary"], "Bitte genauer.", "supplement")
    assert OutboxMail.objects.count() == before + 1
    assert "Bitte genauer." in shown(desk, page("supplement-list", one))


@pytest.mark.parametrize(
    "wrong",
    [{"unlocks": []}, {"unlocks": ["state"]}, {"request": " "}, {"due_on": "gestern"}, {"due_on": "2020-01-01"}],
)
def test_bad_input_is_kept_and_nothing_is_asked(desk, wrong):
    one = make.in_check()
    answer = desk.post(page("supplement-create", one), asking(**wrong))
    assert answer.status_code == 200
    assert not Supplement.objects.exists()
    if "request" not in wrong:
        assert "Bitte genauer." in answer.content.decode()


def test_there_is_nothing_to_ask_outside_of_a_check(desk):
    for state in ("submitted", "admissible", "withdrawn"):
        assert desk.get(page("supplement-create", make.in_state(state))).status_code == 409


def test_more_time_lies_after_the_day_that_was_set(desk):
    one = make.asked()
    address, day = page("supplement-extend", one, one.supplement.pk), one.supplement.due_on
    assert desk.get(address).context["form"].initial["due_on"] > day
    assert desk.post(address, {"due_on": day.isoformat()}).status_code == 200
    assert desk.post(address, {"due_on": (day + timedelta(days=7)).isoformat()}).status_code == 302
    assert Supplement.objects.get().due_on == day + timedelta(days=7)


def test_the_office_goes_on_without_an_answer_once(desk):
    one = make.asked()
    address = page("supplement-close", one, one.supplement.pk)
    assert desk.get(address).status_code == 405
    assert desk.post(address).url == page("formal-check", one)
    assert make.anew(one).state == "formal_check"
    assert desk.post(address).status_code == 409


def test_a_request_of_another_application_is_not_here(desk):
    one, other = make.asked(), make.asked()
    for name in ("supplement-extend", "supplement-close"):
        assert desk.post(page(name, one, other.supplement.pk), {}).status_code == 404


def test_strangers_ask_nothing():
    one = make.in_check()
    assert browser(make.chair_of(one)).post(page("supplement-create", one), asking()).status_code == 403
    assert not Supplement.objects.exists()
