"""Numbers about helping, as they are: what stands on a page or paper goes through `suppression` first.

They count rows that stay when somebody is erased (husks), so that yesterday's numbers are today's.
"""

from django.db.models import Count, F
from django.db.models.functions import ExtractYear, TruncMonth

from volunteers.choices.courses import AttendanceState
from volunteers.choices.placements import EndReason
from volunteers.models import CooperationAgreement, CourseAttendance, Opportunity, Placement, Volunteer


def sign_ups():
    """{first moment of a month: people whose address was confirmed in it}, the erased included."""
    rows = Volunteer.objects.filter(confirmed_at__isnull=False).values(month=TruncMonth("confirmed_at"))
    return dict(rows.annotate(number=Count("pk")).order_by("month").values_list("month", "number"))


def placements(by="opportunity__activity_type"):
    """{value of `by`: {state: number}}; `by` is a column of placements or, with `opportunity__`, of their tasks; or an
    expression."""
    found = {}
    rows = (
        Placement.objects.values(what=F(by) if isinstance(by, str) else by, now=F("state"))
        .annotate(number=Count("pk"))
        .order_by("what", "now")
    )
    for row in rows:
        found.setdefault(row["what"], {})[row["now"]] = row["number"]
    return found


def end_reasons():
    """{reason: number} of ended placements."""
    rows = Placement.objects.filter(end_reason__in=EndReason.values).values("end_reason")
    return dict(rows.annotate(number=Count("pk")).order_by("end_reason").values_list("end_reason", "number"))


def totals():
    """{what: number}: introduced ever, begun ever, agreements signed by both, course sessions attended, tasks."""
    return {
        "introduced": Placement.objects.filter(introduced_at__isnull=False).count(),
        "begun": (
            Placement.objects.filter(trial_at__isnull=False) | Placement.objects.filter(activated_at__isnull=False)
        ).count(),
        "agreements": CooperationAgreement.objects.signed().count(),
        "attended": CourseAttendance.objects.filter(state=AttendanceState.ATTENDED).count(),
        "registered": CourseAttendance.objects.count(),
        "opportunities": Opportunity.objects.listed().count(),
    }


def sign_ups_by_year():
    """{year: people whose address was confirmed in it}, the erased included."""
    rows = Volunteer.objects.filter(confirmed_at__isnull=False).values(year=ExtractYear("confirmed_at"))
    return dict(rows.annotate(number=Count("pk")).order_by("year").values_list("year", "number"))


def placements_by_year():
    """{year of the suggestion: {state: number}}."""
    return placements(ExtractYear("suggested_at"))
