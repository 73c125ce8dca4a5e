"""Bodies and sessions: the office works on all of them; the role alone opens nothing of a body without a seat on it."""

from uuid import UUID

from fund.actions import agenda, minutes, recusals, sessions
from tests.fund import make_boards
from tests.house.access_tables import row, staff

ABSENT = UUID("00000000-0000-4000-8000-000000000000")
OFFICE, OFFICE_POST = staff(200, "projektbuero"), staff(405, "projektbuero")
# Members see what their own seat lets them see; here nobody has one.
BOARD = row(403, anonymous=302, projektbuero=200, lenkungsgruppe=404)
SEAT = row(403, anonymous=302, lenkungsgruppe=404)
OF_A_BOARD = ["board-detail", "board-edit", "seat-create"]
OF_A_SESSION = {
    "session-detail": OFFICE,
    "session-edit": OFFICE,
    "agenda-add": OFFICE,
    "topic-create": OFFICE,
    "agenda-sort": OFFICE_POST,
    "session-invite": OFFICE,
    "session-pdf": BOARD,
    "session-cancel": OFFICE,
    "session-run": OFFICE,
    "session-projector": BOARD,
    "session-open": OFFICE_POST,
    "session-close": OFFICE_POST,
    "attendance-change": OFFICE_POST,
    "sitting-detail": SEAT,
    "attendance-own": SEAT,
}
OF_MINUTES = {
    "minutes-detail": OFFICE,
    "minutes-draft": OFFICE_POST,
    "minutes-edit": OFFICE,
    "minutes-confirm": row(403, anonymous=302, projektbuero=405, lenkungsgruppe=405),
    "minutes-read": BOARD,
    "minutes-pdf": BOARD,
}
OF_AN_ITEM = {
    "item-papers": BOARD,
    "item-pdf": BOARD,
    "item-move": OFFICE_POST,
    "item-remove": OFFICE,
    "item-defer": OFFICE,
    "item-open": OFFICE_POST,
    "item-report": OFFICE,
    "recusal-declare": SEAT,
    "recusal-raise": OFFICE_POST,
    "vote-cast": row(403, anonymous=302, lenkungsgruppe=405),
    "vote-hands": OFFICE_POST,
    "resolution-create": OFFICE_POST,
}
TABLE = {
    **{f"fund:{name}": OFFICE for name in [*OF_A_BOARD, "board-list", "board-create", "session-list"]},
    **{f"fund:{name}": people for name, people in (OF_A_SESSION | OF_MINUTES | OF_AN_ITEM).items()},
    "fund:session-create": OFFICE,
    "fund:topic-list": row(403, anonymous=302, projektbuero=200, lenkungsgruppe=200),
    "fund:sitting-list": row(403, anonymous=302, lenkungsgruppe=200),
    "fund:seat-detail": BOARD,
    "fund:tie-create": BOARD,
    "fund:tie-end": row(403, anonymous=302, projektbuero=405, lenkungsgruppe=405),
    "fund:item-file": row(403, anonymous=302, projektbuero=404, lenkungsgruppe=404),
    "fund:recusal-rule": OFFICE,
}


def build(world):
    """A body on which nobody of the table sits, with a session to come and one that is over."""
    world.body = body = make_boards.body(3)
    world.board_item = make_boards.item(body)
    doubt = {"seat": body.seats[1], "reason": "Ein Beispiel", "by": body.office}
    world.board_recusal = recusals.raise_doubt(item=world.board_item, **doubt)
    topic = make_boards.topic(body)
    world.closed_session = make_boards.open_meeting(topic.session, body)
    agenda.defer(item=topic, by=body.office, reason="Ein Beispiel")
    sessions.close_session(session=world.closed_session, by=body.office)
    minutes.draft(session=world.closed_session, by=body.office)


def arguments(world):
    """Of the session to come, its item, and the session that is over."""
    return (
        {f"fund:{name}": [world.body.board.key] for name in OF_A_BOARD}
        | {f"fund:{name}": [world.board_item.session_id] for name in OF_A_SESSION}
        | {f"fund:{name}": [world.closed_session.pk] for name in OF_MINUTES}
        | {f"fund:{name}": [world.board_item.pk] for name in OF_AN_ITEM}
        | {f"fund:{name}": [world.body.seats[0].pk] for name in ("seat-detail", "tie-create")}
        | {"fund:tie-end": [ABSENT], "fund:item-file": [world.board_item.pk, ABSENT]}
        | {"fund:recusal-rule": [world.board_recusal.pk]}
    )
