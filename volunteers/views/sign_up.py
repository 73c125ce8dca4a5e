"""Signing up in six short pages, on a phone, without JavaScript and without a cookie.

The address of a page carries a secret and nothing about anybody; whoever has it may go on. Every page is saved when it
is left, in either direction, and only the mailed link makes a profile.
"""

from datetime import timedelta

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from herne_integration.accounts.limits import Limit
from herne_integration.errors import error_page
from herne_integration.idempotency import once, result_of
from herne_integration.one_form import is_sent
from volunteers import profile_presenting, profile_reading, promises, signing_up
from volunteers.actions import drafting
from volunteers.actions import sign_up as actions
from volunteers.forms.sign_up import PAGES, ConsentForm, LaterForm
from volunteers.models import Opportunity
from volunteers.views.frames import limited, own_volunteer, secret_page

HOUR = timedelta(hours=1)
# Wide enough for a course that signs up together in one room.
BEGIN = Limit("volunteers-begin", 60, HOUR)
MAIL = Limit("volunteers-mail", 40, HOUR)
BACK = "zurueck"


def stranger_page(view):
    """View decorator: for everybody. The secret in the address is the right, so without a cookie nothing is forged."""
    return csrf_exempt(login_not_required(secret_page(require_http_methods(["GET", "HEAD", "POST"])(view))))


@stranger_page
@limited(BEGIN)
def sign_up(request):
    """The first page; the draft begins when it is sent, so that looking keeps nothing."""
    if own_volunteer(request.user):
        return redirect("volunteers:my")
    opportunity = _opportunity(request.GET.get("einsatz", ""))
    start = {"activity_types": [opportunity.activity_type]} if opportunity and opportunity.activity_type else {}
    form = PAGES[signing_up.INTERESTS.key](_sent(request), typed=start)
    if is_sent(request, form):
        _volunteer, token = actions.begin(language=get_language())
        kept = form.kept() | ({"opportunity": str(opportunity.pk)} if opportunity else {})
        actions.save_step(token=token, step=signing_up.INTERESTS.key, data=kept)
        return redirect("volunteers:sign-up-step", token, signing_up.TIME_AND_PLACE.key)
    return _page(request, form, signing_up.INTERESTS, {}, opportunity=opportunity)


@stranger_page
def sign_up_resume(request, token):
    """The mailed link: on to the first page that is not done."""
    draft = actions.find(token)
    if draft is None:
        return _gone(request)
    step = signing_up.first_open(draft.draft, drafting.flat(draft.draft))
    return redirect(_address(token, step))


@stranger_page
def sign_up_step(request, token, step):
    """One page. "Zurück" keeps what is right of it, "Weiter" wants all of it."""
    draft = actions.find(token)
    if draft is None or step not in PAGES:
        return _gone(request)
    step, typed = signing_up.BY_KEY[step], drafting.flat(draft.draft)
    form = PAGES[step.key](_sent(request), typed=typed)
    if request.method == "POST":
        is_right, goes_back = form.is_valid(), request.POST.get("los") == BACK
        if is_right or goes_back:
            actions.save_step(token=token, step=step.key, data=draft.draft.get(step.key, {}) | form.kept())
            before, after = signing_up.neighbours(step)
            return redirect(_address(token, (before or step) if goes_back else after))
    return _page(request, form, step, draft.draft, token=token, opportunity=_wish(typed))


@stranger_page
@limited(MAIL)
def sign_up_send(request, token):
    """The last page: all answers, consent, and off it goes."""
    draft = actions.find(token)
    if draft is None:
        # The second click of a form that has been sent ends where the first one did.
        ended = result_of(request.POST) if request.method == "POST" else ""
        return redirect(ended) if ended else _gone(request)
    typed = drafting.flat(draft.draft)
    form = ConsentForm(_sent(request), typed=typed)
    if request.method == "POST" and (form.is_valid() or request.POST.get("los") == BACK):
        actions.save_step(token=token, step=signing_up.CONSENT.key, data=form.kept())
        if request.POST.get("los") == BACK:
            return redirect(_address(token, signing_up.PERSON))
        if not signing_up.missing(typed):
            return _send(request, token)
    return _last_page(request, form, draft, typed, token)


