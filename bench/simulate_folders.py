"""Lets case workers live with folders for months, and counts who was lost: nobody may be.

    python bench/simulate_folders.py [--folders 10000] [--months 24] [--town 500] [--pace 1.0] [--seed 5]
                                     [--every 7] [--full 30] [--kept FILE]

Everything happens through the actions, one transaction each, with a clock that is moved: people are taken in,
appointments kept, missed, moved and cancelled, folders handed over, declined and forgotten, workers leave
(`bench/folder_lives.py`). Every night the night's work is done. Every seventh day a checker counts that knows nothing
of the rules in `welcome_folder/checking.py`: plain SQL of its own. Every month, and at the end, `check_folders` counts
too.

The folders belong to towns that live one after another on one calendar, so that a run which is cut off has so many
whole towns; the folders of earlier towns lie there, watched by the night and by both checkers, until the last day.
With `--kept` each day begins by writing down where we are, and the same command goes on from there. Works on the
database that DATABASE_URL names: an empty one that `./portal manage prepare` has set up.
"""

import argparse
import gc
import json
import random
import sys
import time
from collections import Counter
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

if __name__ == "__main__":
    import django

    django.setup()

from django.db import connection
from django.utils import timezone

from bench.folder_lives import House, Life
from herne_integration.accounts.models import User
from offers.models import Organisation
from welcome_folder import checking
from welcome_folder.actions import nightly
from welcome_folder.models import WelcomeFolder

BEGIN = date(2024, 1, 2)
BERLIN = ZoneInfo("Europe/Berlin")
MONTH = 30

# A checker of its own: which folders have nobody, or nothing to come, on a day.
LOST = """
SELECT 'lead', count(*) FROM welcome_folder_welcomefolder f WHERE f.state IN ('open', 'resting')
  AND f.opened_at < %(day)s::date + 1 AND 1 <> (
    SELECT count(*) FROM welcome_folder_careteammember m JOIN accounts_user u ON u.id = m.user_id
    WHERE m.folder_id = f.id AND m.role = 'lead' AND m.ended_at IS NULL AND m.organisation_id = f.lead_id
      AND m.starts_on <= %(day)s AND coalesce(m.ends_on, 'infinity') >= %(day)s AND u.is_active AND EXISTS (
        SELECT 1 FROM offers_membership s WHERE s.user_id = u.id AND s.organisation_id = m.organisation_id
          AND s.starts_on <= %(day)s AND coalesce(s.ends_on, 'infinity') >= %(day)s))
UNION ALL SELECT 'two leads', count(*) FROM (
    SELECT folder_id FROM welcome_folder_careteammember WHERE role = 'lead' AND ended_at IS NULL
    GROUP BY 1 HAVING count(*) > 1) x
UNION ALL SELECT 'nothing to come', count(*) FROM welcome_folder_welcomefolder f
    LEFT JOIN (SELECT DISTINCT folder_id FROM welcome_folder_planstep WHERE state = 'open' AND due_on IS NOT NULL) s
        ON s.folder_id = f.id
    LEFT JOIN (SELECT DISTINCT folder_id FROM welcome_folder_appointment WHERE state = 'planned') a
        ON a.folder_id = f.id
    WHERE f.state = 'open' AND s.folder_id IS NULL AND a.folder_id IS NULL
UNION ALL SELECT 'rests for ever', count(*) FROM welcome_folder_welcomefolder
    WHERE state = 'resting' AND (resting_until IS NULL OR resting_until <= %(day)s OR resting_reason = '')
UNION ALL SELECT 'declined, no step', count(*) FROM welcome_folder_handover h
    JOIN welcome_folder_welcomefolder f ON f.id = h.folder_id AND f.state IN ('open', 'resting')
    WHERE h.state = 'declined' AND NOT EXISTS (
        SELECT 1 FROM welcome_folder_planstep s WHERE s.folder_id = h.folder_id AND s.institution_id = h.sender_id
          AND s.origin = 'handover' AND s.entered_at >= h.declined_at AND s.due_on - h.declined_at::date <= 8)
UNION ALL SELECT 'paper runs out', count(*) FROM welcome_folder_folderdocument d
    JOIN welcome_folder_welcomefolder f ON f.id = d.folder_id AND f.state IN ('open', 'resting')
    WHERE d.state = 'present' AND d.entered_at < %(day)s AND d.valid_until - %(day)s::date BETWEEN 0 AND 89
      AND NOT EXISTS (
        SELECT 1 FROM welcome_folder_planstep s WHERE s.folder_id = f.id AND s.origin = 'paper'
          AND position(to_char(d.valid_until, 'DD.MM.YYYY') IN s.origin_text) > 0)
UNION ALL SELECT 'paper run out, not said', count(*) FROM welcome_folder_folderdocument d
    JOIN welcome_folder_welcomefolder f ON f.id = d.folder_id AND f.state IN ('open', 'resting')
    WHERE d.state = 'present' AND d.valid_until < %(day)s
"""


def lost(day):
    """{what is wrong: how many folders}, empty when nobody is lost."""
    with connection.cursor() as cursor:
        cursor.execute(LOST, {"day": day})
        return {what: number for what, number in cursor.fetchall() if number}


@contextmanager
def clock():
    """Yields a function that sets the moment which the portal takes for now."""
    real, now = timezone.now, [timezone.now()]
    timezone.now = lambda: now[0]
    try:
        yield lambda moment: now.__setitem__(0, moment)
    finally:
        timezone.now = real


@dataclass
class Progress:
    """Where a run is: enough to go on after the process was ended, together with the database."""

    town: int = 0
    past: int = 0
    owed: float = 0.0
    chance: list = field(default_factory=list)
    staff: dict = field(default_factory=dict)
    first: int = 0
    told: dict = field(default_factory=dict)
    found: list = field(default_factory=list)
    own: list = field(default_factory=list)
    seconds: float = 0.0


