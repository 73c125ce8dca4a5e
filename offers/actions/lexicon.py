"""What can happen to the search lexicon; a change works at once."""

import hashlib
import json
import secrets
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from herne_integration.rules import RuleBroken
from offers.actions.records import locked, recorded, require_seen
from offers.choices import LexiconState
from offers.models import (
    ImportedRow,
    LexiconEntry,
    LexiconPhrase,
    LexiconTarget,
    LexiconTargetGroup,
    LexiconTopic,
    TargetGroup,
    Topic,
)
from offers.search import lexicon

FILE = Path(__file__).parent.parent / "lexicon.json"
BOOK = "lexicon"
# Counts up when entries keep more of a row than before: the next update then reads the same file once more.
SHAPE = 2
COLUMNS = ("kind", "label", "words", "near", "synonyms")
LINKS = {
    "topics": (LexiconTopic, "topic_id", Topic),
    "target_groups": (LexiconTargetGroup, "targetgroup_id", TargetGroup),
}


@dataclass(frozen=True)
class Content:
    """What a person says about an entry: values of `COLUMNS`, and objects of the vocabulary."""

    columns: dict
    topics: list
    target_groups: list

    def differs_from(self, entry):
        """Whether an entry says something else."""
        return any(getattr(entry, name) != value for name, value in self.columns.items()) or any(
            set(getattr(entry, name).all()) != set(getattr(self, name)) for name in LINKS
        )

    def write_to(self, entry):
        """Saves it as the entry, which works at once in the search."""
        for name, value in self.columns.items():
            setattr(entry, name, value)
        entry.save()
        for name in LINKS:
            getattr(entry, name).set(getattr(self, name))
        index(entry.pk)


@transaction.atomic
def create(*, content, by):
    """A new entry of a person."""
    # The chance in the key lets no two editors and no later file meet in one entry.
    slug = slugify(content.columns["label"])[:50].strip("-") or "eintrag"
    entry = LexiconEntry(key=f"{slug}-{secrets.token_hex(3)}", state=LexiconState.HUMAN)
    with recorded("angelegt", by=by):
        content.write_to(entry)
    return entry


@transaction.atomic
def change(*, entry, content, version, by):
    """Saves what was typed; from then on no file replaces the entry. Where nothing is new, nothing happens."""
    entry = locked(entry)
    require_seen(entry, version)
    if content.differs_from(entry):
        entry.state = LexiconState.HUMAN
        entry.reviewed_at = entry.reviewed_by = None
        entry.version += 1
        with recorded("geändert", by=by):
            content.write_to(entry)
    return entry


@transaction.atomic
def review(*, entry, version, by):
    """A person vouches for the entry as it stands, machine-made or not."""
    entry = locked(entry)
    require_seen(entry, version)
    if entry.deactivated_at:
        raise RuleBroken(f"„{entry}“ ist abgeschaltet. Schalten Sie den Eintrag zuerst wieder ein.")
    if entry.state == LexiconState.REVIEWED:
        raise RuleBroken(f"„{entry}“ ist schon geprüft.")
    entry.state = LexiconState.REVIEWED
    entry.reviewed_at, entry.reviewed_by = timezone.now(), by
    return _decided(entry, "geprüft", by=by)


@transaction.atomic
def deactivate(*, entry, version, by, reason=""):
    """The search forgets the entry; it can come back, and no file brings it back."""
    entry = locked(entry)
    require_seen(entry, version)
    if entry.deactivated_at:
        raise RuleBroken(f"„{entry}“ ist schon abgeschaltet.")
    entry.deactivated_at, entry.deactivated_by = timezone.now(), by
    return _decided(entry, "abgeschaltet", by=by, **({"reason": reason} if reason else {}))


@transaction.atomic
def reactivate(*, entry, version, by):
    """The search knows the entry again."""
    entry = locked(entry)
    require_seen(entry, version)
    if not entry.deactivated_at:
        raise RuleBroken(f"„{entry}“ ist nicht abgeschaltet.")
    entry.deactivated_at = entry.deactivated_by = None
    return _decided(entry, "wieder eingeschaltet", by=by)


