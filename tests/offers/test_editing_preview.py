"""How residents would see it: the saved offer, and the typed one."""

import pytest
from django.urls import reverse

from herne_integration.models import ShortLink
from offers.models import Location, Offer, WeeklyHours
from tests.offers import make
from tests.offers.editing import NEW, all_sent, edit_url, editor, errors, opened
from tests.people import log_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna(db):
    return editor("Anna Alt")


def url(offer):
    return reverse("offers:offer-preview", args=[offer.pk])


class TestTyped:
    def test_it_shows_what_was_typed_above_the_form_and_saves_nothing(self, anna):
        offer = make.offer(title="Vorher")
        typed = opened(anna, edit_url(offer)) | {
            "title": "Nachher",
            "bring_text": "Bitte Stifte mitbringen",
            "hours-0-weekday": "1",
            "hours-0-opens": "09:00",
            "hours-0-closes": "12:00",
            "place-street": "Neue Straße 1",
            "place-city": "Herne",
            "do": "preview",
        }
        response = anna.post(edit_url(offer), typed)
        for text in ("Nachher", "Bitte Stifte mitbringen", "Neue Straße 1", "09:00"):
            assert text in response.context["preview"]
        assert all_sent(response.context["editor"]) | {"do": "preview"} == typed
        assert Offer.objects.get().title == "Vorher"
        assert not Location.objects.exists()
        assert not WeeklyHours.objects.exists()
        assert Offer.pgh_event_model.objects.count() == 1

    def test_a_new_offer_can_be_looked_at_before_it_exists(self, anna):
        typed = opened(anna, NEW) | {"title": "Nähcafé", "do": "preview"}
        response = anna.post(NEW, typed)
        assert "Nähcafé" in response.context["preview"]
        assert not Offer.objects.exists()
        assert not ShortLink.objects.exists()
        assert anna.post(NEW, all_sent(response.context["editor"])).status_code == 302

    def test_what_is_wrong_is_said_instead(self, anna):
        response = anna.post(NEW, opened(anna, NEW) | {"title": "", "do": "preview"})
        assert list(errors(response)) == ["Titel"]
        assert response.context["preview"] is None


class TestSaved:
    def test_it_shows_each_language_with_its_direction(self, anna):
        offer = make.offer(title="Deutsch")
        make.translation(offer, language="ar", title="دورة")
        page = anna.get(f"{url(offer)}?sprache=ar").content.decode()
        assert "دورة" in page
        assert '<section class="preview" aria-label="Vorschau" lang="ar" dir="rtl">' in page
        assert '<html lang="de"' in page

    def test_the_archive_is_shown_too(self, anna):
        assert anna.get(url(make.archived_offer(by=anna.person))).status_code == 200

    def test_a_language_that_is_none_shows_german(self, anna):
        assert anna.get(f"{url(make.offer())}?sprache=../x").context["code"] == "de"

    def test_who_may(self, client, newcomer):
        offer = make.offer()
        assert client.get(url(offer)).status_code == 302
        assert log_in(client, newcomer).get(url(offer)).status_code == 403
        assert editor("Anna Alt").post(url(offer)).status_code == 405
