"""Files that are none, or not right: a clear message with line and column, no traceback, nothing changed."""

import csv
import io
import os
import re

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from offers import demo
from offers.choices import ImportKind
from offers.importing import offers as offer_file
from offers.importing.problems import Problem, RefusedFile, listing
from offers.importing.reading import read
from offers.importing.tables import read_rows
from offers.importing.words import Words
from offers.models import ImportedRow, ImportRun, Offer
from tests.offers import files

WORDS = Words(
    topics=frozenset({"spracherwerb"}),
    fields_of_action=frozenset({"sprache_beruf"}),
    target_groups=frozenset({"alle"}),
    legal_status=frozenset({"duldung"}),
    languages=frozenset({"de", "ar"}),
    districts=frozenset({"Wanne"}),
    organisations=frozenset({"O001"}),
)


def problems(data):
    """What is wrong with these bytes."""
    try:
        read_rows(data if isinstance(data, bytes) else data.encode(), offer_file.COLUMNS, WORDS)
    except RefusedFile as refusal:
        return [str(problem) for problem in refusal.problems]
    return []


def in_cell(**cells):
    """The problems of a file whose second row has these cells."""
    return problems(files.text([files.offer(id="A899"), files.offer(**cells)]))


def place(column):
    """Where a problem of the second row is reported."""
    return f"Zeile 3, Spalte {files.OFFER_COLUMNS.index(column) + 1} ({column}): "


def test_a_right_file_has_no_problems():
    assert in_cell() == []


@pytest.mark.parametrize(
    ("column", "cell", "sentence"),
    [
        ("title", "", "Die Zelle ist leer. Hier wird eine Angabe gebraucht."),
        ("title", "=cmd|' /C calc'!A0", "„=cmd|' /C calc'!A0“ beginnt mit „=“;"),
        ("title", "  =1+1", "„=1+1“ beginnt mit „=“;"),
        ("title", "\t=1+1", "„=1+1“ beginnt mit „=“;"),
        ("description", "+49 anrufen", "„+49 anrufen“ beginnt mit „+“;"),
        ("description", "-2+3", "„-2+3“ beginnt mit „-“;"),
        ("description", "@SUM(A1)", "„@SUM(A1)“ beginnt mit „@“;"),
        ("phone", "+49;=1", "„+49;=1“ beginnt mit „+“;"),
        ("title", "Kurs\x00", "Der Text enthält ein unerlaubtes Zeichen (Steuerzeichen U+0000)."),
        ("title", "Kurs\x1b[31m rot", "Der Text enthält ein unerlaubtes Zeichen (Steuerzeichen U+001B)."),
        ("title", "Kurs\u202egnal", "Der Text enthält ein unerlaubtes Zeichen (Steuerzeichen U+202E)."),
        ("title", "Kurs\nam Abend", "Der Text enthält ein unerlaubtes Zeichen (Zeilenumbruch)."),
        ("title", "K\ufffdrs", "Der Text enthält ein schon früher verlorenes Zeichen (U+FFFD)."),
        ("description", "<script>alert(1)</script>", "„<script>alert(1)</script>“ enthält HTML."),
        ("description", "Essen &amp; Trinken", "„Essen &amp; Trinken“ enthält HTML."),
        ("title", "x" * 161, "Der Text hat 161 Zeichen. Erlaubt sind höchstens 160."),
        ("id", "17", "„17“ ist keine Kennung."),
        ("email", "info(at)example.org", "„info(at)example.org“ ist keine E-Mail-Adresse."),
        ("website", "www.example.org", "„www.example.org“ ist keine Internetadresse."),
        ("website", "javascript:alert(1)", "„javascript:alert(1)“ ist keine Internetadresse."),
        ("phone", "auf Anfrage", "„auf Anfrage“ ist keine Telefonnummer."),
        ("source_year", "24", "„24“ ist kein Jahr."),
        ("source_year", "2024.0", "„2024.0“ ist kein Jahr."),
        ("postcode", "4462", "„4462“ ist keine Postleitzahl."),
        ("topic_keys", "sprachenerwerb", "„sprachenerwerb“ steht nicht in der Liste. Gemeint ist vielleicht"),
        ("topic_keys", "spracherwerb||", "„“ steht nicht in der Liste."),
        ("district", "Bochum", "„Bochum“ steht nicht in der Liste. Richtig ist eines von: Wanne."),
        ("languages", "de|xx", "„xx“ steht nicht in der Liste."),
        ("provider_ids", "O001|O777", "Eine Einrichtung „O777“ gibt es nicht."),
        ("origin", "Herne", "„Herne“ steht nicht in der Liste. Gemeint ist vielleicht „herne“."),
        ("cost_type", "gratis", "„gratis“ steht nicht in der Liste."),
    ],
)
def test_a_wrong_cell_is_named_by_line_and_column(column, cell, sentence):
    (found,) = in_cell(**{column: cell})
    assert found.startswith(place(column) + sentence)


