"""Lets case workers live with folders for months, and counts who was lost: nobody may be.

    python bench/simulate_folders.py [--folders 10000] [--months 24] [--pace 1.0] [--seed 5]

Everything happens through the actions, one transaction each, with a clock that is moved: people are taken in,
appointments kept, missed, moved and cancelled, folders handed over, declined and forgotten, workers leave. Every day
the night's work is done and a checker counts that knows nothing of the rules in `welcome_folder/checking.py`: plain SQL
of its own. Works on the database that DATABASE_URL names; take an empty one.
"""

import argparse
import random
import sys
import time
from collections import Counter
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import uuid4
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

if __name__ == "__main__":
    import django

    django.setup()

from django.db import connection, transaction
from django.utils import timezone

from herne_integration.rules import RuleBroken
from offers.models import Membership
from tests.welcome_folder import make
from welcome_folder import checking
from welcome_folder.actions import appointments, documents, folders, handovers, nightly, periods, steps, team
from welcome_folder.models import Appointment, DocumentKind, Handover, Person, PlanStep, WelcomeFolder

BEGIN = date(2024, 1, 2)
BERLIN = ZoneInfo("Europe/Berlin")
AREAS = make.AREAS
LEGAL = ["asylblg", "sgb2", "sgb3", "none"]

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


class House:
    """Institutions and the people who work there."""

    def __init__(self, chance):
        make.words()
        self.chance = chance
        self.places = [make.institution(legal_areas=[LEGAL[number % 4]]) for number in range(6)]
        self.places.append(make.institution(is_sensitive=True))
        self.staff = {place.pk: [self.hire(place) for _ in range(3)] for place in self.places}

    def hire(self, place):
        return make.case_worker(place, email=f"{uuid4().hex}@beispiel.invalid")

    def anybody(self):
        return self.chance.choice(self.staff[self.chance.choice(self.places).pk])

    def at(self, place):
        return self.chance.choice(self.staff[getattr(place, "pk", place)])

    def leaver(self, day):
        """Somebody goes: her folders first, then her membership."""
        place = self.chance.choice(self.places)
        gone = self.staff[place.pk].pop(0)
        self.staff[place.pk].append(self.hire(place))
        heir = self.chance.choice(self.staff[place.pk])
        team.reassign_all(organisation=place, from_user=gone, to_user=heir, by=heir)
        Membership.objects.filter(user=gone).update(ends_on=day - timedelta(days=1))


