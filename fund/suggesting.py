"""What the office need not type: the fields, the words and the day of a request, from the check and the guideline."""

from fund import due, guideline_rules
from fund.choices.formal_checks import Verdict
from fund.models import CheckLine

# "Beispielwert", where a guideline does not say how long an applicant has.
DAYS = 14


def supplement(version, day):
    """Initial values of a request about a version: what its unmet lines would unlock, and their notes."""
    lines = CheckLine.objects.filter(check_of__version=version, verdict=Verdict.UNMET)
    return {
        "unlocks": sorted({part for line in lines for part in line.unlocks}),
        "request": "\n".join(f"{line.sentence} {line.note or line.reason}".strip() for line in lines)[:2000],
        "due_on": due.supplement_due_on(day, _days(version.guideline.rules)),
    }


def later(due_on, day, rules):
    """Another day for an answer: as long again, from the day that was set or from today."""
    return due.supplement_due_on(max(due_on, day), _days(rules))


def _days(rules):
    return guideline_rules.value(rules, "supplement_days") or DAYS
