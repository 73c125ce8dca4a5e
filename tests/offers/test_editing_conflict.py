"""Two people edit one offer: both texts side by side, and nothing is overwritten unseen."""

import random

import pytest
from django.db import transaction
from django.http import QueryDict

from offers.actions import offers
from offers.forms.merging import fingerprint
from offers.forms.offers import OfferEditor
from offers.models import Offer, Topic
from tests.offers import make
from tests.offers.editing import all_sent, edit_url, editor, opened
from tests.people import person
from tests.threads import race

pytestmark = pytest.mark.django_db


@pytest.fixture
def offer(db):
    made = make.offer(title="Deutsch", phone="02323 1", bring_text="nichts", topics=("arbeit",))
    make.hours(made)
    return made


def conflict_of(response):
    """(both changed, taken over from the other) by label."""
    found = response.context["editor"].form.conflict
    return [pair["label"] for pair in found.fields], [pair["label"] for pair in found.taken]


@pytest.fixture
def late(offer):
    """Anna saves a title and a phone number while Berta has the form open; returns Berta and what her form sends."""
    anna, berta = editor("Anna Alt"), editor("Berta Bunt")
    bertas = opened(berta, edit_url(offer))
    assert (
        anna.post(edit_url(offer), opened(anna, edit_url(offer)) | {"title": "Annas", "phone": "02323 2"}).status_code
        == 302
    )
    return berta, bertas


def test_the_second_editor_sees_both_texts_and_nothing_is_saved(offer, late):
    berta, typed = late
    response = berta.post(edit_url(offer), typed | {"title": "Bertas"})
    assert response.status_code == 200
    assert conflict_of(response) == (["Titel"], ["Telefon"])
    pair = response.context["editor"].form.conflict.fields[0]
    assert (pair["mine"], pair["theirs"]) == ("Bertas", "Annas")
    assert "Anna Alt hat in der Zwischenzeit gespeichert" in response.content.decode()
    assert Offer.objects.get().title == "Annas"


def test_what_only_the_other_changed_is_kept_when_the_second_saves_again(offer, late):
    berta, typed = late
    shown = all_sent(
        berta.post(edit_url(offer), typed | {"title": "Bertas", "bring_text": "Ausweis"}).context["editor"]
    )
    assert (shown["title"], shown["phone"], shown["bring_text"]) == ("Bertas", "02323 2", "Ausweis")
    assert berta.post(edit_url(offer), shown).status_code == 302
    offer.refresh_from_db()
    assert (offer.title, offer.phone, offer.bring_text) == ("Bertas", "02323 2", "Ausweis")


def test_the_second_may_choose_the_text_of_the_first(offer, late):
    berta, typed = late
    shown = all_sent(
        berta.post(edit_url(offer), typed | {"title": "Bertas", "bring_text": "Ausweis"}).context["editor"]
    )
    assert berta.post(edit_url(offer), shown | {"keep-title": "theirs"}).status_code == 302
    offer.refresh_from_db()
    assert (offer.title, offer.bring_text) == ("Annas", "Ausweis")


def test_the_conflict_stands_beside_errors(offer, late):
    berta, typed = late
    response = berta.post(edit_url(offer), typed | {"title": "Bertas", "email": "keine"})
    assert conflict_of(response) == (["Titel"], ["Telefon"])
    assert all_sent(response.context["editor"])["email"] == "keine"


def test_a_third_who_saves_before_the_choice_is_met_again(offer, late):
    berta, typed = late
    shown = all_sent(berta.post(edit_url(offer), typed | {"title": "Bertas"}).context["editor"])
    clara = editor("Clara Klug")
    clara.post(edit_url(offer), opened(clara, edit_url(offer)) | {"title": "Claras"})
    assert conflict_of(berta.post(edit_url(offer), shown)) == (["Titel"], [])


