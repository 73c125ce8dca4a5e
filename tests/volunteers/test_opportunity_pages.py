"""What everybody reads: the list with its choices, one task, and the mailed question whether it is still needed."""

import pytest
from django.urls import reverse
from django.utils import timezone

from herne_integration.models import OutboxMail
from tests.offers.make import organisation
from tests.pages import compressed, first_load, headings_are_in_order, language_of
from tests.queries import assert_constant_queries
from tests.volunteers import make
from volunteers.actions import confirmations
from volunteers.models import Opportunity, OpportunityWindow

pytestmark = pytest.mark.django_db
MOST_BYTES = 60_000


def listed(client, **asked):
    response = client.get(reverse("volunteers:opportunity-list"), asked)
    return [card.key for card in response.context["cards"]], response.context["listing"]


def test_confirmed_tasks_come_first_then_herne_then_others_and_the_archive_not_at_all(client):
    elsewhere = make.unconfirmed_opportunity(title="A", origin="ruhr", city="Bochum")
    source = make.unconfirmed_opportunity(title="B", source_year=2017)
    confirmed = make.opportunity(title="C")
    make.opportunity(title="D", state="archived")
    assert listed(client)[0] == [confirmed.pk, source.pk, elsewhere.pk]
    assert listed(client, herne="ja")[0] == [confirmed.pk, source.pk]


def test_each_choice_narrows_down(client):
    wanted = make.opportunity(
        activity_type="sport",
        kind="once",
        field_of_action="wohnen",
        district="wanne",
        german_level="A2",
        is_time_open=False,
    )
    OpportunityWindow.objects.create(opportunity=wanted, weekday="6", starts="10:00", ends="12:00")
    other = make.opportunity(activity_type="office", german_level="B2", is_time_open=False)
    OpportunityWindow.objects.create(opportunity=other, weekday="1", starts="18:00", ends="20:00")
    asked = {"tun": "sport", "art": "once", "bereich": "wohnen", "bezirk": "wanne", "deutsch": "B1", "zeit": "weekend"}
    for name, value in asked.items():
        assert listed(client, **{name: value})[0] == [wanted.pk], name
    assert listed(client, **asked)[0] == [wanted.pk]


def test_what_is_not_known_fits_no_wish_and_is_offered(client):
    task = make.unconfirmed_opportunity()
    keys, listing = listed(client, deutsch="A1")
    assert [keys, listing.unknown] == [[], 1]
    assert listed(client, deutsch="A1", unbekannt="ja")[0] == [task.pk]


def test_an_empty_list_says_which_single_wish_given_up_gives_how_many(client):
    for _ in range(2):
        make.opportunity(activity_type="sport", german_level="B2")
    make.opportunity(activity_type="office", german_level="none")
    keys, listing = listed(client, tun="sport", deutsch="A1")
    assert keys == []
    assert [(way.sentence, way.count, way.query) for way in listing.ways] == [
        ("ohne das Deutschniveau A1", 2, "tun=sport"),
        ("auch andere Aufgaben", 1, "deutsch=A1"),
    ]


@pytest.mark.parametrize("asked", [{"tun": "xx"}, {"page": "99"}, {"bezirk": "'; DROP"}, {"zeit": ["weekend", "x"]}])
def test_senseless_addresses_choose_nothing_senseless(client, asked):
    task = make.opportunity()
    assert task.pk in listed(client, **asked)[0]


def test_the_list_costs_the_same_for_one_and_for_fifty(client):
    assert_constant_queries(client, reverse("volunteers:opportunity-list"), make.opportunity, at_most=12)


def test_the_list_is_light_at_any_size(client):
    office = organisation()
    for number in range(45):
        make.unconfirmed_opportunity(title=f"Ein recht langer Titel einer Aufgabe {number} " * 3, organisation=office)
    response = client.get(reverse("volunteers:opportunity-list"))
    assert len(response.content) < MOST_BYTES
    assert compressed(response.content) < 12_000
    assert first_load(response) < MOST_BYTES
    assert headings_are_in_order(response)
    assert dict(response.cookies) == {}


