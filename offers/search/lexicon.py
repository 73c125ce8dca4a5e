"""What an entry of the lexicon stands for in the index. Pure."""

from offers.choices import LexiconKind
from offers.search.documents import GROUP_MARK, TOPIC_MARK
from offers.search.normalising import meaningful, stem, terms

WORD = 0.8
# One word of several: "ärztliche Sprechstunde" is not found by every Sprechstunde alone.
PART_OF_PHRASE = 0.4
NEAR = 0.4
# Turns the meaning of what follows and has none of its own: "ohne Versicherung" does not mean a "Chor ohne Grenzen".
TURNING = stem("ohne")
# A topic that *is* the entry ("Wohnen") finds all its offers; one that only contains it ("Führerschein" belongs to
# "Mobilität") must not make every offer of the topic a match.
OWN_TOPIC, WIDER_TOPIC = 0.8, 0.4
OWN_GROUP, WIDER_GROUP = 0.7, 0.4


def targets(*, kind, words, near, topics, groups):
    """Maps each term of the index to its quality; `topics` and `groups` are keys."""
    found = {}

    def add(term, quality):
        found[term] = max(quality, found.get(term, 0))

    for text in words:
        said = meaningful(text)
        for term in (term for term in said if term != TURNING):
            add(term, WORD if len(said) == 1 else PART_OF_PHRASE)
    for term in {term for text in near for term in meaningful(text)}:
        add(term, NEAR)
    for key in topics:
        add(TOPIC_MARK + key, OWN_TOPIC if kind == LexiconKind.TOPIC else WIDER_TOPIC)
    for key in groups:
        add(GROUP_MARK + key, OWN_GROUP if kind == LexiconKind.TARGET else WIDER_GROUP)
    return found


def phrase(text):
    """The normal form of a synonym, as a question is compared with it."""
    return " ".join((meaningful(text) or terms(text))[:4])
