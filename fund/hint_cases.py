"""Applications as `hints` compares them: what was submitted last, read once for all."""

from datetime import date

from django.db.models import Q
from django.db.models.fields.json import KT
from django.utils import timezone

from fund import guideline_rules, hints
from fund.choices.applicants import TeamRole
from fund.choices.applications import ApplicationState
from fund.models import ApplicantMember, ApplicationVersion

# Beside the round of the application itself: projects that run or ran within this time are worth a look.
YEARS = 2
ANSWERS = ("title", "applicant_name", "starts_on", "ends_on")


def at(version):
    """Hints at other applications for a submitted version: a list of `hints.Hint`, the gravest first."""
    others = _others(version)
    signatories = _signatories([version, *others])
    maximum = guideline_rules.amount(version.guideline.rules, "max_per_application")
    cases = [_case(one, {name: getattr(one, f"said_{name}") for name in ANSWERS}, signatories) for one in others]
    return hints.find(_case(version, version.content["answers"], signatories), cases, maximum=maximum)


def _others(version):
    """The last versions of all that is not withdrawn: of the same round, and of the years before."""
    since = timezone.localdate(version.submitted_at).year - YEARS
    found = ApplicationVersion.objects.latest().exclude(application=version.application_id)
    found = found.exclude(application__state=ApplicationState.WITHDRAWN)
    found = found.filter(Q(round=version.round_id) | Q(submitted_at__year__gte=since))
    # A content is a long text: of others only what is compared is read.
    said = {f"said_{name}": KT(f"content__answers__{name}") for name in ANSWERS}
    return list(found.select_related("application").defer("content").annotate(**said))


def _signatories(versions):
    """{applicant: people who sign for it today}."""
    applicants = {one.application.applicant_id for one in versions if one.application.applicant_id}
    rows = ApplicantMember.objects.live().filter(applicant__in=applicants, role=TeamRole.CHAIR)
    found = {}
    for applicant, user in rows.values_list("applicant", "user"):
        found.setdefault(applicant, set()).add(user)
    return found


def _case(version, answers, signatories):
    application = version.application
    return hints.Case(
        key=application.pk,
        number=application.number,
        title=answers.get("title") or "",
        applicant=answers.get("applicant_name") or "",
        organisation=application.applicant_id,
        signatories=frozenset(signatories.get(application.applicant_id, ())),
        starts_on=_day(answers.get("starts_on")),
        ends_on=_day(answers.get("ends_on")),
        round=version.round_id,
        amount=version.amount_requested,
    )


def _day(text):
    return date.fromisoformat(text) if text else None
