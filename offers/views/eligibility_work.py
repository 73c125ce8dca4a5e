"""The Redaktion's work on who may take part in an offer: list, form, review, end, history."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from herne_integration import drafts
from herne_integration.idempotency import once
from herne_integration.pages import staff_page
from offers import eligibility_words as words
from offers.actions import eligibility
from offers.choices_eligibility import Condition
from offers.eligibility_reading import derived_rules, stored_rule
from offers.eligibility_sources import beside
from offers.forms.decisions import DecisionForm
from offers.forms.eligibility import RuleForm, RuleReviewForm, in_words
from offers.forms.merging import typed
from offers.models import EligibilityRule, LegalStatus, Offer
from offers.views.history import history_page


@staff_page("offers.edit_offer")
@require_safe
def rule_list(request, pk):
    """The rules of one offer, those of its topics, and what its own columns add."""
    offer = get_object_or_404(Offer.objects.visible_to(request.user), pk=pk)
    today = timezone.localdate()
    entries = EligibilityRule.objects.about(offer).distinct().select_related("topic", "reviewed_by", "document")
    rows = [{"rule": rule, "content": in_words(rule), "is_over": _is_over(rule, today)} for rule in entries]
    counting = [stored_rule(row["rule"]) for row in rows if not row["is_over"]]
    statuses = dict(LegalStatus.objects.values_list("key", "label"))
    derived = [words.source_wording(rule, statuses=statuses) for rule in beside(derived_rules(offer), counting)]
    context = {"offer": offer, "rows": rows, "derived": derived, "conditions": Condition.choices}
    return render(request, "offers/eligibility_list.html", context)


def _is_over(rule, day):
    return rule.valid_until is not None and rule.valid_until < day


@staff_page("offers.edit_offer")
@require_http_methods(["GET", "HEAD", "POST"])
def rule_create(request, pk):
    """A form for the condition that was chosen; a double click makes one rule."""
    offer = get_object_or_404(Offer.objects.visible_to(request.user), pk=pk)
    condition = request.GET.get("worum", "")
    if condition not in Condition:
        return redirect("offers:eligibility-list", offer.pk)
    form = RuleForm(typed(request), instance=EligibilityRule(offer=offer, condition=condition))
    if request.method == "POST" and form.is_valid():
        with once(request) as click:
            if click.is_first:
                columns = form.columns() | {"offer": offer, "condition": condition}
                rule = eligibility.create(columns=columns, by=request.user)
                messages.success(request, f"„{rule}“ ist eingetragen und wartet auf eine Prüfung.")
                click.result = reverse("offers:eligibility-list", args=[offer.pk])
        drafts.discard(request)
        return redirect(click.result)
    return _form_page(request, form, offer=offer)


@staff_page("offers.edit_offer")
@require_http_methods(["GET", "HEAD", "POST"])
def rule_edit(request, pk):
    """The form of one rule."""
    rule = get_object_or_404(EligibilityRule.objects.select_related("offer", "topic"), pk=pk)
    form = RuleForm(typed(request), instance=rule)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        changed = eligibility.change(rule=rule, columns=form.columns(), version=version, by=request.user)
        drafts.discard(request)
        messages.success(request, f"„{changed}“ ist gespeichert.")
        return redirect("offers:eligibility-edit", changed.pk)
    return _form_page(request, form, offer=rule.offer)


def _form_page(request, form, *, offer):
    stored = EligibilityRule.objects.select_related("reviewed_by", "offer", "topic", "alternative_offer")
    rule = stored.filter(pk=form.instance.pk).first()
    context = {"form": form, "rule": rule, "offer": offer, "condition": form.condition}
    if rule:
        seen = {"version": rule.version}
        context |= {
            "review": RuleReviewForm(initial=seen | {"may_refuse": rule.may_refuse}, auto_id="review_%s"),
            "end": DecisionForm(initial=seen, auto_id="end_%s"),
            "is_over": _is_over(rule, timezone.localdate()),
            "is_outdated": any(one.get("of") != rule.wording for one in rule.wordings.values()),
        }
    return render(request, "offers/eligibility_form.html", context)


@staff_page("offers.confirm_offer")
@require_POST
def rule_review(request, pk):
    """A person vouches for the rule."""
    rule = get_object_or_404(EligibilityRule, pk=pk)
    form = RuleReviewForm(request.POST)
    given = form.cleaned_data if form.is_valid() else {"version": None, "may_refuse": False}
    reviewed = eligibility.review(rule=rule, by=request.user, **given)
    messages.success(request, f"„{reviewed}“ ist geprüft{' und darf „Nein“ sagen' if reviewed.may_refuse else ''}.")
    return redirect("offers:eligibility-edit", reviewed.pk)


@staff_page("offers.edit_offer")
@require_POST
def rule_end(request, pk):
    """From tomorrow on the rule does not count any more."""
    rule = get_object_or_404(EligibilityRule, pk=pk)
    decision = DecisionForm(request.POST)
    version = decision.cleaned_data["version"] if decision.is_valid() else None
    ended = eligibility.end(rule=rule, version=version, day=timezone.localdate(), by=request.user)
    messages.success(request, f"„{ended}“ gilt nur noch bis heute.")
    return redirect("offers:eligibility-edit", ended.pk)


@staff_page("offers.edit_offer")
@require_safe
def rule_history(request, pk):
    """All changes of a rule."""
    rule = get_object_or_404(EligibilityRule, pk=pk)
    return history_page(request, rule, trail=("offers:editing-list", "Angebote bearbeiten", "offers:eligibility-edit"))
