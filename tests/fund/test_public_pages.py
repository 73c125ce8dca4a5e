"""The public pages of the fund: what everybody reads, and what nobody does."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from fund.actions import awards, notices, resolutions, rounds
from fund.models import AgendaItem, ApplicationVersion, Award
from tests.fund import make, make_boards, make_money
from tests.fund.applicant_pages import browser
from tests.pages import compressed, first_load, headings_are_in_order, language_of
from tests.queries import assert_constant_queries, count_queries

pytestmark = pytest.mark.django_db
LIST = "fund:funded-list"


@pytest.fixture
def body(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    make_boards.remedy()
    return make_boards.body(3)


def told(body, *, name="Verein Beispiel", kind="association", title="Nähwerkstatt", field="wohnen", **fields):
    """A project that was granted and whose applicant has her notice."""
    club = make.applicant(name=name, kind=kind)
    application = make_boards.admissible(body, applicant=club, title=title, **fields)
    application.field_of_action = make_boards.FieldOfAction.objects.get(key=field)
    application.save(update_fields=["field_of_action"])
    item = make_boards.ready_item(body, application=application)
    award = resolutions.pass_resolution(item=item, by=body.office).award
    notice = notices.draft(application=award.application, by=body.office)
    notices.attach_pdf(notice=notice, content=b"%PDF-1.7", by=body.office)
    notices.post(notice=notices.sign(notice=notice, by=make.office()), by=body.office)
    return Award.objects.get(pk=award.pk)


def page(client, url=None, **query):
    answer = client.get(url or reverse(LIST), query)
    assert answer.status_code == 200
    return answer.content.decode()


class TestTheFund:
    @pytest.mark.parametrize("language", ["de", "en", "ar"])
    def test_it_is_read_in_every_language_without_a_cookie(self, client, language):
        make.a_round()
        with translation.override(language):
            answer = client.get(reverse("fund:fund-detail"))
        assert (answer.status_code, list(answer.cookies)) == (200, [])
        assert headings_are_in_order(answer)
        assert first_load(answer) <= 60_000

    def test_the_closing_second_stands_there_in_words(self, client):
        made = make.a_round()
        local = timezone.localtime(made.closes_at)
        text = page(client, reverse("fund:fund-detail"))
        assert f"{local:%H:%M:%S} Uhr" in text
        assert f", {local.day}. " in text
        assert "Diese Sekunde zählt noch" in text

    def test_open_and_coming_rounds_are_told_apart_and_closed_ones_are_gone(self, client):
        gone = make.a_round(opens=-40, closes=-12)
        coming = make.a_round(gone.fund, guideline=gone.guideline, opens=30, closes=50)
        make.a_round(gone.fund, guideline=gone.guideline)
        text = page(client, reverse("fund:fund-detail"))
        assert [gone.name in text, coming.name in text] == [False, True]
        assert [text.count("fund-round--open"), text.count("Anträge ab")] == [1, 1]

    def test_values_without_a_source_are_marked(self, client):
        make.a_round()
        text = page(client, reverse("fund:fund-detail"))
        assert "10.000,00 EUR" in text
        assert text.count("(Beispielwert)") == 8

    def test_a_city_department_reads_that_it_may_apply(self, client):
        make.a_round()
        text = page(client, reverse("fund:fund-detail"))
        assert "städtische Einrichtung" in text
        assert "Auch Fachbereiche der Stadt Herne" in text

    def test_the_money_of_the_year_is_what_the_books_say(self, client):
        make_money.purse()
        assert "200.000,00 EUR" in page(client, reverse("fund:fund-detail"))

    def test_without_a_round_there_is_a_phone_and_no_button(self, client):
        text = page(client, reverse("fund:fund-detail"))
        assert "keine Antragsrunde geplant" in text
        assert reverse("fund:application-create") not in text
        assert "tel:" in text

    def test_german_names_on_an_arabic_page_say_so(self, client):
        made = make.a_round()
        with translation.override("ar"):
            answer = client.get(reverse("fund:fund-detail"))
        assert language_of(answer, made.name) == ("de", "ltr")

    def test_more_rounds_cost_no_more_queries(self, client):
        first = make.a_round()
        days = iter(range(30, 400, 5))

        def another():
            day = next(days)
            rounds.plan(
                fund=first.fund,
                guideline=first.guideline,
                name=f"Runde in {day} Tagen",
                opens_at=timezone.now() + timedelta(days=day),
                closes_at=timezone.now() + timedelta(days=day + 3),
                by=make.office(),
            )

        assert_constant_queries(client, reverse("fund:fund-detail"), another, at_most=12, sizes=(1, 3))

    def test_nobody_sends_anything_there(self, client):
        assert client.post(reverse("fund:fund-detail")).status_code == 405


class TestFundedProjects:
    def test_a_project_is_shown_with_organisation_field_sum_and_year(self, client, body):
        told(body)
        text = page(client)
        year = str(timezone.localdate().year)
        assert all(one in text for one in ("Nähwerkstatt", "Verein Beispiel", "Wohnen", "1.000,00", year))

    def test_what_the_applicant_has_not_been_told_is_not_public(self, client, body):
        item = make_boards.ready_item(body)
        resolutions.pass_resolution(item=item, by=body.office)
        assert item.application.title not in page(client)
        assert "Keine Projekte" in page(client)

    def test_an_initiative_may_be_named_after_a_person_so_its_name_is_not_shown(self, client, body):
        told(body, name="Freundeskreis Petra Muster", kind="initiative")
        text = page(client)
        assert "Petra" not in text
        assert "Initiative ohne eigene Rechtsform" in text

    def test_no_person_of_the_application_is_named(self, client, body):
        award = told(body, contact_name="Klara Kontakt")
        names = [one.user.name for one in award.application.applicant.members.all()]
        text = page(client)
        assert [name for name in [*names, "Klara Kontakt", award.application.email] if name in text] == []

    def test_money_that_came_back_is_not_counted(self, client, body):
        award = told(body)
        awards.reduce(award=award, amount=Decimal("250.50"), by=body.office, reason="weniger gebraucht")
        text = page(client)
        assert "749,50" in text
        assert "1.000,00" not in text

    def test_its_team_reads_what_was_granted_and_until_when_it_may_be_opposed(self, client, body):
        award = told(body)
        lead = browser(make.chair_of(award.application))
        text = lead.get(reverse("fund:application-detail", args=[award.application_id])).content.decode()
        assert "Bewilligt: <strong>1.000,00 EUR</strong>" in text
        assert "gilt als bekannt gegeben am" in text
        assert "Zuwendungsbescheid abgesandt" in text

    def test_a_revoked_project_is_gone(self, client, body):
        awards.revoke(award=told(body), by=body.office, reason="Auflage nicht erfüllt")
        assert "Nähwerkstatt" not in page(client)

    def test_year_and_field_stand_in_the_address(self, client, body):
        told(body)
        told(body, title="Chor", field="teilhabe")
        year = timezone.localdate().year
        assert "Chor" not in page(client, feld="wohnen", jahr=year)
        assert "Nähwerkstatt" in page(client, feld="wohnen", jahr=year)
        assert "Keine Projekte" in page(client, feld="netzwerk")

    @pytest.mark.parametrize("query", [{"jahr": "1e5"}, {"feld": "<script>"}, {"page": "-1"}, {"jahr": "9" * 500}])
    def test_nonsense_in_the_address_filters_nothing(self, client, body, query):
        told(body)
        assert "Nähwerkstatt" in page(client, **query)

    def test_the_picture_has_its_table_beside_it(self, client, body):
        told(body)
        told(body, title="Chor", field="teilhabe")
        text = page(client)
        assert 'src="data:image/svg+xml,' in text
        assert 'id="felder-caption"' in text
        assert "2.000,00 EUR" in text

    def test_an_invented_sum_says_so(self, client, body, monkeypatch):
        told(body)
        assert "Betrag erfunden" not in page(client)
        monkeypatch.setattr("fund.funded.INVENTED", "")
        assert "Betrag erfunden" in page(client)

    def test_the_list_is_paged_and_light_and_costs_the_same(self, client, body):
        told(body)
        one = count_queries(client, reverse(LIST))
        for number in range(2):
            told(body, title=f"Projekt mit der Nummer {number}")
        assert count_queries(client, reverse(LIST)) == one <= 12
        answer = client.get(reverse(LIST))
        assert len(answer.content) <= 60_000
        assert compressed(answer.content) <= 12_000
        assert list(answer.cookies) == []

    def test_titles_are_those_that_were_decided(self, body, client):
        award = told(body)
        assert AgendaItem.objects.count() == ApplicationVersion.objects.count() == 1
        award.application.title = "Nachträglich"
        award.application.save(update_fields=["title"])
        assert "Nähwerkstatt" in page(client)
