"""Funded projects for everybody: title, organisation, field of action, sum and year, never a person.

A project is shown once its applicant has been told (the notice is posted); money that was taken back is left out.
The name of an applicant is shown where it is certainly an organisation's: associations, other carriers, departments,
and whoever the office has found in the directory. An initiative without a legal form may be called after a person.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Case, DecimalField, F, OuterRef, Q, Subquery, Sum, When

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
    """What the public may see, with `net`, what is left of each sum; newest year first.

    Hardly any money comes back: only where some did the books are added up, once per award otherwise.
    """
    back = LedgerEntry.objects.filter(kind=EntryKind.DECOMMIT)
    total = back.filter(application=OuterRef("application")).order_by().values("application")
    left = F("amount") - Subquery(total.annotate(total=Sum("amount")).values("total"))
    touched = Q(application__in=back.values("application"))
    net = Case(When(touched, then=left), default=F("amount"), output_field=MONEY)
    told = Award.objects.filter(state=AwardState.NOTIFIED)
    return told.annotate(net=net).filter(net__gt=0).order_by("-budget_year__year", "-decided_at", "pk")


def years():
    """Years with funded projects, newest first."""
    return list(awards().order_by("-budget_year__year").values_list("budget_year__year", flat=True).distinct())


def projects(keys):
    """The awards with these keys as `Project`s in this order, in two statements."""
    beside = ("application__field_of_action", "application__applicant__organisation", "budget_year")
    rows = awards().filter(pk__in=keys).select_related(*beside, "resolution__application_version").in_bulk()
    found = [rows[key] for key in keys]
    entries = LedgerEntry.objects.filter(application__in=[one.application_id for one in found], kind=EntryKind.COMMIT)
    invented = set(entries.filter(note__contains=INVENTED).values_list("application", flat=True))
    return [_project(one, one.application_id in invented) for one in found]


def sums(found):
    """[(year, key of the field of action or None, what it came to)] of awards, added up in one statement."""
    groups = found.order_by().values_list("budget_year__year", "application__field_of_action__key")
    return list(groups.annotate(total=Sum("net")))


def by_field(rows, fields):
    """Bars for `chart`: what each field of action got, in the order of the vocabulary; `fields` is {key: label}."""
    found = _together((key, total) for _year, key, total in rows)
    return [chart.Bar(label, (found[key],)) for key, label in fields.items() if key in found]


def by_year(rows):
    """Bars for `chart`: what each year came to, newest first."""
    found = _together((year, total) for year, _key, total in rows)
    return [chart.Bar(str(year), (found[year],)) for year in sorted(found, reverse=True)]


def _together(pairs):
    found = {}
    for key, total in pairs:
        found[key] = found.get(key, Decimal(0)) + total
    return found


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
