"""Notices and the letter about a deferral on paper: one letter or several, each beginning on a page of its own.

A draft is printed from its words; what is signed or posted is the file with its checksum and is never made anew.
"""

from dataclasses import dataclass
from datetime import date

from fund import notice_blocks
from fund.choices.notices import INTERNAL
from herne_integration import pdf

TEMPLATE = "fund/notice_pdf.html"
DEFERRAL = "Zwischennachricht: Entscheidung vertagt"


@dataclass(frozen=True)
class Letter:
    """What one letter shows. `lines` is the address field, `blocks` are `notice_blocks.Block`s."""

    subject: str
    project: str
    number: str
    application_number: str
    lines: tuple
    day: date
    blocks: tuple
    remedy: str = ""
    is_remedy_reviewed: bool = False
    is_internal: bool = False


def letter(notice, *, day):
    """The letter of a notice, dated `day`."""
    application = notice.application
    return Letter(
        subject=notice.get_kind_display(),
        project=application.title,
        number=notice.number,
        application_number=application.number,
        lines=address(application),
        day=day,
        blocks=tuple(notice_blocks.read(notice.text)),
        remedy=notice.remedy.text if notice.remedy else "",
        is_remedy_reviewed=bool(notice.remedy and notice.remedy.is_reviewed),
        is_internal=notice.kind in INTERNAL,
    )


def deferral(application, facts, *, day):
    """The letter that says that nothing is decided yet; `facts` as `notice_facts` finds them."""
    return Letter(
        subject=DEFERRAL,
        project=application.title,
        number=application.number,
        application_number=application.number,
        lines=address(application),
        day=day,
        blocks=tuple(notice_blocks.deferral(facts)),
        is_internal=application.applicant.is_city,
    )


def address(application):
    """The address field as the application gives it; a missing street is left out, never made up."""
    place = f"{application.applicant_postcode} {application.applicant_city}".strip()
    return tuple(filter(None, [application.applicant_name, application.applicant_street, place]))


def printed(letters, *, title):
    """The letters as one PDF/UA-1 file, bytes; never kept in a cache."""
    return pdf.render(TEMPLATE, {"letters": letters, "title": title, "mark": notice_blocks.MARK}, "de", is_kept=False)


def of(notice, *, day):
    """The PDF of one notice."""
    return printed([letter(notice, day=day)], title=f"{notice.get_kind_display()} {notice.number}")
