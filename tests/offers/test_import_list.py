"""The list of what imports have left to decide."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from offers.actions import imports
from offers.choices import FindingKind, ImportKind
from offers.models import ImportFinding, Offer
from tests.offers import files, make

pytestmark = pytest.mark.django_db
LIST = "/de/redaktion/einlesen/"


@pytest.fixture
def editor(client, log_in, redaktion):
    """A signed-in person of the Redaktion."""
    return log_in(client, redaktion)


def test_an_empty_list_says_what_belongs_here(editor):
    page = editor.get(LIST).content.decode()
    assert "Nichts offen" in page
    assert "Noch keine Datei" in page


def test_a_conflict_shows_the_portals_and_both_values_of_the_source(editor):
    make.finding(
        kind=FindingKind.CONFLICT,
        subject="Kurs: Telefon",
        field="phone",
        current_value="02323 9",
        old_value="02323 1",
        new_value="02323 2",
    )
    page = editor.get(LIST).content.decode()
    assert "<td>02323 9</td><td>02323 1</td><td>02323 2</td>" in page


def test_a_finding_leads_to_its_entry(editor):
    offer = make.offer(reference="A900")
    make.finding(reference="A900")
    assert reverse("offers:offer-edit", args=[offer.pk]) in editor.get(LIST).content.decode()


def test_one_kind_can_be_chosen_and_nonsense_filters_nothing(editor):
    make.finding(subject="Verein Eins")
    make.finding(kind=FindingKind.GONE, subject="Kurs Zwei")
    assert [one.subject for one in editor.get(LIST, {"kind": "gone"}).context["page"]] == ["Kurs Zwei"]
    assert len(editor.get(LIST, {"kind": "unsinn", "page": "x"}).context["page"]) == 2


def test_text_of_a_file_is_never_markup(editor):
    make.finding(subject="<b>fett</b>")
    assert "<b>fett" not in editor.get(LIST).content.decode()


def test_settling_takes_it_off_the_list_and_a_second_click_is_answered_in_words(editor, redaktion):
    finding = make.finding()
    address = reverse("offers:finding-settle", args=[finding.pk])
    assert editor.get(address).status_code == 405
    assert editor.post(address, follow=True).redirect_chain == [(LIST, 302)]
    finding.refresh_from_db()
    assert finding.settled_by == redaktion
    again = editor.post(address)
    assert again.status_code == 409
    assert "Dieser Befund ist schon erledigt." in again.content.decode()


def test_what_was_settled_does_not_come_back_with_the_next_file(editor, tmp_path):
    path = files.written(tmp_path, [files.offer()])
    imports.import_file(kind=ImportKind.OFFERS, path=path)
    editor.post(reverse("offers:finding-settle", args=[ImportFinding.objects.get().pk]))
    imports.import_file(kind=ImportKind.OFFERS, path=path)
    assert not ImportFinding.objects.open().exists()
    assert Offer.objects.get().organisation is None


def test_the_page_costs_the_same_for_one_and_for_many(editor):
    counts = []
    for total in (1, 15):
        while ImportFinding.objects.count() < total:
            make.finding(reference=make.offer(reference=f"A{ImportFinding.objects.count()}").reference)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            editor.get(LIST)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_strangers_are_refused(client, log_in, newcomer):
    assert client.get(LIST).status_code == 302
    log_in(client, newcomer)
    assert client.get(LIST).status_code == 403
    assert client.post(reverse("offers:finding-settle", args=[make.finding().pk])).status_code == 403
