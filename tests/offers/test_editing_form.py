"""The long form of an offer: what is typed is saved, or comes back with a reason."""

from datetime import date, time
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse

from herne_integration.models import Draft, ShortLink
from offers.choices import Cost, Known, State, Weekday
from offers.forms.offers import NAMES, OfferForm
from offers.models import Location, Offer, Topic
from tests.offers import make
from tests.offers.editing import NEW, all_sent, edit_url, editor, errors, opened
from tests.people import log_in
from tests.queries import assert_constant_queries

pytestmark = pytest.mark.django_db
# What nobody types: keys, stamps, and what actions decide.
NOT_TYPED = {
    "id", "reference", "title_sort", "state", "confirmed_at", "confirmed_by", "archived_at", "archived_by",
    "text_revision", "version",
}  # fmt: skip


@pytest.fixture
def anna(db):
    return editor("Anna Alt")


def test_every_fact_of_an_offer_can_be_typed():
    everything = {field.name for field in (*Offer._meta.concrete_fields, *Offer._meta.many_to_many)}
    assert everything - set(NAMES) == NOT_TYPED


def test_no_two_fields_have_the_same_label():
    labels = [field.label for field in OfferForm().visible_fields()]
    assert sorted(labels) == sorted(set(labels))


class TestCreate:
    def test_it_is_saved_unconfirmed_with_its_short_link_and_its_author(self, anna):
        response = anna.post(NEW, opened(anna, NEW) | {"title": "Nähcafé", "description": "Wir nähen."})
        offer = Offer.objects.get()
        assert response.url == edit_url(offer)
        assert (offer.title, offer.state, offer.text_revision, offer.version) == ("Nähcafé", State.UNCONFIRMED, 1, 1)
        assert ShortLink.objects.get().path == f"/angebote/{offer.pk}/"
        assert offer.pgh_event_model.objects.get().pgh_context["user"] == anna.person.pk

    def test_everything_typed_arrives(self, anna):
        topics = Topic.objects.all()[:2]
        typed = opened(anna, NEW) | {
            "title": "Deutsch für Mütter",
            "topics": [topic.pk for topic in topics],
            "age_from": "18",
            "cost": Cost.PAID,
            "online": Known.NO,
            "phone": "02323 16-0",
            "website": "www.herne.de/kurs",
            "valid_from": "2026-12-01",
            "hours-0-weekday": Weekday.MONDAY,
            "hours-0-opens": "09:00",
            "hours-0-closes": "11:30",
            "runs-0-starts_on": "2026-12-01",
            "runs-0-seats": "12",
            "place-street": "Schulstraße 16",
            "place-postcode": "44623",
            "place-city": "Herne",
        }
        response = anna.post(NEW, typed)
        assert response.status_code == 302, errors(response)
        offer = Offer.objects.get()
        assert list(offer.topics.all()) == list(topics)
        assert (offer.age_from, offer.cost, offer.online) == (18, Cost.PAID, Known.NO)
        assert (offer.phone, offer.website) == ("02323 16-0", "https://www.herne.de/kurs")
        assert offer.valid_from == date(2026, 12, 1)
        assert offer.weekly_hours.values_list("weekday", "opens", "closes").get() == ("1", time(9), time(11, 30))
        assert offer.course_runs.values_list("starts_on", "seats").get() == (date(2026, 12, 1), 12)
        assert str(offer.location) == "Schulstraße 16, 44623 Herne"

    def test_a_double_click_makes_one_offer(self, anna):
        typed = opened(anna, NEW) | {"title": "Nähcafé"}
        first, second = anna.post(NEW, typed), anna.post(NEW, typed)
        assert first.url == second.url == edit_url(Offer.objects.get())

    def test_an_address_that_exists_is_taken_not_doubled(self, anna):
        place = make.location(name="", street="Schulstraße 16")
        parts = {"place-street": place.street, "place-postcode": place.postcode, "place-city": place.city}
        anna.post(NEW, opened(anna, NEW) | {"title": "Nähcafé"} | parts)
        assert Offer.objects.get().location == Location.objects.get()

    def test_save_and_confirm_does_both(self, anna):
        anna.post(NEW, opened(anna, NEW) | {"title": "Nähcafé", "do": "save-confirm"})
        offer = Offer.objects.get()
        assert (offer.state, offer.confirmed_by) == (State.CONFIRMED, anna.person)


