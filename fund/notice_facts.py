"""What stands in the blanks of a notice, from rows: `notice_blocks` makes the words of it."""

from django.utils import timezone

from fund import notice_blocks, service_days
from fund.choices.formal_checks import Result


def compose(*, kind, application, resolution, award):
    """The words of a draft."""
    found = facts(application=application, resolution=resolution, award=award)
    return notice_blocks.text(notice_blocks.blocks(kind, found))


def facts(*, application, resolution, award):
    """`notice_blocks.Facts` of a decided application; the version that was decided, not a later working copy."""
    version = resolution.application_version if resolution else application.latest_version
    return notice_blocks.Facts(
        title=application.title,
        number=application.number,
        applied_on=timezone.localdate(version.submitted_at),
        requested=version.amount_requested,
        starts_on=application.starts_on,
        ends_on=application.ends_on,
        guideline=str(version.guideline),
        reason=resolution.text if resolution else _reason(version),
        **_decision(resolution),
        **_grant(application, award, version),
    )


def of_deferral(item):
    """`notice_blocks.Facts` of an item that was put off; the next session of the board, if one is planned."""
    application, version = item.application, item.application_version
    following = item.session.board.sessions.not_over().filter(starts_at__gt=item.session.starts_at)
    starts_at = following.order_by("starts_at").values_list("starts_at", flat=True).first()
    return notice_blocks.Facts(
        title=application.title,
        number=application.number,
        applied_on=timezone.localdate(version.submitted_at),
        board=str(item.session.board),
        reason=item.defer_reason,
        next_session_on=timezone.localdate(starts_at) if starts_at else None,
    )


def _decision(resolution):
    if resolution is None:
        return {}
    return {
        "board": str(resolution.item.session.board),
        "decided_on": timezone.localdate(resolution.passed_at),
        "resolution": resolution.number,
    }


def _grant(application, award, version):
    if award is None:
        return {}
    return {
        "amount": award.amount,
        "conditions": tuple(award.conditions.values_list("text", "due_on")),
        "source": award.source.name,
        "proof_due_on": _proof_due_on(application, version.guideline.rules),
    }


def _proof_due_on(application, rules):
    """So many months after the project's end; None where the guideline or the project says nothing."""
    months = rules.get("proof_months", {}).get("value")
    return service_days.months_after(application.ends_on, months) if months and application.ends_on else None


def _reason(version):
    """Why an application was not admissible, as the check says."""
    check = getattr(version, "formal_check", None)
    return check.reason if check and check.result == Result.INADMISSIBLE else ""
