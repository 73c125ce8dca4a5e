"""Measures how well the search forgives: one typing error, ae for ä, and offers with nothing but a title."""

import json

from django.core.management.base import BaseCommand
from django.db import transaction

from offers.actions import indexing
from offers.choices import State
from offers.management.commands.evaluate_search import titles_for
from offers.models import Offer
from offers.search import finding, judging
from offers.search.normalising import words

UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
FIRST = 5
# What an offer keeps when everything optional is taken from it.
KEPT = {"id", "title", "title_sort", "version", "text_revision"}
OPTIONAL = [field for field in Offer._meta.concrete_fields if field.name not in KEPT]


class Command(BaseCommand):
    help = (
        "Misst, wie oft ein Titel unter den ersten fünf steht: mit Tippfehler, in anderer Schreibweise, und wenn das "
        "Angebot nichts als seinen Titel hat (in Transaktionen, die zurückgenommen werden)."
    )

    def add_arguments(self, parser):
        """The seed of the random edits, and whether to print JSON."""
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--json", action="store_true")

    def handle(self, *args, seed, **options):
        """Prints the shares and the misses."""
        titles = list(
            Offer.objects.exclude(state=State.ARCHIVED).order_by("pk").values_list("title", flat=True).distinct()
        )
        figures = _measure(sorted(set(titles)), judging.chance(seed))
        missed = _titles_alone()
        alone = 1 - len(missed) / max(Offer.objects.listed().count(), 1)
        figures |= {"title_alone": round(alone, 4), "misses": figures.pop("misses") + missed}
        if options["json"]:
            self.stdout.write(json.dumps(figures, ensure_ascii=False, indent=1))
            return
        for name, figure in figures.items():
            self.stdout.write(f"{name}: {figure}")


def _measure(titles, chance):
    """`title_with_typo`: the whole title, its longest word mistyped. `word_with_typo`: that word alone; it counts when
    one of the first five has the word in its title, because several titles may share it."""
    hits, misses = {"title_with_typo": 0, "word_with_typo": 0, "title_in_ae_oe_ue": 0}, []
    for title in titles:
        word = max(words(title), key=len)
        typed = judging.mistyped(word, chance)
        asked = {
            "title_with_typo": (" ".join(typed if other == word else other for other in words(title)), title),
            "word_with_typo": (typed, word),
            "title_in_ae_oe_ue": (title.translate(UMLAUTS), title),
        }
        for name, (question, wanted) in asked.items():
            found = titles_for(question)[0][:FIRST]
            hit = wanted in found or any(wanted in words(other) for other in found)
            hits[name] += hit
            if not hit:
                misses.append({"kind": name, "asked": question, "wanted": wanted, "first": found[:2]})
    return {
        "titles": len(titles),
        **{name: round(hit / len(titles), 4) for name, hit in hits.items()},
        "misses": misses,
    }


def _titles_alone():
    """Offers that their own title does not find as soon as they have nothing else; each is stripped by itself, among
    all others as they are, and gets everything back."""
    misses = []
    for key in Offer.objects.listed().order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            offer = _stripped(key)
            found = finding.find(offer.title).keys[:FIRST]
            transaction.set_rollback(True)
        if key not in found:
            first = list(Offer.objects.filter(pk__in=found[:2]).values_list("title", flat=True))
            misses.append({"kind": "title_alone", "asked": offer.title, "wanted": offer.title, "first": first})
    return misses


def _stripped(key):
    Offer.objects.filter(pk=key).update(**{field.attname: field.get_default() for field in OPTIONAL})
    offer = Offer.objects.get(pk=key)
    for field in Offer._meta.many_to_many:
        getattr(offer, field.name).clear()
    for relation in ("translations", "weekly_hours", "course_runs"):
        getattr(offer, relation).all().delete()
    indexing.refresh(key)
    return offer
