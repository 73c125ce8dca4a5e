"""A task as people read it: questions with answers, what is required and why. Rows in, words out.

Texts of the source are German (`Said`); what the portal says itself comes in the language of the page. No contact data
passes here: that is for whoever has been introduced (`models/doors.py`).
"""

from dataclasses import dataclass

from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from offers.choices import Known
from offers.facts import Said, term
from volunteers.choices.opportunities import OpportunityOrigin, OpportunityState
from volunteers.choices.profiles import Skill
from volunteers.choices.requirements import Requirement
from volunteers.eligibility import number_said

HERE = (OpportunityOrigin.HERNE, OpportunityOrigin.DEMO)


@dataclass(frozen=True)
class Card:
    """One entry of a list."""

    key: object
    title: Said
    provider: str
    activity_type: str
    facts: list
    state: str
    year: int | None
    town: str


@dataclass(frozen=True)
class Fact:
    """A question and its answers; no lines means that nobody knows."""

    label: str
    lines: list


@dataclass(frozen=True)
class Needed:
    """Something that is required before one begins: what, why, who pays, on which basis."""

    label: Said
    why: Said
    pays: str
    basis: str
    is_legal: bool


# What is required, in plain words: (why, who pays).
WORDS = {
    Requirement.CERTIFICATE: (
        gettext_lazy("Es schützt Kinder und Jugendliche. Wir sehen es nur an und geben es zurück."),
        gettext_lazy("Für Ehrenamtliche kostet es nichts. Den Brief für das Amt bekommen Sie von uns."),
    ),
    Requirement.MEASLES: (
        gettext_lazy(
            "Das Gesetz verlangt ihn in Kitas, Schulen und Unterkünften. Der Impfpass genügt."
            " Wer vor 1971 geboren ist, braucht ihn nicht."
        ),
        gettext_lazy("Eine Impfung zahlt die Krankenkasse."),
    ),
    Requirement.CONFIDENTIALITY: (
        gettext_lazy("Sie unterschreiben, dass Sie nichts weitererzählen. Menschen vertrauen Ihnen."),
        gettext_lazy("Das kostet nichts."),
    ),
    Requirement.AGREEMENT: (
        gettext_lazy("Darin steht, was beide Seiten voneinander erwarten. Beide unterschreiben."),
        gettext_lazy("Das kostet nichts."),
    ),
    Requirement.TRAINING: (
        gettext_lazy("Damit Sie wissen, was Sie erwartet. Die Termine stehen auf Ihrer Seite."),
        "",
    ),
    Requirement.MINIMUM_AGE: (gettext_lazy("Es schützt, wer zu jung ist."), ""),
}


def card(one, language):
    """The `Card` of an opportunity with its parts."""
    place = _place(one, language)
    facts = [Said(one.get_kind_display(), language)] if one.kind else []
    return Card(
        key=one.pk,
        title=Said(one.title),
        provider=one.provider,
        activity_type=one.activity_type,
        facts=[*facts, *place[:1], *([Said(one.commitment_text)] if one.commitment_text else [])],
        state=one.state,
        year=one.source_year if one.state == OpportunityState.UNCONFIRMED else None,
        town=town(one),
    )


def town(one):
    """Where a task from elsewhere belongs; empty for Herne."""
    return "" if one.origin in HERE else one.city or one.get_origin_display()


def facts(one, language):
    """What a visitor asks about a task, in the order in which people ask it."""
    spoken = [term(word, language) for word in one.languages.all()]
    level = [Said(one.get_german_level_display(), language)] if one.german_level else []
    return [
        Fact(_("Was man tut"), _own(one.get_activity_type_display() if one.activity_type else "", language)),
        Fact(_("Für wen"), _said(one.target_text) or [term(word, language) for word in one.target_groups.all()]),
        Fact(_("Wann"), _when(one, language)),
        Fact(_("Wo"), _place(one, language)),
        Fact(_("Deutsch"), level),
        *([Fact(_("Weitere Sprachen"), spoken)] if spoken else []),
        Fact(_("Freie Plätze"), _places(one, language)),
        Fact(_("Probezeit"), _trial(one, language)),
        Fact(_("Wer Sie begleitet"), _said(one.accompaniment_text)),
        Fact(_("Auslagen"), _known(one.expenses, one.expenses_text, language)),
        Fact(_("Stufenlos erreichbar"), _known(one.accessible, one.accessible_text, language)),
    ]


def requirements(one, policy, language):
    """[`Needed`] of the policy of its class of task and of the organisation, or None where nobody knows."""
    if policy is None:
        return None
    found = {
        item.requirement.key: _needed(item.requirement, item.legal_basis, item.is_legal, language)
        for item in policy.items.all()
    }
    for extra in one.extra_requirements.all():
        found.setdefault(extra.key, _needed(extra, _("Wunsch der Einrichtung"), False, language))
    return list(found.values())


def age(one, policy):
    """The age that one must have reached, None where none is asked for."""
    return max((years for years in (one.minimum_age, policy.minimum_age if policy else None) if years), default=None)


def skills(one):
    """What one has to be able to do."""
    return [Skill(key).label for key in one.skills]


def _needed(kind, basis, is_legal, language):
    words = WORDS.get(kind.key)
    if words is None:
        return Needed(Said(kind.label), Said(kind.explanation), "", basis, is_legal)
    why, pays = (str(word) for word in words)
    return Needed(Said(str(Requirement(kind.key).label), language), Said(why, language), pays, basis, is_legal)


def _own(text, language):
    return [Said(str(text), language)] if text else []


def _said(text):
    return [Said(text)] if text else []


def _place(one, language):
    if one.is_anywhere:
        return [Said(_("überall möglich"), language)]
    district = [term(one.district, language)] if one.district else []
    return district or _said(one.city)


def _when(one, language):
    lines = [Said(f"{row.get_weekday_display()} {_span(row)}", language) for row in one.windows.all()]
    lines += [Said(f"{date_format(row.day)} {_span(row)}".strip(), language) for row in one.occasions.all()]
    if one.is_time_open:
        lines.append(Said(_("Zeit nach Absprache"), language))
    if one.hours_per_week:
        lines.append(Said(_("%(hours)s Stunden in der Woche") % {"hours": number_said(one.hours_per_week)}, language))
    return [*lines, *_said(one.commitment_text)]


def _span(row):
    return f"{time_format(row.starts)} – {time_format(row.ends)}" if row.starts and row.ends else ""


def _places(one, language):
    if one.capacity is None:
        return []
    return [Said(str(max(one.places_left, 0)), language)]


def _trial(one, language):
    if not one.trial_weeks:
        return []
    return [Said(_("%(weeks)s Wochen, danach entscheiden beide") % {"weeks": one.trial_weeks}, language)]


def _known(known, text, language):
    if known == Known.UNKNOWN:
        return _said(text)
    return [Said(str(Known(known).label), language), *_said(text)]
