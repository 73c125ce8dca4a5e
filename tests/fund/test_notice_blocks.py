"""What a notice says: each kind as a whole paper, then what holds for all of them."""

import re
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fund import notice_blocks
from fund.choices.notices import INTERNAL, NoticeKind
from fund.notice_blocks import Block, Facts, blocks, deferral, lacks, text

PROJEKT = "das Projekt „Kochen und Deutsch“ (VF-2026-0007)"
ANTRAG = f"Ihren Antrag vom 27.02.2026 für {PROJEKT}"
FINANCED = "Die Zuwendung ist ein Zuschuss als Festbetragsfinanzierung (Beispielwert)"
BARE = Facts(title="Kochen und Deutsch", number="VF-2026-0007")
FULL = Facts(
    title="Kochen und Deutsch",
    number="VF-2026-0007",
    applied_on=date(2026, 2, 27),
    board="Lenkungsgruppe",
    decided_on=date(2026, 3, 24),
    resolution="B-2026-004",
    amount=Decimal("3496.02"),
    requested=Decimal("4000.00"),
    costs=Decimal("4400.00"),
    starts_on=date(2026, 4, 1),
    ends_on=date(2026, 9, 30),
    purpose="Zweimal in der Woche kochen zwölf Frauen zusammen.",
    conditions=(
        ("Nennen Sie die Stadt auf jedem Plakat.", None),
        ("Reichen Sie den Mietvertrag nach.", date(2026, 5, 4)),
    ),
    proof_due_on=date(2027, 3, 31),
    guideline="Förderrichtlinie des Verfügungsfonds, Fassung 1",
    source="Haushalt der Stadt Herne",
    reason="Das Projekt erreicht Mütter, die kein Kurs erreicht.",
    next_session_on=date(2026, 5, 19),
)


def headings(kind, facts=FULL):
    return [block.heading for block in blocks(kind, facts)]


def test_a_grant_says_everything_a_treasurer_has_to_know():
    assert (
        text(blocks("grant_with_conditions", FULL))
        == f"""\
auf {ANTRAG} bewilligt Ihnen die Stadt Herne eine Zuwendung von 3.496,02 EUR.

Zweck

{notice_blocks.PURPOSE} Zweimal in der Woche kochen zwölf Frauen zusammen.

Bewilligungszeitraum: 01.04.2026 bis 30.09.2026.

Finanzierung

{FINANCED} zu zuwendungsfähigen Ausgaben von 4.400,00 EUR.

Beantragt waren 4.000,00 EUR. Soweit der Antrag darüber hinausgeht, ist er abgelehnt.

Die Mittel kommen aus: Haushalt der Stadt Herne.

Auszahlung

{notice_blocks.PAYMENT}

Auflagen

1. Nennen Sie die Stadt auf jedem Plakat.

2. Reichen Sie den Mietvertrag nach. (bis 04.05.2026)

Verwendungsnachweis

Weisen Sie bis 31.03.2027 mit einem Sachbericht und den Belegen nach, wofür das Geld verwendet wurde.

{notice_blocks.KEEP}

Widerruf und Erstattung

{notice_blocks.REVOCATION}

{notice_blocks.CHANGES}

Gründe

Am 24.03.2026 hat das Gremium „Lenkungsgruppe“ darüber beschlossen (B-2026-004).

Grundlage ist: Förderrichtlinie des Verfügungsfonds, Fassung 1.

Das Projekt erreicht Mütter, die kein Kurs erreicht."""
    )


def test_an_allocation_to_a_department_is_no_administrative_act():
    found = text(blocks("allocation", FULL))
    assert found.startswith(f"für {PROJEKT} werden Ihnen 3.496,02 EUR aus dem Verfügungsfonds zugewiesen.")
    assert headings("allocation") == ["", "Zweck", "Mittel", "Maßgaben", "Nachweis", "Grundlage"]
    assert not re.search(r"Bescheid|Auflage|Widerruf|Rechtsbehelf|Klage|VwVfG|Zuwendung|Antrag vom", found)


def test_a_rejection_gives_reasons():
    assert blocks("rejection", FULL) == [
        Block(
            "",
            (f"{ANTRAG} lehnt die Stadt Herne ab.",),
        ),
        Block(
            "Gründe",
            (
                "Am 24.03.2026 hat das Gremium „Lenkungsgruppe“ darüber beschlossen (B-2026-004).",
                FULL.reason,
                "Grundlage ist: Förderrichtlinie des Verfügungsfonds, Fassung 1.",
                notice_blocks.NO_CLAIM,
            ),
        ),
    ]


