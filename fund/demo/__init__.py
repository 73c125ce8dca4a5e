"""The fund of the demo: what is a fact about 2017 says its source, everything else is invented and says so.

Told through the actions with the clock of the story, once and in one go; days are relative to the day of loading.
"""

import json
from datetime import date
from pathlib import Path

from django.contrib.auth import get_user_model
from django.db import transaction

from fund.actions import boards, funds, notices, rounds
from fund.demo import accounts, history, story
from fund.demo.telling import Telling
from fund.models import Board, Fund
from herne_integration.models import OutboxMail
from herne_integration.moved_clock import moved_to

HERE = Path(__file__).parent
LONG_AGO = date(2017, 1, 2)
MEMBERS = ("vorsitz", "lenkungsgruppe", "mitglied-2", "mitglied-3", "mitglied-4")
EXAMPLE = "Beispielwerte; die Geschäftsordnung liegt nicht vor, rechtlich zu prüfen."
# What the guideline of 2017 certainly said; all its numbers are unknown.
KNOWN = ("applicant_kinds",)


@transaction.atomic
def load(*, cast, day):
    """Tells everything once; `cast` needs "projektbuero", "unterschrift", "lenkungsgruppe" and "antrag".

    Returns how many applications that made.
    """
    # Locked, so that two processes that start at once do not both tell it.
    list(get_user_model().objects.select_for_update(of=("self",)).filter(pk=cast["projektbuero"].pk))
    facts = read("facts.json")
    if Fund.objects.filter(key=facts["fund"]["key"]).exists():
        return 0
    mails = set(OutboxMail.objects.values_list("pk", flat=True))
    telling = Telling(cast | accounts.load(), day)
    with moved_to(telling.at(LONG_AGO)):
        first, board, circle, seats = _founded(telling, facts)
    history.tell(telling, facts, guideline=first, board=board, seats=seats)
    current = _guideline(telling, valid_from=telling.on(story.PAST_ROUND[0]).replace(day=1))
    telling.year_of(day)
    story.tell(telling, guideline=current, board=board, circle=circle, seats=seats)
    # Letters about what happened long ago are not sent today.
    OutboxMail.objects.exclude(pk__in=mails).delete()
    return telling.applied


def read(name):
    """One of the files beside this one."""
    return json.loads((HERE / name).read_text(encoding="utf-8"))


def _founded(telling, facts):
    """The fund with its source, first guideline, remedy text and both bodies: (guideline, board, circle, seats)."""
    words, office = facts["fund"], telling.office
    telling.fund = Fund.objects.create(
        key=words["key"], name=words["name"], purpose=words["purpose"], source=words["source"]
    )
    note = "Woher das Geld kam und ob Reste übertragbar sind, nennt die Ratsvorlage nicht (Beispielwert)."
    telling.source = funds.add_source(
        fund=telling.fund, key="fonds", name="Mittel des Projekts", by=office, carries_over=False, note=note
    )
    remedy = read("remedy_text.json")
    notices.enter_remedy_text(**remedy | {"valid_from": date.fromisoformat(remedy["valid_from"])}, by=office)
    guideline = _guideline(telling, valid_from=LONG_AGO, names=KNOWN)
    board = boards.found(
        board=Board(key="lenkungsgruppe", name="Lenkungsgruppe", fund=telling.fund, source=EXAMPLE), by=office
    )
    circle = boards.found(
        board=Board(key="lenkungskreis", name="Lenkungskreis Südosteuropa", source=EXAMPLE), by=office
    )
    seats = [_seat(telling, board, key, is_chair=key == "vorsitz") for key in MEMBERS]
    _seat(telling, board, "stellvertretung", deputy_of=seats[1])
    for key in MEMBERS[:3]:
        _seat(telling, circle, key, is_chair=key == "vorsitz")
    return guideline, board, circle, seats


def _guideline(telling, *, valid_from, names=None):
    found = read("guideline.json")
    rules = {name: rule for name, rule in found["rules"].items() if names is None or name in names}
    return rounds.enter_guideline(
        fund=telling.fund,
        name=found["name"],
        valid_from=valid_from,
        rules=rules,
        by=telling.office,
        source=found["source"],
    )


def _seat(telling, board, key, **fields):
    return boards.seat(board=board, user=telling.cast[key], by=telling.office, starts_on=LONG_AGO, **fields)
