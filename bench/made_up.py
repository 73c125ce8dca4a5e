"""Fills a database with made-up offers, as many as a figure needs.

    python bench/made_up.py 5000 [--seed 1] [--anyway]

Works on the database that DATABASE_URL names, which must be prepared and hold nothing but the demo (or less, or what
this command made before); `--anyway` for any other. Real offers of `offers/demo` are cut up and put together anew, so
that words, topics, districts and languages come as often as they do in the city; on top there are made-up compounds,
few of them often and many once, as in any language. The same seed gives the same offers. Everything says "(erfunden)".
"""

import argparse
import os
import random
import sys
import time
from datetime import time as clock
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "herne_integration.settings")

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from herne_integration import database_roles  # noqa: E402
from herne_integration.accounts.actions.people import installer  # noqa: E402
from herne_integration.models import ShortLink  # noqa: E402
from offers.actions import indexing  # noqa: E402
from offers.choices import State, TranslationState  # noqa: E402
from offers.demo import facts  # noqa: E402
from offers.models import CourseRun, Language, Location, Offer, OfferTranslation, Organisation, WeeklyHours  # noqa: E402

BATCH = 1000
MARK = "Messung (erfunden)"
LISTS = ("topics", "goals", "target_groups", "languages", "residence_statuses")
# Columns that a made-up offer does not take over from the real one.
OWN = {"id", "reference", "title", "title_sort", "description", "organisation", "location", "state", "source", "phone",
       "email", "website", "provider_text", "valid_from", "valid_until", "version", "text_revision", "keywords",
       "confirmed_at", "confirmed_by", "archived_at", "archived_by"}  # fmt: skip
COPIED = [field.attname for field in Offer._meta.concrete_fields if field.name not in OWN]


