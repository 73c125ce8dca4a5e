"""What a newcomer shows at a counter: one German sentence, and the same one in the reader's language. No query."""

from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import get_language, get_language_info, gettext_lazy
from django.utils.translation import gettext as _

from herne_integration.templatetags.portal import direction
from offers.choices import Known, Registration, State
from offers.facts import Said

INTEREST, APPOINTMENT, SPEAKER = "interesse", "termin", "sprache"
# Marks that keep a title together in a sentence of another direction; a title that begins with a name in Latin letters
# would be taken for one that runs from left to right.
ISOLATES, END = {"ltr": "\u2066", "rtl": "\u2067"}, "\u2069"


@dataclass(frozen=True)
class Sentence:
    """One thing to say: a label for the choice, in German, and in the reader's language where that is another."""

    key: str
    label: str
    german: str
    own: Said | None


def has_counter(offer):
    """Whether there may be one: not where everything is online, nor at what is over."""
    return offer.state != State.ARCHIVED and (offer.online != Known.YES or offer.location_id is not None)


def sentences(shown):
    """All sentences, first the one that fits best: where an appointment is needed, the one that asks for it."""
    keys = [INTEREST, APPOINTMENT, SPEAKER]
    if shown.offer.registration == Registration.APPOINTMENT:
        keys = [APPOINTMENT, INTEREST, SPEAKER]
    return [_sentence(key, shown) for key in keys]


def chosen(sentences, key):
    """The sentence that was asked for; the first one for anything unknown."""
    return next((sentence for sentence in sentences if sentence.key == key), sentences[0])


def registration(offer):
    """How one gets in, in German; empty where nobody knows."""
    if offer.registration == Registration.UNKNOWN:
        return ""
    with translation.override("de"):
        return str(Registration(offer.registration).label)


def _sentence(key, shown):
    language = get_language()
    with translation.override("de"):
        german = SAID[key](shown.offer.title, language)
    title = f"{ISOLATES[direction(shown.title.language)]}{shown.title}{END}"
    own = None if language == "de" else Said(SAID[key](title, language), language)
    return Sentence(key, str(LABELS[key]), german, own)


def _interest(title, _language):
    return _("Guten Tag. Ich interessiere mich für: „%(title)s“. Können Sie mir bitte helfen?") % {"title": title}


def _appointment(title, _language):
    return _("Guten Tag. Ich möchte bitte einen Termin für: „%(title)s“. Wann kann ich kommen?") % {"title": title}


def _speaker(title, language):
    if language == "de":
        return _(
            "Guten Tag. Ich interessiere mich für: „%(title)s“. Ich spreche noch wenig Deutsch. "
            "Gibt es jemanden, der meine Sprache spricht?"
        ) % {"title": title}
    name = get_language_info(language)["name_translated"]
    return _(
        "Guten Tag. Ich interessiere mich für: „%(title)s“. Ich spreche %(language)s. "
        "Gibt es jemanden, der %(language)s spricht?"
    ) % {"title": title, "language": name}


SAID = {INTEREST: _interest, APPOINTMENT: _appointment, SPEAKER: _speaker}
LABELS = {
    INTEREST: gettext_lazy("Ich interessiere mich dafür"),
    APPOINTMENT: gettext_lazy("Ich möchte einen Termin"),
    SPEAKER: gettext_lazy("Ich brauche jemanden, der meine Sprache spricht"),
}
