"""Builders of volunteers and what they do: every default is valid, a test states only what matters.

coordinator = make.coordinator()
mira = make.volunteer(languages=["ar"])            # active, consent given, first talk held, open to everything
task = make.opportunity(capacity=2)                # confirmed, of an organisation with a contact (`task.contact`)
placement = make.placement(mira, task, state="introduced")
"""

from datetime import date, time, timedelta
from itertools import count

from django.utils import timezone

from offers.choices import MembershipRole
from offers.models import District, FieldOfAction, Language, TargetGroup
from tests.offers.make import membership, organisation
from tests.portal.make import person as account
from volunteers.actions import agreements, vocabulary
from volunteers.choices.opportunities import ConfirmedVia, OpportunityState
from volunteers.choices.placements import EndReason, PlacementState
from volunteers.choices.profiles import VolunteerState
from volunteers.models import (
    AvailabilityWindow,
    Clearance,
    Consent,
    ConsentText,
    Course,
    CourseSession,
    Opportunity,
    Placement,
    RequirementType,
    Volunteer,
    VolunteerLanguage,
)

_numbers = count(1)
# Which decisions lie behind a placement in each state.
DECIDED = {
    PlacementState.SUGGESTED: (),
    PlacementState.INTERESTED: ("interested",),
    PlacementState.VOLUNTEER_DECLINED: ("volunteer_declined",),
    PlacementState.ASKED: ("interested", "asked"),
    PlacementState.ORGANISATION_DECLINED: ("interested", "asked", "organisation_declined"),
    PlacementState.INTRODUCED: ("interested", "asked", "agreed", "introduced"),
    PlacementState.TRIAL: ("interested", "asked", "agreed", "introduced", "trial"),
    PlacementState.ACTIVE: ("interested", "asked", "agreed", "introduced", "activated"),
    PlacementState.ENDED: ("interested", "asked", "agreed", "introduced", "activated", "ended"),
}


def words():
    """Requirements, policies, consent and agreement texts, once per test database."""
    if not ConsentText.objects.exists():
        vocabulary.load()


def coordinator(of=None, **fields):
    """Somebody who coordinates volunteers for an institution of her own (`user.office`)."""
    user = account(**fields)
    user.office = of or organisation()
    membership(user, of=user.office, role=MembershipRole.COORDINATOR)
    return user


def contact(of=None, **fields):
    """The contact person of an organisation (`user.office`)."""
    user = account(**fields)
    user.office = of or organisation()
    membership(user, of=user.office, role=MembershipRole.CONTACT)
    return user


def volunteer(*, consents=("placement",), languages=(), windows=(), related=None, **fields):
    """Active, with an account, and open to everything.

    `languages`: keys, or (key, level, may interpret); `windows`: (weekday, from hour, to hour);
    `related`: {name: keys}.
    """
    words()
    number = next(_numbers)
    if "user" not in fields:
        fields["user"] = account(wish="volunteer")
    user, now = fields["user"], timezone.now()
    defaults = {
        "state": VolunteerState.ACTIVE,
        "given_name": "Mira",
        "family_name": f"Beispiel{number}",
        "email": user.email if user else "",
        "phone": f"02323 900{number}",
        "born_on": date(1990, 5, 17),
        "german_level": "C1",
        "is_open_to_all": True,
        "is_mobile": True,
        "is_always_free": True,
        "hours_per_week": 6,
        "started_at": now,
        "confirmed_at": now,
        "confirmed_by": user,
    }
    made = Volunteer.objects.create(**defaults | fields)
    texts = ConsentText.objects.current()
    for purpose in consents:
        Consent.objects.create(volunteer=made, purpose=purpose, text=texts[purpose], given_at=now, given_by=user)
    for one in languages:
        key, level, may = (one, "fluent", True) if isinstance(one, str) else one
        VolunteerLanguage.objects.create(
            volunteer=made, language=Language.objects.get(key=key), level=level, may_interpret=may
        )
    for weekday, starts, ends in windows:
        AvailabilityWindow.objects.create(volunteer=made, weekday=weekday, starts=time(starts), ends=time(ends))
    for name, keys in (related or {}).items():
        model = {"districts": District, "fields_of_action": FieldOfAction, "target_groups": TargetGroup}[name]
        getattr(made, name).set(model.objects.filter(key__in=keys))
    return made


