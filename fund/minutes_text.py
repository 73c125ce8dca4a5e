"""The text of the minutes, from what the database holds: nobody types a number twice."""

from django.utils import timezone

from fund.choices.agenda import ItemKind, ItemState
from fund.choices.boards import SeatKind
from fund.choices.conflicts import Ruling
from fund.choices.sessions import SessionForm
from fund.choices.voting import Verdict
from herne_integration import money

# How each ruling of the board reads.
RULED = {Ruling.UPHELD: "bestätigt", Ruling.DISMISSED: "verneint"}
# Lines that stand above a list.
HEADINGS = ("Anwesend", "Nicht anwesend")


def compose(session):
    """The whole text, a line per thing that happened."""
    lines = [f"{session.board}: {session.name}", _when(session), ""]
    if not session.is_circular:
        lines += ["Anwesend", *_attendance(session), ""]
        lines += [*_absent(session)]
    for item in session.items.order_by("position"):
        lines += [*_item(item), ""]
    return "\n".join(lines).strip() + "\n"


def _when(session):
    if session.form == SessionForm.CIRCULAR:
        return f"Umlauf vom {_moment(session.starts_at)} bis {_moment(session.closes_at)}"
    place = f", {session.place}" if session.place else ""
    return f"Sitzung vom {_moment(session.opened_at)} bis {_moment(session.closed_at)}{place}"


def _attendance(session):
    rows = session.attendance.select_related("seat__user").order_by("arrived_at", "pk")
    return [
        f"- {one.seat.user.name}, {_place(one.seat)}: {_hour(one.arrived_at)} bis {_hour(one.left_at)}" for one in rows
    ] or ["- niemand"]


def _absent(session):
    """Members who were never in the room; who came for them stands above."""
    day = timezone.localdate(session.opened_at)
    members = session.board.seats.live_on(day).filter(kind=SeatKind.MEMBER).select_related("user")
    there = set(session.attendance.values_list("seat", flat=True))
    missing = [seat for seat in members.order_by("user__name", "pk") if seat.pk not in there]
    return ["Nicht anwesend", *(f"- {seat.user.name}, {_place(seat)}" for seat in missing), ""] if missing else []


def _place(seat):
    return "Vorsitz" if seat.is_chair else seat.get_kind_display()


def _item(item):
    lines = [f"TOP {item.position}: {item.title}"]
    if item.kind == ItemKind.APPLICATION:
        lines.append(f"Beantragt: {money.written(item.amount)} EUR ({item.source})")
    else:
        lines.append(f"Herkunft: {item.get_topic_source_display()}. {item.source_text}")
    lines += [_recusal(one) for one in item.recusals.select_related("seat__user").order_by("raised_at", "pk")]
    if item.state in {ItemState.DEFERRED, ItemState.REMOVED}:
        return [*lines, f"{item.get_state_display().capitalize()}: {item.defer_reason}"]
    return lines + _resolution(item.resolution)


def _recusal(recusal):
    who = f"Befangenheit {recusal.seat.user.name} ({recusal.get_origin_display()}): {recusal.reason}"
    ruled = f" Das Gremium hat sie {RULED[Ruling(recusal.ruling)]}." if recusal.ruling else ""
    took_part = "nicht teilgenommen" if recusal.is_in_force else "teilgenommen"
    return f"{who}{ruled} An Beratung und Abstimmung {took_part}."


def _resolution(resolution):
    numbers = (
        f"Stimmberechtigt anwesend: {resolution.present} von {resolution.base},"
        f" nötig: {resolution.needed}. Ja: {resolution.yes}, Nein: {resolution.no},"
        f" Enthaltung: {resolution.abstained}."
    )
    label = Verdict(resolution.verdict).label.capitalize()
    return [numbers, f"Beschluss {resolution.number} ({label}): {resolution.text}", *_conditions(resolution)]


def _conditions(resolution):
    award = getattr(resolution, "award", None)
    conditions = award.conditions.all() if award else []
    return [f"Auflage {one.position}: {one.text}{_until(one.due_on)}" for one in conditions]


def _until(day):
    return f" (bis {day:%d.%m.%Y})" if day else ""


def _moment(at):
    return f"{timezone.localtime(at):%d.%m.%Y, %H:%M} Uhr"


def _hour(at):
    return f"{timezone.localtime(at):%H:%M} Uhr" if at else "Ende"


def blocks(text):
    """The text as pages and papers show it: [(kind, lines)], kind is "title", "heading", "list" or "text". Pure.

    The final text stays one piece of plain text, sealed; only its look comes from here.
    """
    found = []
    for number, line in enumerate(text.strip().split("\n")):
        if not line.strip():
            found.append(("", []))
            continue
        kind = "list" if line.startswith("- ") else "heading" if _is_heading(line) else "text"
        kind = "title" if number == 0 else kind
        if found and found[-1][0] == kind == "list":
            found[-1][1].append(line.removeprefix("- "))
        else:
            found.append((kind, [line.removeprefix("- ")]))
    return [block for block in found if block[1]]


def _is_heading(line):
    return line.startswith("TOP ") or line in HEADINGS
