"""Notices as the office's list shows them: by what has to be done next."""

from django.db.models import Count, Exists, OuterRef, Q

from fund.choices.applications import DECIDED
from fund.choices.notices import NoticeState
from fund.models import Application, Notice

TO_DRAFT, TO_PRINT, TO_SIGN = "schreiben", "drucken", "unterschreiben"
TO_POST, RUNNING, OVER = "absenden", "laeuft", "vorbei"
LABELS = {
    TO_DRAFT: "zu schreiben",
    TO_PRINT: "PDF erstellen",
    TO_SIGN: "zu unterschreiben",
    TO_POST: "abzusenden",
    RUNNING: "Frist läuft",
    OVER: "bekannt gegeben, Frist vorbei",
}


def groups(day):
    """{group: condition on notices}; the database files each notice in one of them."""
    draft, posted = Q(state=NoticeState.DRAFT), Q(state=NoticeState.POSTED)
    return {
        TO_PRINT: draft & Q(sha256=""),
        TO_SIGN: draft & ~Q(sha256=""),
        TO_POST: Q(state=NoticeState.SIGNED),
        RUNNING: posted & Q(remedy_ends_on__gte=day),
        OVER: posted & (Q(remedy_ends_on__lt=day) | Q(remedy_ends_on__isnull=True)),
    }


def counts(user, day):
    """{group: how many}, in two statements."""
    found = Notice.objects.visible_to(user).aggregate(
        **{name: Count("pk", filter=condition) for name, condition in groups(day).items()}
    )
    return {TO_DRAFT: undrafted(user).count()} | found


def undrafted(user):
    """Decided applications that nobody has written a notice for."""
    written = Notice.objects.filter(application=OuterRef("pk"))
    rows = Application.objects.visible_to(user).filter(~Exists(written), state__in=DECIDED)
    return rows.select_related("applicant").order_by("state_since", "pk")


def of_group(user, group, day):
    """The notices of a group, longest waiting first; what is over, newest first."""
    rows = Notice.objects.visible_to(user).filter(groups(day)[group]).select_related("application")
    return rows.order_by(*(("-posted_on", "pk") if group == OVER else ("drafted_at", "pk")))


def tabs(chosen, numbers):
    """For components/tabs.html."""
    return [
        {"url": f"?was={name}", "label": label, "count": numbers[name], "current": name == chosen}
        for name, label in LABELS.items()
    ]
