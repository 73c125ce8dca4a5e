"""Yes, no or ask: the pure rules."""

import dataclasses
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offers import eligibility
from offers.asker import Asker
from offers.choices_asker import GERMAN_ORDER, CourseKind, Insurance, LegalArea, PersonGender
from offers.choices_eligibility import NO, YES, YES_OR_NO, Answer, Condition, Effect, Outlook, Standing
from offers.eligibility import COUNSELLING, Alternative, Rule, verdict
from offers.eligibility_contradictions import problems

DAY = date(2026, 11, 22)
STATUSES = ("duldung", "fluechtlingsschutz", "eu_freizuegigkeit", "paragraph24")
PAPERS = ("integrationskurs", "wbs")


def rule(condition="age", key="a", **fields):
    """A rule that a person has reviewed and that may say no."""
    defaults = {
        "standing": Standing.REVIEWED,
        "may_refuse": condition not in {"open", "anybody"},
        "norm": "§ 1 Mustergesetz",
        "reviewed_on": date(2026, 1, 1),
    }
    return Rule(key=key, condition=Condition(condition), **defaults | fields)


ADULTS = rule(low=18)


@pytest.mark.parametrize(
    ("asker", "answer"),
    [(Asker(age=18), "yes"), (Asker(age=17), "no"), (Asker(), "ask"), (Asker(birth_year=2008), "ask")],
    ids=["old enough", "too young", "unknown", "maybe seventeen"],
)
def test_a_reviewed_rule_answers_yes_no_and_ask(asker, answer):
    assert verdict([ADULTS], asker, DAY).answer == answer


def test_an_unknown_fact_is_named_as_the_open_question():
    told = verdict([ADULTS, rule("gender", "b", values=frozenset({"woman"}))], Asker(gender="woman"), DAY)
    assert (told.answer, told.questions, told.deciding.key) == (Answer.ASK, ("age",), "a")


@pytest.mark.parametrize(
    "less",
    [{"norm": ""}, {"reviewed_on": None}, {"may_refuse": False}, {"standing": Standing.IMPORTED}],
    ids=lambda less: next(iter(less)),
)
def test_without_norm_review_date_or_leave_nothing_says_no(less):
    told = verdict([dataclasses.replace(ADULTS, **less)], Asker(age=3), DAY)
    assert (told.answer, told.outlook) == (Answer.ASK, Outlook.DOUBTFUL)


def test_what_was_only_read_in_says_neither_yes_nor_no():
    imported = rule(low=18, standing=Standing.IMPORTED)
    assert [verdict([imported], Asker(age=age), DAY).answer for age in (3, 30)] == [Answer.ASK, Answer.ASK]
    assert [verdict([imported], Asker(age=age), DAY).outlook for age in (3, 30)] == [Outlook.DOUBTFUL, Outlook.GOOD]


def test_what_a_person_has_confirmed_with_the_offer_is_worth_a_yes_but_no_no():
    confirmed = Rule(key="a", condition=Condition.AGE, low=18, standing=Standing.IMPORTED, is_confirmed=True)
    assert [verdict([confirmed], Asker(age=age), DAY).answer for age in (3, 30)] == [Answer.ASK, Answer.YES]


def test_silence_is_no_yes():
    told = verdict([], Asker(age=30), DAY)
    assert (told.answer, told.outlook, told.deciding) == (Answer.ASK, Outlook.SILENT, None)


def test_a_no_names_an_alternative_and_always_the_counselling():
    elsewhere = Alternative("offer", "x")
    assert verdict([rule(low=18, alternative=elsewhere)], Asker(age=3), DAY).alternatives == (elsewhere, COUNSELLING)
    assert verdict([ADULTS], Asker(age=3), DAY).alternatives == (COUNSELLING,)


def test_an_excluding_rule_is_met_by_those_who_are_not_named():
    pupils = rule("school", effect=Effect.EXCLUDES, values=frozenset({YES}))
    assert [verdict([pupils], Asker(in_compulsory_school=is_pupil), DAY).answer for is_pupil in (True, False)] == [
        Answer.NO,
        Answer.YES,
    ]


