"""What a search engine is told about an offer (schema.org as JSON-LD): facts of the page, and nothing that is unknown.

A price that was only concluded, and hours that are only words, are left out: a machine would repeat them as certain.
"""

from django.conf import settings

from offers.choices import Cost, CostBasis, Gender, Known, Origin, Weekday

OFFICES = {"Stadtverwaltung", "Kommune", "Behörde", "Landesbehörde", "Bundesbehörde"}
SURE_PRICES = {CostBasis.PERSON, CostBasis.SOURCE}
GENDERS = {Gender.WOMEN: "female", Gender.MEN: "male"}
DAYS = {
    Weekday.MONDAY: "Monday",
    Weekday.TUESDAY: "Tuesday",
    Weekday.WEDNESDAY: "Wednesday",
    Weekday.THURSDAY: "Thursday",
    Weekday.FRIDAY: "Friday",
    Weekday.SATURDAY: "Saturday",
    Weekday.SUNDAY: "Sunday",
    Weekday.HOLIDAY: "PublicHolidays",
}


def structured(shown, *, standing):
    """The offer as a tree of schema.org; `standing` says in words how well it is known. Nothing of the archive."""
    if shown.is_archived:
        return {}
    offer = shown.offer
    page = f"{settings.SITE_URL}/{shown.language}{offer.path}"
    found = {
        "@context": "https://schema.org",
        "@id": f"urn:uuid:{offer.pk}",
        "url": page,
        "name": shown.title.text,
        "description": shown.description.text,
        "disambiguatingDescription": standing,
        "provider": _provider(shown),
        "audience": _audience(shown),
        **(_course(shown) if offer.course_runs.all() else _service(shown)),
    }
    return _known(found)


def _service(shown):
    offer = shown.offer
    is_office = offer.organisation and offer.organisation.kind in OFFICES
    return {
        "@type": "GovernmentService" if is_office else "Service",
        "serviceType": [topic.text for _key, topic in shown.topics],
        "areaServed": {Origin.HERNE: "Herne", Origin.NATIONWIDE: "Deutschland"}.get(offer.origin),
        "hoursAvailable": _hours(offer),
        "availableChannel": _known(
            {
                "@type": "ServiceChannel",
                "serviceUrl": shown.website,
                "servicePhone": _known({"@type": "ContactPoint", "telephone": shown.phone}, besides=1),
                "serviceLocation": _place(offer.location),
                "availableLanguage": [language.key for language in offer.languages.all()],
            },
            besides=1,
        ),
        "offers": {"@type": "Offer", "price": "0", "priceCurrency": "EUR"} if _is_free(offer) else None,
    }


def _course(shown):
    offer = shown.offer
    return {
        "@type": "Course",
        "about": [topic.text for _key, topic in shown.topics],
        "educationalLevel": offer.german_level,
        "isAccessibleForFree": True if _is_free(offer) else None,
        "hasCourseInstance": [
            _known(
                {
                    "@type": "CourseInstance",
                    "startDate": run.starts_on.isoformat(),
                    "endDate": run.ends_on.isoformat() if run.ends_on else "",
                    "courseMode": "online" if offer.online == Known.YES and not offer.location else "",
                    "location": _place(offer.location),
                }
            )
            for run in shown.coming_runs
        ],
    }


def _provider(shown):
    organisation = shown.offer.organisation
    if not organisation:
        return _known({"@type": "Organization", "name": shown.provider.text}, besides=1)
    kind = "GovernmentOrganization" if organisation.kind in OFFICES else "Organization"
    return _known({"@type": kind, "name": organisation.name, "url": organisation.website})


def _audience(shown):
    offer = shown.offer
    people = {
        "@type": "PeopleAudience",
        "audienceType": shown.said("target_text").text,
        "suggestedMinAge": offer.age_from,
        "suggestedMaxAge": offer.age_to,
        "suggestedGender": GENDERS.get(offer.gender),
    }
    return _known(people, besides=1)


def _place(location):
    if not location:
        return None
    address = {
        "@type": "PostalAddress",
        "streetAddress": location.street,
        "postalCode": location.postcode,
        "addressLocality": location.city,
        "addressCountry": "DE",
    }
    return _known({"@type": "Place", "name": location.name, "address": _known(address, besides=2)}, besides=1)


def _hours(offer):
    return [
        _known(
            {
                "@type": "OpeningHoursSpecification",
                "dayOfWeek": f"https://schema.org/{DAYS[row.weekday]}",
                "opens": f"{row.opens:%H:%M}",
                # Midnight at the end of the day is its last minute: 00:00 would be its beginning.
                "closes": "23:59" if f"{row.closes:%H:%M}" == "00:00" else f"{row.closes:%H:%M}",
                "validFrom": offer.valid_from.isoformat() if offer.valid_from else "",
                "validThrough": offer.valid_until.isoformat() if offer.valid_until else "",
            }
        )
        for row in offer.weekly_hours.all()
    ]


def _is_free(offer):
    return offer.cost == Cost.FREE and offer.cost_basis in SURE_PRICES


def _known(tree, *, besides=0):
    """The tree without what is unknown; nothing at all where no more than `besides` entries are left."""
    kept = {name: value for name, value in tree.items() if value not in (None, "", [], {})}
    return kept if len(kept) > besides else None
