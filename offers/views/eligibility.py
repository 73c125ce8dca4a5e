""" "Passt das für mich?": the questions of one offer's rules and the answer. Nothing is stored and no cookie is set."""

from django.contrib.auth.decorators import login_not_required
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from offers import counter
from offers.choices_eligibility import Condition
from offers.eligibility import COUNSELLING_TASK, verdict
from offers.eligibility_presenting import ShownVerdict
from offers.eligibility_reading import entries_of, rules_of
from offers.facts import Said, term
from offers.forms.eligibility_asking import AskForm
from offers.models import Document, LegalStatus, Offer, OfferTranslation, Task
from offers.presenting import Shown


@never_cache
@login_not_required
@require_safe
def offer_fit(request, pk):
    """A GET form, and below it yes, no or "ask" with the reasons; the address holds the answers, nobody else does."""
    shown = _shown(request, pk)
    entries = entries_of(shown.offer, shown.day)
    rules = rules_of(shown.offer, entries)
    form = AskForm(request.GET or None, rules=rules, papers=_papers(rules))
    context = {
        "shown": shown,
        "offer": shown.offer,
        "form": form,
        "archived_title": _("Dieses Angebot ist nicht mehr aktuell."),
        "has_counter": counter.has_counter(shown.offer),
    }
    if not shown.is_archived and form.is_valid():
        told = verdict(rules, form.asker(), shown.day)
        context["answer"] = _answer(told, entries, rules, shown.language)
        context["open_questions"] = form.open_questions(told.questions)
    response = render(request, "offers/eligibility_ask.html", context)
    # The answers stand in the address: it goes nowhere, not even into the next line of our own log.
    response["Referrer-Policy"] = "no-referrer"
    return response


def _shown(request, pk):
    language = get_language()
    offers = Offer.objects.visible_to(request.user).select_related("organisation", "location__district")
    offers = offers.prefetch_related("target_groups", "residence_statuses")
    if language != "de":
        translations = OfferTranslation.objects.filter(language=language)
        offers = offers.prefetch_related(Prefetch("translations", translations, to_attr="page_translations"))
    offer = get_object_or_404(offers, pk=pk)
    translation = next(iter(getattr(offer, "page_translations", ())), None)
    return Shown(offer, language, now=timezone.now(), translation=translation)


def _papers(rules):
    """The papers that the form asks for."""
    keys = {key for rule in rules if rule.condition == Condition.PAPER for key in rule.values}
    return list(Document.objects.filter(key__in=keys)) if keys else []


def _answer(told, entries, rules, language):
    statuses = {}
    if any(rule.condition == Condition.STATUS and not rule.wording for rule in rules):
        statuses = {status.key: term(status, language).text for status in LegalStatus.objects.all()}
    return ShownVerdict(
        told,
        entries,
        language,
        statuses=statuses,
        titles=_titles(entries, language),
        counselling=Task.objects.filter(key=COUNSELLING_TASK).first(),
    )


def _titles(entries, language):
    """Titles of the offers that rules lead to, in the page's language where there is one."""
    offers = {entry.alternative_offer_id: entry.alternative_offer for entry in entries if entry.alternative_offer_id}
    titles = {key: Said(offer.title) for key, offer in offers.items()}
    if language != "de" and offers:
        own = OfferTranslation.objects.filter(offer__in=offers, language=language).exclude(title="")
        titles |= {key: Said(title, language) for key, title in own.values_list("offer_id", "title")}
    return titles
