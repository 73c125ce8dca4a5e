"""The Redaktion's work on information pages."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from herne_integration import drafts
from herne_integration.idempotency import once
from herne_integration.pages import staff_page
from offers import info_reading, info_work
from offers.actions import info_pages
from offers.forms.decisions import DecisionForm
from offers.forms.info_pages import CONTACTS, InfoPageEditor
from offers.forms.info_sections import with_more_sections
from offers.forms.merging import typed
from offers.forms.rows import with_more_rows
from offers.forms.worklist import foreign_languages
from offers.models import InfoPage
from offers.views.history import history_page

MORE = {"more-contacts": lambda data: with_more_rows(data, CONTACTS), "more-sections": with_more_sections}


@staff_page("offers.edit_info_page")
@require_safe
def info_page_work(request):
    """All pages as work: drafts, outdated translations, contact points that have ended, and open figures."""
    rows = info_work.rows(InfoPage.objects.visible_to(request.user), day=timezone.localdate())
    return render(request, "offers/info_page_work.html", {"rows": rows})


@staff_page("offers.edit_info_page")
@require_http_methods(["GET", "HEAD", "POST"])
def info_page_create(request):
    """An empty form; a double click makes one page."""
    editor = InfoPageEditor(typed(request))

    def save():
        with once(request) as click:
            if click.is_first:
                page = info_pages.create(content=editor.content(), by=request.user)
                messages.success(
                    request, f"„{page}“ ist angelegt. Öffentlich wird die Seite erst, wenn Sie sie veröffentlichen."
                )
                click.result = reverse("offers:info-page-edit", args=[page.pk])
        drafts.discard(request)
        return redirect(click.result)

    return _answer(request, editor, save)


@staff_page("offers.edit_info_page")
@require_http_methods(["GET", "HEAD", "POST"])
def info_page_edit(request, pk):
    """The form of one page."""
    page = _page(request, pk)
    editor = InfoPageEditor(typed(request), page=page)

    def save():
        version = editor.form.cleaned_data["version"]
        changed = info_pages.change(page=page, content=editor.content(), version=version, by=request.user)
        drafts.discard(request)
        messages.success(request, f"„{changed}“ ist gespeichert.")
        return redirect("offers:info-page-edit", changed.pk)

    return _answer(request, editor, save)


def _answer(request, editor, save):
    """Saves what is right; more rows only show the form again."""
    more = MORE.get(request.POST.get("do"))
    if request.method == "POST" and more:
        return _form_page(request, InfoPageEditor(more(request.POST), page=editor.page).quieten())
    if request.method != "POST":
        return _form_page(request, editor.quieten(), is_draft=editor.form.is_bound)
    return save() if editor.is_valid() else _form_page(request, editor)


def _form_page(request, editor, *, is_draft=False):
    stored = InfoPage.objects.select_related("published_by", "confirmed_by")
    stored = stored.filter(pk=editor.page.pk).first() if editor.page else None
    context = {
        "editor": editor,
        "page": stored,
        "values": info_work.values(stored, day=timezone.localdate()) if stored else [],
        "languages": foreign_languages(),
        "is_draft": is_draft,
    }
    return render(request, "offers/info_page_form.html", context)


@staff_page("offers.edit_info_page")
@require_POST
def info_page_publish(request, pk):
    """From now on everybody reads it."""
    return _decide(request, pk, info_pages.publish, "„{}“ ist veröffentlicht.")


@staff_page("offers.edit_info_page")
@require_POST
def info_page_withdraw(request, pk):
    """Only the Redaktion sees it."""
    return _decide(request, pk, info_pages.withdraw, "„{}“ ist zurückgezogen.")


@staff_page("offers.edit_info_page")
@require_POST
def info_page_confirm(request, pk):
    """A person has checked what it says."""
    return _decide(request, pk, info_pages.confirm, "„{}“ ist bestätigt.")


def _decide(request, pk, act, sentence):
    page = _page(request, pk)
    decision = DecisionForm(request.POST)
    version = decision.cleaned_data["version"] if decision.is_valid() else None
    decided = act(page=page, version=version, by=request.user)
    messages.success(request, sentence.format(decided))
    return redirect("offers:info-page-edit", decided.pk)


@staff_page("offers.edit_info_page")
@require_safe
def info_page_preview(request, pk):
    """The page as everybody will read it, drafts included, in each language."""
    page = _page(request, pk)
    codes = [code for code, _name in settings.LANGUAGES]
    language = request.GET.get("sprache") if request.GET.get("sprache") in codes else "de"
    with translation.override(language):
        pages = InfoPage.objects.visible_to(request.user).filter(pk=page.pk)
        shown = info_reading.shown_pages(pages, language, now=timezone.now())[0]
        text = render_to_string("offers/_info_page_preview.html", {"shown": shown}, request)
    tabs = [{"code": code, "current": code == language} for code in codes]
    context = {"page": page, "code": language, "tabs": tabs, "public_page": text}
    return render(request, "offers/info_page_preview.html", context)


@staff_page("offers.edit_info_page")
@require_safe
def info_page_history(request, pk):
    """All changes of a page, its contact points, topics and translations."""
    trail = ("offers:info-page-work", "Informationsseiten bearbeiten", "offers:info-page-edit")
    return history_page(request, _page(request, pk), trail=trail)


def _page(request, pk):
    return get_object_or_404(InfoPage.objects.visible_to(request.user), pk=pk)
