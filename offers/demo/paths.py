"""Advice paths out of the sources: nothing is added, what they do not say stays open."""

import json

from offers import paths as rules
from offers.actions import paths
from offers.choices import UnitKind
from offers.demo import CHAIN, YOUTH_PATH
from offers.models import AdvicePath, Offer, Organisation, TargetGroup

# What a path of its own says about for whom it is, beside its target group.
RULE = ("age_from", "age_to", "is_beyond_school", "source_year")


def load(*, by):
    """Creates and publishes the paths that are not there yet; returns how many."""
    groups = {group.key: group for group in TargetGroup.objects.all()}
    names = {organisation.name: organisation for organisation in Organisation.objects.public()}
    known = set(AdvicePath.objects.values_list("key", flat=True))
    rows = [(position, row) for position, row in enumerate(_read(), start=1) if key(row) not in known]
    offers = _offers(row for _position, row in rows)
    for position, row in rows:
        group = groups[row["target_group"]]
        columns = {
            "key": key(row),
            "title": row["label"],
            "for_whom": row.get("for_whom", group.description),
            "target_group": group,
            "source": row["source"],
            "position": position,
            **{name: row[name] for name in RULE if name in row},
        }
        steps = [_step(step, names, offers) for step in sorted(row["steps"], key=lambda step: step["n"])]
        version = paths.create(columns=columns, steps=steps, note=row["note"], by=by)
        paths.publish(version=version, seen=version.version, by=by)
    return len(rows)


def key(row):
    """The path's part of the address."""
    return rules.key(row["label"])


def _read():
    """The four paths of the integration chain, and the branch for young people."""
    chain = json.loads(CHAIN.read_text(encoding="utf-8"))["chain"]
    common = {"source": chain["source_note"], "note": chain["description"]}
    return [*({**row, **common} for row in chain["paths"]), json.loads(YOUTH_PATH.read_text(encoding="utf-8"))]


def _offers(rows):
    named = {reference for row in rows for step in row["steps"] for reference in step.get("offers", ())}
    return {offer.reference: offer for offer in Offer.objects.listed().filter(reference__in=named)}


def _step(row, names, offers):
    return {
        "title": row["title"],
        "detail": row.get("detail", ""),
        "unit_text": row.get("body", ""),
        "unit_kind": row.get("unit_kind", UnitKind.UNKNOWN),
        # Only where the source names one institution, and by its whole name.
        "organisation": names.get(row.get("body")),
        "papers_text": row.get("document", ""),
        "offers": [offers[reference] for reference in row.get("offers", ()) if reference in offers],
        "source": row["source"],
    }
