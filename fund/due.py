"""Who waits for whom, and since when it is late: a state and its days in, one line out. Pure: no query, no clock.

Only a supplement, a round and a session have real deadlines. The others are aims of the office, in working days; no
source names any, so they are example values until the city sets its own.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from fund.choices.applications import DECIDED, GRANTED, ApplicationState
from fund.choices.due import Actor
from fund.choices.notices import NoticeState
from fund.service_days import next_working_day, working_days_after

# "Beispielwert": working days after the state began.
START_CHECK, END_CHECK, SCHEDULE, NOTIFY = 5, 10, 20, 5
_S = ApplicationState
# Where an opinion that was asked for is what everybody waits for; on an agenda the board is.
AT_THE_OFFICE = (_S.SUBMITTED, _S.FORMAL_CHECK, _S.ADMISSIBLE, _S.DEFERRED)
# Working days that a state may last, and after a decision until the notice is posted.
LASTS = {
    _S.SUBMITTED: START_CHECK,
    _S.FORMAL_CHECK: END_CHECK,
    _S.ADMISSIBLE: SCHEDULE,
    _S.DEFERRED: SCHEDULE,
    **dict.fromkeys(DECIDED, NOTIFY),
}


@dataclass(frozen=True)
class Case:
    """An application and the days that matter in its state: the closing of the round, the supplement, the session."""

    state: str
    since: date
    round_closes_on: date | None = None
    supplement_due_on: date | None = None
    session_on: date | None = None
    notice: str = ""
    # Of an opinion that nobody has given yet: the office could go on without it, but has chosen to ask.
    opinion_due_on: date | None = None


@dataclass(frozen=True)
class Due:
    """Whose turn it is, what is to be done and until when; without a day nothing can be late."""

    actor: str
    what: str
    due_on: date | None = None

    def days_late(self, day):
        """Calendar days since the deadline, 0 while it runs."""
        return max((day - self.due_on).days, 0) if self.due_on else 0

    def is_late(self, day):
        """Whether the deadline is over."""
        return self.days_late(day) > 0


def of(case):
    """The next thing to be done for an application."""
    state = ApplicationState(case.state)
    if state in DECIDED:
        return _notice(case, state)
    if case.opinion_due_on and state in AT_THE_OFFICE:
        return Due(Actor.DEPARTMENT, "Stellung nehmen", case.opinion_due_on)
    return {
        _S.DRAFT: Due(Actor.APPLICANT, "Antrag einreichen", case.round_closes_on),
        _S.SUBMITTED: Due(Actor.OFFICE, "Formale Prüfung beginnen", working_days_after(case.since, START_CHECK)),
        _S.FORMAL_CHECK: Due(Actor.OFFICE, "Formale Prüfung abschließen", working_days_after(case.since, END_CHECK)),
        _S.SUPPLEMENT: Due(Actor.APPLICANT, "Nachforderung beantworten", case.supplement_due_on),
        _S.ADMISSIBLE: Due(Actor.OFFICE, "Auf eine Tagesordnung setzen", working_days_after(case.since, SCHEDULE)),
        _S.DEFERRED: Due(Actor.OFFICE, "Wieder auf eine Tagesordnung setzen", working_days_after(case.since, SCHEDULE)),
        _S.SCHEDULED: Due(Actor.BOARD, "Entscheiden", case.session_on),
    }.get(state, Due(Actor.NOBODY, "Nichts zu tun"))


def _notice(case, state):
    """After a decision: somebody writes, a second person signs, somebody posts."""
    due_on = working_days_after(case.since, NOTIFY)
    name = "Bewilligung" if state in GRANTED else "Ablehnung"
    if case.notice == NoticeState.DRAFT:
        return Due(Actor.SIGNER, f"{name} unterschreiben", due_on)
    if case.notice == NoticeState.SIGNED:
        return Due(Actor.POST, f"{name} absenden", due_on)
    return Due(Actor.OFFICE, f"{name} schreiben", due_on)


def late_since(state, day):
    """The last day on which a state may have begun to be late on a day; None where no number of working days counts.

    The same as asking `of` for every day, the other way round: a list of thousands can be sorted by it.
    """
    number = LASTS.get(ApplicationState(state))
    if number is None:
        return None
    since = day
    while working_days_after(since, number) >= day:
        since -= timedelta(days=1)
    return since


def supplement_due_on(asked_on, days):
    """The last day for an answer: so many days after the request, moved to a working day (§ 31 Abs. 3 VwVfG NRW)."""
    return next_working_day(asked_on + timedelta(days=days))
