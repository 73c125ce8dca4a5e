"""What somebody has said about herself, page by page, in words. Values in, words out."""

from dataclasses import dataclass
from datetime import date, time

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from offers.eligibility_words import german_levels
from offers.facts import term
from offers.models import District, Language, TargetGroup
from volunteers import free_time, signing_up
from volunteers.choices.profiles import ActivityType, Day, Skill, SpokenLevel
from volunteers.choices.times import PartOfDay


@dataclass(frozen=True)
class Part:
    """One page of answers: `facts` are (question, answer) pairs, an empty answer was not given."""

    step: signing_up.Step
    facts: list


def parts(said, language):
    """All answers, in the order of the pages."""
    return [
        Part(signing_up.INTERESTS, [(_("Was Sie tun möchten"), _interests(said))]),
        Part(signing_up.TIME_AND_PLACE, _time_and_place(said, language)),
        Part(signing_up.LANGUAGES, _languages(said, language)),
        Part(
            signing_up.SKILLS,
            [
                (_("Was Sie können"), _labels(Skill, said.get("skills", []))),
                (_("Für wen"), _terms(TargetGroup, said.get("target_groups", []), language)),
                (_("Was Sie noch sagen möchten"), said.get("about", "")),
            ],
        ),
        Part(signing_up.PERSON, _person(said)),
    ]


def _interests(said):
    return _("für alles offen") if said.get("is_open_to_all") else _labels(ActivityType, said.get("activity_types", []))


def _time_and_place(said, language):
    where = _("In ganz Herne") if said.get("is_mobile") else _terms(District, said.get("districts", []), language)
    if said.get("radius_km") and not said.get("is_mobile"):
        where = f"{where}, " + _("auch %(km)s km weiter") % {"km": said["radius_km"]}
    hours = said.get("hours_per_week")
    return [
        (_("Wo"), where),
        (_("Wann"), _("nach Absprache") if said.get("is_always_free") else _windows(said.get("windows", []))),
        (_("Stunden in der Woche"), str(hours).replace(".", ",") if hours else ""),
    ]


def _windows(rows):
    """One line for each day: "Montag vormittags, abends"."""
    found = {}
    for row in rows:
        starts, ends = (time.fromisoformat(row[end]) for end in ("starts", "ends"))
        found.setdefault(row["weekday"], []).extend(free_time.parts(starts, ends))
    lines = (f"{Day(day).label} {_labels(PartOfDay, chosen)}" for day, chosen in sorted(found.items()))
    return "\n".join(lines)


def _languages(said, language):
    rows = said.get("languages", [])
    words = {word.key: term(word, language).text for word in Language.objects.filter(key__in=_keys(rows))}
    lines = []
    for row in rows:
        level = f" ({SpokenLevel(row['level']).label})" if row.get("level") else ""
        more = ", " + _("möchte dolmetschen") if row.get("may_interpret") else ""
        lines.append(f"{words.get(row['language'], row['language'])}{level}{more}")
    german = dict(german_levels()).get(said.get("german_level"), "")
    return [
        (_("Deutsch"), str(german)),
        *([(_("Einfaches Deutsch"), _("ja, bitte"))] if said.get("wants_simple_german") else []),
        (_("Weitere Sprachen"), "\n".join(lines)),
    ]


def _keys(rows):
    return [row["language"] for row in rows]


def _person(said):
    born_on = said.get("born_on")
    return [
        (_("Name"), f"{said.get('given_name', '')} {said.get('family_name', '')}".strip()),
        (_("E-Mail-Adresse"), said.get("email", "")),
        (_("Telefon"), said.get("phone", "")),
        (_("Geburtsdatum"), date_format(date.fromisoformat(born_on)) if born_on else ""),
    ]


def _labels(choices, keys):
    return ", ".join(str(choices(key).label) for key in keys if key in choices.values)


def _terms(model, keys, language):
    return ", ".join(term(word, language).text for word in model.objects.filter(key__in=keys))
