"""What a guideline asks of an application, rule by rule, with the sentence that the office reads."""

import json
from copy import deepcopy
from decimal import Decimal

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from fund.choices.formal_checks import Finding
from fund.guideline_rules import CRITERIA, LONGEST_REASON, Line, lines
from fund.guideline_shape import problems

RULES = json.loads((settings.BASE_DIR / "fund/demo/guideline.json").read_text(encoding="utf-8"))["rules"]
MET, UNMET, OPEN = Finding.MET, Finding.UNMET, Finding.OPEN
CONTENT = {
    "answers": {
        "applicant_kind": "initiative",
        "is_begun": False,
        "starts_on": "2026-04-01",
        "ends_on": "2026-09-30",
        "amount_requested": "3600.00",
        "new_approach": "Mütter kochen und lernen dabei Deutsch.",
        "lasting_effect": "Der Treff bleibt.",
        "not_otherwise_fundable": "Kein Programm passt.",
        "short_notice": "Sofort",
    },
    "costs": [
        {"category": "material", "label": "Töpfe", "amount": "1000.00"},
        {"category": "fees", "label": "Kursleitung", "amount": "3000.00"},
    ],
    "financing": [{"kind": "own", "label": "Vereinskasse", "amount": "400.00"}],
    "documents": {"angebote": [{"name": "angebote.pdf"}]},
}


def checked(key, *, rules=None, granted="0.00", costs=None, financing=None, documents=None, **answers):
    """The line of a check whose application differs in what is named; None if the guideline asks no such thing."""
    content = deepcopy(CONTENT)
    content["answers"] |= answers
    for name, given_part in (("costs", costs), ("financing", financing), ("documents", documents)):
        content[name] = content[name] if given_part is None else given_part
    found = lines(RULES if rules is None else rules, content, granted_this_year=Decimal(granted))
    return next((line for line in found if line.key == key), None)


def cost(category, amount, label="Sache"):
    return {"category": category, "label": label, "amount": amount}


def changed(name, value, *, is_example=False):
    return RULES | {name: {"value": value, "is_example": is_example, "source": "Test"}}


def test_an_application_that_meets_everything_the_rules_can_see():
    assert {line.key: line.finding for line in lines(RULES, CONTENT)} == {
        "applicant_kind": MET,
        "must_not_have_begun": MET,
        "period": MET,
        "plans": MET,
        "cost_categories_excluded": MET,
        "cost_categories_allowed": MET,
        "max_per_application": MET,
        "max_per_applicant_and_year": MET,
        "own_share_percent": MET,
        "new_approach": OPEN,
        "lasting_effect": OPEN,
        "not_otherwise_fundable": OPEN,
        "short_notice": OPEN,
        "document:angebote": OPEN,
    }
    assert all(not line.reason for line in lines(RULES, CONTENT) if line.finding == MET)


@pytest.mark.parametrize(
    ("key", "change", "finding", "reason"),
    [
        ("applicant_kind", {"applicant_kind": ""}, UNMET, "Rechtsform: nicht angegeben."),
        ("must_not_have_begun", {"is_begun": True}, UNMET, "Nach eigener Angabe hat es schon begonnen."),
        ("must_not_have_begun", {"is_begun": None}, OPEN, "Dazu fehlt eine Angabe."),
        ("period", {"ends_on": "2026-03-31"}, UNMET, "Anfang oder Ende fehlt, oder das Ende liegt davor."),
        ("period", {"ends_on": None}, UNMET, "Anfang oder Ende fehlt, oder das Ende liegt davor."),
        ("period", {"ends_on": "2026-04-01"}, MET, ""),
        (
            "plans",
            {"amount_requested": "3599.99"},
            UNMET,
            "Die Kosten betragen 4.000,00 EUR, die Finanzierung 3.999,99 EUR: Es fehlen 0,01 EUR.",
        ),
        ("plans", {"amount_requested": None}, UNMET, None),
        (
            "cost_categories_excluded",
            {"costs": [cost("staff", "500.00", "Büro"), cost("fees", "3500.00"), cost("catering", "0.01", "Kekse")]},
            UNMET,
            "laufende Personalkosten: Büro, 500,00 EUR. Verpflegung: Kekse, 0,01 EUR.",
        ),
        ("max_per_application", {"amount_requested": "10000.00"}, MET, ""),
        ("max_per_application", {"amount_requested": "10000.01"}, UNMET, "Beantragt sind 10.000,01 EUR."),
        ("max_per_applicant_and_year", {"granted": "16400.00"}, MET, ""),
        (
            "max_per_applicant_and_year",
            {"granted": "16400.01"},
            UNMET,
            "In diesem Jahr schon 16.400,01 EUR, jetzt 3.600,00 EUR.",
        ),
        ("own_share_percent", {"financing": []}, UNMET, "Er beträgt 0,0 Prozent."),
        (
            "own_share_percent",
            {"financing": [{"kind": "own", "label": "", "amount": "399.99"}]},
            UNMET,
            "Er beträgt 9,9 Prozent.",
        ),
        ("own_share_percent", {"costs": []}, UNMET, "Er beträgt 0,0 Prozent."),
        ("new_approach", {"new_approach": " \n "}, UNMET, "Dazu steht nichts im Antrag."),
        ("new_approach", {"new_approach": None}, UNMET, "Dazu steht nichts im Antrag."),
        ("lasting_effect", {}, OPEN, "Zu lesen: 3 Wörter."),
        ("short_notice", {}, OPEN, "Zu lesen: 1 Wort."),
        ("document:angebote", {}, OPEN, "Liegt bei: angebote.pdf."),
        ("document:angebote", {"documents": {}}, UNMET, "Liegt nicht bei."),
    ],
)
def test_what_the_rules_find(key, change, finding, reason):
    line = checked(key, **change)
    assert line.finding == finding
    assert reason is None or line.reason == reason


