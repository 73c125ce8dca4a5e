"""One form on a page of the fund, and what every page that creates something does with it."""

from django.shortcuts import redirect

from herne_integration import drafts
from herne_integration.idempotency import once
from herne_integration.rules import RuleBroken


def create(request, form, act):
    """Runs `act()` for a valid form, once for every double click, and goes where it says; None when a rule has refused
    it: then the sentence stands at the form."""
    try:
        with once(request) as click:
            if click.is_first:
                click.result = act()
    except RuleBroken as refusal:
        form.add_error(None, refusal.sentence)
        return None
    drafts.discard(request)
    return redirect(click.result)


def is_sent(request, form):
    """Whether a valid form has come."""
    return request.method == "POST" and form.is_valid()
