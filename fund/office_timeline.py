"""What has happened to an application, in the office's words and with who did it, newest first."""

from django.utils import timezone
from django.utils.formats import date_format

from fund import answers
from fund.choices.notices import NoticeState


def events(application):
    """For components/timeline.html."""
    found = [
        event
        for source in (_versions, _checks, _supplements, _opinions, _agenda, _notices, _withdrawal)
        for event in source(application)
    ]
    newest_first = sorted(found, key=lambda one: one[0], reverse=True)
    return [
        {"when": _written(at), "title": title, "text": text, "by": by.name if by else ""}
        for at, title, text, by in newest_first
    ]


def _versions(application):
    for version in application.versions.select_related("round", "submitted_by"):
        title = "Antrag eingegangen" if version.number == 1 else f"Antwort eingegangen: Fassung {version.number}"
        yield version.submitted_at, title, f"Runde „{version.round}“", version.submitted_by


def _checks(application):
    versions = application.versions.exclude(formal_check=None)
    for version in versions.select_related("formal_check__opened_by", "formal_check__decided_by"):
        check = version.formal_check
        yield check.opened_at, f"Formale Prüfung der Fassung {version.number} begonnen", "", check.opened_by
        if check.decided_at:
            yield check.decided_at, f"Formal geprüft: {check.get_result_display()}", check.reason, check.decided_by


def _supplements(application):
    rules = application.round.guideline.rules
    for asked in application.supplements.select_related("asked_by", "closed_by"):
        fields = ", ".join(answers.label_of(part, rules) for part in asked.unlocks)
        yield asked.asked_at, f"Nachgefordert, jetzige Frist {date_format(asked.due_on)}", fields, asked.asked_by
        if asked.closed_at:
            yield asked.closed_at, "Nachforderung ohne Antwort beendet", "", asked.closed_by


def _opinions(application):
    for one in application.opinions.select_related("asked_by", "given_by"):
        yield one.asked_at, f"Stellungnahme erbeten: {one.department_text}", one.question, one.asked_by
        if one.given_at:
            title = f"Stellungnahme von {one.department_text}: {one.get_stance_display()}"
            yield one.given_at, title, "", one.given_by


def _agenda(application):
    for item in application.agenda_items.select_related("session__board", "ended_by", "session__planned_by"):
        if item.ended_at:
            title = f"{item.session.board}, {item.session}: {item.get_state_display()}"
            yield item.ended_at, title, item.defer_reason, item.ended_by


def _notices(application):
    for notice in application.notices.select_related("drafted_by", "signed_by", "posted_by"):
        name = f"{notice.get_kind_display()} {notice.number}"
        yield notice.drafted_at, f"{name} entworfen", "", notice.drafted_by
        if notice.signed_at:
            yield notice.signed_at, f"{name} unterschrieben", "", notice.signed_by
        if notice.state == NoticeState.POSTED:
            yield notice.posted_at, f"{name} abgesandt", "", notice.posted_by


def _withdrawal(application):
    if application.withdrawn_at:
        yield application.withdrawn_at, "Zurückgezogen", application.withdrawal_reason, application.withdrawn_by


def _written(at):
    at = timezone.localtime(at)
    return f"{date_format(at, 'j. F Y')}, {at:%H:%M} Uhr"
