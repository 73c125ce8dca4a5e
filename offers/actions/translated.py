"""What can happen to texts in another language, whatever they belong to (see `models.Translation`)."""

from django.db import transaction
from django.utils import timezone

from herne_integration.rules import RuleBroken
from offers.actions.records import locked, recorded, require_seen
from offers.choices import TranslationState, TranslationStatus


@transaction.atomic
def write(model, original, *, language, texts, revision, version, by):
    """Saves a person's translation of the German text `revision`, which they had before them while translating.

    `version` is that of the translation that the form was opened with, 0 where there was none.
    """
    original = locked(original)
    translation = model.objects.filter(**{model.OF: original, "language": language}).first()
    if translation is None:
        translation = model(**{model.OF: original, "language": language, "version": 0})
    require_seen(translation, version)
    if not any(texts.values()):
        raise RuleBroken("Eine Übersetzung braucht mindestens einen Text.")
    for name in original.TEXT_FIELDS:
        setattr(translation, name, texts[name])
    translation.state = TranslationState.HUMAN
    translation.source_revision = min(revision, original.text_revision)
    translation.translated_at, translation.translated_by = timezone.now(), by
    translation.reviewed_at = translation.reviewed_by = None
    translation.version += 1
    with recorded("übersetzt", by=by, language=language):
        translation.save()
    return translation


@transaction.atomic
def vouch(*, translation, version, by):
    """A person vouches for the translation as it stands, machine-made or not."""
    # The original first, like `write`: two rows locked in two orders wait for each other for ever.
    locked(translation.original)
    translation = locked(translation)
    require_seen(translation, version)
    if translation.status == TranslationStatus.OUTDATED:
        raise RuleBroken("Der deutsche Text ist neuer als die Übersetzung. Bitte passen Sie sie zuerst an.")
    if translation.state == TranslationState.REVIEWED:
        raise RuleBroken("Diese Übersetzung ist schon geprüft.")
    translation.state = TranslationState.REVIEWED
    translation.reviewed_at, translation.reviewed_by = timezone.now(), by
    translation.version += 1
    with recorded("Übersetzung geprüft", by=by, language=translation.language):
        translation.save()
    return translation
