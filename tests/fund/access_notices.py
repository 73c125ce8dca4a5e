"""Notices are the office's until they are posted; money is seen by the office and the steering group."""

from django.utils import timezone

from fund.actions import notices, resolutions
from fund.models import RemedyText
from tests.fund import make, make_boards
from tests.house.access_tables import row, staff

OFFICE = staff(200, "projektbuero")
MONEY = staff(200, "projektbuero", "lenkungsgruppe")
POST_ONLY = staff(405, "projektbuero")
TABLE = {
    "fund:setup-detail": OFFICE,
    "fund:fund-create": OFFICE,
    "fund:fund-edit": OFFICE,
    "fund:source-create": OFFICE,
    "fund:remedy-create": OFFICE,
    "fund:notice-list": OFFICE,
    # There is a notice already: on to it.
    "fund:application-notice": staff(302, "projektbuero"),
    "fund:notice-detail": OFFICE,
    "fund:notice-edit": OFFICE,
    "fund:notice-print": POST_ONLY,
    "fund:notice-sign": POST_ONLY,
    "fund:notice-unsign": POST_ONLY,
    "fund:notice-post": OFFICE,
    "fund:notice-preview": OFFICE,
    # A draft without a PDF has no file, for nobody.
    "fund:notice-pdf": row(404, anonymous=302),
    "fund:session-notices": OFFICE,
    "fund:session-notices-file": POST_ONLY,
    # Nothing was put off here.
    "fund:deferral-pdf": staff(404, "projektbuero"),
    "fund:award-detail": MONEY,
    "fund:award-reduce": OFFICE,
    "fund:award-revoke": OFFICE,
    **{
        f"fund:{name}": MONEY
        for name in ("year-overview", "entry-list", "council-report", "council-report-pdf", "council-report-csv")
    },
    **{
        f"fund:{name}": OFFICE
        for name in ("year-create", "allot-create", "carry-create", "envelope-create", "year-close")
    },
}
OF_A_NOTICE = ("detail", "edit", "print", "sign", "unsign", "post", "preview", "pdf")


def build(world):
    """A notice in draft, of an award of a session."""
    if not RemedyText.objects.valid_on(timezone.localdate()).exists():
        make_boards.remedy()
    body = make_boards.body(3)
    award = resolutions.pass_resolution(item=make_boards.ready_item(body), by=body.office).award
    world.fund_award = award
    world.fund_notice = notices.draft(application=award.application, by=make.office())


def arguments(world):
    """Keys of what `build` made."""
    notice, award = world.fund_notice, world.fund_award
    item = award.resolution.item
    found = {f"fund:notice-{name}": [notice.pk] for name in OF_A_NOTICE}
    found |= {f"fund:award-{name}": [award.pk] for name in ("detail", "reduce", "revoke")}
    found |= {
        f"fund:{name}": [award.budget_year_id]
        for name in ("allot-create", "carry-create", "envelope-create", "year-close")
    }
    found |= {f"fund:session-notices{end}": [item.session_id] for end in ("", "-file")}
    return found | {"fund:application-notice": [award.application_id], "fund:deferral-pdf": [item.pk]}
