"""Invented offers of an invented provider: they show what confirmed, translated and archived entries look like.

Everything here says "(erfunden)". Confirming real entries in a demo would be inventing too: they stay unconfirmed.
"""

from dataclasses import replace
from datetime import timedelta

from offers.actions import offers, organisations, translations
from offers.actions.offers import Content
from offers.choices import Cost, CostBasis, Gender, GermanLevel, Known, Origin, Registration
from offers.demo import example_texts
from offers.models import TEXT_FIELDS, District, FieldOfAction, Language, Offer, Organisation, TargetGroup, Topic
from offers.opening_hours import parse

PROVIDER = "Muster-Träger e. V. (erfunden)"
SOURCE = "erfunden für die Vorführung"
# 030 23125 is a range that the Federal Network Agency keeps free for invented numbers.
CONTACT = {
    "phone": "030 23125-017",
    "email": "info@muster-traeger.example",
    "website": "https://muster-traeger.example/",
}


def provider(*, by):
    """The invented provider, complete; demo people may have been given roles in it before."""
    columns = {
        "kind": "Verein",
        "duties": "Erfundenes Beispiel für die Vorführung",
        "street": "Musterstraße 1",
        "city": "Herne",
        "district": District.objects.get(key="herne-mitte"),
        "source": SOURCE,
        "origin": Origin.HERNE,
        "note": "Für die Vorführung erfunden. Diesen Träger gibt es nicht.",
        **CONTACT,
    }
    found = Organisation.objects.filter(name=PROVIDER).first()
    if found is None:
        return organisations.create(columns={"name": PROVIDER, **columns}, by=by)
    return organisations.change(organisation=found, columns=columns, version=found.version, by=by)


def are_loaded():
    """Whether the examples are there, and with them the whole directory of the demo."""
    return Offer.objects.filter(organisation__name=PROVIDER).exists()


def load(*, by, day):
    """Five offers in all states, with dates around `day`; returns how many."""
    organisation = provider(by=by)
    organisations.confirm(organisation=organisation, version=organisation.version, by=by)
    _language_cafe(organisation, by)
    _course(organisation, by, day)
    _breakfast(organisation, by)
    _homework(organisation, by, day)
    _bicycles(organisation, by)
    return Offer.objects.filter(organisation=organisation).count()


def _content(organisation, key, *, field, topics, groups, languages=(), schedule="", runs=(), **facts):
    """What the Redaktion would have typed."""
    columns = {
        **{name: example_texts.GERMAN[key].get(name, "") for name in TEXT_FIELDS},
        "organisation": organisation,
        "provider_text": organisation.name,
        "field_of_action": FieldOfAction.objects.get(key=field),
        "source": SOURCE,
        "note": "Dieses Angebot gibt es nicht.",
        **CONTACT,
        **facts,
    }
    related = {
        "topics": list(Topic.objects.filter(key__in=topics)),
        "target_groups": list(TargetGroup.objects.filter(key__in=groups)),
        "languages": list(Language.objects.filter(key__in=languages)),
    }
    hours = [
        {"weekday": span.weekday, "opens": span.opens, "closes": span.closes, "note": ""} for span in parse(schedule)
    ]
    address = {
        "name": "Haus der Muster (erfunden)",
        "street": "Musterstraße 1",
        "postcode": "",
        "city": "Herne",
        "district": organisation.district,
    }
    return Content(columns=columns, related=related, hours=hours, runs=list(runs), address=address)


def _translate(offer, language, by, *, revision=None, is_reviewed=False):
    texts = dict.fromkeys(TEXT_FIELDS, "") | example_texts.TRANSLATED[offer.title][language]
    made = translations.translate(
        offer=offer, language=language, texts=texts, revision=revision or offer.text_revision, version=0, by=by
    )
    if is_reviewed:
        translations.review(translation=made, version=made.version, by=by)


