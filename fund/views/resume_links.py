"""Going on with a draft elsewhere: a mailed link, which a person opens and no mail program."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from fund.actions import drafts
from fund.forms.applications import ResumeForm
from fund.views import limits
from fund.views.applicant_door import private, remember
from herne_integration.one_form import is_sent
from herne_integration.rules import RuleBroken

GET_POST = require_http_methods(["GET", "HEAD", "POST"])


@login_not_required
@GET_POST
def resume_ask(request):
    """Mails new links; whether an address has drafts, the page tells nobody."""
    form = ResumeForm(request.POST if request.method == "POST" else None)
    is_done = is_sent(request, form)
    if is_done and not limits.links_too_often(request):
        drafts.send_links(email=form.cleaned_data["email"])
    return render(request, "fund/resume_ask.html", {"form": form, "is_done": is_done})


@sensitive_variables("token")
@login_not_required
@GET_POST
def resume_open(request, token):
    """GET only shows the button, because programs that look through mail open every link; POST uses the link up."""
    if request.method != "POST":
        return private(render(request, "fund/resume_open.html"))
    try:
        application, key = drafts.exchange(token=token)
    except RuleBroken as refusal:
        return private(render(request, "fund/resume_ask.html", {"form": ResumeForm(), "refusal": refusal}, status=410))
    remember(request, application, key)
    return private(redirect("fund:application-detail", application.pk))