def test_a_phone_number_may_begin_with_plus():
    assert in_cell(phone="+49 2323 16-0") == []


def test_a_formula_in_an_identifier_is_refused_too():
    assert len(in_cell(id="=A1")) == 1


def test_every_mistake_is_listed_in_the_order_of_the_file():
    rows = [files.offer(id="A1", postcode="1"), files.offer(id="A2", email="x", title=""), files.offer(id="A1")]
    assert [line.split(":")[0] for line in problems(files.text(rows))] == [
        "Zeile 2, Spalte 21 (postcode)",
        "Zeile 3, Spalte 2 (title)",
        "Zeile 3, Spalte 28 (email)",
        "Zeile 4, Spalte 1 (id)",
    ]


def test_many_mistakes_are_capped_with_a_count():
    text = listing([Problem("falsch", line=number) for number in range(1, 61)])
    assert text.splitlines()[-1] == "… und 10 weitere Fehler."
    assert len(text.splitlines()) == 51


def test_an_identifier_that_comes_twice_names_both_lines():
    assert problems(files.text([files.offer(), files.offer()])) == [
        "Zeile 3, Spalte 1 (id): Die Kennung „A900“ steht schon in Zeile 2."
    ]


GOOD = files.text([files.offer()])
HEADER = GOOD.splitlines()[0]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "Die Datei ist leer."),
        (b" \r\n \n", "Die Datei ist leer."),
        (b"\xef\xbb\xbf", "Die Datei ist leer."),
        (HEADER, "Zeile 1: Unter der Kopfzeile steht keine Zeile."),
        (GOOD.encode("utf-16"), "Die Datei ist in UTF-16 gespeichert."),
        (GOOD.replace(",", ";"), "Zeile 1: Die Spalten sind mit Semikolon getrennt."),
        (GOOD.replace("postcode", "plz", 1), "Zeile 1: Diese Spalten fehlen: postcode."),
        (GOOD.replace("postcode", "title", 1), "Zeile 1: Diese Spalten fehlen: postcode."),
        ("id,title\r\nA1,B\r\n", "Zeile 1: Diese Spalten fehlen: provider, "),
        (f"{HEADER}\r\nA900,Deutsch am", "Zeile 2: Die Zeile ist abgebrochen: 2 statt 35 Zellen."),
        (f"{GOOD.rstrip()},zu viel\r\n", "Zeile 2: Die Zeile hat zu viele Zellen: 36 statt 35 Zellen."),
        (f'{GOOD}A901,"Deutsch am', "Zeile 3: Ein Anführungszeichen, das in dieser Zeile beginnt, wird bis zum Ende"),
        (f'{GOOD}A901,"Deutsch" am', "Zeile 3: Nach einem schließenden Anführungszeichen muss ein Komma folgen."),
        (f"{GOOD}A901,{'x' * 200_000}", "Zeile 3: Eine Zelle ist länger als 131.072 Zeichen."),
        ("<!DOCTYPE html>\n<html>\n</html>", "Zeile 1: Diese Spalten fehlen: id, "),
        (b"PK\x03\x04\x14\x00\x06\x00\x08\x00", "Zeile 1: Diese Spalten fehlen: id, "),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "Zeile 1: Das Byte 0x89 an Stelle 0 ist kein UTF-8."),
    ],
)
def test_a_wrong_file_is_told_in_one_sentence(data, message):
    assert problems(data)[0].startswith(message)


def test_bytes_of_another_encoding_are_named_with_line_and_place_and_never_guessed():
    data = files.text([files.offer(), files.offer(id="A901", title="Café für Frauen")]).encode("cp1252")
    (found,) = problems(data)
    offset = data.index(b"\xe9")
    assert found.startswith(f"Zeile 3: Das Byte 0xE9 an Stelle {offset} ist kein UTF-8.")


