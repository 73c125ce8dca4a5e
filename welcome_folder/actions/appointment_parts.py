"""What the actions on appointments are made of: who may touch an entry, and how one is written, copied and ended."""

from herne_integration.rules import RuleBroken
from welcome_folder.actions import agreements as agreed
from welcome_folder.actions import steps
from welcome_folder.actions.safety import GONE, lock_folder, locked, require_area, require_work, speaks_for
from welcome_folder.choices.appointments import AppointmentState, Source, Visibility
from welcome_folder.choices.plans import StepOrigin, StepOwner
from welcome_folder.models import Appointment

SETTLED = "Der Termin am {day:%d.%m.%Y} ist schon {state}. Was daran falsch ist, wird berichtigt."
COPIED = ("kind", "area", "day", "time", "place", "with_whom", "interpreter", "visibility", "result")


def ready(folder, *, by, institution, area):
    """The folder, locked, if she may write into this area of it for this institution."""
    folder = lock_folder(folder.pk)
    require_work(folder)
    require_area(folder, by=by, institution=institution, area=key_of(area))
    return folder


def readable(appointment, by):
    """(folder, appointment) of somebody who may read it: what one does not see, one does not touch."""
    folder = lock_folder(appointment.folder_id)
    require_work(folder)
    appointment = locked(appointment)
    speaks_for(folder, by=by, area=appointment.area_id, institution=appointment.institution_id)
    if not Appointment.objects.visible_to(by).filter(pk=appointment.pk).exists():
        raise RuleBroken("Diesen Eintrag sehen nur die, die ihn geschrieben haben.")
    return folder, appointment


def planned(appointment, by, version):
    """The same for one of which nobody has said yet what became of it."""
    folder, appointment = readable(appointment, by)
    if appointment.state != AppointmentState.PLANNED:
        raise RuleBroken(SETTLED.format(day=appointment.day, state=appointment.get_state_display()))
    if version is not None and appointment.version != version:
        raise RuleBroken(GONE.format(thing=appointment))
    return folder, appointment


def create(folder, columns, papers, *, institution, by, at):
    """A new entry, kept by its author."""
    appointment = Appointment(
        folder=folder, institution_id=getattr(institution, "pk", institution), keeper=by, entered_at=at, entered_by=by
    )
    write(appointment, columns)
    appointment.save(force_insert=True)
    if papers:
        appointment.papers.set(papers)
    return appointment


def copied(appointment, what, *, by, at, corrects=None):
    """The same appointment with something else in it, entered now."""
    columns = {name: getattr(appointment, name) for name in COPIED} | {"source": Source.STAFF} | what
    papers = columns.pop("papers", None)
    papers = list(appointment.papers.all()) if papers is None else papers
    if corrects:
        columns["corrects"] = corrects
    if columns.get("state", AppointmentState.PLANNED) != AppointmentState.PLANNED:
        columns |= {"logged_at": at, "logged_by": by}
    institution = institution_for(appointment, by=by, area=key_of(columns["area"]))
    copy = create(appointment.folder, columns, papers, institution=institution, by=by, at=at)
    if appointment.visibility == Visibility.PROTECTED:
        copy.keeper = appointment.keeper
        copy.save(update_fields=["keeper"])
    return copy


def institution_for(appointment, *, by, area=None):
    """Key of the institution that names itself when somebody goes on with an entry: its own, else hers."""
    area = area or appointment.area_id
    return speaks_for(appointment.folder, by=by, area=area, institution=appointment.institution_id)


def write(appointment, columns):
    """Sets columns; words of the vocabulary may come as rows or as keys."""
    for name, value in columns.items():
        if name in {"kind", "area"}:
            setattr(appointment, f"{name}_id", key_of(value))
        else:
            setattr(appointment, name, value)


def end(appointment, state, *, by, at):
    """What became of it, by whom and when."""
    appointment.state, appointment.logged_at, appointment.logged_by = state, at, by
    appointment.version += 1
    appointment.save()


def follow(appointment, agreements, next_step, *, by, at):
    """What was agreed, and the step that comes next."""
    for one in agreements:
        agreed.make(appointment=appointment, by=by, at=at, **one)
    if next_step:
        defaults = {"area": appointment.area_id, "owner": StepOwner.PERSON, "origin": StepOrigin.AGREEMENT}
        defaults |= {"origin_text": f"Termin am {appointment.day:%d.%m.%Y}", "at": at}
        steps.add(folder=appointment.folder, by=by, **defaults | next_step)


def key_of(term):
    """The key of a word of the vocabulary, or of a kind of paper."""
    return getattr(term, "key", getattr(term, "pk", term))
