"""The applicant's side: a foreign application is there for nobody (404, strangers the log-in); the office reads files
and papers, but writes nowhere (403)."""

from uuid import UUID

from tests.fund import make
from tests.house.access_tables import row

ABSENT = UUID("00000000-0000-4000-8000-000000000000")
NOBODY = row(404, anonymous=302)
NOT_THE_OFFICE = row(404, anonymous=302, projektbuero=403)
OF_AN_APPLICATION = [
    "application-detail",
    "application-costs",
    "application-financing",
    "application-documents",
    "application-check",
    "application-move",
    "application-discard",
    "application-sign",
    "submission-create",
    "application-pdf",
    "supplement-answer",
    "application-withdraw",
]
TABLE = {
    **{f"fund:{name}": NOT_THE_OFFICE for name in [*OF_AN_APPLICATION, "application-topic", "attachment-remove"]},
    "fund:submission-receipt": NOT_THE_OFFICE,
    "fund:attachment-file": NOBODY,
    "fund:submission-receipt-pdf": row(404, anonymous=302, projektbuero=200),
    "fund:submission-pdf": row(404, anonymous=302, projektbuero=200),
    "fund:application-claim": row(405, anonymous=302),
    "fund:application-list": row(200, anonymous=302),
    "fund:applicant-detail": row(404, anonymous=302, projektbuero=200),
    "fund:applicant-edit": row(404, anonymous=302, projektbuero=200),
    "fund:applicant-member-create": row(404, anonymous=302, projektbuero=200),
    "fund:applicant-member-end": row(404, anonymous=302, projektbuero=405),
}


def build(world):
    """An application of somebody else's that has come in."""
    world.fund_application = make.submitted()


def arguments(world):
    """Files need not exist: whoever gets that far finds none."""
    application, team = world.fund_application.pk, world.fund_application.applicant_id
    return (
        {f"fund:{name}": [application] for name in [*OF_AN_APPLICATION, "application-claim"]}
        | {f"fund:{name}": [application, ABSENT] for name in ("attachment-file", "attachment-remove")}
        | {f"fund:submission-{name}": [application, 1] for name in ("receipt", "receipt-pdf", "pdf")}
        | {f"fund:applicant-{name}": [team] for name in ("detail", "edit", "member-create")}
        | {"fund:application-topic": [application, "projekt"], "fund:applicant-member-end": [team, ABSENT]}
    )