class Simulation:
    """Towns of folders, one after another."""

    def __init__(self, *, number, months, town=None, pace=1.0, seed=5, every=1, full=None, kept=None):
        """`town` is how many folders one has (all), `every` and `full` the days between two checks."""
        self.number, self.days, self.size, self.pace = number, months * MONTH, town or number, pace
        self.every, self.full, self.kept = every, full or every, kept
        self.chance = random.Random(seed)
        self.progress = Progress()
        self.life = None
        if kept and kept.exists():
            self._take_up()

    def run(self, say=lambda simulation, day: None):
        """Lives all lives to their end; `say` hears of every day."""
        with clock() as set_clock:
            for town in range(self.progress.town, -(-self.number // self.size)):
                self.progress.town = town
                for past in range(self.progress.past, self.days):
                    day = BEGIN + timedelta(days=town * self.days + past)
                    self._begin(past, day, set_clock)
                    self._day(day, set_clock)
                    say(self, day)
                self.progress.past, self.life = 0, None
        return self.progress

    def _begin(self, past, day, set_clock):
        """Everybody is there, and it is written down where we are."""
        set_clock(datetime(day.year, day.month, day.day, 3, 20, tzinfo=BERLIN))
        if self.life is None:
            self.progress.first = WelcomeFolder.objects.count()
            self.progress.owed = 0.0
            self.life = Life(self.chance, House.new(self.chance), told=self.progress.told)
        self.progress.past, self.progress.told = past, dict(self.life.told)
        if self.kept:
            self._keep()

    def _day(self, day, set_clock):
        progress, life, past = self.progress, self.life, self.progress.past
        nightly.run(day=day)
        set_clock(datetime(day.year, day.month, day.day, 12, tzinfo=BERLIN))
        # Everybody arrives in the first half.
        here = min(self.size, self.number - progress.town * self.size)
        wanted = min(here, here * 2 * (past + 1) // self.days)
        progress.owed += len(life.keys) * self.pace / MONTH
        life.day(day, wanted - len(life.keys), int(progress.owed))
        progress.owed -= int(progress.owed)
        set_clock(datetime(day.year, day.month, day.day, 23, tzinfo=BERLIN))
        is_last = past == self.days - 1
        if past % self.every == 0 or is_last:
            progress.found += [(str(day), what, many) for what, many in lost(day).items()]
        if past % self.full == 0 or is_last:
            progress.own += [(str(day), one.promise) for one in checking.breaches(day=day)]
        progress.told = dict(life.told)

    def _keep(self):
        version, numbers, gauss = self.chance.getstate()
        self.progress.chance = [version, numbers, gauss]
        self.progress.staff = {place: [user.pk for user in users] for place, users in self.life.house.staff.items()}
        beside = self.kept.with_suffix(".unfinished")
        beside.write_text(json.dumps(asdict(self.progress)))
        beside.replace(self.kept)

    def _take_up(self):
        """A day that was cut off is lived again: more happens on it, and nobody arrives twice."""
        progress = self.progress = Progress(**json.loads(self.kept.read_text()))
        version, numbers, gauss = progress.chance
        self.chance.setstate((version, tuple(numbers), gauss))
        staff = {int(place): users for place, users in progress.staff.items()}
        places = Organisation.objects.in_bulk(staff)
        people = User.objects.in_bulk([key for users in staff.values() for key in users])
        for users in staff.values():
            users[:] = [people[key] for key in users]
        for place, users in staff.items():
            for user in users:
                user.office = places[place]
        keys = WelcomeFolder.objects.order_by("opened_at", "pk").values_list("pk", flat=True)[progress.first :]
        house = House(self.chance, [places[key] for key in staff], staff)
        self.life = Life(self.chance, house, keys=keys, told=progress.told)


def main():
    """Prints what happened and who was lost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    numbers = [
        ("folders", int, 10_000),
        ("months", int, 24),
        ("town", int, 500),
        ("pace", float, 1.0),
        ("seed", int, 5),
    ]
    for name, kind, default in [*numbers, ("every", int, 7), ("full", int, 30)]:
        parser.add_argument(f"--{name}", type=kind, default=default)
    parser.add_argument("--kept", type=Path, help="file that remembers where a run is")
    given = vars(parser.parse_args())
    simulation = Simulation(number=given.pop("folders"), **given)
    began, before = time.perf_counter(), simulation.progress.seconds
    # What Django has loaded stays; the collector need not look through it time and again.
    gc.freeze()

    def say(simulation, day):
        progress = simulation.progress
        progress.seconds = before + time.perf_counter() - began
        if progress.past % MONTH == 0 or progress.past == simulation.days - 1:
            where = f"town {progress.town + 1}, day {progress.past + 1} of {simulation.days} ({day})"
            acts = sum(many for what, many in progress.told.items() if ": " not in what)
            wrong = f"{len(progress.found)} and {len(progress.own)} losses"
            print(
                f"{where}: {len(simulation.life.keys)} folders, {acts} acts, {progress.seconds:.0f} s, {wrong}",
                flush=True,
            )

    progress = simulation.run(say)
    for what, many in sorted(progress.told.items()):
        print(f"{many:8}  {what}")
    print(f"{WelcomeFolder.objects.count()} folders, {progress.seconds:.0f} s")
    print(f"{len(progress.found)} days and kinds of loss by the checker of this bench: {progress.found[:10]}")
    print(f"{len(progress.own)} breaches by check_folders: {Counter(promise for _day, promise in progress.own)}")
    return 1 if progress.found or progress.own else 0


if __name__ == "__main__":
    sys.exit(main())
