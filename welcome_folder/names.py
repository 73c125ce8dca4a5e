"""Whether two people may be one: names that offices have spelt differently, birthdays that nobody knew. Pure.

Every name has `keys`: what its parts sound like without vowels, two and two in any order. Who shares a key is looked
at with `same`, which also weighs the birthday. Keys are coarse on purpose, so that nobody is missed; `same` decides.
"""

import re
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import combinations, islice, product

from welcome_folder import letters
from welcome_folder.choices.people import BirthPrecision

# How a group of letters may be heard; the longest group counts. "" is a vowel, or what some write and others do not.
HEARD = {
    "tsch": "s", "dsch": "j", "shch": "s", "sch": "s", "tch": "s", "dzh": "j", "sh": "s", "zh": "s", "ch": "h s k",
    "kh": "h k", "gh": "k", "th": "t s", "dh": "t s", "ph": "f", "dj": "j", "ts": "s", "tz": "s", "cz": "s", "sz": "s",
    "dz": "s", "ck": "k", "x": "ks h", "b": "b", "p": "b", "c": "k j s", "d": "t", "t": "t", "f": "f", "g": "k",
    "h": "h", "j": " j", "k": "k", "q": "k", "l": "l", "m": "m", "n": "n", "r": "r", "s": "s", "z": "s", "v": "",
    "w": "", "y": "", "ǧ": "j k", "ṯ": "t s", "ḏ": "t s", "ḍ": "t s", "ẓ": "t s", "ɣ": "k h", "ŝ": "s st", "ğ": " k",
    "ĉ": "s", "ɖ": "j t", letters.APART: "",
    **dict.fromkeys("aeiou", ""),
}  # fmt: skip
# At the beginning of a name vowels are heard, whichever they are.
FIRST = [
    (r"[jy]e", "y a j"), (r"i(?=[aeou])", "y a"), (r"ou(?=[aei])", "a w"), (r"j", "y j"), (r"y", "y"), (r"[vw]", "w"),
    (r"[aeiou]", "a"),
]  # fmt: skip
GROUPS = re.compile("|".join(sorted(map(re.escape, HEARD), key=len, reverse=True)) + "|.")
ENDINGS = re.compile(r"(?<=..)(?:(?<=[oe])ff|h)$")
# Articles and "son of": some write them, others do not.
ARTICLES = {"al", "el", "ul", "ال"}
# An article may stick to the name: "Alahmad".
STICKING = {"al", "el", "ال"}
SONS = {"bin", "ibn", "bint", "بن", "ابن", "بنت", "ould", "ولد"}
SUN_LETTERS = re.compile(r"\ba([drstnz]|sh)[-\s]+(?=\1)", re.IGNORECASE)
MOST_WORDS, MOST_WAYS, MOST_KEYS, LONGEST = 8, 8, 200, 56
# What clerks write one way or the other: consonants as they are heard, e like i, o like u, doubles once.
CLERKS = [
    (re.compile(pattern), written)
    for pattern, written in (
        ("tsch|tch|sch|sh|zh|cz|sz|ts|tz", "s"), ("kh|ch", "h"), ("gh|g|q|c", "k"), ("ph", "f"), ("dsch|dj", "j"),
        ("th", "t"), ("dh|d", "t"), ("z", "s"), ("[jy]", "i"), ("ou", "u"), ("(?<=[oe])ff$|w", "v"), ("h$", ""),
        ("e", "i"), ("o", "u"), (r"(.)\1+", r"\1"),
    )
]  # fmt: skip
# Below this two spellings in Latin letters differ by more than a clerk's habit.
CLOSE = 0.74


class Verdict(StrEnum):
    """What two sets of facts say."""

    SURE = "sure"
    LIKELY = "likely"
    NO = "no"


@dataclass(frozen=True)
class Likeness:
    """Whether two people may be one, and why."""

    verdict: Verdict
    reasons: tuple = ()


@dataclass(frozen=True)
class Identity:
    """What is compared of a person."""

    given: str
    family: str
    given_latin: str = ""
    family_latin: str = ""
    born: date | None = None
    precision: str = BirthPrecision.UNKNOWN

    @property
    def writings(self):
        """The name as its owner writes it, and in Latin letters where that is another writing."""
        own, latin = (self.given, self.family), (self.given_latin, self.family_latin)
        return [own, (latin[0] or own[0], latin[1] or own[1])] if any(latin) else [own]


def identity(person):
    """What is compared of a `Person`."""
    return Identity(
        person.given_name,
        person.family_name,
        person.given_name_latin,
        person.family_name_latin,
        person.birth_date,
        person.birth_precision,
    )


def keys(one):
    """Keys under which the name may turn up in another spelling; whoever shares none is somebody else."""
    return sound_keys(one) + surname_keys(one)


def sound_keys(one):
    """Keys of what the parts sound like, two and two: whoever may be the same person shares one."""
    found = {key for writing in one.writings for key in _pairs(_parts(writing))}
    return sorted(found)[: MOST_KEYS - 2]


def surname_keys(one):
    """Keys of the surname alone, for whoever asks with the exact one."""
    names = {"".join(map(letters.plain, letters.words(family))) for _, family in one.writings}
    return sorted(f"={name[: 2 * LONGEST]}" for name in names if name)


def same(one, other):
    """Whether two may be one person: the names first, then the birthdays."""
    names, birth = _names(one, other), _birth(one, other)
    verdict = VERDICTS.get((names, birth), Verdict.NO)
    return Likeness(verdict, (NAMES[names], BIRTHS[birth])) if verdict != Verdict.NO else Likeness(Verdict.NO)


