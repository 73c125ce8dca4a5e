"""The folder number: what stands on paper and is read out on the phone. Pure.

Ten random characters and a check character after ISO/IEC 7064, hybrid system MOD 27,26: every single wrong sign is
noticed, and nearly every swap of neighbours. The number says nothing about the person.
"""

import secrets

from herne_integration.models.short_links import ALPHABET as SIGNS

# The signs of short links without the last: the standard knows a system for 26 signs, and none for 27.
ALPHABET = SIGNS[:26]
LENGTH = 10
M = len(ALPHABET)


def new_number():
    """A fresh number of eleven characters."""
    stem = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return stem + check_character(stem)


def check_character(stem):
    """The sign that closes a stem."""
    product = M
    for sign in stem:
        product = ((product + ALPHABET.index(sign)) % M or M) * 2 % (M + 1)
    return ALPHABET[(M + 1 - product) % M]


def read(typed):
    """The number that somebody typed, without blanks and hyphens, in small letters; None where it cannot be one."""
    number = "".join(typed.split()).replace("-", "").lower()
    if len(number) != LENGTH + 1 or not set(number) <= set(ALPHABET):
        return None
    return number if check_character(number[:-1]) == number[-1] else None


def spaced(number):
    """As it is printed: in groups that can be read aloud."""
    return f"{number[:4]} {number[4:8]} {number[8:]}".upper()
