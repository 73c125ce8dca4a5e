"""One spelling for one content, and its SHA-256: whoever has the content can check the seal. Pure.

Follows RFC 8785 (JSON Canonicalization Scheme): no white space, keys in the order of their UTF-16 units, strings as
they are. Numbers are whole and small enough for every reader (RFC 8785 takes them as doubles); amounts and days are
text ("3496.02", "2026-03-04"), so that no reader rounds them. A way through `jsonb` and back keeps the seal.
"""

import hashlib
import json
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from uuid import UUID

# 2**53 - 1: beyond it a reader with doubles sees another number.
MOST = 9007199254740991


def plain(value):
    """A value as JSON keeps it: amounts with two digits, days and moments in ISO form, keys and numbers as text.

    Lists and dicts are walked through; a moment has to know its zone.
    """
    if isinstance(value, dict):
        return {str(plain(key)): plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(inner) for inner in value]
    if isinstance(value, Decimal):
        return _amount(value)
    if isinstance(value, datetime) and value.tzinfo is None:
        raise ValueError("Ein Zeitpunkt ohne Zeitzone lässt sich nicht festhalten.")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return plain(value.value)
    return str(value) if isinstance(value, UUID) else value


def _amount(value):
    if not value.is_finite() or value != value.quantize(Decimal("0.01")):
        raise ValueError("Ein Betrag hat höchstens zwei Stellen nach dem Komma.")
    return f"{value:.2f}"


def text(content):
    """The one spelling of a content made of dicts, lists, strings, whole numbers, truth values and None."""
    return json.dumps(_ordered(content), ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def sha256(content):
    """The seal: 64 hexadecimal signs over the canonical text in UTF-8."""
    return hashlib.sha256(text(content).encode()).hexdigest()


def is_sealed_by(content, seal):
    """Whether a content is still the one that was sealed."""
    return sha256(content) == seal


def _ordered(value):
    if isinstance(value, dict):
        if not all(isinstance(key, str) for key in value):
            raise TypeError("Schlüssel sind Text.")
        return {key: _ordered(value[key]) for key in sorted(value, key=lambda key: key.encode("utf-16-be"))}
    if isinstance(value, (list, tuple)):
        return [_ordered(inner) for inner in value]
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, int) and abs(value) <= MOST:
        return value
    raise TypeError(f"{type(value).__name__} hat keine eindeutige Schreibweise.")