def test_a_task_says_what_is_required_why_and_who_pays(client):
    task = make.opportunity(task_class="minors", requirements=["schulung"])
    response = client.get(reverse("volunteers:opportunity-detail", args=[task.pk]))
    needs = {need.label.text: need for need in response.context["requirements"]}
    assert list(needs) == ["erweitertes Führungszeugnis", "Schulung"]
    certificate = needs["erweitertes Führungszeugnis"]
    assert certificate.is_legal
    assert "kostet es nichts" in certificate.pays
    assert response.context["age"] == 18
    assert headings_are_in_order(response)


def test_a_task_shows_nobody_how_to_reach_its_contact(client):
    task = make.opportunity(source_phone="02323 999111", source_email="quelle@example.org", note="intern")
    html = client.get(reverse("volunteers:opportunity-detail", args=[task.pk])).content.decode()
    secrets = (task.contact_name, task.contact_email, task.contact_phone, "02323 999111", "quelle@example.org")
    assert [secret for secret in (*secrets, "intern") if secret in html] == []


def test_an_unconfirmed_task_says_so_and_names_what_nobody_knows(client):
    task = make.unconfirmed_opportunity(source_year=2017, title="Lesen")
    response = client.get(reverse("volunteers:opportunity-detail", args=[task.pk]))
    html = response.content.decode()
    assert "nicht bestätigt, Quelle 2017" in html
    assert "Welche Nachweise nötig sind, ist noch nicht bekannt." in html
    assert html.count("nicht bekannt</span>") == 10


def test_an_archived_task_is_reachable_and_leads_on(client):
    task = make.opportunity(state="archived")
    html = client.get(reverse("volunteers:opportunity-detail", args=[task.pk])).content.decode()
    assert "Diese Aufgabe gibt es nicht mehr" in html
    assert "Das möchte ich tun" not in html


def test_german_words_are_marked_in_an_arabic_page(client):
    task = make.opportunity(title="Vorlesen in der Kita")
    response = client.get(reverse("volunteers:opportunity-detail", args=[task.pk]).replace("/de/", "/ar/"))
    assert language_of(response, "Vorlesen in der Kita") == ("de", "ltr")


@pytest.mark.parametrize(("said", "state"), [("needed", "confirmed"), ("not_needed", "archived")])
def test_one_click_answers_the_mailed_question_once(client, said, state):
    task = make.opportunity()
    _asked, token = confirmations.ask(opportunity=task, by=make.coordinator())
    address = reverse("volunteers:still-needed", args=[token])
    assert client.get(address).status_code == 200
    assert Opportunity.objects.get().confirmation_requests.get().used_at is None
    assert client.post(address, {"antwort": said})["Location"] == reverse("volunteers:still-needed-done")
    task.refresh_from_db()
    assert task.state == state
    assert client.post(address, {"antwort": said}).status_code == 410
    assert client.get(address).status_code == 410


def test_an_answer_that_nobody_asked_for_is_refused(client):
    _asked, token = confirmations.ask(opportunity=make.opportunity(), by=make.coordinator())
    assert client.post(reverse("volunteers:still-needed", args=[token]), {"antwort": "x"}).status_code == 409
    assert OutboxMail.objects.filter(created_at__lte=timezone.now()).count() == 1


def test_whoever_asks_in_another_language_gets_the_german_page_of_institutions(client):
    _asked, token = confirmations.ask(opportunity=make.opportunity(), by=make.coordinator())
    address = reverse("volunteers:still-needed", args=[token])
    for other, german in ((address, address), (reverse("volunteers:still-needed-done"),) * 2):
        assert client.get(other.replace("/de/", "/ar/"))["Location"] == german
        page = client.get(german)
        assert page.status_code == 200
        assert "العربية" not in page.content.decode()