class TestRowsAndWords:
    def test_rows_that_only_the_other_changed_are_taken(self, offer):
        anna, berta = editor("Anna Alt"), editor("Berta Bunt")
        typed = opened(berta, edit_url(offer))
        anna.post(edit_url(offer), opened(anna, edit_url(offer)) | {"hours-0-closes": "13:00"})
        response = berta.post(edit_url(offer), typed | {"title": "Bertas"})
        assert conflict_of(response) == ([], ["Zeiten der Woche"])
        berta.post(edit_url(offer), all_sent(response.context["editor"]))
        assert f"{offer.weekly_hours.get().closes:%H:%M}" == "13:00"
        assert Offer.objects.get().title == "Bertas"

    def test_rows_that_both_changed_are_chosen(self, offer):
        anna, berta = editor("Anna Alt"), editor("Berta Bunt")
        typed = opened(berta, edit_url(offer))
        anna.post(edit_url(offer), opened(anna, edit_url(offer)) | {"hours-0-closes": "13:00"})
        response = berta.post(edit_url(offer), typed | {"hours-0-closes": "14:00"})
        assert conflict_of(response) == (["Zeiten der Woche"], [])
        pair = response.context["editor"].form.conflict.fields[0]
        assert (pair["mine"], pair["theirs"]) == ("Montag, 09:00, 14:00", "Montag, 09:00, 13:00")
        berta.post(edit_url(offer), all_sent(response.context["editor"]) | {"keep-hours": "theirs"})
        assert f"{offer.weekly_hours.get().closes:%H:%M}" == "13:00"

    def test_words_are_compared_as_sets(self, offer):
        anna, berta = editor("Anna Alt"), editor("Berta Bunt")
        first, second = Topic.objects.all()[:2]
        typed = opened(berta, edit_url(offer))
        anna.post(edit_url(offer), opened(anna, edit_url(offer)) | {"topics": [first.pk]})
        response = berta.post(edit_url(offer), typed | {"topics": [second.pk]})
        assert conflict_of(response) == (["Themen"], [])
        berta.post(edit_url(offer), all_sent(response.context["editor"]))
        assert list(offer.topics.all()) == [second]

    @pytest.mark.parametrize("is_for_all", [True, False])
    def test_a_box_that_only_the_other_ticked_or_cleared_is_taken(self, offer, is_for_all):
        Offer.objects.update(residence_all=not is_for_all)
        anna, berta = editor("Anna Alt"), editor("Berta Bunt")
        typed, annas = opened(berta, edit_url(offer)), opened(anna, edit_url(offer))
        annas.pop("residence_all", None)
        anna.post(edit_url(offer), annas | ({"residence_all": "on"} if is_for_all else {}))
        response = berta.post(edit_url(offer), typed | {"title": "Bertas"})
        assert conflict_of(response) == ([], ["Für jeden Aufenthaltsstatus"])
        berta.post(edit_url(offer), all_sent(response.context["editor"]))
        offer.refresh_from_db()
        assert (offer.title, offer.residence_all) == ("Bertas", is_for_all)

    def test_a_typed_address_and_a_place_the_other_chose(self, offer):
        anna, berta = editor("Anna Alt"), editor("Berta Bunt")
        place = make.location(name="Haus am Markt")
        typed = opened(berta, edit_url(offer))
        anna.post(edit_url(offer), opened(anna, edit_url(offer)) | {"location": place.pk})
        response = berta.post(edit_url(offer), typed | {"place-street": "Neue Straße 1", "place-city": "Herne"})
        assert conflict_of(response) == (["Ort"], [])
        shown = all_sent(response.context["editor"])
        assert shown["place-street"] == "Neue Straße 1"
        berta.post(edit_url(offer), shown | {"keep-location": "theirs"})
        assert Offer.objects.get().location == place


def test_a_confirmation_in_between_is_no_conflict_of_texts(offer):
    anna, berta = editor("Anna Alt"), editor("Berta Bunt")
    typed = opened(berta, edit_url(offer))
    offers.confirm(offer=offer, version=1, by=anna.person)
    assert conflict_of(berta.post(edit_url(offer), typed | {"title": "Bertas"})) == ([], ["Prüfen am"])


def test_a_form_without_its_fingerprint_asks_about_every_difference(offer, late):
    berta, typed = late
    response = berta.post(edit_url(offer), typed | {"title": "Bertas", "base": "{kaputt"})
    assert conflict_of(response) == (["Titel", "Telefon"], [])


@pytest.mark.parametrize(
    ("one", "other"),
    [("", None), ("a\r\nb", "a\nb"), (["1", "2"], ["2", "1"]), ([{"a": 1, "b": ""}], [{"b": None, "a": 1}])],
)
def test_the_same_value_has_the_same_fingerprint_however_it_comes(one, other):
    assert fingerprint(one) == fingerprint(other)


@pytest.mark.django_db(transaction=True)
def test_in_fifty_rounds_of_two_editors_nothing_is_overwritten_unseen():
    """Every text that was replaced had been before the eyes of the one who replaced it."""
    made = make.offer(title="Anfang")
    people = [person("Anna Alt"), person("Berta Bunt")]

    def form(data=None):
        return OfferEditor(data, offer=Offer.objects.get(pk=made.pk))

    def edits(number):
        replaced, luck = {}, random.Random(number)
        for turn in range(25):
            data = posted(all_sent(form()))
            seen, data["title"] = data["title"], f"{number}-{turn}-{luck.random()}"
            while True:
                with transaction.atomic():
                    typed = form(data)
                    if typed.is_valid():
                        version = typed.form.cleaned_data["version"]
                        offers.change(offer=made, content=typed.content(), version=version, by=people[number])
                        break
                    seen = next(pair["theirs"] for pair in typed.form.conflict.fields if pair["name"] == "title")
                    data = posted(all_sent(typed))
            replaced[seen] = data["title"]
        return replaced

    results = race(edits, 2)
    assert not [result for result in results if isinstance(result, Exception)], results
    replaced = results[0] | results[1]
    titles = list(Offer.pgh_event_model.objects.order_by("pgh_id").values_list("title", flat=True))
    assert len(titles) == 51
    assert [replaced.get(before) for before in titles[:-1]] == titles[1:]


def posted(data):
    """Data as Django hands it to a view."""
    query = QueryDict(mutable=True)
    for name, value in data.items():
        query.setlist(name, value if isinstance(value, list) else [value])
    return query