def test_a_priority_helps_and_never_decides():
    young = rule(high=26, effect=Effect.PRIORITY, may_refuse=False)
    assert verdict([young], Asker(age=60), DAY).answer == Answer.ASK
    told = verdict([young, rule("works", "b", values=frozenset({YES}))], Asker(age=60, works=True), DAY)
    assert (told.answer, [reason.rule.key for reason in told.reasons]) == (Answer.YES, ["b", "a"])


def test_a_rule_for_some_statuses_leaves_the_others_alone():
    work = rule("works", values=frozenset({YES}), only=frozenset({"eu_freizuegigkeit"}))
    told = {
        status: verdict([ADULTS, work], Asker(age=30, works=False, legal_status=status), DAY).answer
        for status in ("eu_freizuegigkeit", "fluechtlingsschutz", None)
    }
    assert told == {"eu_freizuegigkeit": Answer.NO, "fluechtlingsschutz": Answer.YES, None: Answer.ASK}
    assert verdict([ADULTS, work], Asker(age=30, works=False), DAY).questions == ("legal_status",)


def test_a_question_for_the_office_stays_open_whatever_is_known():
    told = verdict([ADULTS, rule("open", "b")], Asker(age=30), DAY)
    assert (told.answer, told.outlook, told.questions, told.deciding.key) == (Answer.ASK, Outlook.OPEN, (), "b")


def test_a_rule_counts_only_while_it_is_valid():
    over = rule(low=18, ends_on=date(2026, 11, 21))
    assert verdict([over], Asker(age=3), DAY).outlook == Outlook.SILENT
    assert verdict([over], Asker(age=3), date(2026, 11, 21)).answer == Answer.NO


@pytest.mark.parametrize(
    ("one", "asker", "holds"),
    [
        (rule("children", low=6, high=10), Asker(children=(3, 7)), True),
        (rule("children", low=6, high=10), Asker(children=(3, None)), None),
        (rule("children", low=6, high=10), Asker(children=(3,)), False),
        (rule("children"), Asker(children=(None,)), True),
        (rule("german", level_from="A2", level_to="B1"), Asker(german_level="B1"), True),
        (rule("german", level_from="A2"), Asker(german_level="alpha"), False),
        (rule("eu", values=frozenset({YES})), Asker(citizenship="CH"), None),
        (rule("eu", values=frozenset({NO})), Asker(citizenship="stateless"), True),
        (rule("arrival", high=730), Asker(arrived_on=date(2026, 1, 1)), True),
        (rule("arrival", low=1826), Asker(arrived_on=date(2026, 1, 1)), False),
        (rule("course", values=frozenset({"integration"})), Asker(courses=()), False),
        (rule("unaccompanied", values=frozenset({YES})), Asker(birth_year=2007), False),
        (rule("unaccompanied", values=frozenset({YES})), Asker(age=17), None),
        (rule("paper", values=frozenset(PAPERS)), Asker(papers=("wbs",), lacking=("integrationskurs",)), True),
        (rule("paper", values=frozenset(PAPERS)), Asker(lacking=("wbs",)), None),
        (rule("paper", values=frozenset({"wbs"})), Asker(lacking=("wbs",)), False),
    ],
    ids=lambda value: value.condition.value if isinstance(value, Rule) else None,
)
def test_each_condition_looks_at_its_fact(one, asker, holds):
    assert verdict([one], asker, DAY).reasons[0].holds is holds


def test_papers_are_those_of_the_rules_that_count():
    held = rule(low=18, documents=("pass",))
    broken = rule("works", "b", values=frozenset({YES}), may_refuse=False, documents=("arbeitsvertrag",))
    assert verdict([held, broken], Asker(age=30, works=False), DAY).documents == ("pass",)


# What holds for all rules and all people


def _maybe(strategy):
    return st.none() | strategy


