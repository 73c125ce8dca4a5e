"""Who is asked first: setting and ending routes, and following them."""

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from herne_integration.rules import RuleBroken
from offers.choices import MembershipRole
from offers.models import Membership
from volunteers import routing
from volunteers.actions.records import locked, recorded, require_coordinator
from volunteers.choices.placements import LIVE, OPEN
from volunteers.choices.profiles import HERE
from volunteers.models import CoordinatorRoute, Placement, Volunteer, doors


@transaction.atomic
def set_route(*, coordinator, by, field_of_action=None, target_group=None, district=None):
    """Makes somebody the first to be asked; who was it before no longer is. Empty parts mean any."""
    require_coordinator(by)
    if not coordinator.is_active or not doors.is_coordinator(coordinator):
        raise RuleBroken("Zuständig sein kann nur jemand aus der Koordination.")
    named = {"field_of_action": field_of_action, "target_group": target_group, "district": district}
    with recorded("Zuständigkeit festgelegt", by=by):
        for old in CoordinatorRoute.objects.select_for_update(of=("self",)).live().filter(**named):
            if old.coordinator_id == coordinator.pk:
                return old
            _end(old, by)
        return CoordinatorRoute.objects.create(coordinator=coordinator, set_at=timezone.now(), set_by=by, **named)


@transaction.atomic
def end_route(*, route, by):
    """A route ends; the one for everything else only passes on."""
    route = locked(route)
    require_coordinator(by)
    if route.ended_at:
        raise RuleBroken("Diese Zuständigkeit ist schon beendet.")
    if not (route.field_of_action_id or route.target_group_id or route.district_id):
        raise RuleBroken("Für „alles andere“ muss immer jemand da sein: Bitte legen Sie fest, wer folgt.")
    with recorded("Zuständigkeit beendet", by=by):
        _end(route, by)
    return route


def for_opportunity(opportunity):
    """The coordinator who is asked first about an opportunity, or None where nobody has set a route yet."""
    return _first(
        fields_of_action={opportunity.field_of_action_id} - {None},
        target_groups=set(opportunity.target_groups.values_list("pk", flat=True)),
        districts={opportunity.district_id} - {None},
    )


def for_volunteer(volunteer):
    """The coordinator who meets somebody first, by her wishes."""
    return _first(
        fields_of_action=set(volunteer.fields_of_action.values_list("pk", flat=True)),
        target_groups=set(volunteer.target_groups.values_list("pk", flat=True)),
        districts=set(volunteer.districts.values_list("pk", flat=True)),
    )


def _first(**there):
    routes = [
        routing.Route(row.pk, row.coordinator_id, row.field_of_action_id, row.target_group_id, row.district_id)
        for row in CoordinatorRoute.objects.live()
    ]
    route = routing.first_asked(routes, **there)
    return get_user_model().objects.get(pk=route.coordinator) if route else None


def _end(route, by):
    route.ended_at, route.ended_by = timezone.now(), by
    route.save(update_fields=["ended_at", "ended_by"])


def closing_duties(user):
    """What must be handed over before an account closes (settings.CLOSING_DUTIES)."""
    sentences = []
    if number := CoordinatorRoute.objects.live().filter(coordinator=user).count():
        sentences.append(f"Zuständigkeiten in der Ehrenamts-Koordination ({number}) müssen vorher andere übernehmen.")
    running = Placement.objects.filter(coordinator=user, state__in=(*OPEN, *LIVE)).count()
    led = Volunteer.objects.filter(lead=user, state__in=HERE).count()
    if running or led:
        sentences.append(
            f"Ehrenamtliche ({led}) und Vermittlungen ({running}) müssen vorher einer anderen Person übergeben werden."
        )
    return sentences


def membership_duties(membership):
    """The same before somebody stops coordinating in an institution, unless she does so in another one as well
    (settings.MEMBERSHIP_DUTIES)."""
    others = Membership.objects.filter(user=membership.user_id, role=MembershipRole.COORDINATOR)
    if membership.role != MembershipRole.COORDINATOR or (
        others.live_on(timezone.localdate()).exclude(pk=membership.pk).exists()
    ):
        return []
    return closing_duties(membership.user)


@transaction.atomic
def hand_over(*, from_user, to_user, by):
    """Everything that somebody coordinates goes to a colleague: routes, people, placements; returns how many."""
    require_coordinator(by)
    if from_user == to_user or not to_user.is_active or not doors.is_coordinator(to_user):
        raise RuleBroken("Bitte wählen Sie jemand anderen aus der Koordination.")
    moved = 0
    for route in CoordinatorRoute.objects.live().filter(coordinator=from_user):
        named = {name: getattr(route, name) for name in ("field_of_action", "target_group", "district")}
        set_route(coordinator=to_user, by=by, **named)
        moved += 1
    with recorded("übergeben", by=by):
        moved += Placement.objects.filter(coordinator=from_user, state__in=(*OPEN, *LIVE)).update(coordinator=to_user)
        moved += Volunteer.objects.filter(lead=from_user, state__in=HERE).update(lead=to_user)
    return moved