def test_documents_depend_on_the_applicant_and_on_what_things_cost():
    assert checked("document:satzung") is None
    assert checked("document:satzung", applicant_kind="association").finding == UNMET
    assert checked("document:angebote", costs=[cost("material", "1000.00")]) is None
    assert checked("document:angebote", costs=[cost("material", "1000.01")]) is not None


def test_a_kind_that_may_not_apply():
    rules = changed("applicant_kinds", ["association", "department"])
    line = checked("applicant_kind", rules=rules)
    assert line == Line(
        "applicant_kind",
        "Den Antrag darf stellen: eingetragener Verein, städtische Einrichtung.",
        UNMET,
        "Rechtsform: Initiative ohne eigene Rechtsform.",
        ("applicant_kind",),
    )


def test_a_kind_of_costs_that_the_guideline_does_not_name_is_a_question():
    rules = changed("cost_categories_allowed", ["fees"])
    line = checked("cost_categories_allowed", rules=rules)
    assert (line.finding, line.reason) == (OPEN, "Sachkosten: Töpfe, 1.000,00 EUR.")
    assert checked("cost_categories_allowed", costs=[cost("staff", "5.00")]).finding == MET


def test_whatever_nobody_decided_is_marked_as_an_example():
    assert checked("max_per_application").sentence == "Höchstens 10.000,00 EUR je Antrag. (Beispielwert)"
    decided = checked("max_per_application", rules=changed("max_per_application", "500.00"))
    assert decided.sentence == "Höchstens 500,00 EUR je Antrag."
    marked = {line.key for line in lines(RULES, CONTENT) if line.sentence.endswith("(Beispielwert)")}
    assert marked == {
        "must_not_have_begun",
        "cost_categories_excluded",
        "cost_categories_allowed",
        "max_per_application",
        "max_per_applicant_and_year",
        "own_share_percent",
        "document:angebote",
    }


def test_a_guideline_without_a_rule_has_no_line_for_it():
    assert {line.key for line in lines({}, CONTENT)} == {"period", "plans", *CRITERIA}
    assert checked("own_share_percent", rules=changed("own_share_percent", 0)) is None
    assert checked("must_not_have_begun", rules=changed("must_not_have_begun", value=False)) is None
    assert checked("cost_categories_excluded", rules=changed("cost_categories_excluded", [])) is None


def test_a_long_reason_is_cut_to_its_column():
    many = [cost("staff", "1.00", "x" * 90) for _ in range(9)]
    line = checked("cost_categories_excluded", costs=many)
    assert (len(line.reason), line.reason[-2:]) == (LONGEST_REASON, " …")


@pytest.mark.parametrize("kind", ["association", "carrier", "initiative", "department", ""])
def test_every_line_says_what_a_supplement_may_unlock(kind):
    content = CONTENT | {"answers": CONTENT["answers"] | {"applicant_kind": kind}}
    found = lines(RULES, content)
    parts = {*CONTENT["answers"], "costs", "financing"}
    for line in found:
        assert line.unlocks
        assert all(part in parts or part == line.key for part in line.unlocks)
    assert len({line.key for line in found}) == len(found)


