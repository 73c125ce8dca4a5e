"""What can happen to an information page."""

import secrets
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from herne_integration.rules import RuleBroken
from offers.actions import translated
from offers.actions.records import locked, recorded, require_seen, write_rows
from offers.models import InfoContact, InfoPage, InfoPageTranslation


@dataclass(frozen=True)
class Content:
    """All that a person can say on an information page; contacts are columns of `InfoContact` in their order."""

    columns: dict
    sections: list = field(default_factory=list)
    topics: list = field(default_factory=list)
    contacts: list = field(default_factory=list)


@transaction.atomic
def create(*, content, by):
    """A new page that only the Redaktion sees."""
    page = InfoPage()
    with recorded("angelegt", by=by):
        write(page, content)
    return page


@transaction.atomic
def change(*, page, content, version, by):
    """Saves what was typed. What was confirmed stays so: whoever corrects a comma has not asked everybody anew."""
    page = locked(page)
    require_seen(page, version)
    page.version += 1
    with recorded("geändert", by=by):
        write(page, content)
    return page


def write(page, content):
    """Makes the page what `content` says and counts whether its German texts are others now."""
    before = None if page._state.adding else {name: getattr(page, name) for name in page.TEXT_FIELDS}
    for name, value in content.columns.items():
        setattr(page, name, value)
    page.sections = [_with_key(section) for section in content.sections]
    if before and any(getattr(page, name) != text for name, text in before.items()):
        page.text_revision += 1
    page.save()
    page.topics.set(content.topics)
    rows = [{"position": number, **_contact(row)} for number, row in enumerate(content.contacts, start=1)]
    write_rows(InfoContact, rows, page=page)


def _with_key(section):
    # Random, not counted: the key of a section that is gone may still stand in a translation.
    key = section.get("key") or secrets.token_hex(4)
    return {"key": key, "heading": section["heading"], "body": section["body"]}


def _contact(row):
    return {name: row.get(name) for name in ("organisation", "offer", "task")} | {"note": row.get("note", "")}


@transaction.atomic
def publish(*, page, version, by):
    """From now on everybody reads the page."""
    page = _seen(page, version)
    if page.published_at:
        raise RuleBroken(f"„{page}“ ist schon veröffentlicht.")
    if not page.sections:
        raise RuleBroken(f"„{page}“ hat noch keinen Abschnitt.")
    page.published_at, page.published_by = timezone.now(), by
    return _decided(page, "veröffentlicht", by=by)


@transaction.atomic
def withdraw(*, page, version, by):
    """Only the Redaktion sees the page; whoever publishes it again confirms it anew."""
    page = _seen(page, version)
    _require_published(page)
    page.published_at = page.published_by = page.confirmed_at = page.confirmed_by = None
    return _decided(page, "zurückgezogen", by=by)


@transaction.atomic
def confirm(*, page, version, by):
    """A person has checked what the page says."""
    page = _seen(page, version)
    _require_published(page)
    page.confirmed_at, page.confirmed_by = timezone.now(), by
    return _decided(page, "bestätigt", by=by)


def _seen(page, version):
    page = locked(page)
    require_seen(page, version)
    return page


def _require_published(page):
    if not page.published_at:
        raise RuleBroken(f"„{page}“ ist noch nicht veröffentlicht.")


def _decided(page, what, *, by):
    page.version += 1
    with recorded(what, by=by):
        page.save()
    return page


def translate(*, page, language, texts, revision, version, by):
    """Saves a person's translation of a page (see `translated.write`)."""
    return translated.write(
        InfoPageTranslation, page, language=language, texts=texts, revision=revision, version=version, by=by
    )


def review(*, translation, version, by):
    """A person vouches for a translation as it stands."""
    return translated.vouch(translation=translation, version=version, by=by)
