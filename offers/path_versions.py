"""Versions of a path as rows that can be compared."""

from offers import path_reading
from offers.models import PathStep
from offers.path_comparing import Row

FIELDS = (
    "title", "detail", "unit_text", "necessity", "norm", "due_days", "due_from", "due_text", "bring_text",
    "papers_text", "next_text", "source",
)  # fmt: skip


def rows(path, *versions):
    """The steps of each version; copies of a step have the key of the first one."""
    origins = dict(PathStep.objects.filter(version__path=path).values_list("pk", "copied_from"))
    steps = list(path_reading.with_all(PathStep.objects.filter(version__in=versions)).order_by("position"))
    return [[_row(step, origins) for step in steps if step.version_id == version.pk] for version in versions]


def _origin(key, origins):
    while origins.get(key):
        key = origins[key]
    return key


def _row(step, origins):
    texts = {str(PathStep._meta.get_field(name).verbose_name): _text(step, name) for name in FIELDS}
    texts["Art der Stelle"] = step.get_unit_kind_display()
    texts["Einrichtung"] = step.organisation.name if step.organisation else ""
    texts["Angebote"] = "; ".join(sorted(offer.title for offer in step.offers.all()))
    needed = sorted(step.prerequisites.all(), key=lambda one: one.position)
    texts["vorher nötig"] = "; ".join(one.title for one in needed)
    return Row(_origin(step.pk, origins), step.position, step.title, texts)


def _text(step, name):
    display = getattr(step, f"get_{name}_display", None)
    value = display() if display else getattr(step, name)
    return "" if value is None else str(value)
