"""The formal check: lines derived from the version's own guideline, judged one by one, then decided."""

from decimal import Decimal

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from fund import content, guideline_rules
from fund.actions import doors, states
from fund.choices.applications import ApplicationState
from fund.choices.formal_checks import Result, Verdict
from fund.models import Award, CheckLine, FormalCheck
from herne_integration.rules import RuleBroken

STARTED = "Diese Fassung wird schon geprüft."
NOT_THE_LAST = "Geprüft wird die zuletzt eingereichte Fassung."
DECIDED = "Diese Prüfung ist schon abgeschlossen."
OPEN_LINES = "Noch nicht geprüft: {lines}"
UNMET_LINES = "Nicht erfüllt: {lines} Fordern Sie nach, oder entscheiden Sie auf unzulässig."
NO_REASON = "Wer einen Antrag für unzulässig hält, nennt den Grund."
BY_STATE = {Result.ADMISSIBLE: ApplicationState.ADMISSIBLE, Result.INADMISSIBLE: ApplicationState.INADMISSIBLE}


@transaction.atomic
def start(*, application, by):
    """Opens the check of the version that was submitted last; what stayed the same keeps its verdict. Returns it."""
    application = doors.locked(application)
    doors.require_office(application, by)
    version = application.latest_version
    if application.state != ApplicationState.FORMAL_CHECK:
        states.move(application, ApplicationState.FORMAL_CHECK)
    if hasattr(version, "formal_check"):
        raise RuleBroken(STARTED)
    check = FormalCheck.objects.create(version=version, opened_at=timezone.now(), opened_by=by)
    lines = guideline_rules.lines(version.guideline.rules, version.content, granted_this_year=granted(application))
    kept = _verdicts_that_hold(version)
    for position, line in enumerate(lines, start=1):
        CheckLine.objects.create(
            check_of=check,
            position=position,
            key=line.key,
            sentence=line.sentence,
            unlocks=list(line.unlocks),
            finding=line.finding,
            reason=line.reason,
            **kept.get(line.key, {}),
        )
    return check


@transaction.atomic
def judge(*, line, verdict, by, note=""):
    """What a person says about one line; it may be said anew until the check is decided."""
    check = _open(line.check_of, by)
    line = check.lines.get(pk=line.pk)
    line.verdict, line.note = Verdict(verdict), note.strip()
    line.judged_at, line.judged_by = timezone.now(), by
    line.save(update_fields=["verdict", "note", "judged_at", "judged_by"])
    return line


@transaction.atomic
def decide(*, check, result, by, reason=""):
    """Admissible, if every line is judged and none is unmet; or not, with the reason that the notice will give."""
    check = _open(check, by)
    result, reason = Result(result), reason.strip()
    if result == Result.ADMISSIBLE:
        _require_all_met(check)
    elif not reason:
        raise RuleBroken(NO_REASON)
    application = check.version.application
    states.move(application, BY_STATE[result])
    check.result, check.reason = result, reason
    check.decided_at, check.decided_by = timezone.now(), by
    check.save(update_fields=["result", "reason", "decided_at", "decided_by"])
    return check


def granted(application):
    """What the applicant was granted from the budget of the application's year, beside it."""
    awards = Award.objects.standing().filter(
        application__applicant=application.applicant_id, budget_year__year=int(application.number[3:7])
    )
    return awards.exclude(application=application).aggregate(sum=Sum("amount"))["sum"] or Decimal("0.00")


def _open(check, by):
    """The check as it is now, its application locked in the state of the formal check."""
    application = doors.locked(check.version.application)
    doors.require_office(application, by)
    check = FormalCheck.objects.select_related("version").get(pk=check.pk)
    check.version.application = application
    if check.decided_at:
        raise RuleBroken(DECIDED)
    if check.version != application.latest_version:
        raise RuleBroken(NOT_THE_LAST)
    states.require(application, ApplicationState.ADMISSIBLE)
    return check


def _require_all_met(check):
    lines = list(check.lines.all())
    waiting = [line.sentence for line in lines if not line.verdict]
    if waiting:
        raise RuleBroken(OPEN_LINES.format(lines=" ".join(waiting)))
    unmet = [line.sentence for line in lines if line.verdict == Verdict.UNMET]
    if unmet:
        raise RuleBroken(UNMET_LINES.format(lines=" ".join(unmet)))


def _verdicts_that_hold(version):
    """{key of a line: who judged it and how}, where nothing that the line looks at has changed meanwhile."""
    before = version.application.versions.filter(number=version.number - 1).select_related("formal_check").first()
    if before is None or not hasattr(before, "formal_check"):
        return {}
    changed = content.changed_parts(before.content, version.content)
    return {
        line.key: {"verdict": line.verdict, "note": line.note, "judged_at": line.judged_at, "judged_by": line.judged_by}
        for line in before.formal_check.lines.exclude(verdict="")
        if line.verdict != Verdict.UNMET and not changed & set(line.unlocks)
    }