amounts = st.decimals(Decimal("0.01"), Decimal(30000), places=2)


@given(amounts, amounts)
def test_the_yearly_maximum_is_exact(requested, granted):
    line = checked("max_per_applicant_and_year", amount_requested=str(requested), granted=str(granted))
    assert (line.finding == MET) is (int(100 * requested) + int(100 * granted) <= 2000000)


@given(amounts, amounts)
def test_an_own_share_is_met_to_the_cent(cost_amount, own):
    line = checked(
        "own_share_percent",
        costs=[cost("fees", str(cost_amount))],
        financing=[{"kind": "own", "label": "", "amount": str(own)}],
    )
    assert (line.finding == MET) is (int(100 * own) * 100 >= 10 * int(100 * cost_amount))


def test_the_demo_guideline_can_be_read():
    assert problems(RULES) == []
    assert problems({}) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("applicant_kinds", ["club"]),
        ("applicant_kinds", "association"),
        ("applicant_kinds", ["association", "association"]),
        ("cost_categories_allowed", ["gold"]),
        ("max_per_application", 10000),
        ("max_per_application", "10000,00"),
        ("max_per_application", "0.00"),
        ("max_per_application", "1.000"),
        ("max_per_application", "10000000000.00"),
        ("max_per_application", "-5.00"),
        ("max_per_applicant_and_year", None),
        ("own_share_percent", 101),
        ("own_share_percent", -1),
        ("own_share_percent", 10.5),
        ("own_share_percent", True),
        ("three_offers_above", "1e5"),
        ("must_not_have_begun", 1),
        ("proof_months", 0),
        ("proof_months", 61),
        ("supplement_days", 0),
        ("supplement_days", 367),
        ("required_documents", {}),
        ("required_documents", ["satzung"]),
        ("required_documents", [{"key": "Satzung!", "label": "Satzung", "kinds": []}]),
        ("required_documents", [{"key": "satzung", "label": "", "kinds": []}]),
        ("required_documents", [{"key": "satzung", "label": "x" * 201, "kinds": []}]),
        ("required_documents", [{"key": "satzung", "label": "Satzung", "kinds": ["club"]}]),
        ("required_documents", [{"key": "satzung", "label": "Satzung", "kinds": [], "item_above": 5}]),
        ("required_documents", [{"key": "satzung", "label": "Satzung", "kinds": [], "help": None}]),
        ("required_documents", [{"key": "satzung", "label": "Satzung"}]),
        ("optional_documents", [{"key": "a", "label": "A", "kinds": []}, {"key": "a", "label": "B", "kinds": []}]),
    ],
)
def test_a_value_that_nobody_could_apply_is_refused(name, value):
    found = problems(changed(name, value))
    assert len(found) == 1
    assert found[0].startswith(f"„{name}“ ist nicht lesbar: ")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("max_per_application", "0.01"),
        ("max_per_application", "9999999999.99"),
        ("own_share_percent", 0),
        ("own_share_percent", 100),
        ("proof_months", 1),
        ("proof_months", 60),
        ("supplement_days", 1),
        ("supplement_days", 366),
        ("must_not_have_begun", False),
        ("required_documents", []),
        ("required_documents", [{"key": "a", "label": "x" * 200, "kinds": ["carrier"], "item_above": "0.01"}]),
    ],
)
def test_a_value_at_the_edge_is_taken(name, value):
    assert problems(changed(name, value)) == []


@pytest.mark.parametrize(
    ("rules", "sentence"),
    [
        ([], "Die Regeln sind ein JSON-Objekt."),
        ({"colour": {"value": 1}}, "„colour“ ist keine bekannte Regel."),
        ({"proof_months": 6}, "„proof_months“ hat keinen Wert."),
        ({"proof_months": {"is_example": True, "source": "x"}}, "„proof_months“ hat keinen Wert."),
        (
            {"proof_months": {"value": 6, "source": "x"}},
            "„proof_months“ sagt nicht, woher der Wert kommt und ob er ein Beispielwert ist.",
        ),
        (
            {"proof_months": {"value": 6, "is_example": True, "source": ""}},
            "„proof_months“ sagt nicht, woher der Wert kommt und ob er ein Beispielwert ist.",
        ),
        (changed("cost_categories_excluded", ["fees", "staff"]), "Gefördert und nicht gefördert zugleich: Honorare."),
    ],
)
def test_rules_that_do_not_fit_together_are_refused(rules, sentence):
    assert problems(rules) == [sentence]
