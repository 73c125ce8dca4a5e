"""Every schedule of the shipped data: understood as a whole, or left as text."""

import csv
import importlib.util
from datetime import datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from offers import demo, opening_hours
from offers.choices import Opening, Weekday
from offers.opening_hours import Hours, in_words, open_at, parse

BERLIN = ZoneInfo("Europe/Berlin")

# Text as in the source -> the same as the portal writes it.
UNDERSTOOD = {
    "Mo–Do 9–12 Uhr, Mi 13:30–16 Uhr": "Mo, Di 9–12 Uhr; Mi 9–12 und 13:30–16 Uhr; Do 9–12 Uhr",
    "Mo–Fr 9–12 und 13–16 Uhr": "Mo–Fr 9–12 und 13–16 Uhr",
    "Mo–Do 8–15:30 Uhr, Fr 8–12 Uhr": "Mo–Do 8–15:30 Uhr; Fr 8–12 Uhr",
    "Mo–Do 8–16 Uhr, Fr 8–13 Uhr": "Mo–Do 8–16 Uhr; Fr 8–13 Uhr",
    "Mo, Di, Do, Fr 8:30–12:30 Uhr": "Mo, Di 8:30–12:30 Uhr; Do, Fr 8:30–12:30 Uhr",
    "Mo, Di, Do 18–22 Uhr; Mi, Fr 13–22 Uhr; Sa, So, Feiertag 8–22 Uhr": (
        "Mo, Di 18–22 Uhr; Mi 13–22 Uhr; Do 18–22 Uhr; Fr 13–22 Uhr; Sa, So, Feiertag 8–22 Uhr"
    ),
    "Samstag 12–14 Uhr": "Sa 12–14 Uhr",
    "Mo 8–14, Di 8–12:30, Do 8–12:30 und 14–17:30, Fr 8–12:30 Uhr": (
        "Mo 8–14 Uhr; Di 8–12:30 Uhr; Do 8–12:30 und 14–17:30 Uhr; Fr 8–12:30 Uhr"
    ),
    "Fr 14–17 Uhr": "Fr 14–17 Uhr",
    "Mo 17–18:45 Uhr": "Mo 17–18:45 Uhr",
    "Mi 15–17 Uhr": "Mi 15–17 Uhr",
    "Mo, Mi, Fr 8–13 Uhr, Do 8–18 Uhr": "Mo 8–13 Uhr; Mi 8–13 Uhr; Do 8–18 Uhr; Fr 8–13 Uhr",
    "Di 10–12 Uhr": "Di 10–12 Uhr",
    "Di 16–18 Uhr": "Di 16–18 Uhr",
    "Mo 18–19:30 Uhr": "Mo 18–19:30 Uhr",
    "Mi 9–11 und 15–17 Uhr": "Mi 9–11 und 15–17 Uhr",
    "Fr 15–17 Uhr": "Fr 15–17 Uhr",
    "Sa 10–12 Uhr": "Sa 10–12 Uhr",
    "Do 16–19 Uhr": "Do 16–19 Uhr",
    "Mo–Fr 12–17 Uhr, Sa 10–14 Uhr": "Mo–Fr 12–17 Uhr; Sa 10–14 Uhr",
    "Di 12:30–16 Uhr": "Di 12:30–16 Uhr",
    "Fr 10–12 Uhr, Mi 17:30–19:30 Uhr": "Mi 17:30–19:30 Uhr; Fr 10–12 Uhr",
    "Mo–Fr 10–13 Uhr": "Mo–Fr 10–13 Uhr",
    "Mi 11–13 Uhr": "Mi 11–13 Uhr",
    "Sa 14:30–17 Uhr": "Sa 14:30–17 Uhr",
    "Di 18–20 Uhr": "Di 18–20 Uhr",
    "Di 17–19 Uhr": "Di 17–19 Uhr",
    "Mo und Do 18–19:30 Uhr": "Mo 18–19:30 Uhr; Do 18–19:30 Uhr",
    "Mo–Fr 14:30–17:30, Di 9–10:30, Do 9–11 Uhr": (
        "Mo 14:30–17:30 Uhr; Di 9–10:30 und 14:30–17:30 Uhr; Mi 14:30–17:30 Uhr; Do 9–11 und 14:30–17:30 Uhr;"
        " Fr 14:30–17:30 Uhr"
    ),
    "Fr 16–18 Uhr": "Fr 16–18 Uhr",
    "Di, Do, Fr 14:30–17:30 Uhr": "Di 14:30–17:30 Uhr; Do, Fr 14:30–17:30 Uhr",
    "Mo, Di, Do, Fr 18–21 Uhr": "Mo, Di 18–21 Uhr; Do, Fr 18–21 Uhr",
    "täglich 24 Stunden": "Mo–So, Feiertag 0–24 Uhr",
}
LEFT_AS_TEXT = """
nach Vereinbarung
Mo, Di, Do 14–16 Uhr; Mi 9–11 Uhr; nach Vereinbarung
etwa 6 Stunden pro Woche
Treffen am 3. Montag im Monat
viermal im Jahr
Mo–Fr, 4–5 Stunden täglich
mindestens einmal im Quartal
1. Mittwoch im Monat, 9:30–11:30 Uhr
zwei Wochen in den Sommerferien
jährlich im März
offene Sprechzeit Do 9–11 Uhr; nach Vereinbarung
letzter Mittwoch im Monat, 18–20 Uhr
mittwochs 14-täglich, 9:30 Uhr
Mi 14–16 Uhr, Anmeldung erbeten
mittwochs, zwei Stunden
zweimal pro Woche 9–11:30 oder 18–20:30 Uhr
nach Anmeldung
3x pro Woche je 1,5 Stunden
Fr 16–18 Uhr, gerade Kalenderwochen
Fr 13:30–16 Uhr, 2. Samstag im Monat 10–12 Uhr
Stammtisch 1x im Monat
monatlich
meist 1. Samstag im Monat
2. Montag im Monat, 19–21 Uhr
Hausaufgabenhilfe 15:30–17:30 Uhr (Stand 2020)
Mi und Fr 15–17 Uhr, Di und Do ab 14 Uhr (Stand 2020)
Sommerferien
Mo–Fr 13–18 Uhr (Herbstferien 2023)
Frühjahrssemester, Anmeldung ab 9. Februar 2026
mehrere Kurse im Jahr, je zwei Tage
3 x 2 Stunden
zwölfmal im Jahr mittwochnachmittags
Terminvereinbarung Mo–Do 8–12 und 13:30–15:30 Uhr, Fr 8–12 Uhr
Terminvereinbarung Mo–Do 8–12 Uhr
nach telefonischer Absprache (Stand 2020)
nur mit Termin
""".strip().splitlines()


