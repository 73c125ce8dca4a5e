"""What list and search have to know of an offer, as the columns of `ListedOffer`. Pure: reads an offer as it is."""

from django.db.backends.postgresql.psycopg_any import NumericRange

from offers import audience, opening_hours
from offers.choices import LOCAL_ORIGINS, Cost, Currency, Known, Origin, State

FAVOURED = {Origin.HERNE: 1.0, Origin.NATIONWIDE: 0.97, Origin.NEIGHBOUR: 0.9}
FRESH = {Currency.OLDER: 0.98, Currency.HISTORIC: 0.95}
AGES = {Currency.CURRENT: 0, Currency.OLDER: 1, Currency.HISTORIC: 2}


def columns(offer):
    """The row of an offer without its key."""
    fits, silent = audience.answers(addressed(offer))
    place, field = offer.location, offer.field_of_action
    providers = {offer.organisation_id, *(partner.pk for partner in offer.partners.all())}
    return {
        "favour": favour(offer.state, offer.origin, offer.currency),
        "standing": standing(offer.state, offer.origin, offer.currency),
        "fits": audience.bits(fits),
        "silent": audience.bits(silent),
        "free": None if offer.cost == Cost.UNKNOWN else offer.cost == Cost.FREE,
        "online": _known(offer.online),
        "childcare": _known(offer.childcare),
        "accessible": _known(offer.accessible),
        "valid_until": offer.valid_until,
        "confirmed": offer.confirmed_at,
        "origin": offer.origin,
        "district": place.district.key if place and place.district else "",
        "field": field.key if field else "",
        "topics": sorted(topic.key for topic in offer.topics.all()),
        "languages": sorted(language.key for language in offer.languages.all()),
        "providers": sorted(providers - {None}),
        "hours": sorted(NumericRange(*opening_hours.minutes(span)) for span in offer.weekly_hours.all()),
        "starts": sorted(run.starts_on for run in offer.course_runs.all()),
        "title_sort": offer.title_sort,
    }


def standing(state, origin, currency):
    """The place of an offer in a list that nobody has ordered, small ones first: confirmed entries, then what is near,
    then the younger sources."""
    far = 0 if origin in LOCAL_ORIGINS else 10 if origin == Origin.NEIGHBOUR else 20
    return (0 if state == State.CONFIRMED else 100) + far + AGES.get(currency, 3)


def favour(state, origin, currency):
    """What is known of an offer weighs in a search, by a third at most: who confirmed it, how near, how recent."""
    return round((1.08 if state == State.CONFIRMED else 1.0) * FAVOURED.get(origin, 0.88) * FRESH.get(currency, 1.0), 4)


def addressed(offer):
    """Whom an offer names, as `audience` asks for it."""
    return audience.Addressed(
        groups=frozenset(group.key for group in offer.target_groups.all()),
        statuses=frozenset(status.key for status in offer.residence_statuses.all()),
        every_status=offer.residence_all,
        gender=offer.gender,
        age_from=offer.age_from,
        age_to=offer.age_to,
    )


def _known(value):
    return None if value == Known.UNKNOWN else value == Known.YES
