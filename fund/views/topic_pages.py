"""What the pages of an application share: who may write there, where they lead, what stands around the form."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from fund import pages
from fund.actions import doors
from fund.choices.applications import ApplicationState, Topic

NAMES = {
    Topic.COSTS: "fund:application-costs",
    Topic.FINANCING: "fund:application-financing",
    Topic.DOCUMENTS: "fund:application-documents",
}


def require_topic(request, application, topic):
    """Only who writes at this topic (403), and only while something of it may change (409)."""
    if topic not in request.door.topics:
        raise PermissionDenied
    if not pages.shows(topic, request.door.unlocked):
        doors.require_open(application, pages.parts_of(topic), day=timezone.localdate())


def onward(request, application, topic):
    """Where a page leads once it is saved: to the next one, or back to the list, or to the request of the office."""
    following = pages.following(topic)
    if application.state != ApplicationState.DRAFT or "weiter" not in request.POST:
        return reverse("fund:application-detail", args=[application.pk])
    if following is None:
        return reverse("fund:application-check", args=[application.pk])
    return page_of(application, following)


def page_of(application, topic):
    """The address of a page."""
    if topic in NAMES:
        return reverse(NAMES[topic], args=[application.pk])
    return reverse("fund:application-topic", args=[application.pk, pages.WORDS[topic]])


def frame(application, topic):
    """What every page of an application shows beside its form."""
    return {
        "application": application,
        "topic": topic,
        "hint": pages.HINTS[topic],
        "number": list(Topic).index(topic) + 1,
        "total": len(Topic),
        "is_draft": application.state == ApplicationState.DRAFT,
    }


def steps(application, *, current):
    """The whole way: fill in, check, sign with an account, submit."""
    titles = ["Ausfüllen", "Antworten prüfen", "Anmelden und unterschreiben", "Absenden"]
    urls = ["fund:application-detail", "fund:application-check", "fund:application-sign", ""]
    return [
        {
            "title": title,
            "state": "done" if place < current else "current" if place == current else "open",
            "url": reverse(url, args=[application.pk]) if url and place < current else "",
        }
        for place, (title, url) in enumerate(zip(titles, urls, strict=True))
    ]


def key_in(data, name):
    """A UUID that was sent, or 404."""
    try:
        return UUID(data.get(name, ""))
    except ValueError as error:
        raise Http404 from error
