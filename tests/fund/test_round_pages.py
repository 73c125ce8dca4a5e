"""Rounds and guidelines on the office's pages."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from fund.models import Fund, GuidelineVersion, Round
from tests.fund import make
from tests.fund.applicant_pages import browser, sent
from tests.fund.test_office_pages import shown
from tests.queries import count_queries

pytestmark = pytest.mark.django_db
LIST = "/de/fonds/buero/runden/"


@pytest.fixture
def fund():
    """The city's fund, before all others."""
    return Fund.objects.order_by("pk").first() or make.pot()


@pytest.fixture
def rule(fund):
    return make.guideline(fund)


@pytest.fixture
def desk():
    return browser(make.office())


def planned(rule, **fields):
    """The form of a round as it is sent."""
    told = {"name": "2099, Runde 1", "guideline": rule.pk, "note": "", "version": ""}
    told |= {"opens_at": "2099-01-05T00:00:00", "closes_at": "2099-02-28T23:59:59", "decision_planned_on": "2099-03-20"}
    return sent(**told | fields)


class TestRounds:
    def test_a_round_is_planned_once_to_the_second(self, desk, rule):
        form = planned(rule)
        for _click in range(2):
            assert desk.post(reverse("fund:round-create"), form).url == LIST
        made = Round.objects.get(name="2099, Runde 1")
        assert f"{timezone.localtime(made.closes_at):%d.%m.%Y %H:%M:%S}" == "28.02.2099 23:59:59"
        html = shown(desk, LIST)
        assert "28.02.2099, 23:59:59" in html
        assert "1 Runde, vorgesehen sind 4 bis 6." in html

    @pytest.mark.parametrize(
        ("wrong", "sentence"),
        [
            ({"closes_at": "2099-01-04T00:00:00"}, "nachdem sie geöffnet hat"),
            ({"closes_at": "morgen"}, "gültig"),
            ({"name": ""}, "2099"),
            ({"decision_planned_on": "2099-02-01"}, "erst, wenn die Runde geschlossen ist"),
            ({"guideline": "0"}, "2099"),
        ],
    )
    def test_bad_input_is_kept_and_nothing_is_planned(self, desk, rule, wrong, sentence):
        answer = desk.post(reverse("fund:round-create"), planned(rule, **wrong))
        assert answer.status_code == 200
        assert sentence in answer.content.decode()
        assert not Round.objects.filter(fund=rule.fund, opens_at__year=2099).exists()

    def test_two_at_once_and_the_same_name_are_refused_at_the_form(self, desk, rule):
        make.a_round(guideline=rule, name="Schon da")
        now = timezone.localtime()
        days = {"opens_at": f"{now:%Y-%m-%dT%H:%M:%S}", "closes_at": f"{now + timedelta(days=2):%Y-%m-%dT%H:%M:%S}"}
        answer = desk.post(reverse("fund:round-create"), planned(rule, decision_planned_on="", **days))
        assert "läuft schon die Runde „Schon da“" in answer.content.decode()
        answer = desk.post(reverse("fund:round-create"), planned(rule, name="Schon da"))
        assert "gibt es schon" in answer.content.decode()

    def test_a_round_is_changed_and_the_second_editor_sees_both(self, desk, rule):
        one = make.a_round(guideline=rule, opens=100, closes=120, name="Alt")
        address = reverse("fund:round-edit", args=[one.pk])
        assert desk.post(address, planned(rule, name="Neu", version=one.version)).url == LIST
        answer = desk.post(address, planned(rule, name="Anders", version=one.version))
        assert answer.status_code == 200
        assert answer.context["form"].conflict.fields[0]["theirs"] == "Neu"
        assert Round.objects.get(pk=one.pk).name == "Neu"

    def test_once_something_came_in_the_beginning_stays(self, desk, rule):
        one = make.a_round(guideline=rule)
        make.submitted(in_round=one)
        address = reverse("fund:round-edit", args=[one.pk])
        assert "schon Anträge eingegangen" in shown(desk, address)
        answer = desk.post(address, planned(rule, version=one.version))
        assert answer.status_code == 200
        assert "ihr Beginn bleiben" in answer.content.decode()

    def test_more_rounds_cost_no_more_queries(self, desk, rule):
        make.a_round(guideline=rule, opens=10, closes=20)
        cost = count_queries(desk, LIST)
        make.a_round(guideline=rule, opens=30, closes=40)
        make.a_round(guideline=rule, opens=50, closes=60)
        assert count_queries(desk, LIST) == cost

    def test_without_a_guideline_the_page_says_what_comes_first(self, desk, fund):
        assert fund.guidelines.count() == 0
        html = shown(desk, LIST)
        assert "Noch keine Förderrichtlinie" in html
        assert reverse("fund:round-create") not in html


