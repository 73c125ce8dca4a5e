"""A provider whom the source only names is attached to an institution."""

import pytest
from django.urls import reverse

from herne_integration.rules import RuleBroken
from offers.actions import providers
from offers.choices import FindingKind, State
from offers.models import ImportFinding
from tests.offers import make
from tests.offers.editing import editor
from tests.people import log_in, person
from tests.threads import race

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna(db):
    return editor("Anna Alt")


def url(finding):
    return reverse("offers:provider-attach", args=[finding.pk])


def test_all_offers_of_the_name_are_attached_and_every_finding_about_it_settled(anna):
    awo, other = make.organisation(name="AWO Herne"), make.offer(organisation=None, provider_text="Caritas")
    offers = [make.offer(organisation=None, provider_text="AWO") for _ in range(2)]
    first, _second = (make.finding(subject="AWO") for _ in range(2))
    response = anna.post(url(first), {"organisation": awo.pk}, follow=True)
    assert "2 Angebote gehören jetzt zu „AWO Herne“." in response.content.decode()
    for offer in offers:
        offer.refresh_from_db()
        assert (offer.organisation, offer.version) == (awo, 2)
    other.refresh_from_db()
    assert other.organisation is None
    assert not ImportFinding.objects.open().exists()


def test_a_second_click_is_answered_in_words(anna):
    finding, awo = make.finding(), make.organisation()
    anna.post(url(finding), {"organisation": awo.pk})
    response = anna.post(url(finding), {"organisation": awo.pk})
    assert response.status_code == 409
    assert "Dieser Befund ist schon erledigt." in response.content.decode()


def test_the_archive_is_no_choice(anna):
    awo = make.organisation(state=State.ARCHIVED, archived_by=anna.person, archived_at="2026-01-01T00:00Z")
    finding = make.finding()
    assert anna.post(url(finding), {"organisation": awo.pk}).status_code == 200
    with pytest.raises(RuleBroken, match="ist archiviert"):
        providers.attach(finding=finding, organisation=awo, by=anna.person)


def test_without_a_choice_it_is_asked_for(anna):
    page = anna.post(url(make.finding()), {}).content.decode()
    assert "Bitte prüfen Sie eine Angabe" in page


def test_the_name_goes_along_to_a_new_institution(anna):
    page = anna.get(url(make.finding(subject="AWO & Co."))).content.decode()
    address = f"{reverse('offers:organisation-create')}?name=AWO%20%26%20Co."
    assert address in page
    assert 'value="AWO &amp; Co."' in anna.get(address).content.decode()


def test_only_a_providers_name_is_attached(anna):
    assert anna.get(url(make.finding(kind=FindingKind.DUPLICATE))).status_code == 404


def test_who_may(client, newcomer):
    finding = make.finding()
    assert client.get(url(finding)).status_code == 302
    assert log_in(client, newcomer).get(url(finding)).status_code == 403


@pytest.mark.django_db(transaction=True)
def test_of_ten_choices_at_once_one_counts():
    anna, finding, awo = person("Anna Alt", "redaktion"), make.finding(), make.organisation()
    results = race(lambda number: providers.attach(finding=finding, organisation=awo, by=anna), 10)
    assert sum(isinstance(result, list) for result in results) == 1
    assert {type(result) for result in results} == {list, RuleBroken}
