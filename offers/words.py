"""The vocabulary as the list of offers reads it, once a minute: it changes only when a new version is prepared."""

from dataclasses import dataclass, field
from functools import lru_cache

from django.utils import timezone

from offers.models import District, FieldOfAction, Language, Topic

# So many seconds.
KEPT = 60
# What a word needs to be shown.
FIELDS = ("key", "label", "plain_label", "labels")


@dataclass(frozen=True, eq=False)
class Words:
    """Terms by key, each list in its order. Read at another moment they may say something else: never equal."""

    topics: dict
    fields: dict
    districts: dict
    languages: dict
    # What pages have made of them: a hundred words are put together once a minute and language, not once a page.
    said: dict = field(default_factory=dict)


def words():
    """The words of today; at most a minute old."""
    return _read(int(timezone.now().timestamp()) // KEPT)


def forget():
    """Reads anew at the next question."""
    _read.cache_clear()


@lru_cache(maxsize=1)
def _read(_time):
    return Words(
        topics=_by_key(Topic.objects.only(*FIELDS)),
        fields=_by_key(FieldOfAction.objects.only(*FIELDS)),
        districts=_by_key(District.objects.only(*FIELDS)),
        languages=_by_key(Language.objects.only(*FIELDS, "native_label")),
    )


def _by_key(terms):
    return {term.key: term for term in terms}
