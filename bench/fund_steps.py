"""Lets random people do random things with applications of the fund, and looks after each step whether all holds.

    python bench/fund_steps.py [--steps 10000] [--seed 6] [--applications 40]

Everybody tries everything, allowed or not: what the actions refuse with a sentence counts as refused; any other error
ends the run. After every step the application that it touched is checked, every 250 steps all of them, in plain SQL
of its own. Boards take part as far as a state goes: what they decide is stamped. Works on the database that
DATABASE_URL names; take an empty one. 500 steps run in the suite.
"""

import argparse
import random
import sys
import time
from collections import Counter
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

if __name__ == "__main__":
    import django

    django.setup()

from django.db import connection, transaction

from fund import canonical, content
from fund.actions import doors, states
from fund.choices.applications import NEXT_STATES, ApplicationState
from fund.models import Application
from herne_integration import database_roles
from herne_integration.rules import RuleBroken
from offers import vocabulary
from tests.fund import make, state_table, steps

BOARD = {"scheduled", "approved", "approved_with_conditions", "deferred", "rejected", "notified"}
# Half of the steps lead somewhere, or hardly any application would ever be decided.
ONWARD = ("submit", "start_check", "judge", "judge", "admit", "ask_supplement", "save_text", "answer")
# What is never there, each with a way to find it that knows nothing of the actions.
BROKEN = {
    "a number twice, or none": "SELECT count(*) FROM fund_application WHERE (state = 'draft') <> (number = '')",
    "gap in the numbers": """
        SELECT count(*) FROM (SELECT substr(number, 4, 4) AS year, count(*) AS n, max(substr(number, 9)::int) AS last
        FROM fund_application WHERE number <> '' GROUP BY 1) AS x WHERE n <> last""",
    "submitted without a version": """
        SELECT count(*) FROM fund_application AS a WHERE state <> 'draft'
        AND NOT EXISTS (SELECT 1 FROM fund_applicationversion AS v WHERE v.application_id = a.id)""",
    "a draft with a version": """
        SELECT count(*) FROM fund_application AS a WHERE state = 'draft'
        AND EXISTS (SELECT 1 FROM fund_applicationversion AS v WHERE v.application_id = a.id)""",
    "versions with a hole": """
        SELECT count(*) FROM (SELECT application_id, count(*) AS n, max(number) AS last
        FROM fund_applicationversion GROUP BY 1) AS x WHERE n <> last""",
    "an open request elsewhere, or none": """
        SELECT count(*) FROM fund_application AS a WHERE (state = 'supplement') <> EXISTS (
        SELECT 1 FROM fund_supplement AS s WHERE s.application_id = a.id
        AND s.answered_at IS NULL AND s.closed_at IS NULL)""",
    "admissible without a check of the last version": """
        SELECT count(*) FROM fund_application AS a WHERE state IN ('admissible', 'scheduled', 'deferred', 'approved',
        'approved_with_conditions', 'rejected') AND NOT EXISTS (
        SELECT 1 FROM fund_formalcheck AS c JOIN fund_applicationversion AS v ON v.id = c.version_id
        WHERE v.application_id = a.id AND c.result = 'admissible' AND v.number = (
        SELECT max(number) FROM fund_applicationversion AS w WHERE w.application_id = a.id))""",
    "too late, or too early": """
        SELECT count(*) FROM fund_applicationversion AS v JOIN fund_round AS r ON r.id = v.round_id WHERE v.number = 1
        AND (v.submitted_at < r.opens_at OR date_trunc('second', v.submitted_at) > r.closes_at)""",
    "signed by somebody who does not sign": """
        SELECT count(*) FROM fund_applicationversion AS v JOIN fund_application AS a ON a.id = v.application_id
        WHERE NOT EXISTS (SELECT 1 FROM fund_applicantmember AS m WHERE m.applicant_id = a.applicant_id
        AND m.user_id = v.submitted_by_id AND m.role = 'chair')""",
    "money that is no money": """
        SELECT (SELECT count(*) FROM fund_costitem WHERE amount <= 0)
             + (SELECT count(*) FROM fund_financingitem WHERE amount <= 0)""",
}


