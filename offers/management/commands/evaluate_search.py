"""Measures the search against a file of judged questions."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from offers.models import Offer
from offers.search import finding, judging


class Command(BaseCommand):
    help = "Misst die Suche an einer Datei mit Fragen und erwarteten Titeln, ohne Grenze der Region."

    def add_arguments(self, parser):
        """The file, and whether to print JSON."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--json", action="store_true")

    def handle(self, *args, file, **options):
        """Asks what the public list asks, and prints one figure a line."""
        try:
            judged = json.loads(file.read_text(encoding="utf-8"))
            figures = _measure(judged["queries"], judged.get("no_result_queries", []))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise CommandError(f"{file} ist keine Datei mit Fragen: {error!r}") from error
        if options["json"]:
            self.stdout.write(json.dumps(figures, ensure_ascii=False, indent=1))
            return
        for name, figure in figures.items():
            self.stdout.write(f"{name}: {figure}")


def titles_for(question):
    """The titles that the list shows for a question, best first, and whether it shows them as a match."""
    found = finding.find(question)
    titles = dict(Offer.objects.filter(pk__in=found.keys).values_list("pk", "title"))
    return [titles[key] for key in found.keys], found.is_confident


def _measure(queries, no_result_queries):
    places, gains, zero, misses = [], [], 0, []
    for query in queries:
        titles, _is_confident = titles_for(query["query"])
        expected, acceptable = query["expected"], query.get("acceptable", [])
        place = judging.rank_of_first(titles, expected)
        places.append(place)
        gains.append(judging.ndcg(titles, expected, acceptable))
        zero += not titles
        if place is None or place > 5:
            misses.append({"query": query["query"], "place": place, "first": titles[:3]})
    false = [query["query"] for query in no_result_queries if titles_for(query["query"])[1]]
    asked = max(len(queries), 1)
    return {
        "queries": len(queries),
        **{f"top{most}": _share(sum(bool(place) and place <= most for place in places), asked) for most in (1, 5, 10)},
        "ndcg10": _share(sum(gains), asked),
        "zero_hits": zero,
        "false_hits": len(false),
        "false": false,
        "misses": misses,
    }


def _share(part, whole):
    return round(part / whole, 4)