class TestChange:
    def test_saving_an_untouched_offer_changes_no_fact(self, anna):
        offer = make.offer(topics=("arbeit",), description="Zeile 1\nZeile 2", valid_from=date(2026, 1, 1))
        hours, run = make.hours(offer), make.run(offer)
        facts = Offer.objects.filter(pk=offer.pk).values(*[name for name in NAMES if name != "version"])
        before = list(facts)
        assert anna.post(edit_url(offer), opened(anna, edit_url(offer))).status_code == 302
        assert list(facts) == before
        assert (offer.weekly_hours.get(), offer.course_runs.get()) == (hours, run)
        assert Offer.objects.get().text_revision == 1

    def test_line_breaks_of_browsers_do_not_make_translations_outdated(self, anna):
        offer = make.offer(description="Zeile 1\nZeile 2")
        anna.post(edit_url(offer), opened(anna, edit_url(offer)) | {"description": "Zeile 1\r\nZeile 2"})
        assert Offer.objects.get().text_revision == 1

    def test_a_new_text_makes_translations_outdated_and_keeps_the_confirmation(self, anna):
        offer = make.confirmed_offer(by=anna.person)
        anna.post(edit_url(offer), opened(anna, edit_url(offer)) | {"bring_text": "Ausweis"})
        offer.refresh_from_db()
        assert (offer.text_revision, offer.state, offer.bring_text) == (2, State.CONFIRMED, "Ausweis")

    def test_a_row_is_removed_by_its_box_even_if_it_is_wrong_by_now(self, anna):
        offer = make.offer()
        make.hours(offer, Weekday.MONDAY)
        kept = make.hours(offer, Weekday.TUESDAY)
        typed = opened(anna, edit_url(offer)) | {"hours-0-remove": "on", "hours-0-opens": ""}
        response = anna.post(edit_url(offer), typed)
        assert response.status_code == 302, errors(response)
        assert offer.weekly_hours.get() == kept

    def test_an_archived_provider_stays_chosen(self, anna):
        offer = make.offer()
        offer.organisation.state = State.ARCHIVED
        offer.organisation.archived_by, offer.organisation.archived_at = anna.person, "2026-01-01T00:00Z"
        offer.organisation.save()
        assert anna.post(edit_url(offer), opened(anna, edit_url(offer))).status_code == 302
        assert Offer.objects.get().organisation == offer.organisation

    def test_a_missing_offer_is_404(self, anna):
        assert anna.get("/de/redaktion/angebote/00000000-0000-4000-8000-000000000000/").status_code == 404


