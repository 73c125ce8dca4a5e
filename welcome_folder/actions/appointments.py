"""What can happen to an appointment. Every action locks the folder first; nothing is ever overwritten after a day."""

from django.db import transaction
from django.utils import timezone

from herne_integration.rules import RuleBroken
from offers.actions.records import recorded
from welcome_folder import timeline
from welcome_folder.actions import appointment_parts as parts
from welcome_folder.actions.safety import GONE, check, require_area
from welcome_folder.choices.appointments import AppointmentState, Source, Visibility
from welcome_folder.choices.team import TeamRole
from welcome_folder.models import Appointment, doors

HELD = (AppointmentState.KEPT, AppointmentState.NO_SHOW)
CORRECTABLE = ("kind", "area", "day", "time", "place", "with_whom", "interpreter", "papers", "state", "result")
CORRECTED = "berichtigt"
IN_THE_PAST = "Ein geplanter Termin liegt nicht in der Vergangenheit. Tragen Sie ihn bitte als gewesenen Termin ein."
TO_COME = "Der Termin ist erst am {day:%d.%m.%Y}. Was daraus wurde, steht danach fest."
FROZEN = "Dieser Eintrag ist älter als 24 Stunden. Er wird nicht geändert, sondern berichtigt."


@transaction.atomic
def plan(
    *,
    folder,
    institution,
    by,
    kind,
    area,
    day,
    time=None,
    place="",
    with_whom="",
    papers=(),
    interpreter=None,
    visibility=Visibility.SHARED,
    source=Source.STAFF,
    at=None,
):
    """A new appointment to come."""
    at = at or timezone.now()
    if day < timezone.localdate(at):
        raise RuleBroken(IN_THE_PAST)
    folder = parts.ready(folder, by=by, institution=institution, area=area)
    columns = {"kind": kind, "area": area, "day": day, "time": time, "place": place, "with_whom": with_whom}
    columns |= {"interpreter": interpreter, "visibility": visibility, "source": source}
    with recorded("geplant", by=by):
        return parts.create(folder, columns, papers, institution=institution, by=by, at=at)


@transaction.atomic
def log(
    *,
    appointment,
    by,
    state,
    result="",
    agreements=(),
    next_step=None,
    next_appointment=None,
    source=None,
    version=None,
    at=None,
):
    """What became of a planned appointment: kept or no-show, with result, agreements and what comes next.

    `agreements` are dicts for `agreements.make`, `next_step` one for `steps.add`, `next_appointment` one for `plan`;
    what they leave out comes from this appointment. `version`: the one that was seen, if somebody may be faster.
    """
    at = at or timezone.now()
    folder, appointment = parts.planned(appointment, by, version)
    if state not in HELD:
        raise RuleBroken("Festgehalten wird, ob jemand da war. Absagen und Verschieben sind eigene Einträge.")
    if appointment.day > timezone.localdate(at):
        raise RuleBroken(TO_COME.format(day=appointment.day))
    appointment.result, appointment.source = result, source or appointment.source
    with recorded("festgehalten", by=by):
        parts.end(appointment, state, by=by, at=at)
        parts.follow(appointment, agreements, next_step, by=by, at=at)
        _plan_next(appointment, next_appointment, by=by, at=at)
    check(folder)
    return appointment


@transaction.atomic
def log_past(
    *,
    folder,
    institution,
    by,
    kind,
    area,
    day,
    state=AppointmentState.KEPT,
    result="",
    agreements=(),
    next_step=None,
    next_appointment=None,
    papers=(),
    at=None,
    **columns,
):
    """An appointment that nobody had planned, or that is written down afterwards, in one go.

    `columns`: time, place, with_whom, interpreter, visibility, source.
    """
    at = at or timezone.now()
    if state not in HELD:
        raise RuleBroken("Nachgetragen wird, ob jemand da war.")
    if day > timezone.localdate(at):
        raise RuleBroken(TO_COME.format(day=day))
    folder = parts.ready(folder, by=by, institution=institution, area=area)
    columns |= {"kind": kind, "area": area, "day": day, "state": state, "result": result}
    columns |= {"logged_at": at, "logged_by": by}
    with recorded("nachgetragen", by=by):
        appointment = parts.create(folder, columns, papers, institution=institution, by=by, at=at)
        parts.follow(appointment, agreements, next_step, by=by, at=at)
        _plan_next(appointment, next_appointment, by=by, at=at)
    check(folder)
    return appointment


