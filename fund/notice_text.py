"""What a notice says, in the words of the office; "rechtlich zu prüfen" until the city's lawyers say otherwise."""

from django.utils import timezone

from fund.choices.formal_checks import Result
from fund.choices.notices import NoticeKind
from herne_integration import money

DECISIONS = {
    NoticeKind.GRANT: "Für Ihr Projekt „{title}“ bewilligt die Stadt Herne {amount} EUR.",
    NoticeKind.GRANT_WITH_CONDITIONS: "Für Ihr Projekt „{title}“ bewilligt die Stadt Herne {amount} EUR mit Auflagen.",
    NoticeKind.REJECTION: "Ihren Antrag für das Projekt „{title}“ lehnt die Stadt Herne ab.",
    NoticeKind.INADMISSIBLE: "Ihr Antrag für das Projekt „{title}“ ist unzulässig.",
    NoticeKind.ALLOCATION: "Für das Projekt „{title}“ werden Ihnen {amount} EUR zugewiesen.",
    NoticeKind.INTERNAL_REJECTION: "Für das Projekt „{title}“ werden keine Mittel zugewiesen.",
}


def compose(*, kind, application, resolution, award):
    """The draft: decision, who decided when, reasons, conditions. The remedy text is printed from its own row."""
    amount = money.written(award.amount) if award else ""
    lines = [DECISIONS[NoticeKind(kind)].format(title=application.title, amount=amount)]
    if resolution:
        board, day = resolution.item.session.board, timezone.localdate(resolution.passed_at)
        lines.append(f"Das Gremium {board} hat darüber am {day:%d.%m.%Y} beschlossen ({resolution.number}).")
    else:
        lines.append(f"Grund: {reason_of(application)}")
    lines += [f"Auflage {one.position}: {one.text}{_due(one)}" for one in award.conditions.all()] if award else []
    return "\n\n".join(lines)


def reason_of(application):
    """Why an application was not admissible, as the check says."""
    version = application.latest_version
    check = getattr(version, "formal_check", None)
    return check.reason if check and check.result == Result.INADMISSIBLE else ""


def _due(condition):
    return f" (bis {condition.due_on:%d.%m.%Y})" if condition.due_on else ""