def test_unknown_columns_are_named_beside_missing_ones():
    found = problems(GOOD.replace("postcode", "plz", 1))
    assert found[1].startswith("Zeile 1: Diese Spalten sind unbekannt: „plz“. Erwartet werden: id, title,")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_all_line_ends_and_a_byte_order_mark_are_fine(mark, end):
    assert problems(mark + GOOD.replace("\r\n", end).encode()) == []


def test_a_cell_over_several_lines_keeps_the_line_numbers_of_an_editor():
    rows = [files.offer(id="A1", description="eins\nzwei\ndrei"), files.offer(id="A2", postcode="1")]
    assert problems(files.text(rows))[0].startswith("Zeile 5, Spalte 21 (postcode)")


def test_messages_show_no_character_that_a_terminal_obeys():
    (found,) = problems(files.text([files.offer(district="\x1b[2J")]))
    assert "\x1b" not in found


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (".", "ist ein Ordner. Erwartet wird eine CSV-Datei."),
        ("fehlt.csv", "gibt es nicht."),
        ("rohr", "ist keine gewöhnliche Datei. Erwartet wird eine CSV-Datei."),
        ("gross.csv", "ist mit 200,0 MB zu groß. Gelesen werden höchstens 20,0 MB."),
        ("a" * 300, "lässt sich nicht lesen: File name too long."),
    ],
)
def test_what_is_no_readable_file_is_refused_before_reading(tmp_path, name, message):
    os.mkfifo(tmp_path / "rohr")
    with (tmp_path / "gross.csv").open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    with pytest.raises(RefusedFile, match=re.escape(message)):
        read(tmp_path / name)


def test_a_file_without_permission_is_told_as_such(monkeypatch, tmp_path):
    path = tmp_path / "zu.csv"
    path.write_bytes(GOOD.encode())

    def refuse(*_args, **_kwargs):
        raise PermissionError

    monkeypatch.setattr(type(path), "open", refuse)
    with pytest.raises(RefusedFile, match="darf nicht gelesen werden: Die Leserechte fehlen"):
        read(path)


@given(st.binary(max_size=400))
def test_no_bytes_break_the_reader(data):
    problems(data)


@given(st.lists(st.lists(st.text(max_size=12), min_size=35, max_size=35), max_size=3))
def test_no_cells_break_the_reader(rows):
    lines = [HEADER.split(","), *rows]
    problems(
        "\n".join(",".join('"{}"'.format(cell.replace('"', '""')) for cell in line) for line in lines).encode(
            errors="replace"
        )
    )


@given(st.integers(0, len(GOOD)), st.sampled_from(['"', ",", "\n", "\r", "\x00", "=", "<b>", "ä", ";"]))
def test_one_stray_character_never_breaks_the_reader(position, stray):
    problems(GOOD[:position] + stray + GOOD[position:])


@pytest.mark.django_db
@given(
    data=st.one_of(
        st.binary(max_size=200), st.text(max_size=200).map(lambda tail: (GOOD + tail + '"').encode(errors="replace"))
    )
)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_the_command_answers_every_file_without_a_traceback(tmp_path, data):
    path = tmp_path / "irgendwas.csv"
    path.write_bytes(data)
    with pytest.raises(CommandError, match=r"^Nichts wurde eingelesen \("):
        call_command("import_offers", str(path), stdout=io.StringIO())


@pytest.mark.django_db
def test_one_wrong_row_among_many_changes_nothing(tmp_path):
    rows = [files.offer(id=f"A{number}") for number in range(800, 830)]
    rows[17]["postcode"] = "1234"
    with pytest.raises(CommandError) as refusal:
        call_command("import_offers", str(files.written(tmp_path, rows)))
    assert str(refusal.value) == (
        "Nichts wurde eingelesen (1 Fehler):\n"
        "Zeile 19, Spalte 21 (postcode): „1234“ ist keine Postleitzahl. Richtig sind fünf Ziffern, z. B. 44623."
    )
    assert refusal.value.returncode == 1
    assert (
        Offer.objects.count(),
        ImportedRow.objects.filter(kind__in=ImportKind.values).count(),
        ImportRun.objects.count(),
    ) == (0, 0, 0)


def test_the_shipped_files_are_utf_8_and_have_the_agreed_columns():
    assert [column.name for column in offer_file.COLUMNS] == files.OFFER_COLUMNS
    assert csv.field_size_limit() == 131_072
    assert demo.OFFERS.is_file()
