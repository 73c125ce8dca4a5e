"""The cost plan and the financing plan: rows on one page, which add up without a script."""

from dataclasses import dataclass
from typing import Any

from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from fund import answers, content, plan_hints, plan_sums
from fund.actions import applications, plans
from fund.choices.applications import COSTS, FINANCING, Topic
from fund.forms.applications import AmountForm
from fund.forms.plans import SPARE, CostRows, FinancingRows, PlanForm, rows, with_spare_rows
from fund.models import CostItem, FinancingItem
from fund.views.applicant_door import applicant_page
from fund.views.topic_pages import frame, onward, page_of, require_topic
from herne_integration import drafts as typed
from herne_integration.one_form import create

GET_POST = require_http_methods(["GET", "HEAD", "POST"])
MOST_SPARE = 20


@dataclass
class Sheet:
    """The forms of one page: the key that counts once, the rows, the sum that is asked for; these two may be shut."""

    form: Any
    rows: Any = None
    amount: Any = None

    def is_valid(self):
        """All of them are looked at, so that every error shows at once."""
        parts = [part for part in (self.form, self.rows, self.amount) if part is not None]
        return [part.is_valid() for part in parts].count(False) == 0


@applicant_page
@GET_POST
def application_costs(request, application):
    """What the project costs, line by line."""
    return _page(request, application, Topic.COSTS)


@applicant_page
@GET_POST
def application_financing(request, application):
    """Who else pays, and what is asked of the fund."""
    return _page(request, application, Topic.FINANCING)


def _page(request, application, topic):
    require_topic(request, application, topic)
    data = typed.posted(request)
    sheet = _sheet(request, application, topic, data)
    if request.method == "POST":
        if sheet.is_valid():
            answer = create(request, sheet.form, lambda: _save(request, application, topic, sheet))
            if answer:
                return answer
        elif "zeile" in request.POST and sheet.rows is not None:
            sheet = _sheet(request, application, topic, with_spare_rows(data))
            sheet.is_valid()
    sums = _sums(application, sheet)
    context = {"sheet": sheet, "sums": sums, "difference": plan_hints.difference(sums)}
    rules = application.round.guideline.rules
    context["hints"] = [
        *(plan_hints.for_costs(rules) if topic == Topic.COSTS else plan_hints.for_financing(rules, sums))
    ]
    context["plans"] = answers.plans(content.of(application))
    return render(request, "fund/application_plan.html", context | frame(application, topic))


def _sheet(request, application, topic, data):
    """The forms, as far as they may change now."""
    door, sheet = request.door, Sheet(PlanForm(data))
    is_costs = topic == Topic.COSTS
    if door.may_change([COSTS if is_costs else FINANCING]):
        stored = list((CostItem if is_costs else FinancingItem).objects.filter(application=application))
        sheet.rows = rows(CostRows if is_costs else FinancingRows, data, stored, spare=_spare(request))
    if not is_costs and door.may_change(["amount_requested"]):
        sheet.amount = AmountForm(data, instance=application)
    return sheet


def _save(request, application, topic, sheet):
    """Everything on the page; returns where to go."""
    writer, blank = request.door.writer, SPARE
    if sheet.rows is not None:
        model = CostItem if topic == Topic.COSTS else FinancingItem
        blank = sum(form.is_blank for form in sheet.rows)
        changes = {"dropped": sheet.rows.dropped, "changed": sheet.rows.changed, "new": sheet.rows.new}
        plans.save(application=application, model=model, **changes, **writer)
    if sheet.amount is not None and sheet.amount.has_changed():
        applications.save_topic(application=sheet.amount.save(commit=False), topic=topic, **writer)
    if "zeile" in request.POST:
        return f"{page_of(application, topic)}?zeilen={min(blank + 1, MOST_SPARE)}#zeilen"
    return f"{page_of(application, topic)}#summen" if "rechnen" in request.POST else onward(request, application, topic)


def _sums(application, sheet):
    """What stands on the page, typed or stored."""
    costs, others = (
        [plan_sums.Line(getattr(one, kind), one.amount) for one in stored.all()]
        for stored, kind in ((application.costs, "category"), (application.financing, "kind"))
    )
    requested = application.amount_requested
    if sheet.rows is not None and sheet.rows.is_bound:
        if isinstance(sheet.rows, CostRows):
            costs = sheet.rows.lines
        else:
            others = sheet.rows.lines
    if sheet.amount is not None and sheet.amount.is_bound:
        requested = sheet.amount.cleaned_data.get("amount_requested")
    return plan_sums.add_up(costs, others, requested)


def _spare(request):
    """So many empty rows as the address says."""
    text = request.GET.get("zeilen", "")
    return min(int(text), MOST_SPARE) if text.isdecimal() and len(text) < 4 else SPARE
