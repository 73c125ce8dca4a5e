"""Information pages from a file: they come in published and unconfirmed, and never over a person's work."""

from django.db import transaction
from django.utils import timezone

from offers.actions import info_pages
from offers.actions.records import recorded
from offers.choices import TranslationState
from offers.models import InfoContact, InfoPage, InfoPageTranslation, OpenValue

# The count of edits of a page that no person has saved, confirmed or withdrawn yet.
UNTOUCHED = 1


@transaction.atomic
def load(entries, *, by):
    """Keeps the pages of a file and returns how many came or changed.

    Each entry has `content` (see `info_pages.Content`), machine-made `translations` by language and `values`,
    columns of open values. What a person has touched stays as it is: a page, or the translation that they have made.
    """
    pages = {page.key: page for page in InfoPage.objects.select_for_update()}
    with recorded("aus der Quelle geladen", by=by):
        return sum(_keep(pages.get(entry["content"].columns["key"]), entry, by) for entry in entries)


def _keep(page, entry, by):
    if page and page.version != UNTOUCHED:
        return 0
    came = page is None
    page = page or InfoPage(published_at=timezone.now(), published_by=by)
    is_changed = came or not _says(page, entry["content"])
    if is_changed:
        info_pages.write(page, entry["content"])
    made = [_keep_translation(page, language, texts) for language, texts in entry["translations"].items()]
    known = set(OpenValue.objects.filter(page=page).values_list("key", flat=True))
    for columns in entry["values"]:
        if columns["key"] not in known:
            OpenValue.objects.create(page=page, **columns)
    return int(is_changed or any(made))


def _says(page, content):
    """Whether the page says already what the file says."""
    contacts = [
        {"organisation": row.organisation, "offer": row.offer, "task": row.task, "note": row.note}
        for row in InfoContact.objects.filter(page=page).select_related("organisation", "offer", "task")
    ]
    wanted = [{name: row.get(name) for name in ("organisation", "offer", "task")} for row in content.contacts]
    notes = [row.get("note", "") for row in content.contacts]
    return (
        all(getattr(page, name) == value for name, value in content.columns.items())
        and page.sections == content.sections
        and set(page.topics.all()) == set(content.topics)
        and contacts == [row | {"note": note} for row, note in zip(wanted, notes, strict=True)]
    )


def _keep_translation(page, language, texts):
    """Whether a machine translation came or changed."""
    row = InfoPageTranslation.objects.filter(page=page, language=language).first()
    if row is None:
        row = InfoPageTranslation(page=page, language=language)
    elif row.state != TranslationState.MACHINE or _is_current(row, page, texts):
        return False
    for name in page.TEXT_FIELDS:
        setattr(row, name, texts[name])
    row.state, row.source_revision = TranslationState.MACHINE, page.text_revision
    row.save()
    return True


def _is_current(row, page, texts):
    return row.source_revision == page.text_revision and all(
        getattr(row, name) == texts[name] for name in page.TEXT_FIELDS
    )
