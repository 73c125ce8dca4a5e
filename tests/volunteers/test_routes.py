"""Who is asked first: the most specific route wins, and somebody is always there."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from herne_integration.accounts.actions import people
from herne_integration.rules import RuleBroken
from offers.models import District, FieldOfAction, TargetGroup
from tests.volunteers import make
from volunteers import routing
from volunteers.actions import placements, routes
from volunteers.models import CoordinatorRoute, Placement

pytestmark = pytest.mark.django_db
NAMED = st.one_of(st.none(), st.integers(1, 3))
ROUTES = st.lists(st.builds(routing.Route, st.integers(1, 99), st.integers(), NAMED, NAMED, NAMED), max_size=8)


def of(field=None, group=None, district=None):
    """Parts of a route by key."""
    return {
        "field_of_action": FieldOfAction.objects.get(key=field) if field else None,
        "target_group": TargetGroup.objects.get(key=group) if group else None,
        "district": District.objects.get(key=district) if district else None,
    }


@given(ROUTES, st.sets(st.integers(1, 3)), st.sets(st.integers(1, 3)), st.sets(st.integers(1, 3)))
def test_the_winner_covers_and_nobody_who_covers_names_more(found, fields, groups, districts):
    there = {"fields_of_action": fields, "target_groups": groups, "districts": districts}
    winner = routing.first_asked(found, **there)
    covering = [route for route in found if route.covers(fields, groups, districts)]
    assert (winner is None) == (covering == [])
    if winner:
        assert winner in covering
        assert max(route.weight[0] for route in covering) == winner.weight[0]
        assert routing.first_asked(list(reversed(found)), **there).weight == winner.weight


def test_target_group_before_field_before_district():
    group, field, district = (
        routing.Route(number, number, **{name: 1})
        for number, name in ((3, "target_group"), (2, "field_of_action"), (1, "district"))
    )
    there = {"fields_of_action": {1}, "target_groups": {1}, "districts": {1}}
    assert [
        routing.first_asked(found, **there) for found in ([district, field, group], [district, field], [district])
    ] == [group, field, district]


def test_an_opportunity_and_a_volunteer_find_their_coordinator():
    everything, homes, west = make.coordinator(), make.coordinator(), make.coordinator()
    make.words()
    routes.set_route(coordinator=everything, by=everything)
    routes.set_route(coordinator=homes, by=everything, **of("wohnen"))
    routes.set_route(coordinator=west, by=everything, **of("wohnen", district="wanne"))
    asked = [
        routes.for_opportunity(make.unconfirmed_opportunity(**fields))
        for fields in (
            {},
            {"field_of_action": of("wohnen")["field_of_action"]},
            {"field_of_action": of("wohnen")["field_of_action"], "district": of(district="wanne")["district"]},
        )
    ]
    assert asked == [everything, homes, west]
    mira = make.volunteer(related={"fields_of_action": ["wohnen"], "districts": ["wanne", "eickel"]})
    assert routes.for_volunteer(mira) == west
    task = make.unconfirmed_opportunity(field_of_action=of("wohnen")["field_of_action"])
    placement = placements.come_forward(volunteer=mira, opportunity=task, by=mira.user)
    assert [placement.coordinator, list(Placement.objects.coordinated_by(homes))] == [homes, [placement]]
    assert not Placement.objects.coordinated_by(west).exists()


def test_the_fallback_is_passed_on_and_never_ended():
    first, second = make.coordinator(), make.coordinator()
    route = routes.set_route(coordinator=first, by=first)
    assert routes.set_route(coordinator=first, by=first) == route
    with pytest.raises(RuleBroken, match="immer jemand da sein"):
        routes.end_route(route=route, by=first)
    routes.set_route(coordinator=second, by=first)
    assert [one.coordinator for one in CoordinatorRoute.objects.fallback()] == [second]
    named = routes.set_route(coordinator=first, by=first, **of("kinder"))
    routes.end_route(route=named, by=second)
    with pytest.raises(RuleBroken, match="schon beendet"):
        routes.end_route(route=named, by=second)
    with pytest.raises(RuleBroken, match="aus der Koordination"):
        routes.set_route(coordinator=make.contact(), by=first)
    stamped = {"set_at": timezone.now(), "set_by": first, "coordinator": first}
    with pytest.raises(IntegrityError, match="volunteers_coordinator_route_one_live"), transaction.atomic():
        CoordinatorRoute.objects.create(**stamped)


def test_nobody_leaves_before_everything_is_handed_over(system):
    leaving, staying = make.coordinator(), make.coordinator()
    routes.set_route(coordinator=leaving, by=leaving)
    mira = make.volunteer(lead=leaving)
    make.placement(mira, by=leaving)
    with pytest.raises(RuleBroken, match="Zuständigkeiten in der Ehrenamts-Koordination"):
        people.end(user=leaving, by=system)
    assert routes.hand_over(from_user=leaving, to_user=staying, by=staying) == 3
    mira.refresh_from_db()
    assert [mira.lead, routes.closing_duties(leaving)] == [staying, []]
    people.end(user=leaving, by=system)