LIST_VALUES = {
    Condition.GENDER: PersonGender.values,
    Condition.STATUS: STATUSES,
    Condition.AREA: LegalArea.values,
    Condition.DISTRICT: ("wanne", "eickel"),
    Condition.COURSE: CourseKind.values,
    Condition.INSURANCE: Insurance.values,
    Condition.PAPER: PAPERS,
} | dict.fromkeys(YES_OR_NO, (YES, NO))


@st.composite
def one_rule(draw):
    """Any rule at all."""
    condition = draw(st.sampled_from(list(Condition)))
    numbers = sorted(draw(st.tuples(st.integers(0, 100), st.integers(0, 100))))
    levels = sorted(draw(st.tuples(st.integers(0, 7), st.integers(0, 7))))
    values = LIST_VALUES.get(condition, ())
    return Rule(
        key=draw(st.integers(0, 10**6)),
        condition=condition,
        effect=draw(st.sampled_from(list(Effect))),
        values=frozenset(draw(st.sets(st.sampled_from(values), min_size=1))) if values else frozenset(),
        low=draw(_maybe(st.just(numbers[0]))),
        high=draw(_maybe(st.just(numbers[1]))),
        level_from=draw(st.sampled_from(["", GERMAN_ORDER[levels[0]]])),
        level_to=draw(st.sampled_from(["", GERMAN_ORDER[levels[1]]])),
        only=draw(st.sampled_from([frozenset(), frozenset({"duldung"})])),
        standing=draw(st.sampled_from([*Standing, Standing.REVIEWED])),
        is_confirmed=draw(st.booleans()),
        may_refuse=draw(st.booleans()),
        norm=draw(st.sampled_from(["", "§ 1"])),
        reviewed_on=draw(_maybe(st.just(DAY))),
        documents=("pass",),
    )


EVERYTHING = {
    "age": st.integers(0, 100),
    "gender": st.sampled_from(PersonGender.values),
    "legal_status": st.sampled_from(STATUSES),
    "legal_area": st.sampled_from(LegalArea.values),
    "citizenship": st.sampled_from(["BG", "SY", "CH", "DE"]),
    "works": st.booleans(),
    "in_compulsory_school": st.booleans(),
    "children": st.lists(_maybe(st.integers(0, 20)), max_size=3).map(tuple),
    "is_single_parent": st.booleans(),
    "is_unaccompanied": st.booleans(),
    "is_pregnant": st.booleans(),
    "german_level": st.sampled_from(GERMAN_ORDER),
    "district": st.sampled_from(["wanne", "eickel"]),
    "arrived_on": st.dates(date(2020, 1, 1), DAY),
    "insurance": st.sampled_from(Insurance.values),
    "courses": st.lists(st.sampled_from(CourseKind.values)).map(tuple),
    "papers": st.just(("wbs",)),
    "lacking": st.just(("integrationskurs",)),
}
RULES = st.lists(one_rule(), max_size=5, unique_by=lambda one: one.key)
PEOPLE = st.fixed_dictionaries({name: _maybe(strategy) for name, strategy in EVERYTHING.items()})


def possible(facts):
    """Nobody who is grown up is a minor without parents."""
    return facts["age"] is None or facts["age"] < 18 or not facts["is_unaccompanied"]


@given(RULES, PEOPLE.filter(possible), st.sampled_from(list(EVERYTHING)), st.data())
def test_learning_a_fact_never_turns_a_yes_or_a_no_into_something_else(rules, facts, name, data):
    before = verdict(rules, Asker(**facts), DAY)
    if facts[name] is None:
        facts |= {name: data.draw(EVERYTHING[name].filter(lambda told: possible(facts | {name: told})))}
    after = verdict(rules, Asker(**facts), DAY)
    assert before.answer == Answer.ASK or after.answer == before.answer


@given(RULES, PEOPLE.filter(possible), st.sampled_from(list(EVERYTHING)), st.data())
def test_only_a_fact_that_was_named_as_open_changes_the_answer(rules, facts, name, data):
    before = verdict(rules, Asker(**facts), DAY)
    if facts[name] is None and name not in before.questions and name != "lacking":
        learnt = data.draw(EVERYTHING[name].filter(lambda told: possible(facts | {name: told})))
        after = verdict(rules, Asker(**facts | {name: learnt}), DAY)
        assert after.answer == before.answer


