"""What can happen to the search lexicon; a change works at once."""

import hashlib
import json
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from offers.choices import TranslationState
from offers.models import ImportedRow, LexiconEntry, LexiconPhrase, LexiconTarget, TargetGroup, Topic
from offers.search import lexicon

FILE = Path(__file__).parent.parent / "lexicon.json"
BOOK = "lexicon"


@transaction.atomic
def load():
    """Makes the lexicon what the file says, except for entries a person has edited; quick when nothing is new."""
    content = FILE.read_bytes()
    digest = {"sha256": hashlib.sha256(content).hexdigest()}
    known = ImportedRow.objects.filter(kind=BOOK, reference=FILE.name, cells=digest)
    if known.exists():
        return ""
    edited = set(LexiconEntry.objects.exclude(state=TranslationState.MACHINE).values_list("key", flat=True))
    rows = [row for row in json.loads(content) if row["key"] not in edited]
    LexiconEntry.objects.exclude(key__in=edited).delete()
    entries = {
        row["key"]: LexiconEntry(
            key=row["key"], kind=row["kind"], label=row["label"], words=row["words"], near=row["near"]
        )
        for row in rows
    }
    LexiconEntry.objects.bulk_create(entries.values())
    _link(rows, entries)
    _index([(entries[row["key"]], row["topics"], row["target_groups"], row["synonyms"]) for row in rows])
    ImportedRow.objects.update_or_create(
        kind=BOOK, reference=FILE.name, defaults={"cells": digest, "imported_at": timezone.now()}
    )
    return f"Wörterbuch der Suche geladen: {len(rows)} Einträge."


def _link(rows, entries):
    for field, model, column in (("topics", Topic, "topic_id"), ("target_groups", TargetGroup, "targetgroup_id")):
        keys = dict(model.objects.values_list("key", "pk"))
        through = getattr(LexiconEntry, field).through
        through.objects.bulk_create(
            through(lexiconentry_id=entries[row["key"]].pk, **{column: keys[key]}) for row in rows for key in row[field]
        )


def _index(contents):
    """Writes phrases and targets of entries that have none; contents: (entry, topics, groups, {language: texts})."""
    phrases, targets = [], []
    for entry, topics, groups, synonyms in contents:
        said = {"de": [], **synonyms}
        said["de"] = [*dict.fromkeys([entry.label, *entry.words, *said["de"]])]
        phrases += [
            LexiconPhrase(entry=entry, language=language, text=text, phrase=lexicon.phrase(text))
            for language, texts in said.items()
            for text in dict.fromkeys(texts)
        ]
        meant = lexicon.targets(
            kind=entry.kind,
            words=[*entry.words, *synonyms.get("de", [])],
            near=entry.near,
            topics=topics,
            groups=groups,
        )
        targets += [LexiconTarget(entry=entry, term=term, quality=quality) for term, quality in meant.items()]
    LexiconPhrase.objects.bulk_create(phrases, batch_size=2000)
    LexiconTarget.objects.bulk_create(targets, batch_size=2000)