def test_an_inadmissible_application_was_never_before_the_board():
    found = blocks("inadmissible", FULL)
    assert found[0].paragraphs == (f"Ihr Antrag vom 27.02.2026 für {PROJEKT} ist unzulässig und wird abgelehnt.",)
    assert "Lenkungsgruppe" not in text(found)
    assert [block.heading for block in found] == ["", "Gründe", "Hinweis"]


def test_a_department_learns_that_it_gets_nothing():
    found = text(blocks("internal_rejection", FULL))
    assert found.splitlines()[0] == (
        "für das Projekt „Kochen und Deutsch“ (VF-2026-0007) werden keine Mittel aus dem Verfügungsfonds zugewiesen."
    )
    assert headings("internal_rejection", replace(FULL, decided_on=None, reason="")) == [""]


def test_a_deferral_is_a_letter_and_no_notice():
    found = text(deferral(FULL))
    assert found.startswith(
        "über Ihren Antrag vom 27.02.2026 für das Projekt „Kochen und Deutsch“ (VF-2026-0007) hat das Gremium "
        "„Lenkungsgruppe“ noch nicht entschieden. Der Punkt ist vertagt."
    )
    assert "Das Gremium berät darüber voraussichtlich am 19.05.2026." in found
    assert found.endswith("Dieses Schreiben ist kein Bescheid.")
    later = text(deferral(BARE))
    assert "hat das zuständige Gremium noch nicht entschieden" in later
    assert "Wann das Gremium darüber berät, teilen wir Ihnen mit." in later
    assert "Grund" not in [block.heading for block in deferral(BARE)]


@pytest.mark.parametrize(
    ("requested", "is_said"), [("3496.02", False), ("3496.03", True), ("100.00", False), (None, False)]
)
def test_a_part_that_was_not_granted_is_said_to_be_rejected(requested, is_said):
    facts = replace(FULL, requested=requested and Decimal(requested))
    assert ("Soweit der Antrag darüber hinausgeht" in text(blocks("grant", facts))) is is_said


@pytest.mark.parametrize("kind", [*NoticeKind.values])
@pytest.mark.parametrize("name", [one.name for one in fields(Facts)][2:])
def test_whatever_is_not_known_leaves_no_hole(kind, name):
    empty = next(one.default for one in fields(Facts) if one.name == name)
    found = text(blocks(kind, replace(FULL, **{name: empty}))) + text(deferral(replace(FULL, **{name: empty})))
    assert not re.search(r"None|\(\)|  | \.|: \.|„“|von EUR| ,", found)


@pytest.mark.parametrize(
    ("kind", "facts", "missing"),
    [
        ("grant", FULL, []),
        ("grant", BARE, ["Betrag", "Bewilligungszeitraum", "Beschluss"]),
        ("grant_with_conditions", replace(FULL, conditions=()), ["Auflagen"]),
        ("grant", replace(FULL, ends_on=None, title=""), ["Titel", "Bewilligungszeitraum"]),
        ("allocation", replace(FULL, resolution="", number=""), ["Antragsnummer", "Beschluss"]),
        ("rejection", replace(FULL, board=""), ["Beschluss"]),
        ("rejection", replace(FULL, amount=None, reason=""), ["Grund"]),
        ("inadmissible", replace(BARE, reason="Zu spät."), []),
        ("inadmissible", BARE, ["Grund"]),
        ("internal_rejection", BARE, ["Grund"]),
    ],
)
def test_what_has_to_be_known_before_a_notice_goes_out(kind, facts, missing):
    assert lacks(kind, facts) == missing


def test_no_internal_paper_speaks_of_a_remedy_and_no_block_prints_one():
    for kind in NoticeKind.values:
        assert not any("Rechtsbehelfsbelehrung" in heading for heading in headings(kind))
    assert {NoticeKind.ALLOCATION, NoticeKind.INTERNAL_REJECTION} == set(INTERNAL)
    assert notice_blocks.MARK == "Entwurf des Wortlauts, rechtlich zu prüfen"


@given(st.sampled_from(NoticeKind.values), st.text(alphabet="{}%s$<>&\"'\\ab", min_size=1, max_size=20))
def test_a_title_is_printed_as_it_is(kind, title):
    facts = replace(FULL, title=title, reason=title, board=title)
    assert f"„{title}“" in text(blocks(kind, facts))
