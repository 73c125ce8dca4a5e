"""The Redaktion writes down who is responsible for what."""

import json
import re
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from herne_integration.rules import RuleBroken
from offers import who_helps
from offers.actions import imports, responsibilities
from offers.choices import ImportKind, State
from offers.demo import ORGANISATIONS, RESPONSIBILITIES
from offers.models import Responsibility, Task
from tests.offers import make
from tests.offers.editing import editor, sent
from tests.queries import assert_constant_queries

pytestmark = pytest.mark.django_db
LIST, NEW = "/de/redaktion/zustaendigkeiten/angaben/", "/de/redaktion/zustaendigkeiten/neu/"
GAPS = "/de/redaktion/zustaendigkeiten/"


@pytest.fixture
def anna():
    """Somebody of the Redaktion."""
    return editor("Anna Alt")


def url(entry, name="edit"):
    """A page of a statement."""
    return reverse(f"offers:responsibility-{name}", args=[entry.pk])


def opened(client, address):
    """What the form sends if nothing is changed."""
    return sent(client.get(address).context["form"])


def words(response):
    """The page's text without tags and line breaks."""
    assert response.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def errors(response):
    """{field: messages} of a form that came back."""
    assert response.status_code == 200
    return dict(response.context["form"].errors)


def test_a_new_statement_is_written_once_and_answers_the_question(anna, client):
    place = make.organisation(name="Passamt")
    form = opened(anna, NEW) | {"task": Task.objects.get(key="pass").pk, "organisation": place.pk}
    assert anna.post(NEW, form)["Location"] == anna.post(NEW, form)["Location"]
    assert Responsibility.objects.get().state == State.UNCONFIRMED
    assert "Passamt" in words(client.get(reverse("offers:task-detail", args=["pass"])))


def test_the_row_of_a_hole_opens_the_form_with_what_it_is_about(anna):
    Task.objects.exclude(key="pass").delete()
    for group in ("a", "b", "c"):
        make.responsibility(group=group)
    make.responsibility(group="uma", district="wanne")
    links = re.findall(r'href="(/de/redaktion/zustaendigkeiten/neu/\?[^"]+)"', anna.get(GAPS).content.decode())
    assert links == [f"{NEW}?aufgabe=pass", f"{NEW}?aufgabe=pass&amp;zielgruppe=uma"]
    form = anna.get(links[1].replace("&amp;", "&")).context["form"]
    assert (form["task"].value(), form["district"].value()) == (Task.objects.get().pk, None)
    assert form["target_group"].value() == Responsibility.objects.get(district__isnull=False).target_group_id


def test_the_row_of_an_overlap_leads_to_each_of_its_statements(anna):
    Task.objects.exclude(key="pass").delete()
    pair = [make.responsibility(), make.responsibility()]
    html = anna.get(GAPS).content.decode()
    assert all(f'href="{url(entry)}"' in html for entry in pair)
    assert "Stelle eintragen" not in html


@pytest.mark.parametrize("query", ["?aufgabe=unsinn", "?aufgabe=%00", "?zielgruppe=" + "x" * 99])
def test_nonsense_in_the_address_fills_in_nothing(anna, query):
    assert anna.get(NEW + query).context["form"].initial.keys() & {"task", "target_group"} == set()


def test_a_change_takes_the_confirmation_away_and_can_give_it_back(anna):
    entry = make.responsibility(state=State.CONFIRMED, confirmed_at=timezone.now(), confirmed_by=anna.person)
    anna.post(url(entry), opened(anna, url(entry)))
    entry.refresh_from_db()
    assert (entry.state, entry.version) == (State.CONFIRMED, 1)
    anna.post(url(entry), opened(anna, url(entry)) | {"legal_basis": "AsylbLG"})
    entry.refresh_from_db()
    assert (entry.state, entry.legal_basis, entry.confirmed_by) == (State.UNCONFIRMED, "AsylbLG", None)
    anna.post(url(entry), opened(anna, url(entry)) | {"note": "Neu", "do": "save-confirm"})
    entry.refresh_from_db()
    assert (entry.state, entry.confirmed_by) == (State.CONFIRMED, anna.person)


def test_confirming_is_for_what_was_seen(anna):
    entry = make.responsibility()
    assert anna.post(url(entry, "confirm"), {"version": 7}).status_code == 409
    assert anna.post(url(entry, "confirm"), {"version": "eins"}).status_code == 409
    assert anna.post(url(entry, "confirm"), {"version": 1}).status_code == 302
    assert Responsibility.objects.get().confirmed_by == anna.person


