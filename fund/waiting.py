"""Applications as the office waits for them: whose turn it is, what is late, in one statement for thousands of rows.

`due.of` says for one application who acts and until when; the annotations here say the same in SQL, so that a list can
be narrowed, counted and sorted without reading it all. Late ones come first, then by the day they are due: of states
that last some working days the day is estimated for sorting only (a holiday may move two rows), never shown.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import (
    BooleanField,
    Case,
    Count,
    DateField,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, TruncDate
from django.utils import timezone

from fund import books, due
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
    """With `turn`, `is_late` and what they come from: `asked_on`, `session_at`, `opinion_on`, `notice_state`.

    What a state does not need is not looked up: Django writes an annotation out wherever it is used, and every one of
    them would be asked of every row.
    """
    waiting = Opinion.objects.waiting()
    items = AgendaItem.objects.filter(application=OuterRef("pk"), state__in=PENDING_ITEMS).order_by()
    asked = Supplement.objects.open().filter(application=OuterRef("pk")).order_by()
    opinions = waiting.filter(application=OuterRef("pk")).order_by("due_on")
    notices = Notice.objects.filter(application=OuterRef("pk")).order_by("-drafted_at")
    noted = applications.annotate(
        since=TruncDate("state_since"),
        asked_on=_where([_S.SUPPLEMENT], asked.values("due_on")[:1]),
        session_at=_where([_S.SCHEDULED], items.values("session__starts_at")[:1]),
        # Hardly any application waits for one: which do is asked once.
        opinion_on=_where(due.AT_THE_OFFICE, opinions.values("due_on")[:1], pk__in=waiting.values("application")),
        notice_state=Coalesce(_where(DECIDED, notices.values("state")[:1]), Value("")),
    )
    own_on = Coalesce("asked_on", TruncDate("session_at"), "opinion_on")
    return noted.annotate(turn=_turn(), own_on=own_on).annotate(is_late=_late(day), order_on=_order())


def in_order(noted):
    """Late ones first, the longest waiting first among equals."""
    return noted.order_by("-is_late", F("order_on").asc(nulls_last=True), "state_since", "pk")


def rows(applications, day):
    """`Row`s of annotated applications."""
    return [_row(one, day) for one in applications]


def rows_of(keys, day):
    """`Row`s of the applications with these keys, in this order, with what a list shows beside."""
    found = annotated(Application.objects.filter(pk__in=keys), day).select_related(*BESIDE).in_bulk()
    return [_row(found[key], day) for key in keys]


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


def _where(states, subquery, **more):
    """Looked up in these states only."""
    return Case(When(Q(state__in=states) & Q(**more), then=Subquery(subquery)))


def _turn():
    return Case(
        When(state__in=SETTLED, then=Value(Actor.NOBODY)),
        When(state__in=[_S.DRAFT, _S.SUPPLEMENT], then=Value(Actor.APPLICANT)),
        When(state=_S.SCHEDULED, then=Value(Actor.BOARD)),
        When(notice_state=NoticeState.DRAFT, then=Value(Actor.SIGNER)),
        When(notice_state=NoticeState.SIGNED, then=Value(Actor.POST)),
        When(opinion_on__isnull=False, then=Value(Actor.DEPARTMENT)),
        default=Value(Actor.OFFICE),
    )


def _late(day):
    """Exactly what `due.Due.is_late` says: by a day of its own where there is one, else by working days.

    The moment at which the last day ends is worked out here and not for each of thousands of rows.
    """
    counted = [
        When(Q(state=state) & Q(state_since__lte=books.end_of(due.late_since(state, day))), then=Value(True))
        for state in due.LASTS
    ]
    return Coalesce(ExpressionWrapper(Q(own_on__lt=day), BooleanField()), Case(*counted, default=Value(False)))


def _order():
    """The day that is due, estimated where working days count."""
    guessed = [
        When(state=state, then=Cast(F("state_since") + timedelta(days=number * WEEK), DateField()))
        for state, number in due.LASTS.items()
    ]
    return Coalesce("own_on", Case(*guessed), output_field=DateField())
