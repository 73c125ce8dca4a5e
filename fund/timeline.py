"""What has happened to an application, in the applicant's words, newest first.

Only what she may know: a decision appears with its notice, the office's notes never.
"""

from django.utils import timezone
from django.utils.formats import date_format

from fund.choices.formal_checks import Result
from fund.choices.notices import NoticeState
from fund.models import FormalCheck


def events(application):
    """For components/timeline.html, from the versions, the requests, the notice and the withdrawal."""
    parts = (_versions, _checks, _supplements, _notices, _withdrawal)
    found = [event for part in parts for event in part(application)]
    newest_first = sorted(found, key=lambda one: one[0], reverse=True)
    return [{"when": _written(at), "title": title, "text": text} for at, title, text in newest_first]


def _versions(application):
    for version in application.versions.select_related("round"):
        if version.number == 1:
            yield version.submitted_at, "Antrag eingegangen", f"Nummer {application.number}, Runde „{version.round}“"
        else:
            yield version.submitted_at, "Ihre Antwort ist eingegangen", f"Fassung {version.number} Ihres Antrags"


def _checks(application):
    """When the office looked; that it found an application inadmissible is told by the notice."""
    for check in FormalCheck.objects.filter(version__application=application):
        yield check.opened_at, "Das Projektbüro prüft den Antrag", ""
        if check.result == Result.ADMISSIBLE:
            yield check.decided_at, "Die Prüfung ist abgeschlossen", "Der Antrag ist vollständig und zulässig."


def _supplements(application):
    for asked in application.supplements.all():
        yield asked.asked_at, "Das Projektbüro hat nachgefragt", f"Frist bis {date_format(asked.due_on)}"
        if asked.closed_at:
            yield asked.closed_at, "Die Nachfrage ist erledigt", "Es geht mit der eingereichten Fassung weiter."


def _notices(application):
    for notice in application.notices.filter(state=NoticeState.POSTED):
        yield notice.posted_at, f"{notice.get_kind_display()} abgesandt", f"Nummer {notice.number}"


def _withdrawal(application):
    if application.withdrawn_at:
        yield application.withdrawn_at, "Antrag zurückgezogen", application.withdrawal_reason


def _written(at):
    at = timezone.localtime(at)
    return f"{date_format(at, 'j. F Y')}, {at:%H:%M} Uhr"
