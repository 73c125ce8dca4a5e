"""Builders of information pages: every default is valid, a test states only what matters."""

from itertools import count

from offers.actions import info_pages
from offers.actions.info_pages import Content
from offers.choices import TranslationState
from offers.choices_info import ValueUnit
from offers.models import InfoPageTranslation, OpenValue, Topic
from tests.portal.make import person as make_person

_numbers = count(1)
SECTIONS = (
    {"key": "suche", "heading": "Wohnung suchen", "body": "Zahlen Sie nie Geld vorher.\n\n- Rufen Sie 02323 16-0 an."},
    {"key": "alltag", "heading": "Alltag im Haus", "body": "Ab 22 Uhr ist Nachtruhe."},
)


def content(*, topics=(), contacts=(), sections=SECTIONS, **columns):
    """What the Redaktion would have typed; topics are given by key."""
    number = next(_numbers)
    defaults = {"key": f"thema-{number}", "title": f"Thema {number}", "lead": "Das Wichtigste zuerst.", "source": ""}
    return Content(
        columns=defaults | columns,
        sections=[dict(section) for section in sections],
        topics=list(Topic.objects.filter(key__in=topics)),
        contacts=list(contacts),
    )


def draft(*, by=None, **parts):
    """A page that only the Redaktion sees."""
    return info_pages.create(content=content(**parts), by=by or make_person())


def published(*, by=None, **parts):
    """A page that everybody reads; nobody has confirmed it."""
    by = by or make_person()
    page = draft(by=by, **parts)
    return info_pages.publish(page=page, version=page.version, by=by)


def translation(page, language="ar", **fields):
    """A machine translation of the present German text."""
    fields.setdefault("title", f"{page.title} ({language})")
    fields.setdefault("lead", f"{page.lead} ({language})")
    fields.setdefault(
        "sections",
        {
            one["key"]: {"heading": f"{one['heading']} ({language})", "body": f"{one['body']} ({language})"}
            for one in page.sections
        },
    )
    fields.setdefault("state", TranslationState.MACHINE)
    fields.setdefault("source_revision", page.text_revision)
    return InfoPageTranslation.objects.create(page=page, language=language, **fields)


def value(page, **fields):
    """A figure that nobody has filled in."""
    number = next(_numbers)
    defaults = {"key": f"wert-{number}", "label": f"Wert {number}", "unit": ValueUnit.EURO_A_MONTH}
    return OpenValue.objects.create(page=page, **defaults | fields)
