"""The mailed link at the end of the sign-up: the address is hers, and everything begins."""

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from herne_integration.errors import error_page
from herne_integration.idempotency import once, result_of
from herne_integration.one_form import is_sent
from volunteers.actions import drafting, sign_up
from volunteers.forms.sign_up import ConfirmForm
from volunteers.views.sign_up import stranger_page


@stranger_page
@sensitive_post_parameters("password")
def sign_up_confirm(request, token):
    """Looking uses nothing up: mail scanners look at every link."""
    draft = sign_up.to_confirm(token)
    if draft is None:
        ended = result_of(request.POST) if request.method == "POST" else ""
        return redirect(ended) if ended else _gone(request)
    typed = drafting.flat(draft.draft)
    has_account = sign_up.keeps_password(typed["email"])
    data = request.POST if request.method == "POST" else None
    form = ConfirmForm(data, email=typed["email"], name=typed["given_name"], has_account=has_account)
    if is_sent(request, form):
        volunteer = _confirm(request, token, form.cleaned_data.get("password") or None)
        if not has_account and volunteer:
            return _log_in(request, volunteer)
        messages.success(request, _("Danke! Ihre Adresse ist bestätigt."))
        return redirect("volunteers:my")
    return render(request, "volunteers/sign_up_confirm.html", {"form": form, "has_account": has_account})


def _confirm(request, token, password):
    """The new profile, or None where another click was faster."""
    with once(request) as click:
        if not click.is_first:
            return None
        volunteer = sign_up.confirm(token=token, password=password)
        click.result = reverse("volunteers:my")
        return volunteer


def _log_in(request, volunteer):
    """Whoever else is logged in on this browser is not any more."""
    request.session.flush()
    messages.success(request, _("Danke! Ihre Adresse ist bestätigt."))
    record_authentication(request, volunteer.user, method="email", email=volunteer.email)
    login = Login(user=volunteer.user, email=volunteer.email, redirect_url=reverse("volunteers:my"))
    return perform_login(request, login)


def _gone(request):
    return error_page(
        request, 410, _("Dieser Link gilt nicht mehr. Haben Sie schon bestätigt? Dann melden Sie sich bitte an.")
    )
