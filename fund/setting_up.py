"""Which steps lead from an empty portal to the first application, and which of them are done."""

from dataclasses import dataclass

from django.urls import reverse

from fund.models import Board, BudgetYear, GuidelineVersion, LedgerEntry, RemedyText, Round, Seat


@dataclass(frozen=True)
class Step:
    """One step: what to do, where, and whether it is done."""

    title: str
    url: str
    is_done: bool


def steps(fund, day):
    """[Step] in the order in which they build on each other; `fund` is None before the first one."""
    years = BudgetYear.objects.filter(fund=fund).open().on(day) if fund else BudgetYear.objects.none()
    done = [
        ("Fonds einrichten", "fund:fund-create", fund is not None),
        ("Finanzquelle eintragen", "fund:source-create", bool(fund and fund.sources.exists())),
        ("Haushaltsjahr eröffnen", "fund:year-create", years.exists()),
        ("Mittel bereitstellen", "fund:year-overview", LedgerEntry.objects.filter(year__in=years).exists()),
        ("Richtlinie eingeben", "fund:round-list", GuidelineVersion.objects.filter(fund=fund).exists()),
        ("Rechtsbehelfsbelehrung eintragen", "fund:remedy-create", RemedyText.objects.valid_on(day).exists()),
        ("Gremium mit Sitzen anlegen", "fund:board-list", _has_members(fund)),
        ("Runde öffnen", "fund:round-list", Round.objects.filter(fund=fund).exists()),
    ]
    return [Step(title, reverse(name), is_done) for title, name, is_done in done]


def _has_members(fund):
    return fund is not None and Seat.objects.filter(board__in=Board.objects.filter(fund=fund)).exists()
