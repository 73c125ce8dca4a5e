"""What the steps of the sign-up keep, and how it becomes a profile.

A draft is {step: {name: value}} of what JSON can hold. Names that mean something: the columns below;
`fields_of_action`, `target_groups`, `districts` (lists of keys);
`languages` ([{"language": key, "level": …, "may_interpret": …}]);
`windows` ([{"weekday", "starts": "HH:MM", "ends": "HH:MM"}]); `consents` (purposes); `consent_texts` ({purpose: key of
the words that were shown}); `opportunity` (a key).
"""

from offers.models import District, FieldOfAction, Language, TargetGroup
from volunteers import typed
from volunteers.actions.profiles import Content

VOCABULARY = dict(zip(typed.RELATED, (FieldOfAction, TargetGroup, District), strict=True))


def flat(draft):
    """All steps as one {name: value}; a later step wins."""
    found = {}
    for data in draft.values():
        found |= data
    return found


def is_complete(said, purposes):
    """Whether name, address and the needed consents are there."""
    named = said.get("given_name", "").strip() and said.get("email", "").strip()
    return bool(named) and set(purposes) <= set(said.get("consents", ()))


def content(said):
    """The profile's `Content` from what was said, and only from that: what is not named stays as it is."""
    columns = {name: said[name] for name in typed.COLUMNS if name in said}
    if "born_on" in said:
        columns["born_on"] = typed.day(said["born_on"])
    if "hours_per_week" in said:
        columns["hours_per_week"] = typed.hours(said["hours_per_week"])
    related = {
        name: list(model.objects.filter(key__in=said[name])) for name, model in VOCABULARY.items() if name in said
    }
    return Content(
        columns=columns,
        related=related,
        languages=_languages(said["languages"]) if "languages" in said else None,
        windows=[_window(row) for row in said["windows"]] if "windows" in said else None,
    )


def _languages(rows):
    known = {language.key: language for language in Language.objects.all()}
    return [
        {"language": known[row["language"]], "level": row.get("level", ""), "may_interpret": row.get("may_interpret")}
        for row in rows
        if row["language"] in known
    ]


def _window(row):
    return dict(zip(("weekday", "starts", "ends"), typed.window(row), strict=True))
