"""What the steps of the sign-up keep, and how it becomes a profile.

A draft is {step: {name: value}} of what JSON can hold. Names that mean something: the columns below;
`fields_of_action`, `target_groups`, `districts` (lists of keys);
`languages` ([{"language": key, "level": …, "may_interpret": …}]);
`windows` ([{"weekday", "starts": "HH:MM", "ends": "HH:MM"}]); `consents` (purposes); `consent_texts` ({purpose: key of
the words that were shown}); `opportunity` (a key).
"""

from datetime import date, time
from decimal import Decimal

from offers.models import District, FieldOfAction, Language, TargetGroup
from volunteers.actions.profiles import Content

PLAIN = (
    "given_name",
    "family_name",
    "phone",
    "wants_simple_german",
    "german_level",
    "activity_types",
    "is_open_to_all",
    "skills",
    "radius_km",
    "is_mobile",
    "is_always_free",
    "about",
)
RELATED = {"fields_of_action": FieldOfAction, "target_groups": TargetGroup, "districts": District}


def flat(draft):
    """All steps as one {name: value}; a later step wins."""
    found = {}
    for data in draft.values():
        found |= data
    return found


def is_complete(typed, purposes):
    """Whether name, address and the needed consents are there."""
    named = typed.get("given_name", "").strip() and typed.get("email", "").strip()
    return bool(named) and set(purposes) <= set(typed.get("consents", ()))


def content(typed):
    """The profile's `Content` from what was typed, and only from that: what is not named stays as it is."""
    columns = {name: typed[name] for name in PLAIN if name in typed}
    if "born_on" in typed:
        columns["born_on"] = date.fromisoformat(typed["born_on"]) if typed["born_on"] else None
    if "hours_per_week" in typed:
        columns["hours_per_week"] = Decimal(str(typed["hours_per_week"])) if typed["hours_per_week"] else None
    related = {
        name: list(model.objects.filter(key__in=typed[name])) for name, model in RELATED.items() if name in typed
    }
    return Content(
        columns=columns,
        related=related,
        languages=_languages(typed["languages"]) if "languages" in typed else None,
        windows=[_window(row) for row in typed["windows"]] if "windows" in typed else None,
    )


def _languages(rows):
    known = {language.key: language for language in Language.objects.all()}
    return [
        {"language": known[row["language"]], "level": row.get("level", ""), "may_interpret": row.get("may_interpret")}
        for row in rows
        if row["language"] in known
    ]


def _window(row):
    return {
        "weekday": row["weekday"],
        "starts": time.fromisoformat(row["starts"]),
        "ends": time.fromisoformat(row["ends"]),
    }
