"""Turns what people type, in nine languages and three scripts, into terms that meet those of the index.

Pure functions over text. Both sides, offers and questions, go through the same door, so a fold need not be pretty, only
the same: "Bücher", "Buecher" and "bucher" all become `buch`.
"""

import re
import unicodedata

from offers.search.stop_words import STOP_WORDS

# Light endings, longest first; what remains has at least four letters (Savoy's light stemmers, simplified).
GERMAN_ENDINGS = ("innen", "ern", "em", "en", "er", "es", "e", "n", "s")
CYRILLIC_ENDINGS = (
    "ami", "ama", "iam", "oho", "ogo", "omu", "oiu", "ata", "ite", "ove", "eto", "iat", "iata",
    "am", "ah", "ov", "iv", "oi", "ei", "ii", "ie", "ia", "ut", "at", "ta", "to", "om", "em", "im", "iu", "ou",
    "a", "e", "i", "o", "u",
)  # fmt: skip
ARABIC_PREFIXES = ("وال", "بال", "كال", "فال", "لل", "ال", "و")
ARABIC_SUFFIXES = ("هما", "ها", "ان", "ات", "ون", "ين", "يه", "ية", "هاي", "ه", "ي")
ARABIC_FOLD = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه", "ک": "ك", "ـ": ""}
)
CYRILLIC = dict(
    zip(
        "абвгґдеєёжзиіїйклмнопрстуўфхцчшщъыьэюя",
        ["a", "b", "v", "g", "g", "d", "e", "e", "e", "z", "z", "i", "i", "i", "i", "k", "l", "m", "n", "o", "p", "r",
         "s", "t", "u", "u", "f", "h", "c", "c", "s", "s", "", "i", "", "e", "u", "a"],
        strict=True,
    )
)  # fmt: skip
# How the same sounds are typed with Latin letters.
LATIN_SOUNDS = (
    ("shch", "s"), ("sht", "st"), ("zh", "z"), ("kh", "h"), ("ts", "c"), ("tz", "c"), ("ch", "c"), ("sh", "s"),
    ("yu", "u"), ("iu", "u"), ("ju", "u"), ("ya", "a"), ("ia", "a"), ("ja", "a"), ("ye", "e"), ("ie", "e"),
    ("yi", "i"), ("j", "i"), ("y", "i"), ("w", "v"), ("x", "h"), ("'", ""), ("’", ""),
)  # fmt: skip
LATIN_FOLD = str.maketrans({"ß": "ss", "ı": "i", "ø": "o", "ł": "l", "đ": "d", "æ": "a", "œ": "o", "ə": "a"})
WORD = re.compile(r"[^\W_]+", re.UNICODE)
JOINERS = re.compile(r"(?<=\w)[’'`´](?=\w)")
LONGEST_WORD = 40
MOST_WORDS = 40


def fold(text):
    """Lower case without diacritics: ä, ae and a are one letter, ß is ss, Arabic letters in one form."""
    text = unicodedata.normalize("NFKC", text.replace("\0", " ")).casefold().translate(LATIN_FOLD)
    text = JOINERS.sub("", text)
    marks = unicodedata.normalize("NFD", text)
    text = "".join(
        letter for letter in marks if not unicodedata.combining(letter) and unicodedata.category(letter) != "Cf"
    )
    return text.translate(ARABIC_FOLD)


def words(text):
    """The folded words of a text in their order; overlong ones are cut."""
    return [word[:LONGEST_WORD] for word in WORD.findall(fold(text))]


def stem(word):
    """The word without its endings, by its script."""
    if "\u0600" <= word[0] <= "\u06ff":
        return _arabic(word)
    if "\u0400" <= word[0] <= "\u052f":
        return _trim("".join(CYRILLIC.get(letter, letter) for letter in word), CYRILLIC_ENDINGS, 4)
    return _german(word)


def _german(word):
    # Twice: "Beraterinnen" loses two endings, "Kurs" none, because its s belongs to it.
    word = _german_ending(_german_ending(word))
    # Last, or "Frauen" would lose the e of its ending.
    for typed in ("ae", "oe", "ue"):
        word = word.replace(typed, typed[0])
    return word


def _german_ending(word):
    if (word.endswith("s") and word[-2:-1] not in "bdfghklmnt") or (word.endswith("n") and word[-2:-1] not in "er"):
        return word
    return _trim(word, GERMAN_ENDINGS, 3)


def _trim(word, endings, least):
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= least:
            return word[: -len(ending)]
    return word


def _arabic(word):
    for prefix in ARABIC_PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= 3:
            word = word[len(prefix) :]
            break
    return _trim(word, ARABIC_SUFFIXES, 3)


def terms(text):
    """The terms of a text in their order: folded, stemmed."""
    return [stem(word) for word in words(text)]


def is_meaningful(word):
    """Whether a folded word says anything: not "und", "ich", "the", "для"."""
    return word not in STOPPED


def meaningful(text):
    """The terms of a text without those that say nothing."""
    return [stem(word) for word in words(text) if word not in STOPPED]


def sounded(word):
    """How a Latin-typed Ukrainian, Russian or Bulgarian word looks in the index: by its sounds."""
    for typed, sound in LATIN_SOUNDS:
        word = word.replace(typed, sound)
    return _trim(word, CYRILLIC_ENDINGS, 4)


STOPPED = frozenset(word for text in STOP_WORDS.values() for word in words(text))