class Pool:
    """What the real offers are made of, and chance."""

    def __init__(self, seed):
        self.chance = random.Random(seed)
        offers = Offer.objects.exclude(source=MARK).exclude(state=State.ARCHIVED).order_by("title_sort", "source")
        self.offers = list(offers.prefetch_related(*LISTS, "weekly_hours", "translations"))
        self.titles = [offer.title.split() for offer in self.offers]
        self.sentences = [
            sentence.strip(" .") for offer in self.offers for sentence in offer.description.split(". ") if sentence
        ]
        self.translations = [list(offer.translations.all()) for offer in self.offers if offer.translations.all()]
        self.languages = list(Language.objects.order_by("position", "key"))
        words = {word for title in self.titles for word in title if word.isalpha() and 4 <= len(word) <= 9}
        self.parts = sorted(words)

    def rank(self, most, steepness=0.7):
        """Small numbers often, large ones seldom (Zipf), below `most`."""
        return min(int(self.chance.paretovariate(steepness)), most) - 1

    def compound(self):
        """A made-up word; the same number is always the same word."""
        own = random.Random(int(self.chance.paretovariate(0.15)))
        return own.choice(self.parts).capitalize() + own.choice(self.parts).lower()

    def title(self):
        """The beginning of one real title and the end of another."""
        head, tail = self.chance.choice(self.titles), self.chance.choice(self.titles)
        words = [*head[: (len(head) + 1) // 2], *tail[len(tail) // 2 :]]
        if self.chance.random() < 0.4:
            words.append(self.compound())
        return " ".join(words)[:160].strip()

    def description(self):
        """One to four sentences and two made-up words."""
        said = [self.chance.choice(self.sentences) for _ in range(self.chance.randint(1, 4))]
        return f"{'. '.join(said)}. {self.compound()}, {self.compound()}."[:4000]


def fill(total, *, seed=1, say=lambda sentence: None):
    """Makes offers until there are `total`, with everything around them and the index; imports the demo facts first
    where there is nothing."""
    if not Offer.objects.exists():
        facts.load()
    there = Offer.objects.count()
    pool = Pool(seed + there)
    providers, places = _providers(pool, total // 8), _places(pool, total // 3)
    for start in range(there, total, BATCH):
        with transaction.atomic():
            made = _offers(pool, range(start, min(start + BATCH, total)), providers, places)
            _around(pool, made, providers)
            indexing.refresh(*(offer.pk for offer, _base in made))
        say(f"{min(start + BATCH, total)} Angebote")


def _providers(pool, number):
    names = list(Organisation.objects.exclude(source=MARK).order_by("name_sort").values_list("name", flat=True))
    made = [
        Organisation(name=f"{pool.chance.choice(names)[:120]} {pool.compound()} {n}", source=MARK, city="Herne")
        for n in range(number)
    ]
    Organisation.objects.bulk_create(made, batch_size=BATCH)
    return list(Organisation.objects.order_by("name_sort", "pk"))


def _places(pool, number):
    real = list(Location.objects.order_by("name", "street", "pk"))
    first = Location.objects.count()
    made = []
    for n in range(number):
        like = pool.chance.choice(real)
        made.append(
            Location(
                name=f"Haus {first + n}",
                street=f"{pool.compound()}straße {n % 90 + 1}",
                postcode=like.postcode,
                city=like.city,
                district_id=like.district_id,
            )
        )
    Location.objects.bulk_create(made, batch_size=BATCH)
    return real + made


def _offers(pool, numbers, providers, places):
    """Pairs of a made-up offer and the real one it resembles."""
    by, now, made = installer(), timezone.now(), []
    for number in numbers:
        base = pool.chance.choice(pool.offers)
        provider = providers[pool.rank(len(providers))] if pool.chance.random() < 0.9 else None
        offer = Offer(
            **{name: getattr(base, name) for name in COPIED},
            id=_key(pool),
            title=pool.title(),
            description=pool.description(),
            organisation=provider,
            provider_text=provider.name if provider else f"Verein {number} (erfunden)",
            location=places[pool.rank(len(places), 0.3)] if base.location_id else None,
            phone=f"02323 {number:06}" if pool.chance.random() < 0.4 else "",
            source=MARK,
        )
        if pool.chance.random() < 0.3:
            offer.state, offer.confirmed_at, offer.confirmed_by = State.CONFIRMED, now, by
        made.append((offer, base))
    Offer.objects.bulk_create([offer for offer, _base in made])
    return made


def _key(pool):
    """A random key (UUID version 4) that the seed decides."""
    bits = pool.chance.getrandbits(128) & ~(0xF << 76) & ~(0x3 << 62) | 0x4 << 76 | 0x2 << 62
    return Offer._meta.pk.to_python(bits.to_bytes(16).hex())


def _around(pool, made, providers):
    """Words of the lists, partners, hours, course runs, translations, short links."""
    for name in LISTS:
        field = Offer._meta.get_field(name)
        link, target = field.remote_field.through, field.m2m_reverse_field_name()
        rows = [
            link(**{"offer_id": offer.pk, f"{target}_id": word.pk})
            for offer, base in made
            for word in getattr(base, name).all()
        ]
        link.objects.bulk_create(rows)
    # The real sources seldom name a language; providers who keep their own entries will.
    spoken = Offer.languages.through
    spoken.objects.bulk_create(
        [
            spoken(offer_id=offer.pk, language_id=language.pk)
            for offer, base in made
            if not base.languages.all() and pool.chance.random() < 0.4
            for language in pool.chance.sample(pool.languages, pool.chance.randint(1, 4))
        ]
    )
    partner = Offer.partners.through
    together = [offer for offer, _base in made if pool.chance.random() < 0.5]
    partner.objects.bulk_create(
        partner(offer_id=offer.pk, organisation_id=pool.chance.choice(providers).pk) for offer in together
    )
    WeeklyHours.objects.bulk_create(row for offer, base in made for row in _hours(pool, offer, base))
    CourseRun.objects.bulk_create(row for offer, _base in made for row in _runs(pool, offer))
    OfferTranslation.objects.bulk_create(row for offer, _base in made for row in _translations(pool, offer))
    ShortLink.objects.bulk_create(ShortLink(path=offer.path) for offer, _base in made)


def _hours(pool, offer, base):
    spans = [(row.weekday, row.opens, row.closes) for row in base.weekly_hours.all()]
    if not spans and pool.chance.random() < 0.3:
        opens = pool.chance.randint(8, 16)
        spans = [(str(day), clock(opens), clock(opens + 3)) for day in pool.chance.sample(range(1, 7), 2)]
    return [WeeklyHours(offer=offer, weekday=day, opens=opens, closes=closes) for day, opens, closes in spans]


def _runs(pool, offer):
    if pool.chance.random() > 0.2:
        return []
    first = timezone.localdate() + timedelta(days=pool.chance.randint(-90, 120))
    return [
        CourseRun(offer=offer, starts_on=first + timedelta(days=100 * n), ends_on=first + timedelta(days=100 * n + 60))
        for n in range(pool.chance.randint(1, 3))
    ]


def _translations(pool, offer):
    if not pool.translations or pool.chance.random() > 0.2:
        return []
    return [
        OfferTranslation(
            offer=offer,
            language=text.language,
            title=text.title,
            description=text.description,
            target_text=text.target_text,
            state=TranslationState.MACHINE,
            source_revision=offer.text_revision,
        )
        for text in pool.chance.choice(pool.translations)
    ]


def settle():
    """What autovacuum does in a running portal sooner or later: statistics, and which pages hold nothing old."""
    with database_roles.as_owner(connection), connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")


def is_only_demo():
    """Whether nobody would miss what is in this database."""
    others = Offer.objects.exclude(source=MARK)
    typed = others.filter(reference__isnull=True).exclude(title__contains="(erfunden)")
    return not (typed if settings.DEMO else others).exists()


def main():
    """Fills the database and says how long it took."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("total", type=int, help="so viele Angebote sind es danach")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--anyway", action="store_true", help="auch in eine Datenbank, in der schon anderes steht")
    options = parser.parse_args()
    call_command("prepare")
    if not options.anyway and not is_only_demo():
        sys.exit("In dieser Datenbank stehen Angebote, die nicht zur Vorführung gehören. Wirklich? Dann --anyway.")
    began = time.monotonic()
    fill(options.total, seed=options.seed, say=print)
    settle()
    print(f"{Offer.objects.count()} Angebote nach {time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main()
