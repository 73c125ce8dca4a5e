"""Asking a department what it thinks of an application."""

from django.db import transaction
from django.utils import timezone

from fund.actions import doors
from fund.choices.applications import PENDING
from fund.choices.formal_checks import Stance
from fund.models import Opinion
from herne_integration import mail
from herne_integration.rules import RuleBroken

TOO_LATE = "Über diesen Antrag ist schon entschieden."
GIVEN = "Diese Stellungnahme ist schon abgegeben."
NOT_ASKED = "Um diese Stellungnahme sind Sie nicht gebeten."


@transaction.atomic
def ask(*, application, question, due_on, by, department=None, department_text="", expert=None):
    """The office asks a department, and in it a person with an account (`expert`) if there is one."""
    application = doors.locked(application)
    doors.require_office(application, by)
    if application.state not in PENDING:
        raise RuleBroken(TOO_LATE)
    name = department_text.strip() or (department.name if department else "")
    if not name or not question.strip():
        raise RuleBroken("Nötig sind ein Fachbereich und eine Frage.")
    if expert is not None and doors.roles(application, expert):
        raise RuleBroken("Wer zum Team des Antragstellers gehört, nimmt zu dessen Antrag nicht Stellung.")
    made = Opinion.objects.create(
        application=application,
        department=department,
        department_text=name,
        expert=expert,
        question=question.strip(),
        due_on=due_on,
        asked_at=timezone.now(),
        asked_by=by,
    )
    if expert is not None:
        mail.queue("fund/mail/opinion.txt", {"opinion": made}, to=expert.email)
    return made


@transaction.atomic
def give(*, opinion, stance, text, by):
    """Whoever was asked says it, or the office writes down what came on paper; then it stays."""
    application = doors.locked(opinion.application)
    opinion = application.opinions.get(pk=opinion.pk)
    if opinion.expert_id is None or by is None or opinion.expert_id != by.pk:
        if by is None or not by.has_perm("fund.manage_fund"):
            raise RuleBroken(NOT_ASKED)
        doors.require_office(application, by)
    if opinion.given_at:
        raise RuleBroken(GIVEN)
    if application.state not in PENDING:
        raise RuleBroken(TOO_LATE)
    if stance not in Stance or (not text.strip() and stance != Stance.NO_OPINION):
        raise RuleBroken("Zu einer Stellungnahme gehört eine Begründung.")
    opinion.stance, opinion.text = stance, text.strip()
    opinion.given_at, opinion.given_by = timezone.now(), by
    opinion.version += 1
    opinion.save(update_fields=["stance", "text", "given_at", "given_by", "version"])
    return opinion
