"""Applications as the office waits for them: whose turn it is, what is late, in one statement for thousands of rows.

`due.of` says for one application who acts and until when; the annotations here say the same in SQL, so that a list can
be narrowed, counted and sorted without reading it all. Late ones come first, then by the day they are due: of states
that last some working days the day is estimated for sorting only (a holiday may move two rows), never shown.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Case, Count, DateField, DateTimeField, F, Min, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce, TruncDate
from django.utils import timezone

from fund import due
from fund.choices.agenda import PENDING_ITEMS
from fund.choices.applications import DECIDED, ApplicationState
from fund.choices.due import Actor
from fund.choices.notices import NoticeState
from fund.models import AgendaItem, Application, Notice, Opinion, Supplement

_S = ApplicationState
SETTLED = (_S.NOTIFIED, _S.WITHDRAWN)
# Calendar days of a working day, on average: for sorting only.
WEEK = 7 / 5
BESIDE = ("round", "field_of_action", "applicant")


@dataclass(frozen=True)
class Row:
    """One application in the list: the next thing to do, until when, and how many days that is past."""

    application: Application
    due: due.Due
    days_late: int


def annotated(applications, day):
    """With `turn`, `is_late` and what they come from: `asked_on`, `session_at`, `opinion_on`, `notice_state`."""
    items = AgendaItem.objects.filter(application=OuterRef("pk"), state__in=PENDING_ITEMS)
    noted = applications.annotate(
        since=TruncDate("state_since"),
        asked_on=Subquery(Supplement.objects.open().filter(application=OuterRef("pk")).values("due_on")[:1]),
        session_at=Subquery(items.values("session__starts_at")[:1], output_field=DateTimeField()),
        opinion_on=Subquery(
            Opinion.objects.waiting()
            .filter(application=OuterRef("pk"))
            .order_by()
            .values("application")
            .annotate(first=Min("due_on"))
            .values("first")
        ),
        notice_state=Coalesce(
            Subquery(Notice.objects.filter(application=OuterRef("pk")).order_by("-drafted_at").values("state")[:1]),
            Value(""),
        ),
    )
    return noted.annotate(turn=_turn(), is_late=_late(day), order_on=_order())


def in_order(noted):
    """Late ones first, the longest waiting first among equals."""
    return noted.order_by("-is_late", F("order_on").asc(nulls_last=True), "state_since", "pk")


def rows(applications, day):
    """`Row`s of annotated applications."""
    return [_row(one, day) for one in applications]


def turns(noted):
    """{actor: (number, number of late ones)} of annotated applications."""
    counted = noted.order_by().values("turn").annotate(number=Count("pk"), late=Count("pk", filter=Q(is_late=True)))
    return {one["turn"]: (one["number"], one["late"]) for one in counted}


def of(application, day):
    """The `Row` of a single application."""
    return _row(annotated(Application.objects.filter(pk=application.pk), day).get(), day)


def case_of(application):
    """What `due.of` needs, of an annotated application."""
    return due.Case(
        state=application.state,
        since=application.since,
        supplement_due_on=application.asked_on,
        session_on=timezone.localdate(application.session_at) if application.session_at else None,
        notice=application.notice_state,
        opinion_due_on=application.opinion_on,
    )


def _row(application, day):
    found = due.of(case_of(application))
    return Row(application, found, found.days_late(day))


def _turn():
    return Case(
        When(state__in=SETTLED, then=Value(Actor.NOBODY)),
        When(state__in=DECIDED, notice_state=NoticeState.DRAFT, then=Value(Actor.SIGNER)),
        When(state__in=DECIDED, notice_state=NoticeState.SIGNED, then=Value(Actor.POST)),
        When(state__in=[_S.DRAFT, _S.SUPPLEMENT], then=Value(Actor.APPLICANT)),
        When(state=_S.SCHEDULED, then=Value(Actor.BOARD)),
        When(state__in=due.AT_THE_OFFICE, opinion_on__isnull=False, then=Value(Actor.DEPARTMENT)),
        default=Value(Actor.OFFICE),
    )


def _late(day):
    """Exactly what `due.Due.is_late` says."""
    waits = Q(state__in=due.AT_THE_OFFICE, opinion_on__isnull=False)
    late = Q(state=_S.SUPPLEMENT, asked_on__lt=day) | Q(waits, opinion_on__lt=day)
    late |= Q(state=_S.SCHEDULED, session_at__date__lt=day)
    for state in due.LASTS:
        late |= Q(~waits, state=state, since__lte=due.late_since(state, day))
    return Case(When(late, then=Value(True)), default=Value(False))


def _order():
    """The day that is due, estimated where working days count."""
    guessed = [
        When(state=state, then=Cast(F("state_since") + timedelta(days=number * WEEK), DateField()))
        for state, number in due.LASTS.items()
    ]
    return Case(
        When(state=_S.SUPPLEMENT, then=F("asked_on")),
        When(state=_S.SCHEDULED, then=TruncDate("session_at")),
        When(state__in=due.AT_THE_OFFICE, opinion_on__isnull=False, then=F("opinion_on")),
        *guessed,
        output_field=DateField(),
    )
