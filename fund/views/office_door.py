"""The ways to the project office's pages of one application.

    @office_application                 # view(request, application): the office, a submitted application named by `pk`
    def formal_check(request, application):
        request.desk.may_work           # False for a clerk who belongs to the applicant's own team
        request.desk.row                # waiting.Row: whose turn it is, until when

Not visible, or still a draft: 404. `frame` gives the page its head and its tabs.
"""

from dataclasses import dataclass
from functools import wraps

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from fund import waiting
from fund.actions import doors
from fund.models import Application
from fund.views import office_steps
from herne_integration.pages import staff_page

OFFICE = "fund.manage_fund"
BESIDE = ("round__fund", "round__guideline", "field_of_action", "applicant__organisation", "withdrawn_by")
PARTS = [
    ("application", "Antrag", "fund:office-application"),
    ("check", "Formale Prüfung", "fund:formal-check"),
    ("supplements", "Nachforderungen", "fund:supplement-list"),
    ("opinions", "Stellungnahmen", "fund:opinion-list"),
    ("history", "Verlauf", "fund:office-history"),
]


@dataclass(frozen=True)
class Desk:
    """What whoever asks may do with this application, and what is to be done."""

    may_work: bool
    row: waiting.Row


def office_application(view):
    """View decorator: `view(request, application, **kwargs)` for the office."""

    @staff_page(OFFICE)
    @wraps(view)
    def page(request, pk, **kwargs):
        visible = Application.objects.visible_to(request.user).submitted().select_related(*BESIDE)
        day = timezone.localdate()
        application = waiting.annotated(visible, day).filter(pk=pk).first()
        if application is None:
            raise Http404
        request.desk = Desk(
            may_work=not doors.roles(application, request.user), row=waiting.rows([application], day)[0]
        )
        return view(request, application, **kwargs)

    return page


def framed(request, template, application, part, *, status=200, **context):
    """A page of an application with its head, its tabs and what may be done next."""
    tabs = [
        {"url": reverse(name, args=[application.pk]), "label": label, "current": part == key}
        for key, label, name in PARTS
    ]
    steps = office_steps.of(application) if request.desk.may_work else []
    frame = {"application": application, "part": part, "tabs": tabs, "desk": request.desk, "steps": steps}
    return render(request, template, frame | context, status=status)


def form_page(request, application, form, *, part, title, **context):
    """The page of one form; `button`, `kind` of the button, `text` above the form."""
    return framed(request, "fund/office_form.html", application, part, form=form, title=title, is_form=True, **context)
