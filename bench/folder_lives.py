"""What happens to folders: institutions, the people who work there, and one thing after another that somebody does.

Used by `bench/simulate_folders.py`. Whatever happens goes through the actions, one transaction each, as in the portal.
"""

from collections import Counter
from datetime import timedelta
from uuid import uuid4

from django.db import transaction
from django.db.models import Prefetch

from herne_integration.rules import RuleBroken
from offers.models import Membership
from tests.welcome_folder import make
from welcome_folder.actions import appointments, documents, folders, handovers, periods, steps, team
from welcome_folder.models import Appointment, CareTeamMember, DocumentKind, Handover, Person, PlanStep, WelcomeFolder

AREAS = make.AREAS
LEGAL = ["asylblg", "sgb2", "sgb3", "none"]


class House:
    """The institutions of a town and the people who work there; `staff` is {key of the place: accounts}."""

    def __init__(self, chance, places, staff):
        self.chance, self.places, self.staff = chance, places, staff

    @classmethod
    def new(cls, chance):
        """Six institutions with three people each, and a sensitive one."""
        make.words()
        house = cls(chance, [make.institution(legal_areas=[LEGAL[number % 4]]) for number in range(6)], {})
        house.places.append(make.institution(is_sensitive=True))
        house.staff = {place.pk: [house.hire(place) for _ in range(3)] for place in house.places}
        return house

    def hire(self, place):
        return make.case_worker(place, email=f"{uuid4().hex}@beispiel.invalid")

    def anybody(self):
        return self.chance.choice(self.staff[self.chance.choice(self.places).pk])

    def at(self, place):
        return self.chance.choice(self.staff[getattr(place, "pk", place)])

    @transaction.atomic
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

    def __init__(self, chance, house, keys=(), told=()):
        self.chance, self.house, self.keys = chance, house, list(keys)
        self.told = Counter(dict(told))
        self.papers = list(DocumentKind.objects.filter(expires=True).order_by("pk"))

    def day(self, day, arrivals, events):
        """One day of everybody."""
        for _ in range(arrivals):
            self.attempt(self.arrive, day)
        if self.chance.random() < 0.05:
            self.attempt(self.house.leaver, day)
        waiting = Handover.objects.live().filter(receiver__in=self.house.places).order_by("offered_at", "pk")
        for handover in waiting.select_related("folder", "sender", "receiver"):
            if self.chance.random() < 0.1:
                self.attempt(self.answer, handover)
        for folder in self.some(events):
            act = self.chosen(folder, day)
            self.attempt(act, folder, folder.leads[0].user if folder.leads else None, day)

    def attempt(self, act, *args):
        """A rule may refuse; an error of the database may not happen. Each action is a transaction of its own."""
        try:
            act(*args)
            self.told[act.__name__] += 1
        except RuleBroken as refusal:
            self.told[f"{act.__name__}: {refusal.sentence[:60]}"] += 1

    def some(self, number):
        """Folders on which somebody works today, as she finds them in the morning: read at once, not one by one."""
        keys = self.chance.sample(self.keys, min(number, len(self.keys)))
        leads = CareTeamMember.objects.filter(role="lead", ended_at=None).select_related("user")
        found = WelcomeFolder.objects.select_related("lead").prefetch_related(
            Prefetch("team", leads, to_attr="leads"),
            Prefetch("appointments", Appointment.objects.planned(), to_attr="to_come"),
            Prefetch("steps", PlanStep.objects.open(), to_attr="to_do"),
        )
        found = found.in_bulk(keys)
        return [found[key] for key in keys]

    def chosen(self, folder, day):
        """What somebody does with a folder today."""
        if folder.state == "resting":
            return self.resume
        if folder.state != "open":
            return self.reopen
        if any(one.day <= day for one in folder.to_come) and self.chance.random() < 0.7:
            return self.log
        acts = [self.finish] * 4 + [self.drop] * 2 + [self.plan] * 4 + [self.past] * 2
        acts += [self.offer] * 2 + [self.law, self.rest, self.close, self.restrict]
        acts += [self.move, self.cancel] * 3 if folder.to_come else []
        return self.chance.choice(acts)

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

    def next_step(self, day):
        """What comes next; a worker in a hurry leaves it out, and is told so where nothing else is to come."""
        due = day + timedelta(days=self.chance.randint(1, 60))
        return {"title": "Nachfragen", "due_on": due} if self.chance.random() < 0.5 else None

    def triple(self, day):
        step = self.next_step(day)
        return (step["title"], "orientierung", step["due_on"]) if step else None

    def planned(self, folder):
        """The first one to come."""
        if not folder.to_come:
            raise RuleBroken("Nichts geplant.")
        return folder.to_come[0]

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
        """The first thing to do."""
        if not folder.to_do:
            raise RuleBroken("Nichts offen.")
        return folder.to_do[0]

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