def test_every_schedule_of_the_shipped_data_stands_in_one_of_the_two_tables():
    with Path(demo.OFFERS).open(encoding="utf-8", newline="") as file:
        texts = {row["schedule"] for row in csv.DictReader(file)} - {""}
    assert texts == set(UNDERSTOOD) | set(LEFT_AS_TEXT)


@pytest.mark.parametrize(("text", "words"), UNDERSTOOD.items())
def test_a_schedule_that_is_understood_as_a_whole_becomes_hours(text, words):
    assert in_words(parse(text)) == words


@pytest.mark.parametrize("text", LEFT_AS_TEXT)
def test_a_schedule_with_one_word_too_many_stays_text(text):
    assert parse(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Uhr",
        "Mo",
        "Mo Uhr",
        "Mo 9 Uhr",
        "Mo 9–12",
        "Mo 12–9 Uhr",
        "Mo 9–9 Uhr",
        "Mo 9–25 Uhr",
        "Mo 9:60–12 Uhr",
        "Fr–Mo 9–12 Uhr",
        "Mo–Feiertag 9–12 Uhr",
        "Mo 9–12; 13–15 Uhr",
        "Mo 9–12 und 11–15 Uhr",
        "Mo, Mo 9–12 Uhr",
        "täglich 9–12 Uhr, So 10–11 Uhr",
        "Mo 9–12 Uhr Uhr",
        "Mo 9–12 Uhr, ",
        "9–12 Uhr",
        "Mo 9–12–15 Uhr",
        "Mo 123–124 Uhr",
        "Mo 9–12 Uhr\n<b>",
    ],
)
def test_doubtful_times_stay_text(text):
    assert parse(text) == ()


