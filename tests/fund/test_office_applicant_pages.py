"""Applicants as the office sees them, and their match with the directory."""

import pytest
from django.urls import reverse

from fund.choices.applicants import ApplicantKind
from fund.models import Applicant
from offers.models import Organisation
from tests.fund import make, make_boards
from tests.fund.applicant_pages import browser
from tests.fund.test_office_pages import shown
from tests.offers import make as offers
from tests.queries import count_queries

pytestmark = pytest.mark.django_db
LIST = "/de/fonds/buero/antragsteller/"


@pytest.fixture
def desk():
    return browser(make.office())


def page(name, applicant):
    return reverse(f"fund:{name}", args=[applicant.pk])


def test_applicants_are_found_by_name_kind_and_match(desk):
    one = make.applicant(name="Nachbarn am Kanal", kind=ApplicantKind.ASSOCIATION, register_number="VR 4711")
    other = make.applicant(name="Gartenfreunde")
    for query, found in {
        "": [one, other],
        "q=kanal+nachbarn": [one],
        "q=4711": [one],
        "art=initiative": [other],
        "verzeichnis=ja": [],
        "verzeichnis=nein": [one, other],
        "art=unsinn": [one, other],
    }.items():
        html = shown(desk, f"{LIST}?{query}")
        assert {each for each in (one, other) if page("applicant-office", each) in html} == set(found), query
    assert "Niemand gefunden" in shown(desk, f"{LIST}?q=gibtesnicht")


def test_more_applicants_cost_no_more_queries(desk):
    make.applicant()
    cost = count_queries(desk, LIST)
    make.submitted()
    make.submitted()
    assert count_queries(desk, LIST) == cost


def test_the_page_tells_team_applications_and_sums(desk):
    body = make_boards.body()
    item = make_boards.item(body, amount="1000.00")
    applicant = item.application.applicant
    html = shown(desk, page("applicant-office", applicant))
    assert item.application.number in html
    assert "1.000,00" in html
    assert "nicht zugeordnet, der Name bleibt Text" in html


def test_the_office_matches_a_name_and_makes_no_organisation(desk):
    organisation, applicant = (
        offers.organisation(name="Eine Welt Zentrum Probe"),
        make.applicant(name="Eine Welt Zentrum"),
    )
    number = Organisation.objects.count()
    address = page("applicant-link", applicant)
    form = desk.get(address).context["form"]
    groups = dict(form.fields["organisation"].choices[1:])
    assert organisation.pk in [key for key, _name in groups["Ähnlicher Name"]]
    data = {"organisation": organisation.pk, "version": applicant.version}
    assert desk.post(address, data).url == page("applicant-office", applicant)
    assert Applicant.objects.get(pk=applicant.pk).organisation == organisation
    answer = desk.post(address, {"organisation": "", "version": applicant.version})
    assert answer.status_code == 200
    assert "Jetzt zugeordnet: Eine Welt Zentrum Probe" in answer.content.decode()
    assert desk.post(address, {"organisation": "0", "version": applicant.version + 1}).status_code == 200
    assert Organisation.objects.count() == number


def test_others_match_nothing():
    applicant = make.applicant()
    for client in (browser(applicant.chair), browser(make.somebody("Gremium", "lenkungsgruppe"))):
        for name in ("applicant-office", "applicant-link"):
            assert client.get(page(name, applicant)).status_code == 403
    assert browser(applicant.chair).post(page("applicant-link", applicant), {}).status_code == 403
