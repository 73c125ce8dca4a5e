"""Funded projects for everybody: title, organisation, field of action, sum and year, never a person.

A project is shown once its applicant has been told (the notice is posted); money that was taken back is left out.
The name of an applicant is shown where it is certainly an organisation's: associations, other carriers, departments,
and whoever the office has found in the directory. An initiative without a legal form may be called after a person.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import DecimalField, F, OuterRef, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from fund import chart
from fund.choices.applicants import ApplicantKind
from fund.choices.awards import AwardState
from fund.choices.ledger import EntryKind
from fund.models import Award, LedgerEntry
from offers.models import FieldOfAction

INVENTED = "Betrag erfunden"
MONEY = DecimalField(max_digits=12, decimal_places=2)


@dataclass(frozen=True)
class Project:
    """One funded project; `field` is a `FieldOfAction` or None, `is_named` whether `applicant` is a proper name."""

    title: str
    applicant: str
    is_named: bool
    field: FieldOfAction | None
    year: int
    amount: Decimal
    is_invented: bool


def awards():
    """What the public may see, with `net`, what is left of each sum; newest year first."""
    back = LedgerEntry.objects.filter(application=OuterRef("application"), kind=EntryKind.DECOMMIT)
    total = back.order_by().values("application").annotate(total=Sum("amount")).values("total")
    told = Award.objects.filter(state=AwardState.NOTIFIED)
    net = F("amount") - Coalesce(Subquery(total), Value(Decimal(0)), output_field=MONEY)
    return told.annotate(net=net).filter(net__gt=0).order_by("-budget_year__year", "-decided_at", "pk")


def years():
    """Years with funded projects, newest first."""
    return list(awards().order_by("-budget_year__year").values_list("budget_year__year", flat=True).distinct())


def projects(found):
    """Awards as `Project`s, in two statements."""
    beside = ("application__field_of_action", "application__applicant__organisation", "budget_year")
    found = list(found.select_related(*beside, "resolution__application_version"))
    entries = LedgerEntry.objects.filter(application__in=[one.application_id for one in found], kind=EntryKind.COMMIT)
    invented = set(entries.filter(note__contains=INVENTED).values_list("application", flat=True))
    return [_project(one, one.application_id in invented) for one in found]


def by_field(found, fields):
    """Bars for `chart`: what each field of action got, in the order of the vocabulary; `fields` is {key: label}."""
    rows = found.order_by().values_list("application__field_of_action__key").annotate(total=Sum("net"))
    sums = dict(rows)
    return [chart.Bar(label, (sums[key],)) for key, label in fields.items() if key in sums]


def by_year(found):
    """Bars for `chart`: what each year came to, newest first."""
    rows = found.order_by("-budget_year__year").values_list("budget_year__year").annotate(total=Sum("net"))
    return [chart.Bar(str(year), (total,)) for year, total in rows]


def _project(award, is_invented):
    application, answers = award.application, award.resolution.application_version.content["answers"]
    applicant, is_named = _who(application.applicant, answers)
    return Project(
        title=answers["title"],
        applicant=applicant,
        is_named=is_named,
        field=application.field_of_action,
        year=award.budget_year.year,
        amount=award.net,
        is_invented=is_invented,
    )


def _who(applicant, answers):
    if applicant.organisation_id:
        return applicant.organisation.name, True
    if applicant.kind == ApplicantKind.INITIATIVE:
        return str(ApplicantKind.INITIATIVE.label), False
    return answers.get("applicant_name") or applicant.name, True