def _send(request, token):
    with once(request) as click:
        if click.is_first:
            actions.finish(token=token)
            click.result = reverse("volunteers:sign-up-sent")
    return redirect(click.result)


@login_not_required
@require_safe
def sign_up_sent(request):
    """Look into the mail; what happens next and when."""
    return render(request, "volunteers/sign_up_sent.html", {"promises": promises})


@stranger_page
@limited(MAIL)
def sign_up_later(request, token):
    """Mails the way back to whoever has to stop here."""
    draft = actions.find(token)
    if draft is None:
        return _gone(request)
    form = LaterForm(_sent(request), initial={"email": drafting.flat(draft.draft).get("email", "")})
    if is_sent(request, form):
        with once(request) as click:
            if click.is_first:
                actions.remind(token=token, email=form.cleaned_data["email"])
                click.result = reverse("volunteers:sign-up-later-sent")
        return redirect(click.result)
    return render(request, "volunteers/sign_up_later.html", {"form": form, "back": _address(token, _first(draft))})


@login_not_required
@require_safe
def sign_up_later_sent(request):
    """The way back is on its way."""
    return render(request, "volunteers/sign_up_later_sent.html")


def _page(request, form, step, draft, *, token="", opportunity=None):
    context = {
        "form": form,
        "step": step,
        "steps": _steps(step, draft, token),
        "number": signing_up.STEPS.index(step) + 1,
        "is_first": step is signing_up.INTERESTS,
        "token": token,
        "opportunity": opportunity,
    }
    return render(request, f"volunteers/sign_up_{TEMPLATES[step.key]}.html", context)


TEMPLATES = {
    signing_up.INTERESTS.key: "interests",
    signing_up.TIME_AND_PLACE.key: "times",
    signing_up.LANGUAGES.key: "languages",
    signing_up.SKILLS.key: "skills",
    signing_up.PERSON.key: "person",
}


def _last_page(request, form, draft, typed, token):
    opportunity = _wish(typed)
    against = profile_reading.reasons(typed, opportunity, timezone.localdate()) if opportunity else []
    context = {
        "form": form,
        "steps": _steps(signing_up.CONSENT, draft.draft, token),
        "number": len(signing_up.STEPS),
        "token": token,
        "missing": [(step.title, _address(token, step)) for step in signing_up.missing(typed)],
        "parts": [(part, _address(token, part.step)) for part in profile_presenting.parts(typed, get_language())],
        "opportunity": opportunity,
        "against": [(reason.sentence, _place(token, signing_up.step_of(reason))) for reason in against],
    }
    return render(request, "volunteers/sign_up_send.html", context)


def _steps(current, draft, token):
    """For the component: whoever has been at a page may go there again."""
    states = {step: "done" if step.key in draft else "open" for step in signing_up.STEPS} | {current: "current"}
    return [
        {"title": step.title, "state": state, "url": _address(token, step) if token and state == "done" else ""}
        for step, state in states.items()
    ]


def _first(draft):
    return signing_up.first_open(draft.draft, drafting.flat(draft.draft))


def _address(token, step):
    if step is signing_up.CONSENT:
        return reverse("volunteers:sign-up-send", args=[token])
    return reverse("volunteers:sign-up-step", args=[token, step.key])


def _place(token, step):
    return _address(token, step) if step else ""


def _sent(request):
    """What was posted, an empty form as well: whoever ticks nothing has sent something all the same."""
    return request.POST if request.method == "POST" else None


def _opportunity(key):
    """The task that somebody comes from; senseless keys are none."""
    try:
        return Opportunity.objects.listed().filter(pk=key).first() if key else None
    except ValidationError:
        return None


def _wish(typed):
    return _opportunity(typed.get("opportunity", ""))


def _gone(request):
    return error_page(
        request, 410, _("Diese Anmeldung gibt es nicht mehr: Sie ist abgeschickt oder älter als drei Tage.")
    )