class Life:
    """What happens to folders; each method is one thing that somebody does, and returns nothing."""

    def __init__(self, chance, house):
        self.chance, self.house, self.keys = chance, house, []
        self.told = Counter()
        self.papers = list(DocumentKind.objects.filter(expires=True).order_by("pk"))

    def day(self, day, arrivals, events):
        """One day of everybody."""
        for _ in range(arrivals):
            self.attempt(self.arrive, day)
        if self.chance.random() < 0.05:
            self.attempt(self.house.leaver, day)
        for handover in Handover.objects.live().select_related("folder", "sender", "receiver").order_by("offered_at"):
            if self.chance.random() < 0.1:
                self.attempt(self.answer, handover)
        for key in self.chance.sample(self.keys, min(events, len(self.keys))):
            self.attempt(self.event, key, day)

    def attempt(self, act, *args):
        """A rule may refuse; an error of the database may not happen."""
        try:
            with transaction.atomic():
                act(*args)
            self.told[act.__name__] += 1
        except RuleBroken as refusal:
            self.told[f"{act.__name__}: {refusal.sentence[:60]}"] += 1

    def arrive(self, day):
        by = self.house.anybody()
        person = Person(given_name="Bana", family_name=f"Beispiel{len(self.keys)}")
        step = ("Sich kennenlernen", "orientierung", day + timedelta(days=self.chance.randint(1, 20)))
        basis = {"basis": "law", "basis_text": "§ 67a SGB X", "legal_area": self.chance.choice(["", *LEGAL])}
        folder = folders.open_folder(person=person, institution=by.office, by=by, first_step=step, **basis)
        self.keys.append(folder.pk)
        if self.chance.random() < 0.08:
            kind, until = self.chance.choice(self.papers), day + timedelta(days=self.chance.randint(1, 200))
            documents.record(folder=folder, by=by, kind=kind, state="present", valid_until=until)

    def answer(self, handover):
        """Accepted and begun, declined, taken back; some are forgotten."""
        by, roll = self.house.at(handover.receiver), self.chance.random()
        if handover.state == "offered" and roll < 0.4:
            handovers.accept(handover=handover, by=by)
        elif handover.state == "accepted" and roll < 0.6:
            handovers.first_contact(handover=handover, by=handover.receiver_user)
        elif handover.state == "contacted":
            handovers.finish(handover=handover, by=by)
        elif roll < 0.8:
            handovers.decline(handover=handover, by=by, reason="Keine Kapazität")
        elif roll < 0.9:
            handovers.revoke(handover=handover, by=self.house.at(handover.sender))

    def event(self, key, day):
        folder = WelcomeFolder.objects.get(pk=key)
        lead = folder.team.select_related("user").filter(role="lead", ended_at=None).first()
        by = lead.user if lead else None
        if folder.state == "resting":
            acts = [self.resume]
        elif folder.state != "open":
            acts = [self.reopen]
        else:
            days = list(folder.appointments.planned().values_list("day", flat=True))
            late = any(one <= day for one in days)
            acts = [self.finish] * 4 + [self.drop] * 2 + [self.plan] * 4 + [self.past] * 2
            acts += [self.offer] * 2 + [self.law, self.rest, self.close, self.restrict]
            acts += [self.move, self.cancel] * 3 if days else []
            acts = [self.log] if late and self.chance.random() < 0.7 else acts
        act = self.chance.choice(acts)
        act(folder, by, day)
        self.told[act.__name__] += 1

    def next_step(self, day):
        """What comes next; a worker in a hurry leaves it out, and is told so where nothing else is to come."""
        due = day + timedelta(days=self.chance.randint(1, 60))
        return {"title": "Nachfragen", "due_on": due} if self.chance.random() < 0.5 else None

    def triple(self, day):
        step = self.next_step(day)
        return (step["title"], "orientierung", step["due_on"]) if step else None

    def planned(self, folder):
        found = Appointment.objects.filter(folder=folder, state="planned").first()
        if found is None:
            raise RuleBroken("Nichts geplant.")
        return found

    def plan(self, folder, by, day):
        when = day + timedelta(days=self.chance.randint(0, 40))
        entry = {"kind": "beratung", "area": self.chance.choice(AREAS), "day": when}
        appointments.plan(folder=folder, institution=folder.lead, by=by, **entry)

    def past(self, folder, by, day):
        agreed = [{"what": "Unterlagen bringen", "debtor": "person", "due_on": day + timedelta(days=9)}]
        entry = {"kind": "beratung", "area": "wohnen", "day": day, "result": "Gesprochen", "agreements": agreed}
        appointments.log_past(folder=folder, institution=folder.lead, by=by, next_step=self.next_step(day), **entry)

    def log(self, folder, by, day):
        state = self.chance.choice(["kept", "kept", "no_show"])
        appointments.log(appointment=self.planned(folder), by=by, state=state, next_step=self.next_step(day))

    def move(self, folder, by, day):
        when = day + timedelta(days=self.chance.randint(1, 20))
        appointments.move(appointment=self.planned(folder), by=by, day=when)

    def cancel(self, folder, by, day):
        one = self.planned(folder)
        appointments.cancel(appointment=one, by=by, reason="Krank", next_step=self.next_step(day))

    def open_step(self, folder):
        found = PlanStep.objects.filter(folder=folder, state="open").first()
        if found is None:
            raise RuleBroken("Nichts offen.")
        return found

    def finish(self, folder, by, day):
        steps.finish(step=self.open_step(folder), by=by)

    def drop(self, folder, by, day):
        steps.drop(step=self.open_step(folder), by=by, reason="Erledigt sich")

    def offer(self, folder, by, day):
        kind = self.chance.choice(["lead", "lead", "referral"])
        receiver = self.chance.choice(self.house.places)
        areas = AREAS if kind == "lead" else ["wohnen"]
        what = {"kind": kind, "areas": list(areas), "reason": "Zuständigkeit"}
        handovers.offer(folder=folder, by=by, sender=folder.lead, receiver=receiver, **what)

    def law(self, folder, by, day):
        legal = self.chance.choice(LEGAL)
        periods.set_legal_area(folder=folder, by=by, legal_area=legal, starts_on=day, proof="seen")

    def rest(self, folder, by, day):
        until = day + timedelta(days=self.chance.randint(1, 60))
        folders.rest(folder=folder, by=by, until=until, reason="Verreist")

    def resume(self, folder, by, day):
        folders.resume(folder=folder, by=by, next_step=self.triple(day))

    def close(self, folder, by, day):
        folders.close(folder=folder, by=by, reason="Weggezogen", drop_open=True)

    def restrict(self, folder, by, day):
        folders.restrict(folder=folder, by=by, reason="Widerspruch")

    def reopen(self, folder, by, day):
        how = folders.unrestrict if folder.state == "restricted" else folders.reopen
        how(folder=folder, by=by, next_step=self.triple(day))


