"""For whom an offer is, in words a person would use of herself. Pure.

An offer answers each self-word with yes, no or "nobody has said". It says yes when it names the person's group or
status, or when it is for everybody; no when its age, its gender or another group shuts the person out. Silence is no
"no". The statuses are partly derived from the sources' target groups and are no legal advice.
"""

from dataclasses import dataclass

from offers.choices import Gender, SelfWord

# Groups that include everybody, or every newcomer whatever the papers say.
EVERYBODY = frozenset({"alle"})
EVERY_NEWCOMER = EVERYBODY | {"zugewanderte"}
# An offer only for these is not meant for the people it helps in the end.
ONLY_HELPERS = frozenset({"fachkraefte", "einrichtungen", "ehrenamtliche"})


@dataclass(frozen=True)
class Meaning:
    """What makes an offer fit a self-word; `statuses` marks the words about residence."""

    groups: frozenset = frozenset()
    statuses: frozenset = frozenset()
    gender: str = ""
    ages: tuple | None = None
    against: frozenset = frozenset()


def _meaning(groups, statuses="", **more):
    return Meaning(frozenset(groups.split()), frozenset(statuses.split()), **more)


YOUNG_GROUPS = frozenset({"kinder", "jugendliche", "uma"})
MEANINGS = {
    SelfWord.ASYLUM: _meaning("asylsuchende gefluechtete", "ankunftsnachweis aufenthaltsgestattung"),
    SelfWord.RECOGNISED: _meaning(
        "a gefluechtete", "asylberechtigt fluechtlingsschutz subsidiaer abschiebungsverbot aufenthaltserlaubnis"
    ),
    SelfWord.TOLERATED: _meaning(
        "geduldete b gefluechtete", "duldung duldung_60b ausbildungsduldung beschaeftigungsduldung ausreisepflichtig"
    ),
    SelfWord.UKRAINE: _meaning("ukraine gefluechtete", "paragraph24 fiktionsbescheinigung"),
    SelfWord.EU: _meaning("eu c", "eu_freizuegigkeit"),
    SelfWord.PERMIT: _meaning(
        "",
        "aufenthaltserlaubnis niederlassungserlaubnis daueraufenthalt_eu blaue_karte chancen_aufenthalt familiennachzug"
        " visum_national",
    ),
    SelfWord.WOMAN: _meaning("frauen", gender=Gender.WOMEN, against=frozenset({"maenner"})),
    SelfWord.MAN: _meaning("maenner", gender=Gender.MEN, against=frozenset({"frauen"})),
    SelfWord.PARENT: _meaning("familien kinder alleinerziehende"),
    SelfWord.ALONE_PARENT: _meaning("alleinerziehende familien"),
    SelfWord.TEENAGER: _meaning("jugendliche uma jugendliche_bis25", ages=(14, 17), against=frozenset({"senioren"})),
    SelfWord.UNACCOMPANIED: _meaning("uma", ages=(0, 17), against=frozenset({"senioren"})),
    SelfWord.YOUNG: _meaning("jugendliche_bis25", ages=(18, 25), against=YOUNG_GROUPS | {"senioren"}),
    SelfWord.OLD: _meaning("senioren", ages=(61, 120), against=YOUNG_GROUPS | {"jugendliche_bis25"}),
    SelfWord.DISABLED: _meaning("behinderung"),
    SelfWord.JOBLESS: _meaning("arbeitsuchende"),
    SelfWord.HELPER: _meaning("ehrenamtliche"),
    SelfWord.PROFESSIONAL: _meaning("fachkraefte einrichtungen"),
}
STATUS_GROUPS = frozenset().union(*(meaning.groups for meaning in MEANINGS.values() if meaning.statuses))


@dataclass(frozen=True)
class Addressed:
    """What an offer says about whom it is for: keys of the vocabulary; no group and no status means silence."""

    groups: frozenset = frozenset()
    statuses: frozenset = frozenset()
    every_status: bool = False
    gender: str = Gender.UNKNOWN
    age_from: int | None = None
    age_to: int | None = None


def fits(word, offer):
    """True, False, or None where nobody has said whether an offer is for people who say `word` of themselves."""
    meaning = MEANINGS[word]
    if _is_shut_out(meaning, offer):
        return False
    if offer.groups & (meaning.groups | EVERYBODY) or offer.statuses & meaning.statuses:
        return True
    if meaning.gender and offer.gender in {meaning.gender, Gender.ANY}:
        return True
    if meaning.ages and _has_ages(offer):
        return True
    if meaning.statuses:
        return _fits_status(offer)
    return None


def _is_shut_out(meaning, offer):
    if offer.groups and offer.groups <= ONLY_HELPERS and not offer.groups & meaning.groups:
        return True
    if meaning.gender and offer.gender in {Gender.WOMEN, Gender.MEN} and offer.gender != meaning.gender:
        return True
    if meaning.ages and _has_ages(offer):
        first, last = meaning.ages
        if (offer.age_from or 0) > last or (offer.age_to if offer.age_to is not None else 120) < first:
            return True
    # "Kinder" alone shuts a grown-up out, "Kinder und Familien" does not.
    return bool(offer.groups) and offer.groups <= meaning.against


def _has_ages(offer):
    return offer.age_from is not None or offer.age_to is not None


def _fits_status(offer):
    if offer.every_status or offer.groups & EVERY_NEWCOMER:
        return True
    # It names other people's status: for this person the answer is no, not silence.
    return False if offer.statuses or offer.groups & STATUS_GROUPS else None


def answers(offer):
    """The self-words an offer fits and those it is silent about: two lists of keys."""
    told = {word: fits(word, offer) for word in SelfWord}
    return [str(word) for word in told if told[word]], [str(word) for word in told if told[word] is None]


# The bit that stands for a word in `ListedOffer`. It is stored: a new word comes last, or all offers are indexed anew.
BITS = {word: 1 << place for place, word in enumerate(SelfWord)}


def bits(keys):
    """The words with these keys as one number."""
    return sum(BITS[SelfWord(key)] for key in keys)
