"""Two submitted versions of an application, part by part, as the office reads them."""

from fund import answers, content, papers
from fund.choices.applications import COSTS, DOCUMENT, FINANCING


def changes(before, after):
    """For components/history_list.html: label, before and after of every part that differs, in the paper's order."""
    old, new = papers.whole(before.content), papers.whole(after.content)
    changed = content.changed_parts(old, new)
    texts = [_texts(one, version.guideline.rules) for one, version in ((old, before), (new, after))]
    order = [*content.COLUMNS, COSTS, FINANCING, *sorted(part for part in changed if part.startswith(DOCUMENT))]
    rules = after.guideline.rules
    return [
        {
            "label": answers.label_of(part, rules),
            "before": texts[0].get(part, ""),
            "after": texts[1].get(part, ""),
        }
        for part in order
        if part in changed
    ]


def _texts(frozen, rules):
    """{part: what stands there, in one text}."""
    found = {
        answer.part: "\n".join(answer.lines)
        for section in answers.sections(frozen, rules)
        for answer in section.answers
    }
    plans = answers.plans(frozen)
    for part, rows, total in (
        (COSTS, plans.costs, plans.total_costs),
        (FINANCING, plans.financing, plans.total_others),
    ):
        lines = [f"{row.label} ({row.kind}){_note(row)}: {row.amount} EUR" for row in rows]
        found[part] = "\n".join([*lines, f"Summe: {total} EUR"]) if rows else ""
    return found


def _note(row):
    return f", {row.note}" if row.note else ""
