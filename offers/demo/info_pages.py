"""The topics of the welcome folder: what holds everywhere, and local facts only as far as the directory knows them."""

import json

from offers.actions import info_sources
from offers.actions.info_pages import Content
from offers.demo import INFO_PAGES
from offers.models import Offer, Organisation, Task, Topic

TEXTS = ("key", "title", "lead", "source", "source_year")


def load(*, by):
    """Loads the pages that nobody has edited; returns how many came or changed."""
    pages = json.loads(INFO_PAGES.read_text(encoding="utf-8"))
    known = {
        "organisation": {one.reference: one for one in Organisation.objects.exclude(reference=None)},
        "offer": {one.reference: one for one in Offer.objects.exclude(reference=None)},
        "task": {one.key: one for one in Task.objects.all()},
        "topic": {one.key: one for one in Topic.objects.all()},
    }
    return info_sources.load([_entry(page, number, known) for number, page in enumerate(pages, start=1)], by=by)


def _entry(page, number, known):
    contacts = [_contact(row, known) for row in page["contacts"]]
    content = Content(
        columns={**{name: page[name] for name in TEXTS}, "position": number},
        sections=page["sections"],
        topics=[known["topic"][key] for key in page["topics"]],
        contacts=[row for row in contacts if row],
    )
    values = [
        {**value, "position": place, "ask": known["organisation"].get(value["ask"])}
        for place, value in enumerate(page["values"], start=1)
    ]
    return {"content": content, "translations": page["translations"], "values": values}


def _contact(row, known):
    """Columns of a contact point, or None where the directory does not have it."""
    kind = next(name for name in ("organisation", "offer", "task") if name in row)
    thing = known[kind].get(row[kind])
    return {kind: thing, "note": row.get("note", "")} if thing else None
