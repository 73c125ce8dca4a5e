"""The current year of the demo: a session that is over, one that is coming, a round that runs and one that follows."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from fund import documents
from fund.actions import agenda, applicants, applications, attachments, boards, minutes, recusals, sessions, supplements
from fund.choices.agenda import TopicSource
from fund.choices.conflicts import TieKind
from fund.choices.formal_checks import Result
from fund.demo import projects
from fund.models import Application
from herne_integration.moved_clock import moved_to
from offers.models import Organisation

NOTE = "Für die Vorführung erfunden. Diese Einrichtung gibt es nicht."
# No place of Herne.
ADDRESS = {"street": "Musterweg 1", "postcode": "12345", "city": "Musterstadt"}
# Days from the load day.
PAST_ROUND, PAST_SESSION = (-130, -80), -45
LAST_ROUND, COMING_SESSION = (-70, -24), 12
OPEN_ROUND, NEXT_ROUND = (-20, 25), (60, 100)


def tell(telling, *, guideline, board, circle, seats):
    """Everything, in the order in which it happened."""
    _rounds(telling, guideline)
    with moved_to(telling.at(PAST_ROUND[0])):
        _ties(telling, seats)
    _past_session(telling, board, seats)
    _coming_session(telling, board)
    _open_round(telling)
    _circle(telling, circle)


def _rounds(telling, guideline):
    words = ("Frühere Runde", "Letzte Runde", "Laufende Runde", "Nächste Runde")
    spans = (PAST_ROUND, LAST_ROUND, OPEN_ROUND, NEXT_ROUND)
    decisions = (PAST_SESSION, COMING_SESSION, OPEN_ROUND[1] + 30, NEXT_ROUND[1] + 30)
    for word, (opens, closes), decision in zip(words, spans, decisions, strict=True):
        opens_at, closes_at = telling.at(opens, 8), telling.at(closes, 23, 59).replace(second=59)
        name = f"{word}, Schluss {closes_at:%d.%m.%Y} (erfunden)"
        telling.round(name, guideline, opens_at, closes_at, decision=telling.on(decision))


def _ties(telling, seats):
    """Goran works at the workshop, Amira sits on the board of the neighbourhood club: both have to step back there."""
    for key, (name, kind, by) in projects.TEAMS.items():
        telling.team(key, name, kind, by, **ADDRESS)
    held = {"werkstatt": (seats[2], TieKind.EMPLOYEE), "nachbarschaft": (seats[1], TieKind.BOARD_MEMBER)}
    for key, (seat, kind) in held.items():
        applicant, _chair = telling.teams[key]
        organisation, _made = Organisation.objects.get_or_create(name=applicant.name, defaults={"note": NOTE})
        applicants.link(applicant=applicant, organisation=organisation, by=telling.office)
        boards.tell_tie(seat=seat, kind=kind, organisation=organisation, by=telling.office, note="erfunden")


def _past_session(telling, board, seats):
    applied = {}
    for place, (key, project) in enumerate(projects.DECIDED.items()):
        applied[key] = _apply(telling, project, telling.at(PAST_ROUND[1] - 12 + place, 10))
        by = telling.second if key in {"granted", "conditions", "tied"} else telling.office
        telling.check(applied[key], moment=telling.at(PAST_ROUND[1] + 5 + place, 9, place), by=by)
    session = telling.session(board, "Sitzung im Rathaus (erfunden)", day=telling.on(PAST_SESSION), lead=20)
    items = {key: telling.put(session, one, moment=telling.at(PAST_SESSION - 16, 11)) for key, one in applied.items()}
    telling.open(session, seats, invited=telling.at(PAST_SESSION - 14))
    _votes(telling, items, seats)
    telling.close(session, minute=95)
    with moved_to(telling.at(PAST_SESSION + 2)):
        drafted = minutes.draft(session=session, by=telling.office)
    with moved_to(telling.at(PAST_SESSION + 6)):
        minutes.confirm(minutes=drafted, by=telling.cast["vorsitz"])
    _notices(telling, applied)


def _votes(telling, items, seats):
    """Amira steps back from the first, Goran from the third, the fourth is a tie, the fifth is put off."""
    telling.decide(items["granted"], seats, "y-yya", minute=10)
    telling.decide(items["allocated"], seats, "yyyyy", minute=18)
    conditions = [
        ("Die Räder werden vor der Übergabe von einer Fachkraft geprüft.", None),
        ("Das Projektbüro bekommt nach drei Monaten einen Zwischenbericht.", telling.on(60)),
    ]
    telling.decide(items["conditions"], seats, "yy-yn", minute=30, conditions=conditions)
    moment = items["tied"].session.starts_at + timedelta(minutes=40)
    with moved_to(moment):
        recusals.declare(item=items["tied"], by=seats[4].user, reason="Meine Schwester singt im Chor.")
    reason = "Bei Stimmengleichheit ist der Antrag abgelehnt. Eine Konzertreise wirkt nach Ansicht der Hälfte der"
    text = f"{reason} Mitglieder nicht über ihr Ende hinaus."
    telling.decide(items["tied"], seats, "yynn-", minute=45, text=text)
    with moved_to(moment + timedelta(minutes=15)):
        agenda.defer(
            item=items["deferred"], by=telling.office, reason="Die Zustimmung des Vermieters liegt noch nicht vor."
        )
    telling.decide(items["unwritten"], seats, "yyyyn", minute=65)
    text = "Der Antrag verfolgt keinen neuen Ansatz; Ausrüstung allein fördert der Fonds nicht."
    telling.decide(items["refused"], seats, "nnnan", minute=75, text=text)


def _notices(telling, applied):
    """Posted with its period running, posted with it over, signed, printed, still to be drafted."""
    granted = telling.notice(applied["granted"], moment=telling.at(-19))
    telling.post(telling.sign(granted, moment=telling.at(-18), by=telling.office), moment=telling.at(-17))
    refused = telling.notice(applied["refused"], moment=telling.at(PAST_SESSION + 2, 14))
    signed = telling.sign(refused, moment=telling.at(PAST_SESSION + 3), by=telling.second)
    telling.post(signed, moment=telling.at(PAST_SESSION + 4))
    telling.sign(telling.notice(applied["tied"], moment=telling.at(-6)), moment=telling.at(-5), by=telling.office)
    telling.notice(applied["conditions"], moment=telling.at(-4))
    telling.notice(applied["allocated"], moment=telling.at(-3), paper=b"")


def _coming_session(telling, board):
    day = telling.on(COMING_SESSION)
    session = telling.session(board, "Kommende Sitzung (erfunden)", day=day, lead=18)
    for place, project in enumerate(projects.WAITING):
        application = _apply(telling, project, telling.at(LAST_ROUND[1] - 8, 9 + place % 8, 5))
        by = telling.second if place % 2 else telling.office
        telling.check(application, moment=telling.at(LAST_ROUND[1] + 6, 9 + place % 8), by=by)
        telling.put(session, application, moment=telling.at(-4, 9, place))
    with moved_to(min(telling.at(-1), timezone.now())):
        sessions.invite(session=session, by=telling.office)


def _open_round(telling):
    made = {}
    for place, (key, project) in enumerate(projects.OPEN.items()):
        made[key] = _apply(telling, project, telling.at(-12, 9, place))
    telling.start_check(made["formal_check"], moment=telling.at(-8), by=telling.office)
    telling.start_check(made["supplement"], moment=telling.at(-8, 11), by=telling.office)
    with moved_to(telling.at(-7)):
        supplements.ask(
            application=made["supplement"],
            unlocks=["summary", "costs", "financing", "amount_requested"],
            request="Bitte beschreiben Sie, wer den Reparaturtag anleitet, und nehmen Sie das in den Kostenplan auf.",
            due_on=telling.on(9),
            by=telling.office,
        )
    telling.check(made["admissible"], moment=telling.at(-6), by=telling.second)
    telling.check(
        made["inadmissible"],
        moment=telling.at(-6, 11),
        by=telling.second,
        result=Result.INADMISSIBLE,
        reason="Das Projekt hatte nach Ihren Angaben vor der Entscheidung schon begonnen (Beispielwert).",
    )
    with moved_to(telling.at(-5)):
        withdrawn = Application.objects.get(pk=made["withdrawn"].pk)
        applications.withdraw(
            application=withdrawn, by=telling.teams["garten"][1], reason="Eine Schule übernimmt die Kosten."
        )
    telling.draft(projects.DRAFT, moment=telling.at(-2))


def _circle(telling, circle):
    """The other body: no money, a topic that goes back to where it came from."""
    session = telling.session(circle, "Lenkungskreis, Quartal (erfunden)", day=telling.on(20), lead=21)
    with moved_to(telling.at(-1)):
        agenda.put_topic(
            session=session,
            title="Sprachmittlung beim Arzt: niemand ist zuständig (erfunden)",
            topic_source=TopicSource.GAP,
            source_text="Beim Abgleich der Zuständigkeiten blieb diese Aufgabe ohne Stelle.",
            by=telling.office,
        )


def _apply(telling, project, moment):
    """First shows what the guideline wants: statutes, register, offers, each a page that says invented."""
    application, (applicant, by) = telling.draft(project, moment=moment), telling.teams[project.team]
    amounts = [Decimal(amount) for *_words, amount in project.costs]
    needed = documents.needed(application.round.guideline.rules, kind=applicant.kind, amounts=amounts)
    with moved_to(moment + timedelta(minutes=10)):
        for one in needed:
            page = telling.page(one.key, f"{one.label} {projects.MARK}")
            attachments.attach(application=application, document=one.key, upload=page, by=by)
    return telling.submit(application, by, moment=moment + timedelta(minutes=30))
