"""Tells the demo through the actions, each at its moment, so that stamps and history are what they would be."""

from datetime import datetime, time, timedelta

from django.contrib.auth import get_user_model
from django.utils import timezone

from herne_integration.accounts.choices import Wish
from herne_integration.accounts.second_factor import DEMO_DOMAIN
from offers.models import District, FieldOfAction, Language, TargetGroup
from volunteers.actions import clearances, consents, courses, drafting, opportunities, profiles, routes
from volunteers.actions.records import recorded, stamp
from volunteers.choices.consents import ConsentPurpose
from volunteers.choices.profiles import VolunteerState
from volunteers.choices.requirements import Requirement
from volunteers.demo.people import HELPERS, OWN
from volunteers.demo.placing import Placing
from volunteers.demo.tasks import TASKS
from volunteers.models import Opportunity, RequirementType, Volunteer

# Days before the day of loading.
BEGINNING = 300
JOINED = 200
# helper, requirement, issued, inspected (days ago), valid for so many days from today.
PROOFS = (
    ("hatice", Requirement.CERTIFICATE, 75, 60, 40),
    ("aylin", Requirement.CERTIFICATE, 75, 60, None),
    ("xenia", Requirement.CERTIFICATE, 40, 12, None),
    ("hatice", Requirement.MEASLES, None, 60, None),
    ("mehmet", Requirement.CONFIDENTIALITY, None, 60, None),
    ("goran", Requirement.CONFIDENTIALITY, None, 60, None),
    ("jana", Requirement.CONFIDENTIALITY, None, 60, None),
    ("chadi", Requirement.CONFIDENTIALITY, None, 90, None),
    ("chadi", Requirement.TRAINING, None, 90, None),
    ("dilan", Requirement.CONFIDENTIALITY, None, 80, None),
    ("dilan", Requirement.TRAINING, None, 80, None),
    ("qamar", Requirement.CONFIDENTIALITY, None, 30, None),
)


class Telling:
    """One load of the demo."""

    def __init__(self, cast, organisation, day, moved_to):
        self.coordinator, self.colleague = cast["coordinator"], cast["colleague"]
        self.contact, self.own = cast["contact"], cast["volunteer"]
        self.organisation, self.day, self.moved_to = organisation, day, moved_to
        self.volunteers, self.tasks = {}, {}

    def ago(self, days, hour=10):
        """Context: so many days before the day of loading."""
        moment = datetime.combine(self.day - timedelta(days=days), time(hour))
        return self.moved_to(timezone.make_aware(moment))

    def tell(self):
        """Everything; returns how many volunteers there are."""
        with self.ago(BEGINNING):
            self._set_routes()
        for task in TASKS:
            self._enter(task)
        self._join(OWN, self.own, JOINED)
        for number, helper in enumerate(HELPERS):
            # The last ones came a few days ago and wait for the first talk.
            days = JOINED - 5 * number if helper.is_met else 9 - number % 5
            self._join(helper, self._account(helper), days)
        for proof in PROOFS:
            self._prove(*proof)
        self._teach()
        Placing(self).tell()
        return len(self.volunteers)

    def _set_routes(self):
        by = self.coordinator
        routes.set_route(coordinator=by, by=by)
        children = FieldOfAction.objects.get(key="kinder")
        routes.set_route(coordinator=self.colleague, by=by, field_of_action=children)
        routes.set_route(coordinator=self.colleague, by=by, district=District.objects.get(key="sodingen"))
        routes.set_route(coordinator=by, by=by, target_group=TargetGroup.objects.get(key="gefluechtete"))

    def _enter(self, task):
        content = opportunities.Content(
            columns=task.values(
                organisation=self.organisation,
                contact_email=self.contact.email,
                district=District.objects.get(key=task.district),
                field_of_action=FieldOfAction.objects.get(key=task.field),
            ),
            related={
                "languages": list(Language.objects.filter(key__in=task.languages)),
                "target_groups": list(TargetGroup.objects.filter(key__in=task.target_groups)),
            },
            occasions=self._occasions(task),
        )
        with self.ago(task.age if task.age is not None else 3):
            if task.reference:
                found = Opportunity.objects.get(reference=task.reference)
                found = opportunities.change(opportunity=found, content=content, by=self.coordinator)
            else:
                found = opportunities.create(content=content, by=self.contact)
            if task.age is not None:
                found = opportunities.confirm(opportunity=found, by=self.contact)
        self.tasks[task.key] = found

    def _occasions(self, task):
        if task.in_days is None:
            return None
        return [{"day": self.day + timedelta(days=task.in_days), "starts": time(10), "ends": time(14)}]

    def _account(self, helper):
        email, name = f"{helper.key}{DEMO_DOMAIN}", f"{helper.given} {helper.family} (erfunden)"
        return get_user_model().objects.create_user(email, name=name, wish=Wish.VOLUNTEER)

    def _join(self, helper, user, days):
        """The profile as the click in the mail makes it; no mail is written for it."""
        with self.ago(days):
            volunteer = Volunteer(user=user, email=user.email, state=VolunteerState.ACTIVE, started_at=timezone.now())
            stamp(volunteer, "confirmed", by=user, at=timezone.now())
            with recorded("Adresse bestätigt", by=user):
                profiles.write(volunteer, drafting.content(helper.typed))
                consents.give(volunteer=volunteer, purpose=ConsentPurpose.PLACEMENT, by=user)
            volunteer.lead = routes.for_volunteer(volunteer)
            volunteer.save(update_fields=["lead"])
        if helper.is_met:
            with self.ago(max(days - 6, 0)):
                volunteer = profiles.meet(volunteer=volunteer, by=self.coordinator)
        self.volunteers[helper.key] = volunteer

    def _prove(self, key, requirement, issued, inspected, valid):
        with self.ago(inspected):
            clearances.record(
                volunteer=self.volunteers[key],
                requirement=RequirementType.objects.get(key=requirement),
                issued_on=None if issued is None else self.day - timedelta(days=issued),
                inspected_on=self.day - timedelta(days=inspected),
                valid_until=None if valid is None else self.day + timedelta(days=valid),
                by=self.coordinator,
            )

    def _teach(self):
        """One course to come, with three seats taken."""
        columns = {
            "title": "Dolmetschen im Ehrenamt: Grundlagen (Muster)",
            "requirement": RequirementType.objects.get(key=Requirement.TRAINING),
            "seats": 8,
        }
        evenings = [
            {"day": self.day + timedelta(days=days), "starts": time(17), "ends": time(19, 30)} for days in (10, 17, 24)
        ]
        with self.ago(8):
            course = courses.create(columns=columns, sessions=evenings, by=self.coordinator)
            for key in ("qamar", "selam", "milad"):
                volunteer = self.volunteers[key]
                courses.register(course=course, volunteer=volunteer, by=volunteer.user)
