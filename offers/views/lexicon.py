"""The Redaktion's work on the lexicon of the search."""

from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from herne_integration import drafts
from herne_integration.idempotency import once
from herne_integration.pages import staff_page
from herne_integration.paging import page
from offers.actions import lexicon
from offers.choices import LexiconLanguage, LexiconState
from offers.forms.decisions import DecisionForm
from offers.forms.lexicon import LONGEST_WORD, SAID, LexiconFilter, LexiconForm
from offers.forms.merging import typed
from offers.forms.worklist import found_sentence
from offers.models import LexiconEntry, Offer
from offers.search import finding
from offers.views.history import history_page

SHOWN = 5


@staff_page("offers.edit_lexicon")
@require_safe
def lexicon_list(request):
    """All entries in use, and how many of them no person has looked at."""
    entries = LexiconEntry.objects.visible_to(request.user)
    chosen = LexiconFilter(request.GET, entries.defer("near"))
    found = page(request, chosen.qs)
    context = {
        "filter": chosen,
        "page": found,
        "caption": found_sentence(found.paginator.count, "Eintrag", "Einträge"),
        "counts": entries.active().aggregate(all=Count("pk"), machine=Count("pk", Q(state=LexiconState.MACHINE))),
    }
    return render(request, "offers/lexicon_list.html", context)


@staff_page("offers.edit_lexicon")
@require_http_methods(["GET", "HEAD", "POST"])
def lexicon_create(request):
    """An empty form, with the word that people missed where a page has sent one along."""
    form = LexiconForm(typed(request), initial=_missed(request))
    if request.method == "POST" and form.is_valid():
        with once(request) as click:
            if click.is_first:
                entry = lexicon.create(content=form.content(), by=request.user)
                messages.success(request, f"„{entry}“ ist angelegt und wirkt in der Suche.")
                click.result = reverse("offers:lexicon-edit", args=[entry.pk])
        drafts.discard(request)
        return redirect(click.result)
    return _form_page(request, form)


def _missed(request):
    """The word as a synonym of its language, and where that is German as the label too."""
    word, language = request.GET.get("wort", "")[:LONGEST_WORD], request.GET.get("sprache", "")
    if not word or language not in LexiconLanguage:
        return {}
    said = {f"{SAID}{language}": [word]}
    return said | {"label": word[0].upper() + word[1:]} if language == LexiconLanguage.DE else said


@staff_page("offers.edit_lexicon")
@require_http_methods(["GET", "HEAD", "POST"])
def lexicon_edit(request, pk):
    """The form of one entry, and what it finds now."""
    entry = get_object_or_404(LexiconEntry.objects.visible_to(request.user), pk=pk)
    form = LexiconForm(typed(request), instance=entry)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        changed = lexicon.change(entry=entry, content=form.content(), version=version, by=request.user)
        if request.POST.get("do") == "save-review" and changed.state != LexiconState.REVIEWED:
            changed = lexicon.review(entry=changed, version=changed.version, by=request.user)
        drafts.discard(request)
        how = "bleibt abgeschaltet" if changed.deactivated_at else "wirkt in der Suche"
        messages.success(request, f"„{changed}“ ist gespeichert und {how}.")
        return redirect("offers:lexicon-edit", changed.pk)
    return _form_page(request, form)


def _form_page(request, form, *, decision=None):
    entries = LexiconEntry.objects.visible_to(request.user)
    stored = entries.select_related("reviewed_by", "deactivated_by").filter(pk=form.instance.pk).first()
    context = {"form": form, "entry": stored, "is_draft": request.method != "POST" and form.is_bound}
    if stored:
        word = request.GET.get("probieren", "").replace("\x00", " ").strip()[:LONGEST_WORD] or stored.label
        found = finding.find(word)
        context |= {
            "tried": word,
            "found": found,
            "offers": _best(request.user, found),
            "next_one": _next_to_review(entries, stored),
            "decision": decision or DecisionForm(initial={"version": stored.version}),
        }
        if not form.is_bound:
            form.tell_notes()
    return render(request, "offers/lexicon_form.html", context)


def _best(user, found):
    """The first offers that visitors of Herne would see."""
    offers = Offer.objects.visible_to(user).listed().in_scope().only("title", "state").in_bulk(found.keys)
    return [offers[key] for key in found.keys if key in offers][:SHOWN]


def _next_to_review(entries, entry):
    """The entry in use that follows in the alphabet and that no person has reviewed."""
    waiting = entries.active().exclude(state=LexiconState.REVIEWED).exclude(pk=entry.pk).only("label")
    follows = Q(label_sort__gt=entry.label_sort) | Q(label_sort=entry.label_sort, key__gt=entry.key)
    return waiting.filter(follows).first() or waiting.first()


@staff_page("offers.edit_lexicon")
@require_POST
def lexicon_review(request, pk):
    """A person has checked the entry."""
    return _decide(request, pk, lexicon.review, "„{}“ ist geprüft.")


@staff_page("offers.edit_lexicon")
@require_POST
def lexicon_deactivate(request, pk):
    """The search forgets the entry."""
    return _decide(request, pk, lexicon.deactivate, "„{}“ ist abgeschaltet. Die Suche kennt den Eintrag nicht mehr.")


@staff_page("offers.edit_lexicon")
@require_POST
def lexicon_reactivate(request, pk):
    """The search knows it again."""
    return _decide(request, pk, lexicon.reactivate, "„{}“ ist wieder eingeschaltet.")


def _decide(request, pk, act, sentence):
    entry = get_object_or_404(LexiconEntry.objects.visible_to(request.user), pk=pk)
    decision = DecisionForm(request.POST)
    if not decision.is_valid():
        return _form_page(request, LexiconForm(instance=entry), decision=decision)
    decided = act(entry=entry, by=request.user, **decision.arguments(act))
    messages.success(request, sentence.format(decided))
    return redirect("offers:lexicon-edit", decided.pk)


@staff_page("offers.edit_lexicon")
@require_safe
def lexicon_history(request, pk):
    """All changes of an entry, its words and what it belongs to."""
    entry = get_object_or_404(LexiconEntry.objects.visible_to(request.user), pk=pk)
    return history_page(request, entry, trail=("offers:lexicon-list", "Wörterbuch der Suche", "offers:lexicon-edit"))
