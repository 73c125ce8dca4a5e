"""A profile and a draft in one and the same form, `typed` (see `actions.drafting`), and as facts for the rules."""

from volunteers import eligibility_reading
from volunteers import typed as typing
from volunteers.eligibility import eligibility
from volunteers.eligibility_facts import Spoken, VolunteerFacts, Window
from volunteers.fitting_words import hindrances

PLAIN = (*typing.COLUMNS, "email")


def typed(volunteer):
    """What a profile says, as if it had just been typed."""
    found = {name: getattr(volunteer, name) for name in PLAIN}
    hours = volunteer.hours_per_week
    found["hours_per_week"] = "" if hours is None else f"{hours.normalize():f}"
    found["born_on"] = volunteer.born_on.isoformat() if volunteer.born_on else None
    for name in typing.RELATED:
        found[name] = [word.key for word in getattr(volunteer, name).all()]
    found["languages"] = [
        {"language": row.language.key, "level": row.level, "may_interpret": row.may_interpret}
        for row in volunteer.languages.select_related("language")
    ]
    found["windows"] = [
        {"weekday": row.weekday, "starts": f"{row.starts:%H:%M}", "ends": f"{row.ends:%H:%M}"}
        for row in volunteer.windows.all()
    ]
    return found


def facts(said):
    """What the rules of matching will know once the address is confirmed."""
    return VolunteerFacts(
        key=None,
        has_consent=True,
        is_confirmed=True,
        born_on=typing.day(said.get("born_on")),
        german_level=said.get("german_level", ""),
        languages=tuple(
            Spoken(row["language"], row.get("level", ""), row.get("may_interpret")) for row in said.get("languages", [])
        ),
        activity_types=frozenset(said.get("activity_types", [])),
        target_groups=frozenset(said.get("target_groups", [])),
        is_open_to_all=said.get("is_open_to_all", False),
        skills=frozenset(said.get("skills", [])),
        districts=frozenset(said.get("districts", [])),
        radius_km=said.get("radius_km", 0),
        is_mobile=said.get("is_mobile", False),
        windows=tuple(
            Window(int(weekday), starts, ends) for weekday, starts, ends in map(typing.window, said.get("windows", []))
        ),
        is_always_free=said.get("is_always_free", False),
        hours_per_week=typing.hours(said.get("hours_per_week")),
    )


def reasons(said, opportunity, day):
    """Why a draft does not fit a task (see `fitting_words.hindrances`)."""
    task = eligibility_reading.task(opportunity, day)
    return hindrances(eligibility(facts(said), task, day), opportunity)
