"""What somebody asks: terms, the phrases they make, and the parts of long words. Pure."""

from dataclasses import dataclass, field

from offers.search.normalising import is_meaningful, sounded, stem, words

MOST_TERMS = 12
LONGEST_PHRASE = 4
# Parts of a compound: "Wohnsitzanmeldung" asks a little for "Anmeldung" and less for "Wohnsitz".
SHORTEST_PART = 4
LAST_PART, FIRST_PART = 0.5, 0.4


@dataclass(frozen=True)
class Question:
    """Numbered terms, and lists of (number of the term, text, quality) for what may stand for it."""

    terms: list[str]
    phrases: list[tuple[int, str]] = field(default_factory=list)
    parts: list[tuple[int, str, float]] = field(default_factory=list)

    def __bool__(self):
        return bool(self.terms)


def parse(text):
    """The question in `text`; words that say nothing are dropped unless there is nothing else."""
    said = [word for word in words(text) if is_meaningful(word)] or words(text)
    asked = list({stem(word): word for word in said}.items())[:MOST_TERMS]
    spelled, heard = [term for term, _word in asked], [sounded(word) for _term, word in asked]
    return Question(spelled, sorted({*_phrases(spelled), *_phrases(heard)}), list(_parts(spelled)))


def _phrases(sequence):
    """(number of a term, phrase it is part of); the lexicon knows phrases of up to four terms."""
    for length in range(1, LONGEST_PHRASE + 1):
        for start in range(len(sequence) - length + 1):
            phrase = " ".join(sequence[start : start + length])
            for number in range(start, start + length):
                yield number, phrase


def _parts(asked):
    for number, term in enumerate(asked):
        for cut in range(SHORTEST_PART, len(term) - SHORTEST_PART + 1):
            yield number, term[cut:], LAST_PART
            yield number, term[:cut], FIRST_PART
