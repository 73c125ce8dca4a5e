"""Names in Latin letters, whatever the script they came in. Pure.

`romanised` keeps a few signs for letters that offices write in several ways (ج as j, dj, dsch, g); `names.py` knows
how each may be heard. `plain` has a to z only and serves to compare spellings.
"""

import re
import unicodedata

# Stands behind an Arabic consonant: زه is z and h, not zh.
APART = "·"


def _table(signs, latin):
    return dict(zip(signs, latin.split(), strict=True))


# Letters that offices write in several ways keep a sign of their own.
ARABIC = _table("ابتثجحخدذرزسشصضطظعغفقكلمنهوي", "a b t ṯ ǧ h kh d ḏ r z s sh s ḍ t ẓ a gh f q k l m n h w y")
ARABIC |= _table("أإآٱىةئؤءپچژگکیەێۆڕڵڤھۀہ", "a a a a a a y w a p tsch zh g k y a y w r l v h h h")
CYRILLIC = _table(
    "абвгґдеєёжзиіїйклмнопрстуфхцчшщ", "a b v ɣ g d e ye yo zh z i i yi y k l m n o p r s t u f kh ts tsch sh ŝ"
)
CYRILLIC |= _table("ъыэюяђјљњћџѓќѕ", "a y e yu ya dj j lj nj tsch dsch gj kj dz") | {"ь": ""}
LATIN = _table("äöüæœßşšșçčćžżźłđıøþðəțţğ", "ae oe ue ae oe ss s s s ĉ ĉ ĉ z z z l ɖ i o th dh e t t ğ")
# The syllables of Tigrinya and Amharic stand in rows of eight, one row a consonant.
GEEZ_ROWS = _table(
    range(43), "h l h m s r s sh q q q q b v t tsch h h n n a k k kh kh w a z zh y d d ǧ g g g t tsch p ts ts f p"
)
GEEZ_VOWELS = ("e", "u", "i", "a", "e", "", "o", "wa")
GEEZ = range(0x1200, 0x1200 + 8 * len(GEEZ_ROWS))
LETTERS = ARABIC | CYRILLIC | LATIN | dict.fromkeys("ʼ’'`ʿʾـ", "")
PLAIN = str.maketrans(
    {"ǧ": "j", "ṯ": "th", "ḏ": "dh", "ḍ": "d", "ẓ": "z", "ɣ": "g", "ŝ": "sht", "ğ": "g", "ĉ": "c", "ɖ": "dj", APART: ""}
)


def words(name):
    """The parts of a name, in small letters and one writing of each sign."""
    name = unicodedata.normalize("NFKC", name).casefold()
    return [word for word in re.split(r"[\s\-‐-―־_.,;/()]+", name) if word]


def romanised(word):
    """A word in Latin letters; letters of other scripts that we do not know stay as they are."""
    return "".join(_letter(sign, index) for index, sign in enumerate(word))


def plain(word):
    """A word as it may be compared: a to z, and ä like ae like a."""
    text = romanised(word).translate(PLAIN)
    return re.sub(r"([aou])e", r"\1", text)


def has_vowels(word):
    """Whether the script writes them: Arabic and Hebrew do not."""
    return not any("\u0590" <= sign <= "\u08ff" for sign in word)


def _letter(sign, index):
    if sign == "е" and index == 0:
        return "ye"
    if sign == "ع" and index:
        return ""
    if sign in ARABIC:
        return ARABIC[sign] + APART
    if sign in LETTERS:
        return LETTERS[sign]
    if ord(sign) in GEEZ:
        row, column = divmod(ord(sign) - GEEZ.start, 8)
        return GEEZ_ROWS[row] + (GEEZ_VOWELS[column] if GEEZ_ROWS[row] != "a" or column == 1 else "")
    base = "".join(part for part in unicodedata.normalize("NFKD", sign) if not unicodedata.combining(part))
    return base if base == sign or not base else "".join(LETTERS.get(part, part) for part in base)
