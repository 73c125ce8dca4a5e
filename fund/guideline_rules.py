"""What a guideline asks of a submitted application, line by line. Pure: rules and content in, findings out.

`rules` is the JSON of a `GuidelineVersion` (`fund/demo/guideline.json` shows all of it): every rule is
`{"value": …, "is_example": bool, "source": text}`, amounts are text like "10000.00". Herne's own guideline is not
known: what no source says is marked, and the mark stands in the sentence that the office reads. `content` is what a
submission froze (`content.py`).

A finding is what can be told from the content alone. Whether a text is convincing or a file is the right one is for a
person: then the finding is "von Hand zu prüfen". A person judges every line in the end.
"""

from dataclasses import dataclass
from decimal import Decimal

from fund import documents, plan_sums
from fund.choices.applicants import ApplicantKind
from fund.choices.applications import COSTS, DOCUMENT, FINANCING
from fund.choices.formal_checks import Finding
from fund.choices.items import CostCategory
from herne_integration import money

EXAMPLE = "(Beispielwert)"
CRITERIA = {
    "new_approach": "Das Projekt verfolgt einen neuen Ansatz.",
    "lasting_effect": "Das Projekt wirkt über sein Ende hinaus.",
    "not_otherwise_fundable": "Das Projekt lässt sich nicht anders finanzieren.",
    "short_notice": "Das Projekt ist kurzfristig nötig.",
}
LONGEST_REASON = 600


@dataclass(frozen=True)
class Line:
    """One line of a formal check: what is asked, what the rules find, why, and which parts a supplement may unlock."""

    key: str
    sentence: str
    finding: str
    reason: str = ""
    unlocks: tuple = ()


@dataclass(frozen=True)
class Submitted:
    """A content read once: answers by column, lines of the plans, keys of documents with the names of their files."""

    answers: dict
    costs: tuple
    sums: plan_sums.Sums
    files: dict
    granted_this_year: Decimal


def read(content, granted_this_year=Decimal("0.00")):
    """The parts of a frozen content that rules look at."""
    costs = tuple(plan_sums.Line(one["category"], Decimal(one["amount"]), one["label"]) for one in content["costs"])
    others = [plan_sums.Line(one["kind"], Decimal(one["amount"]), one["label"]) for one in content["financing"]]
    requested = content["answers"].get("amount_requested")
    sums = plan_sums.add_up(costs, others, Decimal(requested) if requested else None)
    files = {key: [one["name"] for one in many] for key, many in content["documents"].items()}
    return Submitted(content["answers"], costs, sums, files, granted_this_year)


def lines(rules, content, *, granted_this_year=Decimal("0.00")):
    """All lines in the order of the paper. `granted_this_year`: what the applicant got in this year beside this one."""
    one = read(content, granted_this_year)
    judges = (_kind, _begun, _period, _plans, _excluded, _allowed, _maximum, _year, _own_share, _criteria, _documents)
    return [line for judge in judges for line in judge(rules, one)]


def value(rules, name):
    """The value of a rule, None for a guideline that does not have it."""
    return rules.get(name, {}).get("value")


def amount(rules, name):
    """The amount of a rule, or None."""
    found = value(rules, name)
    return None if found is None else Decimal(found)


def _asked(rules, name, sentence):
    """The sentence of a rule, with a mark where its value is nobody's decision."""
    return f"{sentence} {EXAMPLE}" if rules[name].get("is_example") else sentence


def _said(is_met, reason):
    return (Finding.MET, "") if is_met else (Finding.UNMET, reason)


def _kind(rules, one):
    allowed, kind = value(rules, "applicant_kinds"), one.answers["applicant_kind"]
    if allowed is None:
        return
    labels = ", ".join(str(ApplicantKind(name).label) for name in allowed)
    sentence = _asked(rules, "applicant_kinds", f"Den Antrag darf stellen: {labels}.")
    label = ApplicantKind(kind).label if kind else "nicht angegeben"
    yield Line("applicant_kind", sentence, *_said(kind in allowed, f"Rechtsform: {label}."), ("applicant_kind",))


def _begun(rules, one):
    if not value(rules, "must_not_have_begun"):
        return
    is_begun = one.answers["is_begun"]
    sentence = _asked(rules, "must_not_have_begun", "Das Projekt hat noch nicht begonnen.")
    finding, reason = _said(not is_begun, "Nach eigener Angabe hat es schon begonnen.")
    if is_begun is None:
        finding, reason = Finding.OPEN, "Dazu fehlt eine Angabe."
    yield Line("must_not_have_begun", sentence, finding, reason, ("is_begun", "starts_on"))


