"""Opinions of departments: the office asks, the expert answers on a page of her own."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from fund import answers, due, papers, service_days
from fund.actions import opinions
from fund.choices.applications import PENDING, Topic
from fund.forms.opinions import OpinionForm, StanceForm
from fund.models import Opinion
from fund.views.applicant_door import private
from fund.views.office_door import form_page, framed, office_application
from herne_integration import drafts
from herne_integration.one_form import create, is_sent
from herne_integration.pages import in_german
from herne_integration.paging import page
from herne_integration.rules import RuleBroken

GET_POST = require_http_methods(["GET", "HEAD", "POST"])
# What an expert needs: not who the contact is, and no papers of the association.
SHOWN = (Topic.PROJECT, Topic.PERIOD, Topic.CRITERIA)
BESIDE = ("application__round__guideline", "application__applicant", "expert", "given_by", "asked_by")


@office_application
@require_safe
def opinion_list(request, application):
    """Who was asked, and what came back."""
    asked = Opinion.objects.visible_to(request.user).filter(application=application).select_related(*BESIDE)
    may_ask = request.desk.may_work and application.state in PENDING
    context = {"opinions": asked.order_by("-asked_at"), "may_ask": may_ask, "today": timezone.localdate()}
    return framed(request, "fund/opinion_list.html", application, "opinions", **context)


@office_application
@GET_POST
def opinion_create(request, application):
    """Asks a department, and a person in it if there is one with an account."""
    if request.method != "POST" and application.state not in PENDING:
        raise RuleBroken(opinions.TOO_LATE)
    day = service_days.working_days_after(timezone.localdate(), due.END_CHECK)
    form = OpinionForm(drafts.posted(request), initial={"due_on": day})
    if is_sent(request, form) and (answer := create(request, form, lambda: _ask(request, application, form))):
        return answer
    title = "Stellungnahme erbitten"
    return form_page(request, application, form, part="opinions", title=title, button="Erbitten")


@office_application
@GET_POST
def opinion_note(request, application, opinion):
    """The office writes down what came on paper."""
    asked = get_object_or_404(application.opinions.all(), pk=opinion)
    if asked.given_at and request.method != "POST":
        raise RuleBroken(opinions.GIVEN)
    form = StanceForm(drafts.posted(request))
    back = reverse("fund:opinion-list", args=[application.pk])
    if is_sent(request, form) and (answer := create(request, form, lambda: _give(request, asked, form, back))):
        return answer
    title, text = f"Stellungnahme eintragen: {asked.department_text}", asked.question
    return form_page(request, application, form, part="opinions", title=title, text=text, button="Eintragen")


@in_german
@require_safe
def opinion_mine(request):
    """What I am asked for, and what I have said."""
    mine = Opinion.objects.visible_to(request.user).filter(expert=request.user).select_related("application")
    found = page(request, mine.order_by("given_at", "due_on", "pk"))
    return private(render(request, "fund/opinion_mine.html", {"page": found, "today": timezone.localdate()}))


@in_german
@GET_POST
def opinion_give(request, pk):
    """What is asked, what she needs of the application, and her answer."""
    opinion = get_object_or_404(
        Opinion.objects.visible_to(request.user).filter(expert=request.user).select_related(*BESIDE), pk=pk
    )
    form = StanceForm(drafts.posted(request))
    back = reverse("fund:opinion-give", args=[pk])
    if is_sent(request, form) and (answer := create(request, form, lambda: _give(request, opinion, form, back))):
        return private(answer)
    version = opinion.application.versions.select_related("guideline").order_by("-number").first()
    frozen = papers.whole(version.content)
    context = {
        "opinion": opinion,
        "form": form,
        "is_open": not opinion.given_at and opinion.application.state in PENDING,
        "sections": [one for one in answers.sections(frozen, version.guideline.rules) if one.topic in SHOWN],
        "plans": answers.plans(frozen),
        "applicant": frozen["answers"]["applicant_name"],
    }
    return private(render(request, "fund/opinion_give.html", context))


def _ask(request, application, form):
    opinions.ask(application=application, by=request.user, **form.arguments())
    messages.success(request, "Die Stellungnahme ist erbeten.")
    return reverse("fund:opinion-list", args=[application.pk])


def _give(request, opinion, form, back):
    given = {name: form.cleaned_data[name] for name in ("stance", "text")}
    opinions.give(opinion=opinion, by=request.user, **given)
    messages.success(request, "Die Stellungnahme ist abgegeben.")
    return back
