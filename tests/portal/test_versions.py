"""Two people edit the same thing, and nobody's words get lost."""

import random
from time import sleep

import pghistory
import pytest
from django.db import transaction

from herne_integration.versions import VersionedForm
from offers.models import Offer, Topic
from tests.portal import make
from tests.threads import race


class OfferForm(VersionedForm):
    class Meta:
        model = Offer
        fields = ["title", "description", "cost", "online", "organisation", "topics", "valid_from"]


def typed(offer, **changes):
    """What the browser sends for a form that was shown with `offer`."""
    form = OfferForm(instance=offer)
    data = {name: form[name].value() or "" for name in form.fields} | changes
    return {name: value for name, value in data.items() if value != ""}


@pytest.fixture
def offer():
    return Offer.objects.create(title="Deutschkurs", description="Dienstags")


@pytest.mark.django_db
class TestOneAfterTheOther:
    def test_saving_counts_the_version(self, offer):
        form = OfferForm(typed(offer, title="Sprachkurs"), instance=offer)
        assert form.is_valid(), form.errors
        form.save()
        offer.refresh_from_db()
        assert (offer.title, offer.version) == ("Sprachkurs", 2)

    def test_a_new_object_starts_with_version_one(self):
        form = OfferForm(typed(Offer(), title="Neu"), instance=Offer())
        assert form.is_valid(), form.errors
        assert form.save().version == 1

    def test_the_second_editor_sees_both_texts_and_who_was_faster(self, offer):
        anna = make.person(name="Anna")
        mine = typed(offer, title="Mein Titel", cost="free")
        with pghistory.context(user=anna.pk):
            first = OfferForm(typed(offer, title="Annas Titel"), instance=Offer.objects.get())
            assert first.is_valid()
            first.save()
        form = OfferForm(mine, instance=Offer.objects.get())
        assert not form.is_valid()
        assert form.conflict.by == anna
        assert form.conflict.at is not None
        assert form.conflict.fields == [
            {"label": "Titel", "mine": "Mein Titel", "theirs": "Annas Titel"},
            {"label": "Kosten", "mine": "kostenlos", "theirs": "nicht bekannt"},
        ]

    def test_nothing_is_saved_and_nothing_typed_is_lost(self, offer):
        mine = typed(offer, title="Mein Titel")
        Offer.objects.update(title="Anderer", version=2)
        form = OfferForm(mine, instance=Offer.objects.get())
        assert not form.is_valid()
        assert form["title"].value() == "Mein Titel"
        assert Offer.objects.get().title == "Anderer"

    def test_sending_it_once_more_overwrites_knowingly(self, offer):
        mine = typed(offer, title="Mein Titel")
        Offer.objects.update(title="Anderer", version=2)
        form = OfferForm(mine, instance=Offer.objects.get())
        assert not form.is_valid()
        again = OfferForm(mine | {"version": form["version"].value()}, instance=Offer.objects.get())
        assert again.is_valid()
        again.save()
        stored = Offer.objects.get()
        assert (stored.title, stored.version) == ("Mein Titel", 3)

    @pytest.mark.parametrize("version", ["", "0", "99", "unsinn"])
    def test_a_form_without_a_sensible_version_is_a_conflict(self, offer, version):
        form = OfferForm(typed(offer) | {"version": version}, instance=offer)
        assert not form.is_valid()
        assert form.conflict is not None

    def test_linked_objects_are_shown_by_name(self, offer):
        topics = list(Topic.objects.all()[:2])
        mine = typed(offer, topics=[topics[0].pk])
        Offer.objects.update(version=2)
        offer.topics.set([topics[1]])
        form = OfferForm(mine, instance=Offer.objects.get())
        assert not form.is_valid()
        assert form.conflict.fields == [{"label": "Themen", "mine": str(topics[0]), "theirs": str(topics[1])}]

    def test_an_invalid_field_still_shows_what_was_typed(self, offer):
        mine = typed(offer, valid_from="31.02.2026")
        Offer.objects.update(version=2)
        form = OfferForm(mine, instance=Offer.objects.get())
        assert not form.is_valid()
        assert form.conflict.fields == [{"label": "Gültig ab", "mine": "31.02.2026", "theirs": ""}]

    def test_what_others_changed_beside_the_form_survives(self, offer):
        form = OfferForm(typed(offer, title="Neu"), instance=offer)
        Offer.objects.update(note="inzwischen geschrieben")
        assert form.is_valid()
        form.save()
        assert Offer.objects.get().note == "inzwischen geschrieben"

    def test_a_prefixed_form_takes_the_newer_version_too(self, offer):
        data = {f"x-{name}": value for name, value in typed(offer, title="Mein").items()}
        Offer.objects.update(version=2)
        form = OfferForm(data, instance=Offer.objects.get(), prefix="x")
        assert not form.is_valid()
        assert form["version"].value() == "2"

    def test_somebody_who_saves_between_opening_and_checking_is_noticed_too(self, offer):
        """The view has fetched the offer without a lock; what counts is what is stored when the form is checked."""
        form = OfferForm(typed(offer, title="Mein Titel"), instance=offer)
        Offer.objects.update(title="Anderer", version=2)
        assert not form.is_valid()
        assert form.conflict.fields == [{"label": "Titel", "mine": "Mein Titel", "theirs": "Anderer"}]

    def test_the_page_can_add_a_pair_of_its_own(self, offer):
        form = OfferForm(typed(offer) | {"version": "7"}, instance=offer)
        form.is_valid()
        form.conflict.add("Zeiten", "Mo 9 Uhr", "Di 9 Uhr")
        assert form.conflict.fields == [{"label": "Zeiten", "mine": "Mo 9 Uhr", "theirs": "Di 9 Uhr"}]


@pytest.mark.django_db(transaction=True)
def test_two_people_editing_fifty_times_never_overwrite_silently():
    """Each appends words to the text it was shown; in the end every word that was ever accepted must be there."""
    Offer.objects.create(title="Kurs")

    def edit(person):
        dice, accepted = random.Random(person), []
        for number in range(50):
            shown = Offer.objects.get()
            word = f"{person}-{number}"
            data = typed(shown, description=f"{shown.description} {word}".strip())
            sleep(dice.random() / 500)
            with transaction.atomic():
                form = OfferForm(data, instance=Offer.objects.get())
                if form.is_valid():
                    form.save()
                    accepted.append(word)
        return accepted

    results = race(edit, 2)
    stored = Offer.objects.get()
    words = stored.description.split()
    assert sorted(words) == sorted(results[0] + results[1])
    assert stored.version == 1 + len(words)
    assert len(words) < 100, "the two never met, so this test has shown nothing"
