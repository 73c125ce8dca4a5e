"""The fifteen projects of 2017: only their number, their sum and six titles with applicants are facts (`facts.json`).

Whatever a source does not say is either "nicht bekannt" or marked as invented, on every page and in the books.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from fund import notice_blocks, notice_paper
from fund.actions import awards, minutes
from fund.demo.answers import Project
from fund.models import Award
from herne_integration import pdf
from herne_integration.moved_clock import moved_to

UNKNOWN = "nicht bekannt; die Ratsvorlage 2017/0429 nennt nur den Titel und wer den Antrag gestellt hat"
INVENTED = "Betrag erfunden"
UNNUMBERED = "nicht bekannt"
# Closing day of the round, day of the session; invented like the days of decision in the facts.
ROUNDS = {
    date(2017, 2, 14): ("Runde 1/2017 (erfunden)", date(2017, 1, 9), date(2017, 1, 27)),
    date(2017, 3, 21): ("Runde 2/2017 (erfunden)", date(2017, 2, 6), date(2017, 2, 28)),
    date(2017, 5, 30): ("Runde 3/2017 (erfunden)", date(2017, 4, 3), date(2017, 5, 5)),
}
NOTICE = (
    "dieses Blatt ist kein Bescheid. Die Bescheide des Jahres 2017 liegen nicht vor; die Ratsvorlage 2017/0429 nennt 15"
    " bewilligte Projekte und ihre Summe von 52.440,30 EUR am 8. Juni 2017.\n\nHinweis\n\nBeträge je Projekt, Tage der"
    " Beschlüsse und die Bescheide dieser Vorführung sind erfunden."
)
# Told in November, counts from May on: what the council read on 8 June stays true.
CORRECTED, CORRECTED_ON, KNOWN_ON = "teilhabe-garten", date(2017, 5, 31), date(2017, 11, 20)
CORRECTION = Decimal("96.02")


@dataclass(frozen=True)
class Past(Project):
    """A project of the facts; its application is not known, so it says so."""

    amount: str = ""

    def columns(self, day):
        """What the pages of the application hold."""
        return super().columns(day) | {
            "is_begun": False,
            "starts_on": day + timedelta(days=30),
            "ends_on": date(2017, 12, 31),
            "place": "nicht bekannt",
        }


def tell(telling, facts, *, guideline, board, seats):
    """Rounds, applications, sessions, notices and the later correction."""
    from_facts = {one["key"]: one for one in facts["projects"]}
    applied, paper = {}, _paper()
    for decided_on, (name, opens, closes) in ROUNDS.items():
        telling.round(name, guideline, telling.at(opens, 8), telling.at(closes, 23, 59), decision=decided_on)
        chosen = [one for one in from_facts.values() if one["decided_on"] == decided_on.isoformat()]
        for place, one in enumerate(chosen):
            applied[one["key"]] = _application(telling, one, telling.at(closes, 9, place))
        _session(telling, board, seats, decided_on, closes, [(one, applied[one["key"]]) for one in chosen], paper)
    with moved_to(telling.at(KNOWN_ON)):
        awards.reduce(
            award=Award.objects.get(application=applied[CORRECTED]),
            amount=CORRECTION,
            by=telling.office,
            reason="Nicht gebraucht und zurückgegeben (Berichtigung erfunden)",
            valid_on=CORRECTED_ON,
            at=timezone.now(),
        )


def _application(telling, one, moment):
    telling.team(one["key"], one["applicant"], one["applicant_kind"], "akten-2017")
    source = one["source"] + ("" if one["origin"] == "source" else " (erfunden)")
    project = Past(
        team=one["key"],
        title=one["title"],
        field=one["field"],
        costs=(("other", f"Gesamtsumme ({INVENTED})", one["amount"]),),
        own="",
        summary=f"Quelle: {source}. {one['field_note']}. {one['amount_note']}, {one['decided_on_note']}.",
        new_approach=UNKNOWN,
        lasting_effect=UNKNOWN,
        not_otherwise_fundable=UNKNOWN,
        short_notice=UNKNOWN,
        target_group_text="nicht bekannt",
        amount=one["amount"],
    )
    application = telling.apply(project, moment=moment)
    telling.check(application, moment=moment + timedelta(hours=2), by=telling.second)
    return application


def _session(telling, board, seats, day, closes, chosen, paper):
    session = telling.session(board, f"Sitzung vom {day:%d.%m.%Y} (erfunden)", day=day)
    items = [telling.put(session, application, moment=telling.at(closes, 15)) for _one, application in chosen]
    telling.open(session, seats, invited=telling.at(day - timedelta(days=10)))
    for place, item in enumerate(items, start=1):
        telling.decide(item, seats, "y" * len(seats), minute=5 * place, note=f"{INVENTED}, Tag erfunden")
    telling.close(session, minute=90)
    with moved_to(telling.at(day + timedelta(days=1))):
        drafted = minutes.draft(session=session, by=telling.office)
        minutes.confirm(minutes=drafted, by=telling.second)
    for _one, application in chosen:
        moment = telling.at(day + timedelta(days=1), 11)
        notice = telling.notice(application, moment=moment, words=NOTICE, paper=paper)
        telling.sign(notice, moment=telling.at(day + timedelta(days=1), 12), by=telling.office)
        telling.post(notice, moment=telling.at(day + timedelta(days=2), 9))


def _paper():
    """One sheet for all of them: it says that their notices are not known."""
    blocks = tuple(notice_blocks.read(NOTICE))
    title = "Hinweis zu den Bescheiden von 2017"
    sheet = notice_paper.Letter(title, "15 Projekte", UNNUMBERED, UNNUMBERED, (), date(2017, 6, 8), blocks)
    return notice_paper.printed([sheet], title=title) if pdf.available() else b""
