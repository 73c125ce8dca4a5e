"""Tells a story through the actions, each at its moment, so that log, steps and history are what they would be."""

from datetime import time, timedelta

from django.utils import timezone

from herne_integration import moved_clock
from offers.models import AdvicePath, LegalStatus
from welcome_folder.actions import (
    agreements,
    appointments,
    documents,
    families,
    folders,
    handovers,
    needs,
    people,
    periods,
    plans,
    steps,
    team,
)
from welcome_folder.choices.handovers import LIVE, HandoverState
from welcome_folder.choices.people import Proof
from welcome_folder.choices.team import Basis
from welcome_folder.demo.words import Words, language
from welcome_folder.models import Person, doors

OFFICE_OPENS = time(9)
# Between two open steps of a plan that is put off.
PACE = 21


class Telling(Words):
    """One load of the demo: all stories, one after the other; the methods are the verbs of the script."""

    def __init__(self, cast, day):
        super().__init__(cast, day)
        self.folders = {}
        self.folder, self.named = None, {}

    def tell(self, story):
        """Opens the folder of a story and lets happen what happened."""
        self.named = {}
        with moved_clock.moved_to(self._moment(story.opened)):
            self.folder = self.folders[story.key] = self._open(story)
        for beat in story.in_order():
            with moved_clock.moved_to(self._moment(beat.on)):
                try:
                    getattr(self, beat.verb)(*self.cast[beat.by], **beat.what)
                except Exception as error:
                    error.add_note(f"{story.key}, Tag {beat.on}: {beat.by} {beat.verb} {beat.what}")
                    raise
        return self.folder

    # Appointments

    def plan(self, by, institution, *, name, day, agreed=(), **what):
        """One to come."""
        self.named[name] = appointments.plan(
            folder=self.folder, by=by, institution=institution, day=self.date(day), **self._columns(what)
        )

    def log(self, by, institution, *, name, agreed=(), **what):
        """What became of one that had been planned."""
        appointments.log(appointment=self.named[name], by=by, agreements=self._agreements(agreed), **what)

    def log_past(self, by, institution, *, day, name="", agreed=(), **what):
        """One that is written down afterwards."""
        self.named[name] = appointments.log_past(
            folder=self.folder,
            by=by,
            institution=institution,
            day=self.date(day),
            agreements=self._agreements(agreed),
            **self._columns(what),
        )

    def move(self, by, institution, *, name, day, reason):
        """To another day; the name goes on with the new one."""
        appointment = self.named[name]
        self.named[name] = appointments.move(
            appointment=appointment, by=by, day=self.date(day), time=appointment.time, reason=reason
        )

    def cancel(self, by, institution, *, name, reason):
        """It does not take place."""
        appointments.cancel(appointment=self.named[name], by=by, reason=reason)

    def correct(self, by, institution, *, name, **what):
        """What was wrong gets a visible successor."""
        if "day" in what:
            what["day"] = self.date(what["day"])
        appointments.correct(appointment=self.named[name], by=by, **what)

    def settle(self, by, institution, *, what):
        """An agreement is done; named by what was agreed."""
        agreements.settle(agreement=self.folder.agreements.get(what=what), by=by)

    def void(self, by, institution, *, what, reason):
        """An agreement is no longer needed."""
        agreements.void(agreement=self.folder.agreements.get(what=what), by=by, reason=reason)

    # Person, papers, state

    def record_paper(self, by, institution, *, until=None, **what):
        """A paper."""
        valid_until = None if until is None else self.day + timedelta(days=until)
        documents.record(folder=self.folder, by=by, valid_until=valid_until, **what)

    def change_paper(self, by, institution, *, kind, state, until=None, note=""):
        """A paper has come, or is gone."""
        document = self.folder.documents.get(kind=kind, note=note)
        document.state = state
        document.valid_until = None if until is None else self.day + timedelta(days=until)
        documents.change(document=document, by=by)

    def add_relative(self, by, institution, *, kin, given, family, born, languages=(), **what):
        """Somebody of the family without a folder."""
        fields = what.pop("person", {})
        relative = self._person({"given_name": given, "family_name": family} | fields, born)
        families.add(folder=self.folder, by=by, kin=kin, relative=relative, **self._custody(what))

    def add_kin(self, by, institution, *, kin, story, **what):
        """Somebody of the family whose folder has been told already."""
        relative = self.folders[story].person
        families.add(folder=self.folder, by=by, kin=kin, relative=relative, **self._custody(what))

    def change_person(self, by, institution, **columns):
        """What is known of the person has changed."""
        person = Person.objects.get(pk=self.folder.person_id)
        for name, value in columns.items():
            setattr(person, name, value)
        people.change(person=person, by=by)

    def set_status(self, by, institution, *, status, starts=None, ends=None, proof=Proof.SEEN):
        """Another residence status."""
        periods.set_status(
            folder=self.folder,
            by=by,
            status=LegalStatus.objects.get(key=status),
            starts_on=self._today() if starts is None else self.date(starts),
            ends_on=None if ends is None else self.day + timedelta(days=ends),
            proof=proof,
        )

    def set_legal_area(self, by, institution, *, legal_area, proof=Proof.SEEN):
        """Another legal area, from today."""
        periods.set_legal_area(folder=self.folder, by=by, legal_area=legal_area, starts_on=self._today(), proof=proof)

    def rest(self, by, institution, *, until, reason):
        """Nothing is to be done until a day."""
        folders.rest(folder=self.folder, by=by, until=self.date(until), reason=reason)

    # Needs and plan

    def assess(self, by, institution, *, review, wishes, goals, needed):
        """What is needed, in words of the person."""
        needs.assess(
            folder=self.folder,
            by=by,
            institution=institution,
            assessed_on=self._today(),
            review_due_on=self.date(review),
            wishes=wishes,
            goals=goals,
            needs=needed,
        )

    def make_plan(self, by, institution, *, path=""):
        """After the path that fits, or after one that a person has chosen."""
        version = AdvicePath.objects.get(key=path).versions.published().newest().get() if path else None
        plans.make(folder=self.folder, by=by, version=version)

    def progress(self, by, institution, *, done):
        """The first steps of the plan are done; the others get a day to come, one after the other."""
        areas = doors.places(by).filter(folder=self.folder).values_list("areas", flat=True)
        areas = {area for row in areas for area in row}
        open_steps = list(self.folder.steps.open().filter(plan__isnull=False, area__in=areas))
        for step in open_steps[:done]:
            steps.finish(step=step, by=by)
        for place, step in enumerate((step for step in open_steps[done:] if step.due_on <= self._today()), start=1):
            steps.reschedule(step=step, by=by, due_on=self._today() + timedelta(days=place * PACE))

    def finish(self, by, institution, *, title, evidence=""):
        """A step is done; named by the beginning of its words."""
        steps.finish(step=self.folder.steps.open().filter(title__startswith=title).first(), by=by, evidence=evidence)

    def drop(self, by, institution, *, title, reason):
        """A step is no longer needed."""
        steps.drop(step=self.folder.steps.open().filter(title__startswith=title).first(), by=by, reason=reason)

    # Team

    def join(self, by, institution, *, who, areas, purpose, basis_text="", consent=None, slot=""):
        """Another institution takes part, by law or by consent."""
        user, organisation = self.cast[who]
        team.join(
            folder=self.folder,
            organisation=organisation,
            user=user,
            by=by,
            areas=areas,
            purpose=purpose,
            basis=Basis.LAW if consent is None else Basis.CONSENT,
            basis_text=basis_text,
            consent_on=None if consent is None else self.date(consent),
            consent_slot=slot,
        )

    def offer(self, by, institution, *, to, kind, areas, reason):
        """A handover is offered."""
        receiver = self.cast[to][1]
        handovers.offer(
            folder=self.folder, by=by, sender=institution, receiver=receiver, kind=kind, areas=areas, reason=reason
        )

    def accept(self, by, institution):
        """The one that is addressed to her is taken on."""
        handovers.accept(handover=self._handover(institution, *LIVE), by=by)

    def decline(self, by, institution, *, reason):
        """The one that is addressed to her goes back."""
        handovers.decline(handover=self._handover(institution, *LIVE), by=by, reason=reason)

    def first_contact(self, by, institution):
        """From now on the receiver is responsible."""
        handovers.first_contact(handover=self._handover(institution, HandoverState.ACCEPTED), by=by)

    def finish_handover(self, by, institution):
        """Nothing more is to be handed over."""
        handovers.finish(handover=self._handover(institution, HandoverState.CONTACTED), by=by)

    def _open(self, story):
        by, institution = self.cast[story.lead]
        title, area, due = story.first_step
        return folders.open_folder(
            person=self._person(story.person, story.born),
            institution=institution,
            by=by,
            first_step=(title, area, self.date(due)),
            basis=Basis.LAW,
            basis_text=story.basis_text,
            languages=[
                people.Spoken(language(key), level, is_first=place == 0, is_for_letters=place == 0)
                for place, (key, level) in enumerate(story.languages)
            ],
            status=LegalStatus.objects.get(key=story.status) if story.status else None,
            legal_area=story.legal_area,
            proof=Proof.SEEN,
        )

    def _handover(self, institution, *states):
        return self.folder.handovers.get(receiver=institution, state__in=states)

    def _today(self):
        return timezone.localdate()
