"""The Redaktion's pages for institutions."""

import pytest
from django.urls import reverse

from offers.choices import State
from offers.forms.organisations import COLUMNS
from offers.models import Organisation
from tests.offers import make
from tests.offers.editing import NEW_ORGANISATION, editor, opened, sent
from tests.people import log_in
from tests.queries import assert_constant_queries

pytestmark = pytest.mark.django_db
LIST = "/de/redaktion/einrichtungen/"
NOT_TYPED = {
    "id", "reference", "name_sort", "state", "confirmed_at", "confirmed_by", "archived_at", "archived_by", "version",
}  # fmt: skip


@pytest.fixture
def anna(db):
    return editor("Anna Alt")


def url(organisation):
    return reverse("offers:organisation-edit", args=[organisation.pk])


def names(client, query=""):
    return [one.name for one in client.get(f"{LIST}{query}").context["page"]]


def test_every_fact_of_an_institution_can_be_typed():
    assert {field.name for field in Organisation._meta.concrete_fields} - set(COLUMNS) == NOT_TYPED


class TestList:
    def test_unconfirmed_ones_come_first_and_no_archive(self, anna):
        make.organisation(name="B", state=State.CONFIRMED, confirmed_by=anna.person, confirmed_at="2026-01-01T00:00Z")
        make.organisation(name="C", state=State.ARCHIVED, archived_by=anna.person, archived_at="2026-01-01T00:00Z")
        make.organisation(name="Z")
        make.organisation(name="Ä")
        assert names(anna) == ["Ä", "Z", "B"]
        assert names(anna, "?state=archived") == ["C"]
        assert names(anna, "?q=z") == ["Z"]

    def test_one_row_costs_what_fifty_cost(self, anna):
        assert_constant_queries(
            anna, LIST, lambda: make.offer(organisation=make.organisation(parent=make.organisation())), at_most=14
        )

    def test_it_says_what_to_do_when_it_is_empty(self, anna):
        assert "Keine Einrichtung passt dazu" in anna.get(LIST).content.decode()


class TestCreate:
    def test_a_double_click_makes_one(self, anna):
        typed = opened(anna, NEW_ORGANISATION) | {"name": "Verein", "phone": "02323 160", "website": "verein.de"}
        first, second = anna.post(NEW_ORGANISATION, typed), anna.post(NEW_ORGANISATION, typed)
        made = Organisation.objects.get()
        assert first.url == second.url == url(made)
        assert (made.name, made.phone, made.website) == ("Verein", "02323 160", "https://verein.de")

    @pytest.mark.parametrize(
        ("typed", "label"),
        [
            ({"name": ""}, "Name"),
            ({"name": "x" * 201}, "Name"),
            ({"duties": "\x07"}, "Aufgaben"),
            ({"postcode": "123"}, "Postleitzahl"),
            ({"email": "keine"}, "E-Mail"),
            ({"parent": "999999"}, "Gehört zu"),
        ],
    )
    def test_bad_input_is_kept_and_explained(self, anna, typed, label):
        data = opened(anna, NEW_ORGANISATION) | {"name": "Verein", "note": "bleibt"} | typed
        form = anna.post(NEW_ORGANISATION, data).context["form"]
        assert [field.label for field in form if field.errors] == [label]
        assert {name: value for name, value in sent(form).items() if name != "once"} == {
            name: value for name, value in data.items() if name != "once"
        }
        assert not Organisation.objects.exists()


class TestChange:
    def test_saving_untouched_changes_nothing(self, anna):
        made = make.organisation(parent=make.organisation(), duties="Zeile 1\nZeile 2")
        facts = Organisation.objects.filter(pk=made.pk).values(*COLUMNS)
        before = list(facts)
        assert anna.post(url(made), opened(anna, url(made))).status_code == 302
        assert list(facts) == before

    def test_the_form_costs_the_same_however_many_there_are(self, anna):
        made = make.organisation()
        assert_constant_queries(anna, url(made), lambda: make.organisation(parent=made), at_most=17)

    def test_its_own_parts_cannot_be_above_it(self, anna):
        above = make.organisation(name="Oben")
        make.organisation(name="Unten", parent=make.organisation(name="Mitte", parent=above))
        make.organisation(name="Daneben")
        possible = anna.get(url(above)).context["form"].fields["parent"].queryset
        assert [one.name for one in possible] == ["Daneben"]

    def test_two_editors_see_both_texts(self, anna):
        made, berta = make.organisation(name="Verein"), editor("Berta Bunt")
        typed = opened(berta, url(made))
        anna.post(url(made), opened(anna, url(made)) | {"name": "Annas", "phone": "02323 161"})
        form = berta.post(url(made), typed | {"name": "Bertas"}).context["form"]
        assert [(pair["mine"], pair["theirs"]) for pair in form.conflict.fields] == [("Bertas", "Annas")]
        berta.post(url(made), sent(form) | {"keep-name": "theirs"})
        made.refresh_from_db()
        assert (made.name, made.phone, made.version) == ("Annas", "02323 161", 3)


@pytest.mark.parametrize("page", ["list", "create", "edit"])
class TestWhoMay:
    def address(self, page):
        return {"list": LIST, "create": NEW_ORGANISATION}.get(page) or url(make.organisation())

    def test_strangers_are_sent_to_the_log_in(self, client, page):
        assert client.get(self.address(page)).status_code == 302

    def test_people_without_the_role_are_refused(self, client, newcomer, page):
        assert log_in(client, newcomer).get(self.address(page)).status_code == 403

    def test_without_a_second_factor_it_is_asked_for(self, client, redaktion, page):
        assert log_in(client, redaktion, second_factor=False).get(self.address(page)).status_code == 302

    def test_other_methods_are_refused(self, anna, page):
        assert anna.put(self.address(page)).status_code == 405
