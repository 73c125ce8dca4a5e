"""A volunteer as an institution reads her before the two are introduced: what she brings, and not who she is.

Values in, words out. No name, contact, birthday, district or photo passes here, and nothing that she wrote herself.
"""

from dataclasses import dataclass

from volunteers.choices.profiles import Day, Skill
from volunteers.choices.times import PartOfDay
from volunteers.free_time import parts


@dataclass(frozen=True)
class Described:
    """What an institution may know; empty lines mean: nicht bekannt."""

    code: str
    german: str
    languages: list
    times: list
    hours: str
    skills: list


def described(volunteer):
    """The `Described` of a volunteer with her languages and windows."""
    return Described(
        code=volunteer.short_code,
        german=volunteer.get_german_level_display(),
        languages=[_spoken(row) for row in volunteer.languages.all()],
        times=["nach Absprache"] if volunteer.is_always_free else _times(volunteer.windows.all()),
        hours=f"{volunteer.hours_per_week.normalize():f}".replace(".", ",") if volunteer.hours_per_week else "",
        skills=[str(Skill(key).label) for key in volunteer.skills],
    )


def _spoken(row):
    level = f" ({row.get_level_display()})" if row.level else ""
    return f"{row.language}{level}{', dolmetscht' if row.may_interpret else ''}"


def _times(windows):
    """One line for each day: "Montag vormittags, abends"."""
    found = {}
    for row in windows:
        found.setdefault(row.weekday, []).extend(parts(row.starts, row.ends))
    return [
        f"{Day(day).label} {', '.join(str(PartOfDay(part).label) for part in named)}" for day, named in found.items()
    ]
