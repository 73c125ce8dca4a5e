"""Plain search in the directory: every word has to stand somewhere in the offer."""

import re

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, TextField
from django.db.models.functions import Cast

from offers.models import OfferTranslation, Topic
from offers.models.sorting import ACCENTED, PLAIN

# German endings: who types "Deutschkurse" also looks for "Deutschkurs".
ENDINGS = ("ungen", "en", "er", "es", "e", "n", "s")
FOLDED = str.maketrans(ACCENTED, PLAIN) | {ord("ß"): "ss"}
MOST_WORDS = 8
# Words of a question that say nothing about what is looked for; Herne is where everything here is.
FILLERS = frozenset(
    re.findall(
        r"\w+",
        """ich wir du sie er es suche suchen brauche brauchen möchte will wo was wie wann wer gibt kann ein eine einen
        einem einer der die das den dem mein meine meinen für mit und oder in im bei zu zum zur am an auf von herne
        i need a an the for in my to""",
    )
)


def stem(word):
    """A word without its ending; short words stay whole."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 5:
            return word.removesuffix(ending)
    return word


def matching(offers, text):
    """The offers of a queryset in which all words of `text` occur: title, description, provider, place, topic."""
    words = re.findall(r"\w+", text.lower())
    for word in [word for word in words if word not in FILLERS][:MOST_WORDS] or words[:1]:
        offers = offers.filter(_occurs(stem(word)))
    return offers


def _occurs(word):
    folded = word.translate(FOLDED)
    names = ("label", "plain_label", "synonym_words", *(f"labels__{code}" for code, _name in settings.LANGUAGES))
    in_topic = Q()
    for name in names:
        in_topic |= Q(**{f"{name}__icontains": word})
    topics = Topic.objects.filter(offers=OuterRef("pk")).annotate(synonym_words=Cast("synonyms", TextField()))
    in_translation = Q(title__icontains=word) | Q(description__icontains=word)
    return (
        Q(title_sort__contains=folded)
        | Q(description__icontains=word)
        | Q(target_text__icontains=word)
        | Q(keywords__icontains=word)
        | Q(provider_text__icontains=word)
        | Q(organisation__name_sort__contains=folded)
        | Q(location__name__icontains=word)
        | Q(location__street__icontains=word)
        | Q(location__city__icontains=word)
        | Exists(topics.filter(in_topic))
        | Exists(OfferTranslation.objects.filter(in_translation, offer=OuterRef("pk")))
    )