def opportunity(*, state=OpportunityState.CONFIRMED, target_groups=(), languages=(), requirements=(), **fields):
    """Confirmed, weekly, in the middle of Herne, without requirements; `made.contact` represents its organisation."""
    words()
    number, now = next(_numbers), timezone.now()
    person = fields.pop("contact", None) or contact(of=fields.get("organisation"))
    defaults = {
        "title": f"Beispieleinsatz {number}",
        "kind": "regular",
        "activity_type": "reading",
        "task_class": "general",
        "german_level": "none",
        "organisation": person.office,
        "is_time_open": True,
        "hours_per_week": 2,
        "capacity": 1,
        "district": District.objects.get(key="herne-mitte"),
        "contact_name": f"Karla Kontakt{number}",
        "contact_email": person.email,
        "contact_phone": f"02323 800{number}",
    }
    if isinstance(fields.get("field_of_action"), str):
        fields["field_of_action"] = FieldOfAction.objects.get(key=fields["field_of_action"])
    if isinstance(fields.get("district"), str):
        fields["district"] = District.objects.get(key=fields["district"])
    if state == OpportunityState.CONFIRMED:
        defaults |= {
            "confirmed_at": now,
            "confirmed_by": person,
            "confirmed_via": ConfirmedVia.PERSON,
            "ask_again_on": timezone.localdate() + timedelta(days=90),
        }
    if state == OpportunityState.ARCHIVED:
        defaults |= {"archived_at": now, "archived_by": person}
    made = Opportunity.objects.create(state=state, **defaults | fields)
    made.target_groups.set(TargetGroup.objects.filter(key__in=target_groups))
    made.languages.set(Language.objects.filter(key__in=languages))
    made.extra_requirements.set(RequirementType.objects.filter(key__in=requirements))
    made.contact = person
    return made


def unconfirmed_opportunity(**fields):
    """As an import leaves it: a title and a provider's name, nothing else is known."""
    words()
    defaults = {"title": f"Importierter Einsatz {next(_numbers)}", "provider_text": "Verein laut Quelle"}
    return Opportunity.objects.create(**defaults | fields)


def placement(whose=None, of=None, *, state=PlacementState.SUGGESTED, by=None, at=None, **fields):
    """A placement in any state, with everything decided that leads there."""
    whose, of = whose or volunteer(), of or opportunity()
    by, at = by or coordinator(), at or timezone.now()
    state = PlacementState(state)
    defaults = {"coordinator": by, "suggested_at": at, "suggested_by": by}
    for decision in DECIDED[state]:
        person = whose.user if decision in ("interested", "volunteer_declined") else by
        defaults |= {f"{decision}_at": at, f"{decision}_by": person}
    if "interested" in DECIDED[state]:
        defaults["line_number"] = of.placements.filter(line_number__isnull=False).count() + 1
    if state == PlacementState.ENDED:
        defaults["end_reason"] = EndReason.COMPLETED
    return Placement.objects.create(volunteer=whose, opportunity=of, state=state, **defaults | fields)


def agreement(of, *, by=None, is_signed=True):
    """The agreement of a placement that runs, signed by both."""
    by = by or of.coordinator
    made = agreements.draw_up(placement=of, insurance="city", by=by)
    if is_signed:
        for side, person in (("volunteer", of.volunteer.user), ("organisation", of.opportunity.confirmed_by)):
            made = agreements.sign(agreement=made, side=side, by=person)
    return made


def clearance(whose, *, by, requirement="fuehrungszeugnis", **fields):
    """A certificate issued a month ago and inspected today."""
    today = timezone.localdate()
    defaults = {"issued_on": today - timedelta(days=30), "inspected_on": today}
    stamped = {"recorded_at": timezone.now(), "recorded_by": by}
    return Clearance.objects.create(
        volunteer=whose, requirement=RequirementType.objects.get(key=requirement), **stamped, **defaults | fields
    )


def course(*, by, days=(7,), requirement=None, **fields):
    """A course with a session on each of the days from today."""
    defaults = {"title": f"Schulung {next(_numbers)}", "seats": 2, "entered_at": timezone.now(), "entered_by": by}
    if requirement:
        defaults["requirement"] = RequirementType.objects.get(key=requirement)
    made = Course.objects.create(**defaults | fields)
    for day in days:
        CourseSession.objects.create(
            course=made, day=timezone.localdate() + timedelta(days=day), starts=time(17), ends=time(19)
        )
    return made