class World:
    """Some teams, an office, a board, and applications that come and go."""

    def __init__(self, seed, size, stamp):
        self.dice, self.size, self.stamp = random.Random(seed), size, stamp
        self.office = [make.office() for _clerk in range(2)]
        self.clubs = [make.applicant() for _club in range(5)]
        self.round = make.a_round(by=self.office[0])
        self.following = make.a_round(guideline=self.round.guideline, opens=30, closes=40, by=self.office[0])
        self.strangers = [make.somebody(), make.somebody("Gremium", "lenkungsgruppe")]
        self.applications = []
        self.done, self.refused = Counter(), Counter()

    def step(self):
        """One person tries one thing; returns its name."""
        if len(self.applications) < self.size:
            self.applications.append(self._draft())
        application = self.dice.choice(self.applications)
        stored = Application.objects.get(pk=application.pk).state
        onward = [name for name in ONWARD if state_table.TABLE[name].get(stored)]
        is_guided = bool(onward) and self.dice.random() < 0.5
        name = self.dice.choice(onward if is_guided else [*steps.ACTIONS, "board"])
        before = stored
        try:
            with transaction.atomic():
                self._do(name, application, is_guided)
            self.done[name] += 1
        except RuleBroken:
            self.refused[name] += 1
        self.look_at(application, before)
        return name

    def look_at(self, application, before):
        """What one application promises after a step."""
        stored = Application.objects.filter(pk=application.pk).first()
        if stored is None or stored.state in ("withdrawn", "notified"):
            self.applications.remove(application)
        if stored is None:
            assert before == "draft", before
            return
        way = before == stored.state or stored.state in NEXT_STATES[ApplicationState(before)]
        # A check that begins at once is asked for more, and an answer comes back, in one step each.
        assert way, (before, stored.state)
        latest = stored.latest_version
        if latest is None:
            return
        assert canonical.is_sealed_by(latest.content, latest.sha256), stored.pk
        now = content.of(stored)
        allowed = set(stored.supplements.open().first().unlocks) if stored.state == "supplement" else set()
        assert content.changed_parts(latest.content, now) <= allowed, (stored.pk, stored.state)

    def look_at_everything(self):
        """All promises that can be asked of the whole table; returns those that are broken."""
        found = []
        with connection.cursor() as cursor:
            for sentence, query in BROKEN.items():
                cursor.execute(query)
                if number := cursor.fetchone()[0]:
                    found.append((sentence, number))
        return found

    def _draft(self):
        club = self.dice.choice(self.clubs)
        lacks = {"title": ""} if self.dice.random() < 0.1 else {}
        if self.dice.random() < 0.15:
            return make.draft(of=False, in_round=self.round, **lacks)
        return make.draft(of=club, in_round=self.round, **lacks)

    def _do(self, name, application, is_guided):
        if name == "board":
            self._board(application)
            return
        case = self._case(application)
        if is_guided and application.applicant:
            case.by = self.office[0] if "office" in str(state_table.TABLE[name]) else application.applicant.chair
        for _line in range(20 if is_guided and name == "judge" else 1):
            steps.ACTIONS[name](case)

    def _case(self, application):
        club = application.applicant
        team = [club.chair, club.chair, club.lead, club.treasurer] if club else [None, *self.strangers]
        by = self.dice.choice([*team, *self.office, *self.office, self.dice.choice(self.strangers)])
        key = getattr(application, "key", "") if by is None else ""
        return steps.Case(application=application, by=by, key=key, following=self.following)

    def _board(self, application):
        """The board's part: the next state that is a board's, where there is one."""
        application = doors.locked(application)
        following = sorted(NEXT_STATES[ApplicationState(application.state)] & BOARD)
        if not following:
            raise RuleBroken("Hier entscheidet kein Gremium.")
        self.stamp(application, ApplicationState(self.dice.choice(following)))


def run(number, *, seed, size=40, stamp=states.move):
    """Does so many steps; returns the world. Any broken promise ends it with an AssertionError.

    `stamp(application, state)` moves on what no board of this world has decided.
    """
    world = World(seed, size, stamp)
    for index in range(1, number + 1):
        world.step()
        if index % 250 == 0 or index == number:
            broken = world.look_at_everything()
            assert broken == [], (index, broken)
    return world


@contextmanager
def _without_verdicts():
    """The database asks for a resolution before a grant; here boards only stamp."""
    switch = "ALTER TABLE fund_application {} TRIGGER fund_application_verdict"
    for word in ("DISABLE", "ENABLE"):
        with database_roles.as_owner(connection), connection.cursor() as cursor:
            cursor.execute(switch.format(word))
        if word == "DISABLE":
            yield


def main():
    """Runs in one transaction per step and prints what was done and refused."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--steps", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=6)
    parser.add_argument("--applications", type=int, default=40)
    options = parser.parse_args()
    vocabulary.load()
    began = time.perf_counter()
    with _without_verdicts():
        world = run(options.steps, seed=options.seed, size=options.applications)
    seconds = time.perf_counter() - began
    for name in sorted(world.done | world.refused):
        print(f"{name:18} {world.done[name]:6} getan {world.refused[name]:6} abgelehnt")
    print(f"{options.steps} Schritte in {seconds:.0f} s, keine Zusage gebrochen")


if __name__ == "__main__":
    main()
