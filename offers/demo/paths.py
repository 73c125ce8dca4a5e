"""The sources' integration chain as advice paths: nothing is added, what they do not say stays open."""

import json

from offers import paths as rules
from offers.actions import paths
from offers.demo import CHAIN
from offers.models import AdvicePath, Organisation, TargetGroup


def load(*, by):
    """Creates and publishes the paths that are not there yet; returns how many."""
    chain = json.loads(CHAIN.read_text(encoding="utf-8"))["chain"]
    groups = {group.key: group for group in TargetGroup.objects.all()}
    names = {organisation.name: organisation for organisation in Organisation.objects.public()}
    known = set(AdvicePath.objects.values_list("key", flat=True))
    rows = [(position, row) for position, row in enumerate(chain["paths"], start=1) if key(row) not in known]
    for position, row in rows:
        group = groups[row["target_group"]]
        columns = {
            "key": key(row),
            "title": row["label"],
            "for_whom": group.description,
            "target_group": group,
            "source": chain["source_note"],
            "position": position,
        }
        steps = [_step(step, names) for step in sorted(row["steps"], key=lambda step: step["n"])]
        version = paths.create(columns=columns, steps=steps, note=chain["description"], by=by)
        paths.publish(version=version, seen=version.version, by=by)
    return len(rows)


def key(row):
    """The path's part of the address."""
    return rules.key(row["label"])


def _step(row, names):
    return {
        "title": row["title"],
        "detail": row.get("detail", ""),
        "unit_text": row.get("body", ""),
        # Only where the source names one institution, and by its whole name.
        "organisation": names.get(row.get("body")),
        "papers_text": row.get("document", ""),
        "source": row["source"],
    }