@given(RULES, PEOPLE, st.randoms(use_true_random=False))
def test_the_order_of_the_rules_changes_nothing(rules, facts, random):
    before = verdict(rules, Asker(**facts), DAY)
    random.shuffle(rules)
    assert verdict(rules, Asker(**facts), DAY) == before


@given(RULES, PEOPLE)
def test_every_answer_can_be_explained(rules, facts):
    told = verdict(rules, Asker(**facts), DAY)
    if told.answer == Answer.NO:
        assert told.deciding.can_refuse
        assert told.alternatives
    elif told.answer == Answer.YES:
        assert told.deciding.is_vouched
        assert not told.questions
    else:
        assert told.deciding or told.outlook in {Outlook.SILENT, Outlook.GOOD}


def test_a_form_asks_only_what_the_rules_need():
    work = rule("works", "b", values=frozenset({YES}), only=frozenset({"duldung"}))
    assert eligibility.asked([work, rule("age", "c", low=3), rule("open", "d")]) == ["age", "legal_status", "works"]


# Contradictions


@pytest.mark.parametrize(
    ("new", "others", "field", "word"),
    [
        (rule(low=27, high=12), [], "number_to", "liegt unter"),
        (rule("german", level_from="B2", level_to="A1"), [], "level_to", "liegt unter"),
        (rule(effect=Effect.EXCLUDES, low=0), [], "number_to", "schließt alle aus"),
        (rule("works", effect=Effect.EXCLUDES, values=frozenset({YES, NO})), [], "values", "schließt alle aus"),
        (rule(low=27), [rule(key="b", high=18, wording="bis 18")], "number_to", "niemand übrig"),
        (
            rule("status", values=frozenset({"duldung"})),
            [rule("status", "b", effect=Effect.EXCLUDES, values=frozenset({"duldung", "visum_national"}))],
            "values",
            "verlangt und ausgeschlossen",
        ),
        (
            rule("status", values=frozenset({"duldung"})),
            [rule("status", "b", values=frozenset({"paragraph24"}))],
            "values",
            "niemand übrig",
        ),
        (
            rule(effect=Effect.EXCLUDES, high=30),
            [rule(key="b", effect=Effect.EXCLUDES, low=31, wording="ab 31")],
            "number_to",
            "niemand übrig",
        ),
        (
            rule("children", low=3, high=6),
            [rule("children", "b", effect=Effect.EXCLUDES, low=0, high=10)],
            "number_to",
            "verlangt und ausgeschlossen",
        ),
    ],
    ids=[
        *("age backwards", "level backwards", "all ages", "yes and no", "disjoint ages", "in and not in"),
        *("disjoint statuses", "two that exclude everybody", "children"),
    ],
)
def test_rules_that_leave_nobody_are_refused_with_the_reason(new, others, field, word):
    found = problems(new, others)
    assert [(problem.field, word in problem.sentence) for problem in found] == [(field, True)]


@pytest.mark.parametrize(
    ("new", "others"),
    [
        (rule(low=18), [rule(key="b", high=26)]),
        (
            rule(low=27, starts_on=date(2025, 1, 2)),
            [rule(key="b", high=18, ends_on=date(2025, 1, 1)), rule(key="a", high=3)],
        ),
        (rule("works", values=frozenset({YES}), only=frozenset({"x"})), [rule("works", "b", values=frozenset({NO}))]),
        (rule("course", values=frozenset({"integration"})), [rule("course", "b", values=frozenset({"orientation"}))]),
        (rule("children", effect=Effect.EXCLUDES), []),
        (rule(low=60, effect=Effect.PRIORITY), [rule(key="b", high=18)]),
        (rule("anybody"), [rule("open", "b")]),
    ],
    ids=["a span", "another time, the same rule", "other people", "two courses", "parents", "a priority", "all"],
)
def test_rules_that_leave_somebody_may_stand(new, others):
    assert problems(new, others) == []
