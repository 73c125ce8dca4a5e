"""Files that everybody reads and nobody waits for: a job makes them before they are asked for.

A file that a person asks for belongs to her and lives for a day (see `prepared_files`). This one belongs to nobody, is
replaced when what it tells has changed, and stays readable until the new one is complete.
"""

from functools import partial

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from herne_integration.models.standing_files import StandingFile


def of_kind(kind):
    """{language: file}."""
    return {file.language: file for file in StandingFile.objects.filter(kind=kind)}


@transaction.atomic
def replace(kind, language, *, name, content_type, data, mark, pages=None):
    """Puts a file in the place of the one before; that one's content goes when the new one is safe."""
    file = StandingFile.objects.select_for_update().filter(kind=kind, language=language).first()
    file = file or StandingFile(kind=kind, language=language)
    before = file.content.name
    file.name, file.content_type, file.mark, file.pages = name, content_type, mark, pages
    file.size, file.built_at = len(data), timezone.now()
    file.content.save(f"{kind}-{language}", ContentFile(data), save=False)
    file.save()
    if before:
        transaction.on_commit(partial(file.content.storage.delete, before))
    return file