def _language_cafe(organisation, by):
    """Confirmed, with weekly hours and translations that a person has reviewed."""
    offer = offers.create(
        content=_content(
            organisation,
            "cafe",
            field="sprache_beruf",
            topics=("spracherwerb", "begegnung"),
            groups=("alle",),
            languages=("de", "en", "ar"),
            schedule="Di, Do 18–20 Uhr",
            cost=Cost.FREE,
            cost_basis=CostBasis.PERSON,
            gender=Gender.ANY,
            german_level=GermanLevel.NONE,
            registration=Registration.NONE,
            accessible=Known.YES,
            childcare=Known.NO,
            online=Known.NO,
        ),
        by=by,
    )
    _translate(offer, "en", by, is_reviewed=True)
    _translate(offer, "ar", by, is_reviewed=True)
    offers.confirm(offer=offer, version=offer.version, by=by)


def _course(organisation, by, day):
    """Confirmed, with one course that is over, one that runs and one to come; its Arabic text is outdated."""
    content = _content(
        organisation,
        "course",
        field="sprache_beruf",
        topics=("spracherwerb",),
        groups=("zugewanderte",),
        languages=("de",),
        cost=Cost.PAID,
        cost_basis=CostBasis.PERSON,
        german_level=GermanLevel.A1,
        level_text="Ziel: A2",
        registration=Registration.IN_PERSON,
        accessible=Known.NO,
        childcare=Known.YES,
        childcare_text="nach Absprache",
        online=Known.NO,
        age_from=18,
        runs=[
            {
                "starts_on": day + timedelta(days=first),
                "ends_on": day + timedelta(days=last),
                "times_text": "Mo–Do 9–12 Uhr",
                "seats": seats,
                "note": "",
            }
            for first, last, seats in ((-160, -70, 18), (-50, 40, 18), (55, 145, 20))
        ],
    )
    offer = offers.create(content=content, by=by)
    _translate(offer, "en", by)
    _translate(offer, "ar", by)
    newer = replace(content, columns=content.columns | {"bring_text": example_texts.NEW_BRING_TEXT}, address=None)
    newer.columns["location"] = offer.location
    offer = offers.change(offer=offer, content=newer, version=offer.version, by=by)
    english = offer.translations.get(language="en")
    texts = dict.fromkeys(TEXT_FIELDS, "") | example_texts.TRANSLATED[offer.title]["en"]
    translations.translate(
        offer=offer, language="en", texts=texts, revision=offer.text_revision, version=english.version, by=by
    )
    offers.confirm(offer=offer, version=offer.version, by=by)


def _breakfast(organisation, by):
    """Entered by a person, not confirmed yet, only in German."""
    offers.create(
        content=_content(
            organisation,
            "breakfast",
            field="teilhabe",
            topics=("frauen", "begegnung"),
            groups=("frauen",),
            languages=("de", "ro", "bg"),
            schedule="Fr 9:30–11:30 Uhr",
            cost=Cost.FREE,
            cost_basis=CostBasis.PERSON,
            gender=Gender.WOMEN,
            registration=Registration.PHONE,
            childcare=Known.YES,
        ),
        by=by,
    )


def _homework(organisation, by, day):
    """Confirmed a while ago: its review is due."""
    offer = offers.create(
        content=_content(
            organisation,
            "homework",
            field="kinder",
            topics=("schule", "kinder"),
            groups=("kinder",),
            languages=("de",),
            schedule="Mo–Mi 14–16 Uhr",
            cost=Cost.FREE,
            cost_basis=CostBasis.PERSON,
            registration=Registration.IN_PERSON,
            age_from=6,
            age_to=12,
        ),
        by=by,
    )
    _translate(offer, "en", by)
    offers.confirm(offer=offer, version=offer.version, by=by, review_on=day - timedelta(days=3))


def _bicycles(organisation, by):
    """In the archive: in no list, still reachable by its address."""
    offer = offers.create(
        content=_content(
            organisation, "bicycles", field="teilhabe", topics=("mobilitaet",), groups=("alle",), cost=Cost.FREE
        ),
        by=by,
    )
    offers.archive(offer=offer, version=offer.version, by=by, reason="Beispiel für ein beendetes Angebot (erfunden)")
