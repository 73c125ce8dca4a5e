"""One thing that stands in the way of a pairing, in words and with what may be done about it."""

from dataclasses import dataclass

from volunteers.choices.eligibility import LEGAL, OVERRIDABLE, RELAXATIONS, UNKNOWN, ReasonCode


@dataclass(frozen=True)
class Reason:
    """One thing that stands in the way; `values` fill the sentence."""

    code: ReasonCode
    values: tuple[tuple[str, str], ...] = ()

    @property
    def sentence(self):
        """The reason in plain words, in the language of the page."""
        return str(self.code.label) % dict(self.values)

    @property
    def is_legal(self):
        """Whether the law demands it: no role and no reason sets it aside."""
        return self.code in LEGAL

    @property
    def is_unknown(self):
        """Whether only a detail is missing, so that asking may clear it up."""
        return self.code in UNKNOWN

    @property
    def is_overridable(self):
        """Whether a coordinator may set it aside, with a reason that is kept."""
        return self.code in OVERRIDABLE

    @property
    def relaxation(self):
        """Which wish or condition would have to be given up, or None."""
        return RELAXATIONS.get(self.code)


def because(code, **values):
    """A reason with what fills its sentence."""
    return Reason(code, tuple(sorted((name, str(value)) for name, value in values.items())))