def test_the_form_costs_the_same_however_much_an_offer_says(anna):
    offer = make.offer()
    made = iter(range(42))

    def one():
        number = next(made)
        make.hours(offer, str(number % 7 + 1), time(number // 7), time(23))
        make.run(offer)
        offer.topics.add(Topic.objects.all()[number])

    # Signed in, an empty page costs five.
    assert_constant_queries(anna, edit_url(offer), one, at_most=5 + 12, sizes=(1, 3, 40))


def test_the_next_entry_to_check_is_one_click_away(anna):
    for title in ("Ärzte", "Beratung", "Chor"):
        make.offer(title=title)
    make.confirmed_offer(by=anna.person, title="Anfang")
    first, second, third = Offer.objects.exclude(title="Anfang").order_by("title_sort")
    following = [anna.get(edit_url(offer)).context["next_one"] for offer in (first, second, third)]
    assert following == [second, third, first]


class TestRefused:
    """Nothing is saved, everything typed comes back, the sentence stands at the field."""

    @pytest.mark.parametrize(
        ("typed", "label", "sentence"),
        [
            ({"title": ""}, "Titel", "Dieses Feld ist zwingend erforderlich."),
            ({"title": "x" * 161}, "Titel", "Bitte sicherstellen, dass der Wert aus höchstens 160 Zeichen besteht."),
            ({"title": "Ein\x07gabe"}, "Titel", "Der Text enthält unsichtbare Steuerzeichen."),
            ({"title": "Null\x00"}, "Titel", ""),
            ({"description": "x" * 4001}, "Beschreibung", "Bitte sicherstellen"),
            ({"phone": "\u202e02323 161"}, "Telefon", "Der Text enthält unsichtbare Steuerzeichen."),
            ({"phone": "<b>1</b>"}, "Telefon", "Bitte eine Telefonnummer eintragen"),
            ({"phone": "1-2"}, "Telefon", "Bitte eine Telefonnummer eintragen"),
            ({"email": "anna@"}, "E-Mail", "Bitte gültige E-Mail-Adresse eingeben."),
            ({"website": "javascript:alert(1)"}, "Internetseite", "Bitte eine Adresse wie https://www.herne.de"),
            ({"website": "ftp://herne.de"}, "Internetseite", "Bitte eine Adresse wie https://www.herne.de"),
            ({"age_from": "40", "age_to": "18"}, "Alter bis", "Das höchste Alter liegt unter dem niedrigsten."),
            ({"age_to": "200"}, "Alter bis", "Dieser Wert muss kleiner oder gleich 120 sein."),
            ({"valid_until": "31.02.2026"}, "Gültig bis", "Bitte ein gültiges Datum eingeben."),
            ({"valid_from": "2026-02-01", "valid_until": "2026-01-01"}, "Gültig bis", "Das Ende liegt vor dem Anfang."),
            ({"cost": "geschenkt"}, "Kosten", "Bitte eine gültige Auswahl treffen."),
            ({"topics": ["999999"]}, "Themen", "Bitte eine gültige Auswahl treffen."),
            ({"place-postcode": "4462", "place-city": "Herne"}, "Postleitzahl", "Bitte fünf Ziffern eintragen"),
            ({"hours-0-weekday": "1", "hours-0-opens": "9"}, "Zeile 1, von", "Bitte eine gültige Uhrzeit eingeben."),
            (
                {"hours-0-weekday": "1", "hours-0-opens": "12:00", "hours-0-closes": "09:00"},
                "Zeile 1, bis",
                "Das Ende liegt vor dem Anfang.",
            ),
            ({"runs-0-starts_on": "", "runs-0-seats": "3"}, "Zeile 1, beginnt am", "Dieses Feld ist zwingend"),
        ],
    )
    def test_bad_input_comes_back_with_a_sentence(self, anna, typed, label, sentence):
        data = opened(anna, NEW) | {"title": "Nähcafé", "note": "Das hier bleibt stehen."} | typed
        response = anna.post(NEW, data)
        assert response.status_code == 200
        assert any(message.startswith(sentence) for message in errors(response)[label]), errors(response)
        again = all_sent(response.context["editor"])
        assert {name: again[name] for name in data if name in again} == data | {"once": again["once"]}
        assert not Offer.objects.exists()
        assert "Bitte prüfen Sie" in response.content.decode()

    def test_the_same_hours_twice(self, anna):
        row = {"weekday": "1", "opens": "09:00", "closes": "12:00"}
        rows = {f"hours-{number}-{name}": value for number in (0, 1) for name, value in row.items()}
        response = anna.post(NEW, opened(anna, NEW) | {"title": "Nähcafé"} | rows)
        assert errors(response) == {"Zeile 2, von": ["Diese Zeit steht schon da."]}

    def test_a_known_place_and_a_new_address_at_once(self, anna):
        place = make.location()
        response = anna.post(
            NEW, opened(anna, NEW) | {"title": "Nähcafé", "location": place.pk, "place-street": "Anderswo 1"}
        )
        assert list(errors(response)) == ["Ort"]
        assert not Offer.objects.exists()

    def test_too_many_rows(self, anna):
        response = anna.post(NEW, opened(anna, NEW) | {"title": "Nähcafé", "hours-TOTAL_FORMS": "5000"})
        assert response.status_code == 200
        assert not Offer.objects.exists()

    def test_a_text_of_five_million_letters(self, anna):
        response = anna.post(NEW, opened(anna, NEW) | {"title": "x" * 5_000_000})
        assert response.status_code in {400, 413}
        assert not Offer.objects.exists()

    def test_markup_is_text(self, anna):
        anna.post(NEW, opened(anna, NEW) | {"title": "<script>alert(1)</script>"})
        offer = Offer.objects.get()
        assert offer.title == "<script>alert(1)</script>"
        for url in (edit_url(offer), reverse("offers:offer-preview", args=[offer.pk]), reverse("offers:editing-list")):
            page = anna.get(url).content.decode()
            assert "<script>alert" not in page
            assert "&lt;script&gt;alert(1)" in page


class TestRows:
    def test_three_empty_rows_are_offered(self, anna):
        whole = anna.get(NEW).context["editor"]
        assert (len(whole.hours), len(whole.runs)) == (3, 3)

    @pytest.mark.parametrize(("button", "counts"), [("more-hours", (6, 3)), ("more-runs", (3, 6))])
    def test_more_rows_keep_everything_typed_and_judge_nothing(self, anna, button, counts):
        data = opened(anna, NEW) | {"title": "", "phone": "abc", "hours-2-opens": "09:00", "do": button}
        whole = anna.post(NEW, data).context["editor"]
        assert (len(whole.hours), len(whole.runs)) == counts
        again = all_sent(whole)
        assert {name: again[name] for name in ("title", "phone", "hours-2-opens")} == {
            "title": "", "phone": "abc", "hours-2-opens": "09:00",
        }  # fmt: skip
        assert [field.label for field in whole if field.errors] == []


class TestLost:
    """A session that ended takes nothing with it."""

    def test_a_draft_is_shown_as_it_was_typed_and_saved_from_there(self, anna):
        offer = make.offer(title="Vorher")
        data = opened(anna, edit_url(offer)) | {"title": "Nachher", "phone": "abc"}
        query = "&".join(f"{name}={value}" for name, value in data.items() if isinstance(value, str))
        draft = Draft.objects.create(user=anna.person, path=edit_url(offer), data=query)
        page = anna.get(draft.url)
        assert "Ihre Eingaben sind wieder da" in page.content.decode()
        again = all_sent(page.context["editor"])
        assert (again["title"], again["phone"], errors(page)) == ("Nachher", "abc", {})
        assert anna.post(draft.url, again | {"phone": ""}).status_code == 302
        assert (Offer.objects.get().title, Draft.objects.count()) == ("Nachher", 0)

    def test_what_is_sent_after_the_end_of_the_session_comes_back_after_the_log_in(self, anna):
        offer = make.offer(title="Vorher")
        data = opened(anna, edit_url(offer)) | {"title": "Nachher"}
        session = anna.session
        session["seen"] = session["began"] = 0
        session.save()
        response = anna.post(edit_url(offer), data, headers={"referer": f"http://testserver{edit_url(offer)}"})
        assert response.status_code == 302
        back = parse_qs(urlsplit(response.url).query)["next"][0]
        log_in(anna, anna.person)
        assert all_sent(anna.get(back).context["editor"])["title"] == "Nachher"
        assert Offer.objects.get().title == "Vorher"

    def test_a_click_on_confirm_that_came_too_late_empties_no_form(self, anna):
        offer = make.offer(title="Vorher")
        draft = Draft.objects.create(user=anna.person, path=edit_url(offer), data="version=1")
        assert all_sent(anna.get(draft.url).context["editor"])["title"] == "Vorher"
