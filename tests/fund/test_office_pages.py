"""The office's list, an application as the office reads it, and buttons that the rules would refuse nowhere."""

import re

import pytest
from django.urls import reverse

from fund.actions import applicants, supplements
from fund.choices.applicants import TeamRole
from fund.choices.applications import ApplicationState
from fund.models import Application
from fund.overview import items
from tests.fund import make, state_table
from tests.fund.applicant_pages import browser
from tests.people import log_in
from tests.queries import count_queries

pytestmark = pytest.mark.django_db
LIST = "/de/fonds/buero/"
STATES = [state for state in ApplicationState if state != ApplicationState.DRAFT]
# The buttons of the page and the action that the table of states knows them by.
BUTTONS = {
    "start_check": "start_check",
    "judge": "judge",
    "decide": "admit",
    "ask_supplement": "ask_supplement",
    "extend": "extend",
    "close_supplement": "close_supplement",
    "ask_opinion": "ask_opinion",
}


def shown(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def page(name, application, *args):
    return reverse(f"fund:{name}", args=[application.pk, *args])


def numbers(html):
    return re.findall(r"VF-\d{4}-\d{4}(?=, )", html)


@pytest.fixture
def desk(client):
    """A browser of the project office."""
    return log_in(client, make.office())


class TestList:
    def test_everything_in_motion_stands_there_with_what_comes_next(self, desk):
        club, one = make.applicant(), make.a_round()
        sent = make.submitted(of=club, in_round=one, title="Gartenfest")
        make.in_state("withdrawn", of=club, in_round=one, title="Erledigtes")
        make.draft(of=club, in_round=one, title="Entwurf von gestern")
        html = shown(desk, LIST)
        assert numbers(html) == [sent.number]
        assert "Erledigtes" not in html
        assert "Entwurf von gestern" not in html
        assert f'href="{page("formal-check", sent)}">Formale Prüfung beginnen' in html

    def test_it_is_narrowed_by_round_field_state_search_and_whose_turn_it_is(self, desk):
        club, one = make.applicant(), make.a_round()
        sent = make.submitted(of=club, in_round=one, title="Gartenfest am See")
        asked = make.asked(title="Nähkurs")
        gone = make.in_state("withdrawn", of=club, in_round=one, title="Gartenzaun")
        for query, found in {
            f"runde={one.pk}": [sent],
            "feld=ankommen": [sent, asked],
            "stand=withdrawn": [gone],
            "q=garten": [sent, gone],
            "q=garten+see": [sent],
            f"q={asked.number.lower()}": [asked],
            f"q={club.name.replace(' ', '+')}": [sent, gone],
            "wer=applicant": [asked],
            "wer=office": [sent],
            "wer=unsinn&runde=x&feld=y&stand=z": [sent, asked],
            "q=gibtesnicht": [],
        }.items():
            assert sorted(numbers(shown(desk, f"{LIST}?{query}"))) == sorted(one.number for one in found), query

    def test_nothing_in_motion_says_where_applications_come_from(self, desk):
        assert "Kein Antrag in Bewegung" in shown(desk, LIST)
        assert "Kein Antrag passt dazu" in shown(desk, f"{LIST}?q=x")

    def test_more_rows_cost_no_more_queries(self, desk):
        club, one = make.applicant(), make.a_round()
        make.submitted(of=club, in_round=one)
        cost = count_queries(desk, LIST)
        make.asked(of=club, in_round=one)
        make.opinion(of=make.in_check(of=club, in_round=one))
        assert count_queries(desk, LIST) == cost

    def test_the_office_finds_its_work_on_its_overview_and_nobody_else(self, desk):
        make.submitted()
        assert [(item.title, item.count) for item in items(make.office()) if "buero" in item.url] == [
            ("Anträge, bei denen das Projektbüro dran ist", 1)
        ]
        assert not [item for item in items(make.somebody()) if "buero" in item.url]


class TestApplication:
    def test_the_submitted_version_is_read_and_not_the_working_copy(self, desk):
        one = make.asked(unlocks=("summary",), summary="Was eingereicht ist")
        Application.objects.filter(pk=one.pk).update(summary="Was noch niemand abgesandt hat")
        html = shown(desk, page("office-application", one))
        assert "Was eingereicht ist" in html
        assert "Was noch niemand" not in html
        assert "Beispielwert" not in html
        assert one.latest_version.sha256[:8] in html

    def test_versions_are_compared_part_by_part(self, desk):
        one = answered(summary="Alter Text")
        html = shown(desk, page("office-compare", one, 2))
        assert "<del>Alter Text</del>" in html
        assert "<ins>Neuer Text</ins>" in html
        assert html.count("<del>") == 1
        assert "Alter Text" in shown(desk, f"{page('office-application', one)}?fassung=1")
        assert desk.get(page("office-compare", one, 1)).status_code == 404
        assert desk.get(page("office-compare", one, 3)).status_code == 404

    def test_hints_lead_to_the_other_application(self, desk):
        club, one = make.applicant(), make.a_round()
        first = make.submitted(of=club, in_round=one, title="Nähwerkstatt für alle")
        second = make.submitted(of=club, in_round=one, title="Nähwerkstatt für alle im Park")
        html = shown(desk, page("office-application", second))
        assert "mögliche Doppelförderung" in html
        assert page("office-application", first) in html

    def test_the_history_tells_who_did_what(self, desk):
        one = answered()
        html = shown(desk, page("office-history", one))
        for words in ("Antrag eingegangen", "Formale Prüfung der Fassung 1 begonnen", "Antwort eingegangen: Fassung 2"):
            assert words in html

    def test_a_draft_is_nobodys_business_not_even_as_the_clerks_own(self, client):
        clerk, club = make.office(), make.applicant()
        applicants.join(applicant=club, user=clerk, role=TeamRole.PROJECT_LEAD, by=club.chair)
        log_in(client, clerk)
        assert client.get(page("office-application", make.draft(of=club))).status_code == 404

    def test_others_do_not_get_in(self):
        sent = make.submitted()
        for address in (LIST, page("office-application", sent), page("office-history", sent)):
            assert browser(sent.applicant.chair).get(address).status_code == 403
            assert browser(make.somebody("Gremium", "lenkungsgruppe")).get(address).status_code == 403
            assert browser().get(address).status_code == 302
            assert browser(make.office()).post(address).status_code == 405


class TestButtons:
    @pytest.mark.parametrize("state", STATES)
    def test_the_office_sees_exactly_what_the_rules_allow_it(self, desk, state):
        one = make.in_state(state)
        found = set(re.findall(r'data-step="(\w+)"', shown(desk, page("office-application", one)))) & BUTTONS.keys()
        assert found == {key for key, action in BUTTONS.items() if state_table.allowed(state, action, "office")}

    @pytest.mark.parametrize("state", STATES)
    def test_a_clerk_of_the_applicants_own_team_sees_none(self, client, state):
        clerk, one = make.office(), make.in_state(state)
        chair = make.chair_of(one)
        applicants.join(applicant=one.applicant, user=clerk, role=TeamRole.TREASURER, by=chair)
        html = shown(log_in(client, clerk), page("office-application", one))
        assert "data-step" not in html
        assert "Ihr eigenes Team" in html

    def test_after_an_answer_the_new_version_is_checked_anew(self, desk):
        one = answered()
        html = shown(desk, page("office-application", one))
        assert re.findall(r'data-step="(\w+)"', html) == ["start_check", "ask_opinion"]
        assert desk.post(page("formal-check-start", one)).status_code == 302
        assert desk.post(page("formal-check-start", one)).status_code == 409


def answered(**fields):
    """An application whose second version has come in."""
    one = make.asked(**fields)
    Application.objects.filter(pk=one.pk).update(summary="Neuer Text", version=one.version + 1)
    supplements.answer(supplement=one.supplement, by=make.chair_of(one), is_declared=True)
    return make.anew(one)
