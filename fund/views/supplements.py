"""The office asks for what is missing, gives more time, or goes on without an answer."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fund import answers, suggesting
from fund.actions import supplements
from fund.choices.applications import ApplicationState
from fund.forms.supplements import DueForm, SupplementForm
from fund.models import Supplement
from fund.views.office_door import form_page, framed, office_application
from herne_integration import drafts
from herne_integration.one_form import create, is_sent
from herne_integration.rules import RuleBroken

GET_POST = require_http_methods(["GET", "HEAD", "POST"])


@office_application
@require_safe
def supplement_list(request, application):
    """What was asked for, what came back, and the open request with its day."""
    asked = Supplement.objects.visible_to(request.user).filter(application=application).order_by("-asked_at")
    rules = application.round.guideline.rules
    rows = [
        (one, [answers.label_of(part, rules) for part in one.unlocks], getattr(one, "answer", None))
        for one in asked.select_related("asked_by", "closed_by", "answered_by", "answer")
    ]
    return framed(request, "fund/supplement_list.html", application, "supplements", rows=rows)


@office_application
@GET_POST
def supplement_create(request, application):
    """The form, filled from the lines that are not met."""
    if request.method != "POST" and application.state != ApplicationState.FORMAL_CHECK:
        raise RuleBroken(supplements.NO_CHECK)
    version, today = application.latest_version, timezone.localdate()
    suggested = suggesting.supplement(version, today)
    parts = supplements.parts(version.guideline)
    form = SupplementForm(drafts.posted(request), parts=parts, rules=version.guideline.rules, suggested=suggested)
    if is_sent(request, form) and (answer := create(request, form, lambda: _ask(request, application, form))):
        return answer
    title, button = "Etwas nachfordern", "Nachforderung absenden"
    return form_page(request, application, form, part="supplements", title=title, button=button)


@office_application
@GET_POST
def supplement_extend(request, application, supplement):
    """Gives more time, also after the day that was set."""
    asked = get_object_or_404(application.supplements.all(), pk=supplement)
    today = timezone.localdate()
    rules = application.round.guideline.rules
    form = DueForm(drafts.posted(request), initial={"due_on": suggesting.later(asked.due_on, today, rules)})
    if is_sent(request, form):
        try:
            supplements.extend(supplement=asked, due_on=form.cleaned_data["due_on"], by=request.user)
        except RuleBroken as refusal:
            form.add_error("due_on", refusal.sentence)
        else:
            messages.success(request, "Die Frist ist verlängert. Der Antragsteller bekommt eine E-Mail.")
            return redirect("fund:supplement-list", application.pk)
    text = f"Bisherige Frist: {asked.due_on:%d.%m.%Y}"
    context = {"title": "Frist verlängern", "button": "Verlängern", "text": text}
    return form_page(request, application, form, part="supplements", **context)


@office_application
@require_POST
def supplement_close(request, application, supplement):
    """Goes on with what was submitted; unsent changes are put back."""
    asked = get_object_or_404(application.supplements.all(), pk=supplement)
    supplements.close(supplement=asked, by=request.user)
    messages.success(request, "Die Nachforderung ist beendet. Es geht mit der eingereichten Fassung weiter.")
    return redirect("fund:formal-check", application.pk)


def _ask(request, application, form):
    asked = {name: form.cleaned_data[name] for name in ("unlocks", "request", "due_on")}
    supplements.ask(application=application, by=request.user, **asked)
    messages.success(request, "Nachgefordert. Der Antragsteller bekommt eine E-Mail.")
    return reverse("fund:supplement-list", args=[application.pk])
