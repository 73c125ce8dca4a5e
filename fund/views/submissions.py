"""Signing and submitting, the receipt, the papers; answering a request; taking an application back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_safe

from fund import aiming, answers, claiming, content
from fund.actions import applicants, applications, doors, submissions, supplements
from fund.choices.applicants import TeamRole
from fund.choices.applications import NEXT_STATES, ApplicationState
from fund.forms.submissions import DeclarationForm, SignerForm, WithdrawalForm
from fund.models import Applicant, ApplicationVersion
from fund.views import supplement_pages
from fund.views.applicant_door import applicant_page, reader_page
from fund.views.topic_pages import steps
from herne_integration import drafts as typed
from herne_integration.one_form import create, is_sent
from herne_integration.pdf import PdfResponse
from herne_integration.rules import RuleBroken

GET_POST = require_http_methods(["GET", "HEAD", "POST"])
MAY_WITHDRAW = {TeamRole.CHAIR, TeamRole.PROJECT_LEAD}


@applicant_page
@GET_POST
def application_sign(request, application):
    """An account, and in whose name one applies; says early what is needed for submitting."""
    _require_draft(application)
    form = None
    if application.owner_id and application.owner_id == request.user.pk:
        teams = Applicant.objects.of(request.user)
        form = SignerForm(typed.posted(request), teams=teams, name=application.applicant_name)
        if is_sent(request, form) and (answer := create(request, form, lambda: _assign(request, application, form))):
            return answer
    if application.applicant_id and request.method != "POST":
        return redirect("fund:submission-create", application.pk)
    is_claimable = (
        request.user.is_authenticated and claiming.claimable_by(request.user).filter(pk=application.pk).exists()
    )
    context = {"application": application, "form": form, "is_claimable": is_claimable}
    return render(request, "fund/application_sign.html", context | {"steps": steps(application, current=2)})


@applicant_page
@GET_POST
def submission_create(request, application):
    """The declaration of whoever signs, and submitting: the second counts in which the server reads it."""
    at = now()
    _require_draft(application)
    if application.applicant_id is None:
        return redirect("fund:application-sign", application.pk)
    form = DeclarationForm(request.POST if request.method == "POST" else None)
    if is_sent(request, form):
        answer = create(request, form, lambda: _submit(request, application, form.cleaned_data["is_declared"], at))
        if answer:
            return answer
    context = {
        "application": application,
        "form": form,
        "lacks": submissions.missing(application),
        "refusal": aiming.refusal(application.round, at),
        "steps": steps(application, current=3),
    }
    return render(request, "fund/submission_form.html", context | signing(request, application))


@applicant_page
@require_safe
def submission_receipt(request, application, number):
    """What has come in, when, and under which seal; what happens next."""
    return render(request, "fund/submission_receipt.html", _receipt(application, number))


@reader_page
@require_safe
def submission_receipt_pdf(request, application, number):
    """The receipt on paper."""
    context = _receipt(application, number)
    return _paper(request, "fund/receipt_pdf.html", context, f"Eingang {application.number}")


@reader_page
@require_safe
def submission_pdf(request, application, number):
    """The whole application as it was submitted, with its seal."""
    version = _version(application, number)
    context = _paper_context(application, version.content, version.guideline.rules) | {"version": version}
    context["seal"] = answers.in_groups(version.sha256)
    return _paper(request, "fund/application_pdf.html", context, f"Antrag {application.number} Fassung {number}")


@applicant_page
@require_safe
def application_pdf(request, application):
    """The working copy on paper, marked as not submitted."""
    context = _paper_context(application, content.of(application), application.round.guideline.rules)
    return _paper(request, "fund/application_pdf.html", context, "Antrag Entwurf")


@applicant_page
@GET_POST
def supplement_answer(request, application):
    """What was changed at the office's request, and sending it."""
    asked = application.supplements.open().first()
    if asked is None:
        raise RuleBroken(supplements.ANSWERED)
    form = DeclarationForm(request.POST if request.method == "POST" else None)
    if is_sent(request, form):
        answer = create(request, form, lambda: _answer(request, application, asked, form.cleaned_data["is_declared"]))
        if answer:
            return answer
    changed = content.changed_parts(application.latest_version.content, content.of(application))
    rules = application.round.guideline.rules
    context = {"application": application, "asked": asked, "form": form, "lacks": submissions.missing(application)}
    context["changed"] = [answers.label_of(part, rules) for part in sorted(changed)]
    context["asked_pages"] = supplement_pages.of(application, asked, request.door)
    return render(request, "fund/supplement_form.html", context | signing(request, application))


@applicant_page
@GET_POST
def application_withdraw(request, application):
    """Takes a submitted application back, after a question."""
    if not may_withdraw(request, application):
        if doors.roles(application, request.user) & MAY_WITHDRAW:
            raise RuleBroken(f"Dieser Antrag ist {application.get_state_display()} und lässt sich nicht zurückziehen.")
        raise PermissionDenied
    form = WithdrawalForm(typed.posted(request))
    if is_sent(request, form):
        applications.withdraw(application=application, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, "Der Antrag ist zurückgezogen.")
        return redirect("fund:application-detail", application.pk)
    return render(request, "fund/application_withdraw.html", {"application": application, "form": form})


def may_withdraw(request, application):
    """Whether this person may take this application back now."""
    is_early = ApplicationState.WITHDRAWN in NEXT_STATES[ApplicationState(application.state)]
    return is_early and bool(doors.roles(application, request.user) & MAY_WITHDRAW)


def signing(request, application):
    """Who signs, whether it is this person, and the words of the declaration."""
    chairs = application.applicant.members.live().filter(role=TeamRole.CHAIR).select_related("user")
    return {
        "declaration": submissions.DECLARATION,
        "chairs": [one.user for one in chairs],
        "may_sign": any(one.user_id == request.user.pk for one in chairs),
    }


def _require_draft(application):
    if application.state != ApplicationState.DRAFT:
        raise RuleBroken(submissions.ONLY_ONCE.format(number=application.number))


def _assign(request, application, form):
    """The chosen team, or a new one of what stands in the application."""
    applicant = form.applicant
    if applicant is None:
        kind = application.applicant_kind
        if not kind:
            raise RuleBroken("Bitte wählen Sie zuerst auf der Seite „Wer den Antrag stellt“ die Rechtsform aus.")
        written = {name: getattr(application, column) for name, column in applicants.WRITTEN.items()}
        applicant = applicants.found(**written, role=form.cleaned_data["role"], by=request.user)
    applications.assign(application=application, applicant=applicant, by=request.user)
    return reverse("fund:submission-create", args=[application.pk])


def _submit(request, application, is_declared, at):
    version = submissions.submit(application=application, by=request.user, is_declared=is_declared, at=at)
    return reverse("fund:submission-receipt", args=[application.pk, version.number])


def _answer(request, application, asked, is_declared):
    version = supplements.answer(supplement=asked, by=request.user, is_declared=is_declared)
    return reverse("fund:submission-receipt", args=[application.pk, version.number])


def _version(application, number):
    return get_object_or_404(
        ApplicationVersion.objects.select_related("round", "guideline", "submitted_by"),
        application=application,
        number=number,
    )


def _receipt(application, number):
    version = _version(application, number)
    return {"application": application, "version": version, "seal": answers.in_groups(version.sha256)}


def _paper_context(application, frozen, rules):
    return {"application": application, "sections": answers.sections(frozen, rules), "plans": answers.plans(frozen)}


def _paper(request, template, context, name):
    return PdfResponse(request, template, context, name, language="de", is_kept=False)