def _decided(entry, what, *, by, **more):
    entry.version += 1
    with recorded(what, by=by, **more):
        entry.save()
    index(entry.pk)
    return entry


@transaction.atomic
def load():
    """Makes the lexicon what the file says, except for what a person has touched; quick when nothing is new."""
    content = FILE.read_bytes()
    digest = {"sha256": hashlib.sha256(content).hexdigest(), "shape": SHAPE}
    if ImportedRow.objects.filter(kind=BOOK, reference=FILE.name, cells=digest).exists():
        return ""
    stored = {entry.key: entry for entry in LexiconEntry.objects.select_for_update(of=("self",)).order_by("pk")}
    own = {key for key, entry in stored.items() if entry.is_touched}
    rows = {row["key"]: row for row in json.loads(content) if row["key"] not in own}
    LexiconEntry.objects.untouched().exclude(key__in=rows).delete()
    _write(rows, stored)
    ImportedRow.objects.update_or_create(
        kind=BOOK, reference=FILE.name, defaults={"cells": digest, "imported_at": timezone.now()}
    )
    return f"Wörterbuch der Suche geladen: {len(rows)} Einträge."


def _write(rows, stored):
    """Rows of the file as entries: the same entry keeps its number and so its history."""
    changed = []
    for key, row in rows.items():
        entry = stored.get(key)
        if entry and any(getattr(entry, name) != row[name] for name in COLUMNS):
            for name in COLUMNS:
                setattr(entry, name, row[name])
            entry.version += 1
            changed.append(entry)
    LexiconEntry.objects.bulk_update(changed, [*COLUMNS, "version"])
    LexiconEntry.objects.bulk_create(
        LexiconEntry(key=key, **{name: row[name] for name in COLUMNS}) for key, row in rows.items() if key not in stored
    )
    numbers = dict(LexiconEntry.objects.filter(key__in=rows).values_list("key", "pk"))
    for field, (link, column, words) in LINKS.items():
        keys = dict(words.objects.values_list("key", "pk"))
        wanted = {(numbers[key], keys[word]) for key, row in rows.items() for word in row[field]}
        known = {
            (entry, word): pk
            for pk, entry, word in link.objects.filter(lexiconentry__in=numbers.values()).values_list(
                "pk", "lexiconentry_id", column
            )
        }
        link.objects.filter(pk__in=[pk for pair, pk in known.items() if pair not in wanted]).delete()
        missing = sorted(wanted - known.keys())
        link.objects.bulk_create(link(lexiconentry_id=entry, **{column: word}) for entry, word in missing)
    index(*numbers.values())


def index(*keys):
    """Writes anew what these entries mean in the search; one that is switched off means nothing."""
    LexiconPhrase.objects.filter(entry__in=keys).delete()
    LexiconTarget.objects.filter(entry__in=keys).delete()
    entries = LexiconEntry.objects.filter(pk__in=keys).prefetch_related("topics", "target_groups").order_by("pk")
    phrases, targets = [], []
    for entry in entries:
        phrases += [
            LexiconPhrase(entry=entry, language=language, text=text, phrase=lexicon.phrase(text))
            for language, text in _said(entry)
        ]
        meant = {} if entry.deactivated_at else _meant(entry)
        targets += [LexiconTarget(entry=entry, term=term, quality=quality) for term, quality in meant.items()]
    LexiconPhrase.objects.bulk_create(phrases, batch_size=2000)
    LexiconTarget.objects.bulk_create(targets, batch_size=2000)


def _said(entry):
    """(language, text) of everything that people call it; label and words are German."""
    german = [entry.label, *entry.words, *entry.synonyms.get("de", [])]
    return [
        (language, text)
        for language, texts in ({**entry.synonyms, "de": german}).items()
        for text in dict.fromkeys(texts)
    ]


def _meant(entry):
    return lexicon.targets(
        kind=entry.kind,
        words=[*entry.words, *entry.synonyms.get("de", [])],
        near=entry.near,
        topics=[topic.key for topic in entry.topics.all()],
        groups=[group.key for group in entry.target_groups.all()],
    )