def test_a_statement_ends_and_stays_in_the_history(anna):
    entry = make.responsibility(starts_on=date(2026, 1, 1))
    response = anna.post(url(entry, "end"), {"version": 1, "ends_on": "2025-12-31"})
    assert response.context["ending"].errors == {"ends_on": ["Die Angabe beginnt erst am 01.01.2026."]}
    assert anna.post(url(entry, "end"), {"version": 1, "ends_on": "2026-03-31"}).status_code == 302
    assert Responsibility.objects.get().ends_on == date(2026, 3, 31)
    assert "beendet" in words(anna.get(url(entry, "history")))
    with pytest.raises(RuleBroken, match=r"beginnt erst am 01\.01\.2026"):
        responsibilities.end(entry=entry, ends_on=date(2025, 1, 1), version=2, by=anna.person)


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        pytest.param(
            {"starts_on": "2026-02-01", "ends_on": "2026-01-31"},
            "ends_on",
            "Das Ende liegt vor dem Anfang.",
            id="backwards",
        ),
        pytest.param({"organisation": ""}, "organisation", "Bitte eine Einrichtung wählen", id="no unit"),
        pytest.param({"task": ""}, "task", "zwingend erforderlich", id="no task"),
        pytest.param({"unit_text": "x" * 201}, "unit_text", "höchstens 200 Zeichen", id="long name"),
        pytest.param({"note": "x" * 4001}, "note", "höchstens 4000 Zeichen", id="long note"),
        pytest.param({"source_year": "1066"}, "source_year", "1950", id="old source"),
    ],
)
def test_what_cannot_be_is_refused_at_the_field(anna, typed, field, sentence):
    entry = make.responsibility()
    found = errors(anna.post(url(entry), opened(anna, url(entry)) | typed))
    assert [*found] == [field]
    assert sentence in found[field][0]


@pytest.mark.parametrize(
    ("days", "is_refused"),
    [
        pytest.param({}, True, id="for ever"),
        pytest.param({"starts_on": "2026-12-31"}, True, id="the last day of the other"),
        pytest.param({"starts_on": "2027-01-01"}, False, id="the day after"),
        pytest.param({"ends_on": "2025-12-31"}, False, id="the day before"),
    ],
)
def test_the_same_unit_twice_is_refused_by_naming_the_other_statement(anna, days, is_refused):
    other = make.responsibility(
        organisation=make.organisation(name="Amt"), group="uma", starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31)
    )
    same = {"task": other.task_id, "target_group": other.target_group_id, "organisation": other.organisation_id}
    response = anna.post(NEW, opened(anna, NEW) | same | days)
    if not is_refused:
        assert response.status_code == 302
        return
    (sentence,) = errors(response)["organisation"]
    assert sentence == (
        "Das ist schon eingetragen: „Passbeschaffung und Mitwirkung: Amt“, Unbegleitete minderjährige"
        " Ausländerinnen und Ausländer (UMA), ganz Herne, ab 01.01.2026, bis 31.12.2026."
    )


def test_where_two_write_the_same_at_once_the_database_refuses_in_words(anna):
    other = make.responsibility()
    columns = {"task": other.task, "organisation": other.organisation}
    with pytest.raises(RuleBroken, match="in dieser Zeit schon eingetragen"):
        responsibilities.create(columns=columns, by=anna.person)


def test_a_second_unit_for_the_same_people_is_told_as_an_overlap(anna):
    other = make.responsibility(organisation=make.organisation(name="Amt A"))
    form = opened(anna, NEW) | {"task": other.task_id, "organisation": make.organisation(name="Amt B").pk}
    text = words(anna.post(NEW, form, follow=True))
    assert "Das ist eine Doppelstruktur mit: „Passbeschaffung und Mitwirkung: Amt A“, alle, ganz Herne" in text


def test_who_comes_second_sees_both_texts(anna):
    berta, entry = editor("Berta Bunt"), make.responsibility()
    typed = opened(berta, url(entry)) | {"note": "Bertas"}
    anna.post(url(entry), opened(anna, url(entry)) | {"note": "Annas", "legal_basis": "AsylbLG"})
    conflict = berta.post(url(entry), typed).context["form"].conflict
    assert [(pair["mine"], pair["theirs"]) for pair in conflict.fields] == [("Bertas", "Annas")]
    assert [pair["label"] for pair in conflict.taken] == ["Rechtsgrundlage"]


def test_the_list_shows_all_and_can_be_narrowed(anna):
    make.responsibility(organisation=make.organisation(name="Amt A"), ends_on=date(2020, 1, 1))
    make.responsibility(task="kita", unit_text="Nur Name")
    text = words(anna.get(LIST))
    assert "Amt A" in text
    assert "(vorbei)" in text
    assert "„Nur Name“ (nur ein Name)" in text
    assert "Amt A" not in words(anna.get(LIST, {"task": Task.objects.get(key="kita").pk}))
    assert "Keine Angabe passt dazu" in words(anna.get(LIST, {"state": "confirmed"}))


def test_the_list_costs_the_same_for_many_statements(anna):
    assert_constant_queries(anna, LIST, lambda: make.responsibility(group="b"))


def test_in_the_demo_city_every_overlap_and_hole_is_explained():
    imports.import_file(kind=ImportKind.ORGANISATIONS, path=ORGANISATIONS)
    responsibilities.load(json.loads(RESPONSIBILITIES.read_text(encoding="utf-8")))
    lines = who_helps.review(date(2026, 11, 22)).lines
    assert len(lines) > 20
    assert [line.task for line in lines if not line.causes or not line.notes] == []