NAMES = {
    "equal": "derselbe Name",
    "sound": "derselbe Name in anderer Schreibweise",
    "alike": "ein ähnlich klingender Name",
    "part": "ein Teil des Namens",
}
BIRTHS = {
    "same": "dasselbe Geburtsdatum",
    "swapped": "Tag und Monat vertauscht",
    "year": "dasselbe Geburtsjahr, der Tag ist nicht sicher",
    "near": "ein Jahr Unterschied, der Tag ist nicht sicher",
    "unknown": "ein Geburtsdatum ist nicht bekannt",
}
VERDICTS = {
    **{(name, "same"): Verdict.SURE for name in ("equal", "sound")},
    **{(name, birth): Verdict.LIKELY for name in ("equal", "sound") for birth in BIRTHS if birth != "same"},
    **{("alike", birth): Verdict.LIKELY for birth in ("same", "swapped", "year")},
    **{("part", birth): Verdict.LIKELY for birth in ("same", "swapped")},
}


def _names(one, other):
    """How much of two names agrees: equal, sound, alike, part or other."""
    if not set(sound_keys(one)) & set(sound_keys(other)):
        return "other"
    found = {_writings(first, second) for first in one.writings for second in other.writings}
    return next((level for level in ("equal", "sound", "alike", "part") if level in found), "other")


def _writings(first, second):
    ours, theirs = _parts(first), _parts(second)
    if not set(_pairs(ours)) & set(_pairs(theirs)):
        return "other"
    if sorted(ours.plain) == sorted(theirs.plain):
        return "equal"
    met = [(one, two) for one in ours.heard for two in theirs.heard if one[1] & two[1]]
    covers = [{place for pair in met for place in pair[side][0]} for side in (0, 1)]
    if covers != [set(range(len(ours.plain))), set(range(len(theirs.plain)))]:
        return "part"
    if not (ours.has_vowels and theirs.has_vowels):
        return "sound"
    return "sound" if _spelt_alike(ours.plain, theirs.plain) else "alike"


def _spelt_alike(first, second):
    """Whether two spellings in scripts with vowels differ no more than clerks do; in either order."""
    written = sorted([[_clerk(word) for word in words] for words in (first, second)])
    pairs = [["".join(words) for words in written], ["".join(sorted(words)) for words in written]]
    return any(SequenceMatcher(None, *pair, autojunk=False).ratio() >= CLOSE for pair in pairs)


def _clerk(word):
    """A spelling without what clerks choose freely."""
    for pattern, written in CLERKS:
        word = pattern.sub(written, word)
    return word


def _birth(one, other):
    """How two birthdays agree: same, swapped, year, near, unknown or other."""
    if one.born is None or other.born is None:
        return "unknown"
    if is_vague(one) or is_vague(other):
        return {0: "year", 1: "near"}.get(abs(one.born.year - other.born.year), "other")
    if one.born == other.born:
        return "same"
    return "swapped" if other.born in same_days(one.born) else "other"


def same_days(born):
    """A birthday, and the one that it becomes where day and month change places."""
    return [born] if born.day > 12 else [born, born.replace(month=born.day, day=born.month)]


def is_vague(one):
    """01.01. on a paper often means that nobody knew the day."""
    return one.precision != BirthPrecision.DAY or (one.born.month, one.born.day) == (1, 1)


@dataclass(frozen=True)
class Parts:
    """The parts of one writing: `plain` spellings, and what each part, or two written together, may sound like."""

    plain: list
    heard: list
    has_vowels: bool


def _parts(writing):
    groups = [_words(part) for part in writing]
    flat = [word for group in groups for word in group][:MOST_WORDS]
    heard = [(frozenset({place}), _sounds(word)) for place, word in enumerate(flat)]
    # "Ali Reza" is "Alireza" elsewhere, "Abd al-Rahman" is "Abdulrahman": two neighbours are heard as one, too.
    inside = {place for place in range(len(flat) - 1) if place + 1 != len(groups[0])}
    heard += [(frozenset({place, place + 1}), _sounds(flat[place] + flat[place + 1])) for place in sorted(inside)]
    plain = [letters.plain(word) for word in flat]
    return Parts(plain, heard, all(letters.has_vowels(word) for word in flat))


def _words(name):
    found = letters.words(SUN_LETTERS.sub("al ", name))
    kept = [word for word in found if word not in ARTICLES | SONS]
    return kept or found


def _pairs(parts):
    """Keys of all parts two and two; of a single one its own."""
    if len(parts.plain) == 1:
        return [sound[: 2 * LONGEST] for sound in parts.heard[0][1]]
    apart = ((one[1], two[1]) for one, two in combinations(parts.heard, 2) if not one[0] & two[0])
    pairs = (pair for one, two in apart for pair in product(sorted(one), sorted(two)))
    return [" ".join(sorted(sound[:LONGEST] for sound in pair)) for pair in islice(pairs, 4 * MOST_KEYS)]


def _sounds(word):
    """What a word may sound like without its vowels."""
    ways = [word, word[2:]] if len(word) > 4 and word[:2] in STICKING else [word]
    return frozenset(sound for way in ways for sound in _heard(letters.romanised(way).strip(letters.APART)))


def _heard(text):
    text = ENDINGS.sub("", text)
    ways = []
    for pattern, sounds in FIRST:
        if first := re.match(pattern, text):
            ways, text = [sounds.split(" ")], text[first.end() :]
            break
    ways += [HEARD.get(group, group).split(" ") for group in GROUPS.findall(text)]
    skeletons = {_skeleton("".join(way)) for way in islice(product(*ways), MOST_WAYS)}
    return {skeleton or letters.plain(text) or "?" for skeleton in skeletons}


def _skeleton(sounds):
    """Doubled sounds are one; "Abdul" and "Abd al" are "Abd"."""
    return re.sub(r"^abtl(?=.)", "abt", re.sub(r"(.)\1+", r"\1", sounds))
