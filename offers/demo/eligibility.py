"""Who may take part in some of the demo's offers, as far as the law is generally known.

Nobody of the city has reviewed a rule. Some are reviewed by the demo's invented Redaktion, to show what that changes;
they carry `is_demo`, and every page says so.
"""

import json

from offers.actions import eligibility
from offers.demo import FOLDER

FILE = FOLDER / "eligibility.json"
NAMES = {"from": "number_from", "to": "number_to", "only": "only_statuses", "id": "reference"}
REFUSE = "refuse"


def entries():
    """The file's rows as the action takes them: [(entry, how it is reviewed or None)]."""
    rows = json.loads(FILE.read_text(encoding="utf-8"))
    return [(_entry(position, row), row.get("review")) for position, row in enumerate(rows, start=1)]


def _entry(position, row):
    columns = {NAMES.get(name, name): value for name, value in row.items() if name not in {"review", "wordings"}}
    columns["wordings"] = {code: {"text": text, "of": row["wording"]} for code, text in row["wordings"].items()}
    return columns | {"position": position}


def load(*, by):
    """Loads what is not there yet and lets the invented Redaktion review some of it; returns how many were new."""
    rows = entries()
    made = eligibility.load([entry for entry, _review in rows])
    for entry, review in rows:
        rule = made.get(entry["reference"])
        if rule and review:
            eligibility.review(rule=rule, version=rule.version, may_refuse=review == REFUSE, is_demo=True, by=by)
    return len(made)
