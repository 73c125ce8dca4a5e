"""From a path to somebody's own steps, and what a change of status would alter. Pure."""

from dataclasses import dataclass
from datetime import timedelta

# Steps of paths name no counselling area; words tell it, in the order of this list, and a case worker may correct it.
AREA_WORDS = (
    ("einbuergerung", ("einbürger",)),
    (
        "aufenthalt",
        ("aufenthalt", "asyl", "bamf", "ausländerbehörde", "anhörung", "registrier", "duldung", "bleiberecht"),
    ),
    ("bildung", ("deutsch", "sprach", "integrationskurs", "schul", "orientierungskurs", "zeugnis", "bildung")),
    ("gesundheit", ("gesund", "arzt", "kranken", "impf", "untersuchung")),
    ("familie", ("kita", "kinder", "eltern", "famil", "vormund", "jugendamt")),
    ("wohnen", ("wohn", "unterkunft", "unterbring", "miete")),
    ("arbeit", ("arbeit", "beruf", "ausbildung", "jobcenter", "bewerb", "anerkennung", "praktik")),
    ("sozialleistungen", ("leistung", "konto", "schuld", "kindergeld", "sozialamt", "antrag")),
)
FALLBACK = "orientierung"
# Where a path gives no deadline, its steps are proposed one after the other.
PACE = timedelta(days=28)


@dataclass(frozen=True)
class Proposal:
    """A step of a path as it would stand in a plan."""

    path_step: int
    title: str
    detail: str
    area: str
    due_on: object
    organisation: int | None
    origin_text: str
    is_due_proposed: bool


@dataclass(frozen=True)
class Difference:
    """What another path would change: steps to add, steps that would fall away, steps that stay."""

    add: tuple = ()
    drop: tuple = ()
    keep: tuple = ()

    @property
    def is_empty(self):
        """Nothing to decide."""
        return not self.add and not self.drop


def area_of(text, words=AREA_WORDS):
    """Key of the counselling area that a step is about, told by its words."""
    text = text.lower()
    return next((area for area, stems in words if any(stem in text for stem in stems)), FALLBACK)


def proposals(steps, *, path, day, arrived_on=None):
    """The steps of a path version in order, each with a day: its rule's where it has one, else one after the other.

    `steps` have pk, title, detail, due_days, due_from ("arrival", "step"), organisation_id, norm. No day lies before
    `day`: what should have happened is due now.
    """
    made, before = [], day
    for step in steps:
        due, is_proposed = _due(step, before, arrived_on, day)
        before = due
        norm = f", {step.norm}" if step.norm else ""
        made.append(
            Proposal(
                path_step=step.pk,
                title=step.title,
                detail=step.detail,
                area=area_of(f"{step.title} {step.detail}"),
                due_on=due,
                organisation=step.organisation_id,
                origin_text=f"{path}, Schritt {step.position}{norm}"[:300],
                is_due_proposed=is_proposed,
            )
        )
    return made


def difference(planned, wanted, lineage):
    """Compares a plan with the steps of the version that would fit now.

    `planned`: {path step key: plan step} of the running plan; `wanted`: path step keys of the new version in order;
    `lineage`: {new path step key: keys of the steps it was copied from}, so that a new version of the same path keeps
    what it has in common.
    """
    matched = {new: next((old for old in (new, *lineage.get(new, ())) if old in planned), None) for new in wanted}
    kept = {old for old in matched.values() if old is not None}
    return Difference(
        add=tuple(new for new in wanted if matched[new] is None),
        drop=tuple(planned[old] for old in planned if old not in kept),
        keep=tuple((new, planned[old]) for new, old in matched.items() if old is not None),
    )


def _due(step, before, arrived_on, day):
    if step.due_days is not None and step.due_from == "step":
        return before + timedelta(days=step.due_days), False
    if step.due_days is not None and arrived_on is not None:
        return max(arrived_on + timedelta(days=step.due_days), day), False
    return before + PACE, True