def run(*, number, months, pace=1.0, seed=5, checks_every=1, say=lambda day, life: None):
    """Lives through the months; returns (losses by day, what happened, breaches that the portal itself finds)."""
    chance, days = random.Random(seed), months * 30
    found, own = [], []
    with clock() as set_clock:
        set_clock(datetime(BEGIN.year, BEGIN.month, BEGIN.day, 8, tzinfo=BERLIN))
        life = Life(chance, House(chance))
        owed = 0.0
        for past in range(days):
            day = BEGIN + timedelta(days=past)
            set_clock(datetime(day.year, day.month, day.day, 3, 20, tzinfo=BERLIN))
            nightly.run(day=day)
            set_clock(datetime(day.year, day.month, day.day, 12, tzinfo=BERLIN))
            # Everybody arrives in the first half.
            wanted = min(number, number * 2 * (past + 1) // days)
            owed += len(life.keys) * pace / 30
            life.day(day, wanted - len(life.keys), int(owed))
            owed -= int(owed)
            if past % checks_every == 0 or past == days - 1:
                set_clock(datetime(day.year, day.month, day.day, 23, tzinfo=BERLIN))
                found += [(day, what, many) for what, many in lost(day).items()]
                own += [(day, one.promise) for one in checking.breaches(day=day)]
            say(day, life)
    return found, life.told, own


def main():
    """Prints what happened and who was lost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, kind, default in [("folders", int, 10_000), ("months", int, 24), ("pace", float, 1.0), ("seed", int, 5)]:
        parser.add_argument(f"--{name}", type=kind, default=default)
    parser.add_argument("--every", type=int, default=7, help="days between two checks")
    given = parser.parse_args()
    began = time.perf_counter()

    def say(day, life):
        if day.day == 1:
            print(f"{day}: {len(life.keys)} folders, {time.perf_counter() - began:.0f} s", flush=True)

    found, told, own = run(
        number=given.folders, months=given.months, pace=given.pace, seed=given.seed, checks_every=given.every, say=say
    )
    for what, many in sorted(told.items()):
        print(f"{many:8}  {what}")
    print(f"{len(found)} days and kinds of loss by the checker of this bench: {found[:10]}")
    print(f"{len(own)} breaches by check_folders: {Counter(promise for _day, promise in own)}")
    return 1 if found or own else 0


if __name__ == "__main__":
    sys.exit(main())
