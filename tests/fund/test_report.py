"""The figures for the council, as of a day, and again after later corrections."""

import csv
import io
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fund import report
from fund.budget import Entry
from fund.report import Project

DAY = date(2017, 6, 8)
KNOWN = datetime(2017, 6, 8, 21, 59, 59, tzinfo=UTC)
FIELDS = ("Ankommen", "Sprache und Beruf", "Wohnen")
PROJECTS = {
    1: Project(1, "Willkommenskurs", "Volkshochschule", "Sprache und Beruf"),
    2: Project(2, "Möbel", "Initiative", "Wohnen", "Betrag erfunden"),
    3: Project(3, "Fachtag", "Stadt Herne", "Netzwerk"),
    4: Project(4, "Sport", "Stadtsportbund"),
}


def entry(kind, amount, subject=None, *, day=DAY, known=KNOWN, source="city"):
    return Entry(kind, Decimal(amount), day, known, source, None, subject)


BOOKS = [
    entry("allot", "150000.00", day=date(2017, 1, 1)),
    entry("allot", "50000.00", day=date(2017, 1, 1), source="land"),
    entry("commit", "3496.02", 1),
    entry("commit", "500.00", 2),
    entry("commit", "700.00", 3, source="land"),
    entry("reserve", "900.00", 4),
]


def made(entries=BOOKS, **options):
    return report.of(entries, PROJECTS, **{"day": DAY, "fields": FIELDS} | options)


def test_the_sentence_of_the_council():
    assert made().sentence == "3 Projekte, 4.696,02 EUR bewilligt, 195.303,98 EUR frei"
    assert made(BOOKS[:3]).sentence == "1 Projekt, 3.496,02 EUR bewilligt, 196.503,98 EUR frei"
    assert made([]).sentence == "0 Projekte, 0,00 EUR bewilligt, 0,00 EUR frei"


def test_projects_by_sum_fields_in_their_order_and_sources_by_name():
    found = made(sources={"city": "Stadt Herne"})
    assert [(row.project.key, row.granted) for row in found.rows] == [
        (1, Decimal("3496.02")),
        (3, Decimal("700.00")),
        (2, Decimal("500.00")),
    ]
    assert [(one.name, one.projects, one.granted) for one in found.by_field] == [
        ("Ankommen", 0, 0),
        ("Sprache und Beruf", 1, Decimal("3496.02")),
        ("Wohnen", 1, Decimal("500.00")),
        ("Netzwerk", 1, Decimal("700.00")),
    ]
    assert [(one.name, one.granted, one.available, one.left) for one in found.by_source] == [
        ("Stadt Herne", Decimal("3996.02"), Decimal("150000.00"), Decimal("146003.98")),
        ("land", Decimal("700.00"), Decimal("50000.00"), Decimal("49300.00")),
    ]


def test_projects_of_the_same_sum_stand_by_title():
    equal = [entry("commit", "5.00", key) for key in (4, 2, 3)]
    assert [row.project.title for row in made(equal).rows] == ["Fachtag", "Möbel", "Sport"]


@pytest.mark.parametrize(
    ("later", "again", "today"),
    [
        # Booked later for the same day: told today, not then.
        (
            entry("decommit", "500.00", 2, known=KNOWN + timedelta(seconds=1)),
            "3 Projekte, 4.696,02 EUR bewilligt, 195.303,98 EUR frei",
            "2 Projekte, 4.196,02 EUR bewilligt, 195.803,98 EUR frei",
        ),
        # Counts from the next day on: neither.
        (
            entry("commit", "10.00", 4, day=DAY + timedelta(days=1)),
            "3 Projekte, 4.696,02 EUR bewilligt, 195.303,98 EUR frei",
            "3 Projekte, 4.696,02 EUR bewilligt, 195.303,98 EUR frei",
        ),
        # Known in the last second of the day: both.
        (
            entry("decommit", "0.01", 1),
            "3 Projekte, 4.696,01 EUR bewilligt, 195.303,99 EUR frei",
            "3 Projekte, 4.696,01 EUR bewilligt, 195.303,99 EUR frei",
        ),
    ],
)
def test_a_report_can_be_repeated_after_later_corrections(later, again, today):
    assert made([*BOOKS, later], known_at=KNOWN).sentence == again
    assert made([*BOOKS, later]).sentence == today


def test_money_without_a_known_project_is_not_hidden():
    found = made([entry("commit", "5.00"), entry("commit", "7.00", 99), entry("commit", "3.00", 4)])
    assert [(row.project.title, row.granted) for row in found.rows] == [
        ("Antrag nicht bekannt", Decimal("7.00")),
        ("Ohne Antrag gebucht", Decimal("5.00")),
        ("Sport", Decimal("3.00")),
    ]
    assert [(one.name, one.projects) for one in found.by_field][-1] == ("ohne Handlungsfeld", 3)


def test_the_table_is_the_same_on_page_paper_and_in_the_file():
    head, rows, foot = report.table(made())
    assert rows[2] == ["Möbel", "Initiative", "Wohnen", "500,00", "Betrag erfunden"]
    assert foot == ["3 zusammen", "", "", "4.696,02", ""]
    read = list(csv.reader(io.StringIO(report.csv_text(made())), delimiter=";"))
    assert read[0] == ["Stand 08.06.2017", "3 Projekte, 4.696,02 EUR bewilligt, 195.303,98 EUR frei"]
    assert read[1:] == [head, *rows, foot]
    assert {len(row) for row in [*rows, foot]} == {len(head)}


@pytest.mark.parametrize("title", ["=1+1", "+49", "-5", "@SUM(A1)", "\tx"])
def test_a_title_is_no_formula(title):
    found = report.of([entry("commit", "5.00", 1)], {1: Project(1, title, 'Verein "A"; B')}, day=DAY)
    row = list(csv.reader(io.StringIO(report.csv_text(found)), delimiter=";"))[2]
    assert row[:2] == [f"'{title}", 'Verein "A"; B']


commits = st.lists(
    st.builds(
        entry,
        st.sampled_from(["commit", "decommit"]),
        st.decimals("0.01", 9999, places=2),
        st.sampled_from([None, 1, 2, 3, 4, 5]),
        source=st.sampled_from(["city", "land"]),
    ),
    max_size=20,
)


@given(commits)
def test_every_way_to_add_up_comes_to_the_same_sum(entries):
    found = made(entries)
    assert sum((row.granted for row in found.rows), Decimal(0)) == found.total.committed
    assert sum((one.granted for one in found.by_field), Decimal(0)) == found.total.committed
    assert sum((one.granted for one in found.by_source), Decimal(0)) == found.total.committed
    assert sum(one.projects for one in found.by_field) == found.projects
