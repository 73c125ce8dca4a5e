"""What the gallery shows: invented pieces, one of every kind."""

from django.core.paginator import Paginator

from herne_integration.roof.forms import SampleForm, SampleFormSet

PAGES = Paginator(range(140), 20)
WRONG = {"name": "", "email": "keine-adresse", "way": "fax", "parts-TOTAL_FORMS": 1, "parts-INITIAL_FORMS": 0}
PIECES = {
    "address": "Friedrich-Ebert-Platz 2\n44623 Herne",
    "facts": ["Wanne", "montags 15:00", "kostenlos"],
    "pairs": [("Für wen?", "Frauen mit Kindern"), ("Was kostet es?", "nichts"), ("Wann?", "")],
    "first_page": PAGES.page(1),
    "middle_page": PAGES.page(4),
    "tabs": [
        {"url": "#nav", "label": "Offen", "count": 12, "current": True},
        {"url": "#tables", "label": "Erledigt", "count": 0, "current": False},
        {"url": "#steps", "label": "Alle", "count": None, "current": False},
    ],
    "steps": [
        {"title": "Angaben zur Person", "state": "done", "url": "#steps"},
        {"title": "Unterlagen", "state": "current", "url": "#steps"},
        {"title": "Absenden", "state": "open", "url": ""},
    ],
    "events": [
        {"when": "3. März 2026, 10:30", "title": "Angebot bestätigt", "by": "Redaktion"},
        {"when": "12. Januar 2026, 16:05", "title": "Telefonnummer geändert", "by": "Redaktion"},
        {"when": "8. Januar 2026, 09:00", "title": "Aus dem Bestand übernommen", "by": ""},
    ],
    "changes": [
        {"label": "Telefon", "before": "02323 16-0", "after": "02323 16-1234"},
        {"label": "Kosten", "before": "", "after": "kostenlos"},
    ],
    "conflict": [
        {"label": "Titel", "mine": "Deutsch für Mütter", "theirs": "Deutschkurs für Mütter mit Kindern"},
        {"label": "Treffpunkt", "mine": "Raum 3", "theirs": "Raum 12, Eingang Hof"},
    ],
    "shares": [("Wanne", "41"), ("Eickel", "35"), ("Sodingen", "52"), ("Herne-Mitte", "94")],
    "share_head": ["Bezirk", "Angebote"],
    "share_numbers": [1],
}


def pieces():
    """Everything the gallery's templates need; forms are fresh for every visit."""
    return PIECES | {
        "form": SampleForm(),
        "broken_form": SampleForm(WRONG, auto_id="id_broken_%s"),
        "formset": SampleFormSet(WRONG, prefix="parts"),
    }
