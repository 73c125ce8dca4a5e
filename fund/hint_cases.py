"""Applications as `hints` compares them: what was submitted last, of those at which there can be a hint at all.

Every hint needs the same people or a similar title. The database finds both by its indexes (`fund_title_key`,
`fund_name_key`), a little more than the rules want; `hints` decides.
"""

from datetime import date

from django.db import connection
from django.db.models import Func, Q, TextField
from django.db.models.fields.json import KT
from django.utils import timezone

from fund import guideline_rules, hints
from fund.choices.applicants import TeamRole
from fund.choices.applications import ApplicationState
from fund.models import ApplicantMember, ApplicationVersion

# Beside the round of the application itself: projects that run or ran within this time are worth a look.
YEARS = 2
MARGIN = 0.05
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
    found = found.filter(Q(round=version.round_id) | Q(submitted_at__year__gte=since), pk__in=_near(version))
    # A content is a long text: of others only what is compared is read.
    said = {f"said_{name}": KT(f"content__answers__{name}") for name in ANSWERS}
    return list(found.select_related("application").defer("content").annotate(**said))


def _near(version):
    """Keys of versions with a similar title, or of people who are the same by record, by name or by signature."""
    answers, every = version.content["answers"], ApplicationVersion.objects.order_by()
    title, name = hints.title_key(answers.get("title") or ""), hints.name_key(answers.get("applicant_name") or "")
    applicant = version.application.applicant_id
    chairs = ApplicantMember.objects.live().filter(role=TeamRole.CHAIR)
    signed = chairs.filter(user__in=chairs.filter(applicant=applicant).values("user"))
    signed = signed.values_list("applicant", flat=True)
    found = every.filter(application__applicant=applicant).values("pk")
    found = found.union(every.filter(application__applicant__in=list(signed)).values("pk"))
    if title:
        _look_for_similar()
        found = found.union(_keyed(every, "fund_title_key").filter(key__trigram_similar=title).values("pk"))
    if name:
        found = found.union(_keyed(every, "fund_name_key").filter(key=name).values("pk"))
    # As a list, or the database would join all versions with these few.
    return list(found.values_list("pk", flat=True))


def _look_for_similar():
    """A little below what `hints` asks for, for what is left of this transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pg_trgm.similarity_threshold', %s, true)", [str(hints.SIMILAR - MARGIN)])


def _keyed(versions, function):
    return versions.annotate(key=Func("content", function=function, output_field=TextField()))


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
