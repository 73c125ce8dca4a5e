"""The history by field: who changed what, and when."""

from datetime import time

import pghistory
import pytest
from django.db import transaction
from django.urls import reverse

from herne_integration.history import FieldChange
from offers import history
from offers.actions import offers, translations
from offers.choices import Cost, Weekday
from offers.models import TEXT_FIELDS, Topic
from tests.offers import make
from tests.offers.editing import editor
from tests.offers.test_actions_offers import content_of
from tests.people import log_in, person
from tests.queries import assert_constant_queries

ROWS = {"weekday": Weekday.MONDAY, "opens": time(9), "closes": time(12), "note": ""}


def told(thing):
    """(who, what, [changes]) of every change, newest first."""
    found = history.changes(thing, list(history.moments(thing)))
    return [(change.by, ", ".join(change.what), change.fields) for change in found]


@pytest.mark.django_db(transaction=True)
class TestWhatIsTold:
    """Each step is a transaction of its own, as each request is."""

    def test_fields_words_rows_and_translations_stand_together_in_words(self):
        anna = person("Anna Alt", "redaktion")
        offer = make.offer(title="Deutsch", cost=Cost.UNKNOWN)
        topic = Topic.objects.first()
        content = content_of(offer, title="Deutschkurs", cost=Cost.FREE, organisation=None)
        content.related["topics"], content.hours[:] = [topic], [ROWS]
        name = str(offer.organisation)
        offers.change(offer=offer, content=content, version=1, by=anna)
        texts = dict.fromkeys(TEXT_FIELDS, "") | {"title": "German course"}
        translations.translate(offer=offer, language="en", texts=texts, revision=2, version=0, by=anna)
        offers.confirm(offer=offer, version=2, by=anna)
        confirmed, translated, changed, created = told(offer)
        assert changed == (
            "Anna Alt",
            "geändert",
            [
                FieldChange("Titel", "Deutsch", "Deutschkurs"),
                FieldChange("Anbieter", name, ""),
                FieldChange("Kosten", "nicht bekannt", "kostenlos"),
                FieldChange("Themen", "", topic.label),
                FieldChange("Öffnungszeit", "", "Montag, 09:00, 12:00"),
            ],
        )
        assert translated[:2] == ("Anna Alt", "übersetzt")
        assert FieldChange("English: Titel", "", "German course") in translated[2]
        assert confirmed[:2] == ("Anna Alt", "bestätigt")
        assert FieldChange("Stand", "nicht bestätigt", "bestätigt") in confirmed[2]
        assert FieldChange("bestätigt von", "", "Anna Alt") in confirmed[2]
        assert created[:2] == ("", "eingelesen")

    def test_rows_and_words_that_went_are_told_too(self):
        anna = person("Anna Alt", "redaktion")
        offer = make.offer(topics=("arbeit", "wohnen"))
        make.hours(offer)
        content = content_of(offer)
        content.hours.clear()
        content.related["topics"] = []
        offers.change(offer=offer, content=content, version=1, by=anna)
        went = {change.label: change for change in told(offer)[0][2]}
        assert went["Öffnungszeit"] == FieldChange("Öffnungszeit", "Montag, 09:00, 12:00", "")
        assert set(went["Themen"].before.split("; ")) == {"Arbeit", "Wohnen und Wohnungssuche"}

    def test_who_has_left_is_still_named_and_the_reason_too(self):
        anna = person("Anna Alt", "redaktion")
        offer = make.offer()
        offers.archive(offer=offer, version=1, by=anna, reason="Der Kurs ist zu Ende.")
        type(anna).objects.filter(pk=anna.pk).update(is_active=False)
        change = history.changes(offer, list(history.moments(offer)))[0]
        assert (change.by, change.reason) == ("Anna Alt", "Der Kurs ist zu Ende.")

    def test_what_is_saved_together_is_one_change(self):
        anna = person("Anna Alt", "redaktion")
        offer = make.offer(title="Deutsch")
        with transaction.atomic():
            changed = offers.change(offer=offer, content=content_of(offer, title="Kurs"), version=1, by=anna)
            offers.confirm(offer=changed, version=2, by=anna)
        assert told(offer)[0][1] == "geändert, bestätigt"

    def test_pages_are_cut_between_changes(self, client):
        offer = make.offer()
        for number in range(20):
            with pghistory.context(user=None):
                type(offer).objects.filter(pk=offer.pk).update(title=f"Titel {number}")
        log_in(client, person("Anna Alt", "redaktion"))
        url = reverse("offers:offer-history", args=[offer.pk])
        first, second = (client.get(f"{url}?page={number}").context["changes"] for number in (1, 2))
        assert (len(first), len(second)) == (15, 6)
        assert first[-1].fields == [FieldChange("Titel", "Titel 4", "Titel 5")]


@pytest.mark.django_db
class TestPage:
    def test_texts_since_a_revision_are_those_of_that_revision(self):
        anna = person("Anna Alt", "redaktion")
        offer = make.offer(title="Erst")
        changed = offers.change(offer=offer, content=content_of(offer, title="Dann"), version=1, by=anna)
        changed = offers.change(offer=offer, content=content_of(changed, title="Jetzt"), version=2, by=anna)
        assert history.texts_since(changed, 1) == {"title": "Erst"}
        assert history.texts_since(changed, 2) == {"title": "Dann"}
        assert history.texts_since(changed, 3) == {}

    def test_one_change_costs_what_fifty_cost(self):
        anna, offer = editor("Anna Alt"), make.offer(topics=("arbeit",))
        make.hours(offer)
        other = make.organisation()

        def one():
            offer.organisation = other if offer.organisation_id != other.pk else None
            offer.save()

        assert_constant_queries(anna, reverse("offers:offer-history", args=[offer.pk]), one, at_most=12)

    @pytest.mark.parametrize(("stem", "build"), [("offer", make.offer), ("organisation", make.organisation)])
    def test_who_may(self, client, newcomer, stem, build):
        url = reverse(f"offers:{stem}-history", args=[build().pk])
        assert client.get(url).status_code == 302
        assert log_in(client, newcomer).get(url).status_code == 403
        anna = editor("Anna Alt")
        assert anna.get(url).status_code == 200
        assert anna.post(url).status_code == 405

    def test_an_institution_has_its_own(self):
        anna, made = editor("Anna Alt"), make.organisation(name="Verein")
        make.offer(organisation=made)
        page = anna.get(reverse("offers:organisation-history", args=[made.pk])).content.decode()
        assert "Verlauf: Verein" in page
        assert "Beispielangebot" not in page