def _period(_rules, one):
    starts_on, ends_on = one.answers["starts_on"], one.answers["ends_on"]
    is_met = bool(starts_on and ends_on and starts_on <= ends_on)
    sentence, reason = (
        "Das Projekt hat einen Anfang und ein Ende.",
        "Anfang oder Ende fehlt, oder das Ende liegt davor.",
    )
    yield Line("period", sentence, *_said(is_met, reason), ("starts_on", "ends_on"))


def _plans(_rules, one):
    sentence, reason = "Kostenplan und Finanzierungsplan gehen auf.", " ".join(one.sums.problems)
    yield Line("plans", sentence, *_said(one.sums.adds_up, reason), (COSTS, FINANCING, "amount_requested"))


def _excluded(rules, one):
    excluded = value(rules, "cost_categories_excluded")
    if not excluded:
        return
    found = [line for line in one.costs if line.kind in excluded]
    sentence = _asked(rules, "cost_categories_excluded", f"Nicht gefördert wird: {_categories(excluded)}.")
    yield Line("cost_categories_excluded", sentence, *_said(not found, _named(found)), (COSTS, FINANCING))


def _allowed(rules, one):
    """Costs that the guideline neither allows nor excludes are a question for a person."""
    allowed = value(rules, "cost_categories_allowed")
    if allowed is None:
        return
    known = {*allowed, *(value(rules, "cost_categories_excluded") or ())}
    found = [line for line in one.costs if line.kind not in known]
    sentence = _asked(rules, "cost_categories_allowed", f"Gefördert wird: {_categories(allowed)}.")
    finding, reason = (Finding.OPEN, _named(found)) if found else (Finding.MET, "")
    yield Line("cost_categories_allowed", sentence, finding, reason, (COSTS, FINANCING))


def _maximum(rules, one):
    most = amount(rules, "max_per_application")
    if most is None:
        return
    sentence = _asked(rules, "max_per_application", f"Höchstens {money.written(most)} EUR je Antrag.")
    reason = f"Beantragt sind {money.written(one.sums.requested)} EUR."
    unlocks = ("amount_requested", COSTS, FINANCING)
    yield Line("max_per_application", sentence, *_said(one.sums.requested <= most, reason), unlocks)


def _year(rules, one):
    most, granted = amount(rules, "max_per_applicant_and_year"), one.granted_this_year
    if most is None:
        return
    text = f"Höchstens {money.written(most)} EUR je Antragsteller und Jahr."
    reason = f"In diesem Jahr schon {money.written(granted)} EUR, jetzt {money.written(one.sums.requested)} EUR."
    finding = _said(granted + one.sums.requested <= most, reason)
    sentence = _asked(rules, "max_per_applicant_and_year", text)
    yield Line("max_per_applicant_and_year", sentence, *finding, ("amount_requested", COSTS, FINANCING))


def _own_share(rules, one):
    least = value(rules, "own_share_percent")
    if not least:
        return
    sentence = _asked(rules, "own_share_percent", f"Der Eigenanteil beträgt mindestens {least} Prozent der Kosten.")
    share = str(one.sums.own_percent.quantize(Decimal("0.1"))).replace(".", ",")
    is_met = bool(one.costs) and one.sums.own_percent >= least
    yield Line("own_share_percent", sentence, *_said(is_met, f"Er beträgt {share} Prozent."), (FINANCING, COSTS))


def _criteria(_rules, one):
    """Whether a text convinces is for a person; that there is none, everybody sees."""
    for column, sentence in CRITERIA.items():
        words = len((one.answers[column] or "").split())
        reason = f"Zu lesen: {words} {'Wort' if words == 1 else 'Wörter'}." if words else "Dazu steht nichts im Antrag."
        yield Line(column, sentence, Finding.OPEN if words else Finding.UNMET, reason, (column,))


def _documents(rules, one):
    amounts = [line.amount for line in one.costs]
    for document in documents.needed(rules, kind=one.answers["applicant_kind"], amounts=amounts):
        names = one.files.get(document.key, [])
        finding = Finding.OPEN if names else Finding.UNMET
        reason = _cut(f"Liegt bei: {', '.join(names)}.") if names else "Liegt nicht bei."
        sentence = _asked(rules, "required_documents", f"Unterlage: {document.label}.")
        yield Line(DOCUMENT + document.key, sentence, finding, reason, (DOCUMENT + document.key,))


def _categories(names):
    return ", ".join(str(CostCategory(name).label) for name in names)


def _named(found):
    return _cut(
        " ".join(f"{CostCategory(line.kind).label}: {line.label}, {money.written(line.amount)} EUR." for line in found)
    )


def _cut(text):
    return text if len(text) <= LONGEST_REASON else f"{text[: LONGEST_REASON - 2]} …"
