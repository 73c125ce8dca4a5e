"""What the page of a folder reads: its appointments in order, what was agreed last, what is missing for the next one.

Every query goes through `visible_to`; their number does not grow with the list.
"""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, Prefetch, prefetch_related_objects

from herne_integration.paging import ROWS, page
from welcome_folder import timeline
from welcome_folder.choices.agreements import AgreementState
from welcome_folder.choices.appointments import AppointmentState
from welcome_folder.models import Agreement, Appointment, DocumentKind

# As many as fit in one look; what is planned beyond them is further away and stands on the pages that follow.
PLANNED_AT_ONCE, PAST_AT_ONCE, OPEN_AT_ONCE = 8, 12, 8
BESIDE = ("kind", "area", "institution__folder_institution", "interpreter", "entered_by", "logged_by", "successor")


@dataclass
class Entry:
    """One appointment with what stands beside it."""

    appointment: Any
    agreements: list = field(default_factory=list)
    # What it puts right, newest first.
    wrong: list = field(default_factory=list)
    missing: list = field(default_factory=list)
    is_overdue: bool = False
    may_edit: bool = False
    may_correct: bool = False


@dataclass
class Log:
    """Everything that the page shows."""

    planned: list
    has_more_planned: bool
    past: Any
    next_one: Entry | None
    last: Entry | None
    still_open: list


def read(request, folder, narrow, *, at, day):
    """The `Log` of a folder for somebody with `request.place`; `narrow` is the `LogFilter`."""
    mine = folder.appointments.visible_to(request.user).select_related(*BESIDE)
    current = narrow.narrowed(mine.current())
    coming = current.planned().order_by("day", F("time").asc(nulls_first=True))
    planned = list(coming[: PLANNED_AT_ONCE + 1])
    gone = current.exclude(state=AppointmentState.PLANNED).order_by("-day", "-time", "-entered_at")
    # Asked for alone, what is planned is a list with pages like the other.
    past = page(request, coming if narrow.is_planned_only else gone, size=PAST_AT_ONCE)
    upcoming = _next(mine, day) if narrow.is_narrow else next((one for one in planned if one.day >= day), None)
    shown = [*planned[:PLANNED_AT_ONCE], *past.object_list, *filter(None, [upcoming])]
    wrong = _wrong(mine)
    prefetch_related_objects(shown, Prefetch("papers", DocumentKind.objects.select_related("document")))
    agreements = _agreements(folder, request.user, shown, wrong)
    make = _Maker(request.place, wrong, agreements, _papers(folder, request.user), at=at, day=day)
    past.object_list = [make(one) for one in past.object_list]
    entries = [make(one) for one in planned[:PLANNED_AT_ONCE]]
    last, still_open = _last_agreed(folder, request.user)
    return Log(
        planned=entries,
        has_more_planned=len(planned) > PLANNED_AT_ONCE,
        past=past,
        next_one=make(upcoming) if upcoming else None,
        last=last,
        still_open=still_open,
    )


def _next(mine, day):
    """The next appointment, whatever the list is narrowed to."""
    return mine.current().planned().filter(day__gte=day).order_by("day", F("time").asc(nulls_first=True)).first()


def one_entry(appointment, place, user, *, at, day):
    """The same for the page of one appointment."""
    folder = appointment.folder
    wrong = _wrong(folder.appointments.visible_to(user).select_related(*BESIDE))
    agreements = _agreements(folder, user, [appointment], wrong)
    return _Maker(place, wrong, agreements, _papers(folder, user), at=at, day=day)(appointment)


def _wrong(mine):
    """{key: entry} of those that another one puts right; there are few."""
    return {one.pk: one for one in mine.filter(correction__isnull=False)}


def _chain(appointment, wrong):
    """The entries that this one puts right, newest first."""
    found = []
    while (before := wrong.get(appointment.corrects_id)) is not None:
        found.append(before)
        appointment = before
    return found


def _agreements(folder, user, shown, wrong):
    """{key of the appointment: agreements}, those of corrected entries too."""
    keys = [one.pk for one in shown] + list(wrong)
    found = {}
    for agreement in _visible_agreements(folder, user).filter(appointment__in=keys):
        found.setdefault(agreement.appointment_id, []).append(agreement)
    return found


def _visible_agreements(folder, user):
    return folder.agreements.visible_to(user).select_related("institution__folder_institution")


def _papers(folder, user):
    rows = folder.documents.visible_to(user).values_list("kind_id", "state", "valid_until")
    return [timeline.Paper(*row) for row in rows]


def _last_agreed(folder, user):
    """What was agreed in the last appointment that agreed on something, and what is open from earlier ones."""
    of_log = ("appointment__kind", "appointment__institution__folder_institution")
    mine = _visible_agreements(folder, user).select_related("institution__folder_institution", *of_log)
    newest = list(mine.order_by("-appointment__day", "-appointment__entered_at", "entered_at")[:ROWS])
    if not newest:
        return None, []
    last = Entry(newest[0].appointment)
    last.agreements = [one for one in newest if one.appointment_id == last.appointment.pk]
    earlier = mine.filter(state=AgreementState.OPEN).exclude(appointment=last.appointment)
    return last, list(earlier.order_by(F("due_on").asc(nulls_last=True), "entered_at")[:OPEN_AT_ONCE])


class _Maker:
    """Puts an entry together from what was read for all of them."""

    def __init__(self, place, wrong, agreements, papers, *, at, day):
        self.place, self.wrong, self.agreements, self.papers = place, wrong, agreements, papers
        self.at, self.day = at, day

    def __call__(self, appointment):
        wrong = _chain(appointment, self.wrong)
        agreements = [one for source in (appointment, *wrong) for one in self.agreements.get(source.pk, ())]
        is_planned = appointment.state == AppointmentState.PLANNED
        own = self.place.is_lead or self.place.organisation.pk == appointment.institution_id
        editable = timeline.editable(appointment.state, appointment.entered_at, appointment.logged_at, self.at)
        return Entry(
            appointment,
            agreements=agreements,
            wrong=wrong,
            missing=self._missing(appointment) if is_planned else [],
            is_overdue=timeline.is_overdue(appointment.state, appointment.day, self.day),
            may_edit=own and bool(editable),
            may_correct=own and appointment.state not in {AppointmentState.MOVED, AppointmentState.CANCELLED},
        )

    def _missing(self, appointment):
        """Labels of the papers to bring that are not in hand; of papers outside her areas she learns nothing."""
        labels = {kind.pk: kind for kind in appointment.papers.all() if kind.area_id in self.place.areas}
        found = timeline.missing(list(labels), self.papers, appointment.day)
        return [(labels[one.key], one.why) for one in found]


def institutions_of(folder, user):
    """Who has written into the log, as far as somebody sees it."""
    keys = folder.appointments.visible_to(user).values("institution")
    return (
        folder.appointments.model._meta.get_field("institution")
        .related_model.objects.filter(pk__in=keys)
        .select_related("folder_institution")
    )


def find(user, folder, pk):
    """The queryset of one appointment of the folder, as somebody sees it."""
    return Appointment.objects.filter(folder=folder, pk=pk).visible_to(user).select_related("folder", *BESIDE)


def find_agreement(user, folder, pk):
    """The same for an agreement."""
    return Agreement.objects.filter(folder=folder, pk=pk).visible_to(user).select_related("appointment")
