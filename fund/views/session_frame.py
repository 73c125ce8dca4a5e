"""The frame of a session's office pages: its parts as tabs."""

from django.shortcuts import render
from django.urls import reverse

from fund.choices.sessions import SessionState

AGENDA, INVITATION, RUN, MINUTES, NOTICES = "agenda", "invitation", "run", "minutes", "notices"


def page(request, template, session, part, *, status=200, **context):
    """A page of a session with its tabs."""
    framed = {"session": session, "part": part, "tabs": tabs(session, part), **context}
    return render(request, template, framed, status=status)


def tabs(session, part):
    """The parts that make sense in this state."""
    pages = [(AGENDA, "Tagesordnung", "fund:session-detail")]
    if session.state != SessionState.CANCELLED:
        pages.append((INVITATION, "Einladung", "fund:session-invite"))
    if session.state in {SessionState.INVITED, SessionState.OPEN, SessionState.CLOSED}:
        pages.append((RUN, "Umlauf" if session.is_circular else "Sitzung", "fund:session-run"))
    if session.state == SessionState.CLOSED:
        pages.append((MINUTES, "Niederschrift", "fund:minutes-detail"))
        pages.append((NOTICES, "Bescheide", "fund:session-notices"))
    return [
        {"url": reverse(name, args=[session.pk]), "label": label, "current": part == key} for key, label, name in pages
    ]


def single_page(request, form, *, title, button, back, above):
    """The page of one form outside of a session; `back` and `above` are address and name of the page it came from."""
    context = {"form": form, "title": title, "button": button, "back": back, "above": above}
    return render(request, "fund/board_form.html", context)


def form_page(request, session, form, *, part, title, button="Speichern", text="", kind="primary"):
    """The page of one form."""
    context = {"form": form, "title": title, "button": button, "text": text, "kind": kind}
    return page(request, "fund/session_form.html", session, part, **context)
