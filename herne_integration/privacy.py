"""Every model field is declared personal or plain, so that nobody forgets to think about it.

Personal is what says something about an identifiable person (GDPR art. 4 no. 1). What erasing a person touches, what an
export must not contain and what never reaches a log is derived from here.
"""

PERSONAL: dict[type, frozenset[str]] = {}
PLAIN: dict[type, frozenset[str]] = {}


def classified(*, personal="", plain=""):
    """Class decorator: field names as words, `personal` those about a person, `plain` all others."""

    def declare(model):
        PERSONAL[model], PLAIN[model] = frozenset(personal.split()), frozenset(plain.split())
        return model

    return declare
