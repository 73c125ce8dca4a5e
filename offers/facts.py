"""A newcomer's questions about an offer and what is known: values in, words out."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from offers.choices import Cost, CostBasis, Gender, GermanLevel, Known, Registration
from offers.opening_hours import parse

# The word for the price says it already; sources often repeat it as text.
PLAIN_COSTS = {"kostenlos", "teilweise kostenlos", "kostenpflichtig", "kostenfrei"}


@dataclass(frozen=True)
class Said:
    """A text and the language it is in."""

    text: str
    language: str = "de"

    def __str__(self):
        return self.text

    def __bool__(self):
        return bool(self.text)


@dataclass(frozen=True)
class Fact:
    """One question and its answer: no `lines` means nobody knows."""

    key: str
    label: str
    lines: list
    is_asked: bool = True
    hours: tuple = ()
    is_enumeration: bool = False

    def __bool__(self):
        return bool(self.lines or self.hours)

    @property
    def height(self):
        """How many lines it takes on paper, more or less."""
        return min(len(self.lines), 1) if self.is_enumeration else len(self.lines) + len(self.hours)


@dataclass(frozen=True)
class Option:
    """One choice of a question (see the tag `options`): its word, whether it is chosen, how many offers it gives."""

    value: str
    said: Said
    is_chosen: bool
    number: int | None = None


def term(word, language):
    """A word of the vocabulary in the page's language, in German where there is none."""
    return Said(word.text, language if word.is_translated else "de")


def facts(shown):
    """All questions in the order in which people ask them; `shown` is a `presenting.Shown`."""
    offer, language = shown.offer, shown.language
    spoken = [term(spoken, language) for spoken in offer.languages.all()]
    return [
        Fact("people", _("Für wen"), _for_whom(shown)),
        Fact("clock", _("Wann"), _when(shown), hours=tuple(shown.hours)),
        Fact("place", _("Wo"), [*shown.place, *([shown.district] if shown.district else [])]),
        Fact("euro", _("Kosten"), _costs(shown)),
        Fact("speech", _("Sprachen"), spoken, is_enumeration=True),
        Fact("level", _("Deutschkenntnisse"), _level(offer, language), is_asked=False),
        Fact("registration", _("Anmeldung"), _registration(shown)),
        Fact("bring", _("Mitbringen"), _text(shown, "bring_text")),
        Fact("childcare", _("Kinderbetreuung"), _known(offer, language, "childcare")),
        Fact("online", _("Online möglich"), _known(offer, language, "online")),
        Fact("accessible", _("Stufenlos erreichbar"), _known(offer, language, "accessible")),
        Fact("permit", _("Arbeitserlaubnis nötig"), _known(offer, language, "work_permit"), is_asked=False),
    ]


def _text(shown, name):
    text = shown.said(name)
    return [text] if text else []


def _for_whom(shown):
    offer = shown.offer
    lines = _text(shown, "target_text") or [term(group, shown.language) for group in offer.target_groups.all()]
    if offer.gender not in {Gender.UNKNOWN, ""}:
        lines.append(Said(offer.get_gender_display(), shown.language))
    if said := ages(offer.age_from, offer.age_to):
        lines.append(Said(said, shown.language))
    return lines


def ages(first, last):
    """From which age to which, as far as it is known."""
    if first is not None and last is not None:
        return _("von %(first)s bis %(last)s Jahren") % {"first": first, "last": last}
    if first is not None:
        return _("ab %(first)s Jahren") % {"first": first}
    return _("bis %(last)s Jahre") % {"last": last} if last is not None else ""


def _when(shown):
    offer, language = shown.offer, shown.language
    # Where the whole text was understood, the hours say the same in every language.
    lines = [] if shown.hours and parse(offer.schedule_text) else _text(shown, "schedule_text")
    if offer.valid_from and offer.valid_from > shown.day:
        lines.append(Said(_("ab %(day)s") % {"day": date_format(offer.valid_from)}, language))
    if offer.valid_until:
        lines.append(Said(_("bis %(day)s") % {"day": date_format(offer.valid_until)}, language))
    return lines


def _costs(shown):
    offer, language = shown.offer, shown.language
    lines = [] if offer.cost == Cost.UNKNOWN else [Said(offer.get_cost_display(), language)]
    text = shown.said("cost_text")
    if text and text.text.lower() not in PLAIN_COSTS:
        lines.append(text)
    if lines and offer.cost_basis in {CostBasis.KIND, CostBasis.SOURCE_PAGE}:
        lines.append(Said(f"({offer.get_cost_basis_display()})", language))
    return lines


def _level(offer, language):
    lines = []
    if offer.german_level in {GermanLevel.NONE, GermanLevel.ALPHA}:
        lines.append(Said(offer.get_german_level_display(), language))
    elif offer.german_level:
        lines.append(Said(_("mindestens %(level)s") % {"level": offer.german_level}, language))
    if offer.level_text and offer.level_text != offer.german_level:
        lines.append(Said(offer.level_text))
    return lines


def _registration(shown):
    offer = shown.offer
    known = offer.registration != Registration.UNKNOWN
    lines = [Said(offer.get_registration_display(), shown.language)] if known else []
    return lines + _text(shown, "registration_text")


def _known(offer, language, name):
    value, text = getattr(offer, name), getattr(offer, f"{name}_text", "")
    lines = [] if value == Known.UNKNOWN else [Said(str(Known(value).label), language)]
    return lines + ([Said(text)] if text and text.lower() not in {"ja", "nein"} else [])