def test_spellings_of_days_and_times_mean_the_same():
    expected = (Hours(Weekday.MONDAY, time(8, 30), time(12)), Hours(Weekday.TUESDAY, time(8, 30), time(12)))
    for text in ("Mo–Di 8:30–12 Uhr", "Montag und Dienstag 8.30-12 Uhr", "montags, dienstags 8:30 bis 12:00 Uhr"):
        assert parse(text) == expected


def test_german_hours_are_read_when_the_first_page_was_an_arabic_one():
    with translation.override("ar"):
        spec = importlib.util.spec_from_file_location("loaded_on_an_arabic_page", opening_hours.__file__)
        loaded = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(loaded)
    assert len(loaded.parse("Samstag 12–14 Uhr")) == 1


spans_of_a_day = st.lists(st.integers(0, 1440), min_size=2, max_size=6, unique=True).map(
    lambda minutes: [pair for pair in zip(sorted(minutes)[::2], sorted(minutes)[1::2], strict=False) if pair[0] < 1440]
)


@given(st.dictionaries(st.sampled_from([day.value for day in Weekday]), spans_of_a_day, min_size=1))
def test_what_the_portal_writes_it_reads_back(week):
    hours = tuple(
        sorted(
            Hours(day, time(opens // 60, opens % 60), time(closes // 60 % 24, closes % 60))
            for day, spans in week.items()
            for opens, closes in spans
        )
    )
    assert parse(in_words(hours)) == hours


@given(st.text(alphabet="MoDiMiFr0123456789:.–-,; undUhrbis", max_size=40))
def test_no_text_breaks_the_parser(text):
    assert all(span.closes == time(0) or span.opens < span.closes for span in parse(text))


@pytest.mark.parametrize(
    ("moment", "opening", "reason"),
    [
        ("2026-11-24 10:00", Opening.OPEN, "heute bis 12 Uhr"),
        ("2026-11-24 09:59", Opening.CLOSED, "heute ab 10 Uhr"),
        ("2026-11-24 12:00", Opening.CLOSED, "heute nicht mehr"),
        ("2026-11-25 10:00", Opening.CLOSED, "heute nicht"),
    ],
)
def test_hours_tell_whether_something_is_open(moment, opening, reason):
    answer = open_at(parse("Di 10–12 Uhr"), datetime.fromisoformat(moment).replace(tzinfo=BERLIN), is_holiday=False)
    assert (answer.opening, answer.reason) == (opening, reason)


def test_unknown_hours_never_count_as_closed():
    noon = datetime(2026, 11, 24, 12, tzinfo=BERLIN)
    assert open_at((), noon, is_holiday=False).opening == Opening.UNKNOWN


def test_on_a_public_holiday_the_usual_hours_say_nothing():
    christmas = datetime(2026, 12, 25, 11, tzinfo=BERLIN)
    assert open_at(parse("Fr 10–12 Uhr"), christmas, is_holiday=True).opening == Opening.UNKNOWN
    assert open_at(parse("Feiertag 10–12 Uhr"), christmas, is_holiday=True).opening == Opening.OPEN


def test_midnight_ends_the_day_and_the_moment_may_come_from_anywhere():
    late = datetime(2026, 7, 7, 21, 59, tzinfo=ZoneInfo("UTC"))
    assert open_at(parse("Di 18–24 Uhr"), late, is_holiday=False).reason == "heute bis 24 Uhr"
