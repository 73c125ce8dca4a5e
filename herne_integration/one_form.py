"""One form on a page: what almost every page that creates something does with it."""

from django.contrib import messages
from django.shortcuts import redirect

from herne_integration import drafts
from herne_integration.idempotency import once
from herne_integration.rules import RuleBroken


def is_sent(request, form):
    """Whether a valid form has come."""
    return request.method == "POST" and form.is_valid()


def create(request, form, act, *, said="", url=""):
    """Runs `act()` for a valid form, once for every double click, says what happened and goes to `url`, or else to the
    address that `act` returns; None when a rule has refused it: then the sentence stands at the form."""
    try:
        with once(request) as click:
            if click.is_first:
                result = act()
                click.result = url or result
                if said:
                    messages.success(request, said)
    except RuleBroken as refusal:
        form.add_error(None, refusal.sentence)
        return None
    drafts.discard(request)
    return redirect(click.result)
