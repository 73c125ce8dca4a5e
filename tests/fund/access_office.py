"""The project office's pages: nobody else's, and what is not there is 404; an expert's own page."""

from tests.fund import make
from tests.house.access_tables import row, staff

PAGES = [
    "office-list",
    "office-application",
    "office-history",
    "formal-check",
    "supplement-list",
    "supplement-create",
    "supplement-extend",
    "opinion-list",
    "opinion-create",
    "opinion-note",
    "applicant-office-list",
    "applicant-office",
    "applicant-link",
    "round-list",
    "round-create",
    "round-edit",
    "guideline-detail",
    "guideline-create",
]
TABLE = {
    **{f"fund:{name}": staff(200, "projektbuero") for name in PAGES},
    # There is one version, so that nothing can be compared; an open check is decided, a guideline in use stays.
    "fund:office-compare": staff(404, "projektbuero"),
    "fund:formal-check-decide": staff(200, "projektbuero"),
    "fund:guideline-edit": staff(409, "projektbuero"),
    "fund:formal-check-start": staff(405, "projektbuero"),
    "fund:supplement-close": staff(405, "projektbuero"),
    "fund:opinion-mine": row(200, anonymous=302),
    "fund:opinion-give": row(404, anonymous=302),
}
OF_AN_APPLICATION = [
    "office-application",
    "office-history",
    "formal-check",
    "formal-check-start",
    "formal-check-decide",
    "supplement-list",
    "supplement-create",
    "opinion-list",
    "opinion-create",
]


def build(world):
    """An application in its check, one that waits for an answer, an opinion that somebody else is asked for."""
    world.fund_checked = make.in_check()
    world.fund_asked = make.asked()
    world.fund_opinion = make.opinion(of=world.fund_checked, expert=make.somebody("Fachperson"))


def arguments(world):
    """Everything that the pages are about."""
    checked, asked, opinion = world.fund_checked, world.fund_asked, world.fund_opinion
    found = {f"fund:{name}": [checked.pk] for name in OF_AN_APPLICATION}
    found |= {f"fund:supplement-{name}": [asked.pk, asked.supplement.pk] for name in ("extend", "close")}
    found |= {f"fund:{name}": [checked.applicant_id] for name in ("applicant-office", "applicant-link")}
    found |= {f"fund:{name}": [checked.round.guideline_id] for name in ("guideline-detail", "guideline-edit")}
    return found | {
        "fund:office-compare": [checked.pk, 1],
        "fund:opinion-note": [checked.pk, opinion.pk],
        "fund:opinion-give": [opinion.pk],
        "fund:round-edit": [checked.round_id],
    }
