"""The gallery: every component in every state, for those who build pages. Demo only."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render

from herne_integration.roof.forms import SampleForm, SampleFormSet

CONFLICT = [
    {"label": "Titel", "mine": "Deutsch für Mütter", "theirs": "Deutschkurs für Mütter mit Kindern"},
    {"label": "Treffpunkt", "mine": "Raum 3", "theirs": "Raum 12, Eingang Hof"},
]
STEPS = [
    {"title": "Angaben zur Person", "state": "done", "url": "#steps"},
    {"title": "Unterlagen", "state": "current", "url": "#steps"},
    {"title": "Absenden", "state": "open", "url": ""},
]
EVENTS = [
    {"when": "3. März 2026, 10:30", "title": "Angebot bestätigt", "by": "Redaktion"},
    {"when": "12. Januar 2026, 16:05", "title": "Telefonnummer geändert", "by": "Redaktion"},
    {"when": "8. Januar 2026, 09:00", "title": "Aus dem Bestand übernommen", "by": ""},
]
CHANGES = [
    {"label": "Telefon", "before": "02323 16-0", "after": "02323 16-1234"},
    {"label": "Kosten", "before": "", "after": "kostenlos"},
]
TABS = [
    {"url": "#nav", "label": "Offen", "count": 12, "current": True},
    {"url": "#tables", "label": "Erledigt", "count": 0, "current": False},
    {"url": "#steps", "label": "Alle", "count": None, "current": False},
]
FACTS = ["Wanne", "montags 15:00", "kostenlos"]
PAIRS = [("Für wen?", "Frauen mit Kindern"), ("Was kostet es?", "nichts"), ("Wann?", "")]
SHARES = [("Wanne", "41"), ("Eickel", "35"), ("Sodingen", "52"), ("Herne-Mitte", "94")]


@login_not_required
def gallery(request):
    """Every component in every state."""
    if not settings.DEMO:
        raise Http404
    pages = Paginator(range(140), 20)
    wrong = {"name": "", "email": "keine-adresse", "way": "fax", "parts-TOTAL_FORMS": 1, "parts-INITIAL_FORMS": 0}
    return render(
        request,
        "roof/gallery.html",
        {
            "form": SampleForm(),
            "broken_form": SampleForm(wrong, auto_id="id_broken_%s"),
            "formset": SampleFormSet(wrong, prefix="parts"),
            "first_page": pages.page(1),
            "middle_page": pages.page(4),
            "steps": STEPS,
            "events": EVENTS,
            "changes": CHANGES,
            "conflict": CONFLICT,
            "tabs": TABS,
            "facts": FACTS,
            "pairs": PAIRS,
            "address": "Friedrich-Ebert-Platz 2\n44623 Herne",
            "shares": SHARES,
            "share_head": ["Bezirk", "Angebote"],
            "share_numbers": [1],
        },
    )