@transaction.atomic
def move(*, appointment, by, day, time=None, reason="", version=None, at=None):
    """Another day or hour; returns the new appointment, which the old one names as its successor."""
    at = at or timezone.now()
    folder, appointment = parts.planned(appointment, by, version)
    if day < timezone.localdate(at):
        raise RuleBroken(IN_THE_PAST)
    if (day, time) == (appointment.day, appointment.time):
        raise RuleBroken("Der neue Termin liegt auf demselben Tag und derselben Uhrzeit.")
    with recorded("verschoben", by=by):
        successor = parts.copied(appointment, {"day": day, "time": time}, by=by, at=at)
        appointment.successor, appointment.cancel_reason = successor, reason
        parts.end(appointment, AppointmentState.MOVED, by=by, at=at)
    check(folder)
    return successor


@transaction.atomic
def cancel(*, appointment, by, reason, next_step=None, version=None, at=None):
    """It does not take place; what comes instead may be said in one go."""
    if not reason.strip():
        raise RuleBroken("Abgesagt wird ein Termin mit Grund.")
    at = at or timezone.now()
    folder, appointment = parts.planned(appointment, by, version)
    appointment.cancel_reason = reason
    with recorded("abgesagt", by=by):
        parts.end(appointment, AppointmentState.CANCELLED, by=by, at=at)
        parts.follow(appointment, (), next_step, by=by, at=at)
    check(folder)
    return appointment


@transaction.atomic
def change(*, appointment, by, version, **what):
    """Puts right what is not a day old yet, in place; `version` is the one that the form was opened with."""
    folder, appointment = parts.readable(appointment, by)
    _require_own(folder, appointment, by)
    if appointment.version != version:
        raise RuleBroken(GONE.format(thing=appointment))
    allowed = timeline.editable(appointment.state, appointment.entered_at, appointment.logged_at, timezone.now())
    if set(what) - set(allowed):
        raise RuleBroken(FROZEN)
    if "area" in what:
        require_area(folder, by=by, institution=appointment.institution_id, area=parts.key_of(what["area"]))
    papers = what.pop("papers", None)
    parts.write(appointment, what)
    appointment.version += 1
    with recorded("geändert", by=by):
        appointment.save()
        if papers is not None:
            appointment.papers.set(papers)
    return appointment


@transaction.atomic
def correct(*, appointment, by, at=None, **what):
    """What was wrong stays legible, the right one stands beside it; returns the new entry.

    `what`: any of CORRECTABLE. Only the own institution and the lead correct.
    """
    at = at or timezone.now()
    folder, appointment = parts.readable(appointment, by)
    _require_own(folder, appointment, by)
    if wrong := set(what) - set(CORRECTABLE):
        raise ValueError(f"Not to be corrected: {sorted(wrong)}")
    _require_correctable(appointment, what)
    with recorded(CORRECTED, by=by):
        if appointment.state == AppointmentState.PLANNED:
            # Else it would count as something to come beside the right one.
            what.setdefault("state", AppointmentState.PLANNED)
            appointment.cancel_reason = CORRECTED
            parts.end(appointment, AppointmentState.CANCELLED, by=by, at=at)
        corrected = parts.copied(appointment, {"state": appointment.state} | what, by=by, at=at, corrects=appointment)
    check(folder)
    return corrected


def _require_correctable(appointment, what):
    if Appointment.objects.filter(corrects=appointment).exists():
        raise RuleBroken("Dieser Eintrag ist schon berichtigt. Berichtigen Sie bitte die neuere Fassung.")
    if appointment.state in {AppointmentState.MOVED, AppointmentState.CANCELLED}:
        raise RuleBroken(parts.SETTLED.format(day=appointment.day, state=appointment.get_state_display()))
    state = what.get("state", appointment.state)
    if state not in HELD and state != appointment.state:
        raise RuleBroken("Berichtigt wird, ob jemand da war. Absagen und Verschieben sind eigene Einträge.")
    if all(_same(appointment, name, value) for name, value in what.items()):
        raise RuleBroken("So steht es schon da: Es gibt nichts zu berichtigen.")


def _same(appointment, name, value):
    if name == "papers":
        return {parts.key_of(paper) for paper in value} == {paper.pk for paper in appointment.papers.all()}
    if name in {"kind", "area"}:
        return parts.key_of(value) == getattr(appointment, f"{name}_id")
    return value == getattr(appointment, name)


def _require_own(folder, appointment, by):
    """Of her own institution, or she works for the lead."""
    own = appointment.institution_id in set(doors.institutions_of(by).values_list("organisation", flat=True))
    if not own and not doors.places(by).filter(folder=folder.pk, role=TeamRole.LEAD).exists():
        raise RuleBroken("Einträge anderer Stellen berichtigt nur die Federführung oder die Stelle selbst.")


def _plan_next(appointment, what, *, by, at):
    """The next one of the same kind, for the same institution, unless something else is said."""
    if what:
        same = {name: getattr(appointment, name) for name in ("kind", "area", "visibility")}
        institution = parts.institution_for(appointment, by=by)
        plan(folder=appointment.folder, by=by, at=at, **same | {"institution": institution} | what)