def written(client, address, **changes):
    """The form of a guideline as the browser sends back what it was shown, with these changes."""
    context = client.get(address).context
    form, rows = context["form"], context["rows"]
    data = {}
    for bound in [*form, *rows.management_form, *(bound for row in rows for bound in row)]:
        value = bound.value()
        if value not in (None, "", False):
            data[bound.html_name] = "on" if value is True else bound.field.prepare_value(value)
    return data | sent(valid_from="2099-01-01") | changes


class TestGuidelines:
    def test_a_version_is_read_in_words_with_its_example_values(self, desk, rule):
        html = shown(desk, reverse("fund:guideline-detail", args=[rule.pk]))
        assert "10.000,00" in html
        assert "Satzung oder Gesellschaftsvertrag" in html
        assert html.count(">Beispielwert</span>") >= 9
        assert "Noch keine Runde folgt" in html

    def test_a_new_version_comes_from_the_last_one(self, desk, rule):
        address = reverse("fund:guideline-create")
        form = written(desk, address, max_per_application="12.500,50", own_share_percent="")
        for _click in range(2):
            answer = desk.post(address, form)
            assert answer.status_code == 302, answer.context["form"].errors
        made = GuidelineVersion.objects.get(fund=rule.fund, number=rule.number + 1)
        changed = {name for name in rule.rules if rule.rules[name] != made.rules.get(name)}
        assert changed == {"max_per_application", "own_share_percent"}
        assert made.rules["max_per_application"]["value"] == "12500.50"
        assert "own_share_percent" not in made.rules

    @pytest.mark.parametrize(
        ("wrong", "sentence"),
        [
            ({"max_per_application": "-5"}, "nicht negativ"),
            ({"own_share_percent": "101"}, "100"),
            ({"cost_categories_excluded": ["material"]}, "zugleich: Sachkosten"),
            ({"proof_months_source": "", "proof_months_is_example": ""}, "Ohne Quelle ist er ein Beispielwert"),
            ({"unterlage-0-kinds": []}, "mindestens eine Rechtsform"),
            ({"unterlage-TOTAL_FORMS": "900"}, "Höchstens 20 Unterlagen"),
        ],
    )
    def test_bad_input_is_kept_and_nothing_is_saved(self, desk, rule, wrong, sentence):
        address = reverse("fund:guideline-create")
        answer = desk.post(address, written(desk, address, name="Meine Fassung", **wrong))
        assert answer.status_code == 200
        assert sentence in answer.content.decode()
        assert "Meine Fassung" in answer.content.decode()
        assert GuidelineVersion.objects.filter(fund=rule.fund).count() == 1

    def test_a_document_is_added_and_one_is_dropped(self, desk, rule):
        address = reverse("fund:guideline-create")
        new = {"unterlage-4-label": "Freistellungsbescheid", "unterlage-4-kinds": ["association"]}
        assert desk.post(address, written(desk, address, **new, **{"unterlage-0-is_dropped": "on"})).status_code == 302
        made = GuidelineVersion.objects.get(fund=rule.fund, number=rule.number + 1)
        keys = [one["key"] for one in made.rules["required_documents"]["value"]]
        assert keys == ["registerauszug", "angebote", "freistellungsbescheid"]

    def test_what_no_round_follows_is_put_right_and_nobody_overwrites_unseen(self, desk, rule):
        address = reverse("fund:guideline-edit", args=[rule.pk])
        mine = written(desk, address, name="Meine")
        assert desk.post(address, written(desk, address, name="Ihre")).status_code == 302
        answer = desk.post(address, mine)
        assert answer.status_code == 200
        assert "in der Zwischenzeit geändert" in answer.content.decode()
        rule.refresh_from_db()
        assert rule.name == "Ihre"

    def test_what_a_round_follows_stays_and_says_so(self, desk, rule):
        make.a_round(guideline=rule)
        assert "bleibt, wie sie ist" in shown(desk, reverse("fund:guideline-detail", args=[rule.pk]))
        assert desk.get(reverse("fund:guideline-edit", args=[rule.pk])).status_code == 409


def test_nobody_else_plans(rule):
    for client in (browser(make.somebody()), browser(make.somebody("Gremium", "lenkungsgruppe"))):
        for name in ("round-list", "round-create", "guideline-create"):
            assert client.get(reverse(f"fund:{name}")).status_code == 403
        assert client.post(reverse("fund:round-create"), planned(rule)).status_code == 403
