"""The applicant's side: one's applications, beginning one, the task list, its pages of questions, and checking."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fund import aiming, answers, claiming, content, pages, rounds_ahead, standing, timeline
from fund.actions import applications, drafts, submissions
from fund.choices.applications import ApplicationState
from fund.forms.applications import FORMS, BeginForm
from fund.models import Applicant, Application, Award, Notice, Round
from fund.views import limits, supplement_pages
from fund.views.applicant_door import applicant_page, forget, private, remember
from fund.views.submissions import may_withdraw
from fund.views.topic_pages import frame, key_in, onward, require_topic, steps
from herne_integration import drafts as typed
from herne_integration.one_form import create, is_sent
from herne_integration.pages import in_german
from herne_integration.paging import page
from herne_integration.rules import RuleBroken

GET_POST = require_http_methods(["GET", "HEAD", "POST"])
BUSY = "Von Ihrem Anschluss kamen schon viele Anträge. Bitte versuchen Sie es in einer Stunde noch einmal."


@in_german
@require_safe
def application_list(request):
    """Everything that one's teams and oneself have written, and drafts that wait to be taken over."""
    mine = Application.objects.of(request.user).select_related("round", "applicant")
    found = page(request, mine.order_by("-state_since", "pk"))
    context = {
        "page": found,
        "standings": [(one, standing.of(one.state)) for one in found],
        "claimable": claiming.claimable_by(request.user).select_related("round"),
        "teams": Applicant.objects.of(request.user),
    }
    return private(render(request, "fund/application_list.html", context))


@login_not_required
@GET_POST
def application_create(request):
    """Begins a draft: with an account at once, without one by an e-mail address, to which the link goes."""
    by = request.user if request.user.is_authenticated else None
    form = BeginForm(typed.posted(request), initial={"email": by.email} if by else None)
    if is_sent(request, form):
        if by is None and limits.begun_too_often(request, form.cleaned_data["email"]):
            form.add_error(None, BUSY)
        elif answer := create(request, form, lambda: _begin(request, form.cleaned_data, by)):
            return private(answer)
    return render(request, "fund/begin_form.html", {"form": form, "next_round": rounds_ahead.aimed_at(timezone.now())})


@require_POST
def application_claim(request, pk):
    """Takes a draft over into the account whose address is the same and confirmed."""
    application = get_object_or_404(claiming.claimable_by(request.user), pk=pk)
    drafts.claim(application=application, by=request.user)
    forget(request, application)
    messages.success(request, "Der Entwurf gehört jetzt zu Ihrem Konto.")
    return private(redirect("fund:application-detail", application.pk))


@applicant_page
@require_safe
def application_detail(request, application):
    """The task list of a draft; once submitted, how it stands."""
    if application.state != ApplicationState.DRAFT:
        return render(request, "fund/application_status.html", _status(request, application))
    tasks, lacks = pages.tasks(application, request.door.topics)
    context = {
        "application": application,
        "is_top": True,
        "tasks": tasks,
        "number_done": sum(one.status == "fertig" for one in tasks),
        "lacks": lacks,
        "refusal": aiming.refusal(application.round, timezone.now()),
        "steps": steps(application, current=0),
    }
    return render(request, "fund/application_tasks.html", context)


@applicant_page
@GET_POST
def application_topic(request, application, word):
    """One page of questions, saved as far as it is filled in."""
    topic = pages.TOPICS.get(word)
    if topic not in FORMS:
        raise Http404
    require_topic(request, application, topic)
    form = FORMS[topic](typed.posted(request), instance=application, unlocked=request.door.unlocked)
    if is_sent(request, form):
        if form.has_changed():
            applications.save_topic(application=form.save(commit=False), topic=topic, **request.door.writer)
        typed.discard(request)
        return redirect(onward(request, application, topic))
    return render(request, "fund/application_topic.html", {"form": form, **frame(application, topic)})


@applicant_page
@require_safe
def application_check(request, application):
    """All answers, what is missing, and the way to each of them."""
    frozen, rules = content.of(application), application.round.guideline.rules
    context = {
        "application": application,
        "sections": answers.sections(frozen, rules),
        "topics": request.door.topics,
        "plans": answers.plans(frozen),
        "lacks": submissions.missing(application),
        "refusal": aiming.refusal(application.round, timezone.now()),
        "steps": steps(application, current=1),
    }
    return render(request, "fund/application_check.html", context)


@applicant_page
@require_POST
def application_move(request, application):
    """The draft aims at the round that follows."""
    to_round = get_object_or_404(
        Round.objects.filter(fund=application.round.fund_id), pk=_number(request.POST.get("runde", ""))
    )
    drafts.move_to_round(application=application, to_round=to_round, **request.door.writer)
    messages.success(request, f"Ihr Entwurf ist jetzt für die Runde „{to_round.name}“.")
    return redirect("fund:application-detail", application.pk)


@applicant_page
@GET_POST
def application_discard(request, application):
    """Deletes a draft with its files, after a question."""
    if application.state != ApplicationState.DRAFT:
        raise RuleBroken("Ein eingegangener Antrag wird zurückgezogen, nicht gelöscht.")
    if request.method == "POST":
        drafts.discard(application=application, **request.door.writer)
        forget(request, application)
        messages.success(request, "Der Entwurf ist gelöscht.")
        return redirect("fund:application-list" if request.user.is_authenticated else "fund:fund-detail")
    return render(request, "fund/application_discard.html", {"application": application})


def _begin(request, answered, by):
    """The draft, with the name of who applies; its page."""
    team = (
        Applicant.objects.of(by).filter(pk=key_in(request.GET, "team")).first()
        if by and "team" in request.GET
        else None
    )
    fund = rounds_ahead.the_fund()
    if fund is None:
        raise RuleBroken(drafts.NO_ROUND)
    application, key = drafts.begin(
        fund=fund,
        by=by,
        email=answered["email"],
        applicant=team,
        applicant_name=answered["applicant_name"],
    )
    if key:
        remember(request, application, key)
    return reverse("fund:application-detail", args=[application.pk])


def _number(text):
    """A round's key from a button."""
    if not text.isdecimal() or len(text) > 9:
        raise Http404
    return int(text)


def _status(request, application):
    """What the applicant reads of an application that has come in."""
    asked = application.supplements.open().first()
    return {
        "application": application,
        "is_top": True,
        "standing": standing.of(application.state),
        "events": timeline.events(application),
        "version": application.latest_version,
        "asked": asked,
        "is_overdue": bool(asked) and not request.door.unlocked,
        "asked_pages": supplement_pages.of(application, asked, request.door) if asked else [],
        "notice": Notice.objects.visible_to(request.user).filter(application=application).first(),
        "award": Award.objects.visible_to(request.user).standing().filter(application=application).first(),
        "may_withdraw": may_withdraw(request, application),
    }
