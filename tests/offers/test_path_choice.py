"""Which path is a person's way."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from offers import path_rules
from offers.asker import Asker
from offers.choices_asker import LegalArea, PersonGender
from offers.choices_eligibility import Answer
from offers.choices_paths import Family
from offers.path_choice import Rule, best, fits
from tests.offers import make_paths

DAY = date(2026, 11, 22)
YES, NO, ASK = Answer.YES, Answer.NO, Answer.ASK
# The five paths of the demo city.
PATHS = [
    Rule("schutz", group="a", position=1),
    Rule("duldung", group="b", position=2),
    Rule("suedost", group="c", position=3),
    Rule("uma", group="uma", families=frozenset({Family.UNACCOMPANIED}), age_to=17, position=4),
    Rule("jung", group="jugendliche_bis25", age_from=17, age_to=25, is_beyond_school=True, position=5),
]
ADULT = Asker(age=30, is_unaccompanied=False, in_compulsory_school=False, children=())


def choice(**facts):
    """The choice among the demo city's paths, for an adult without children where nothing else is said."""
    return best(PATHS, ADULT.learns(**facts), day=DAY)


@pytest.mark.parametrize(
    ("facts", "path", "answer"),
    [
        pytest.param({"legal_status": "fluechtlingsschutz", "citizenship": "SY"}, "schutz", YES, id="refugee"),
        pytest.param({"legal_status": "familiennachzug", "citizenship": "SY"}, "schutz", YES, id="family reunion"),
        pytest.param({"legal_status": "aufenthaltsgestattung", "citizenship": "IQ"}, "schutz", ASK, id="procedure"),
        pytest.param({"legal_status": "paragraph24", "citizenship": "UA"}, "schutz", ASK, id="Ukraine"),
        pytest.param({"legal_status": "duldung", "citizenship": "GH"}, "duldung", YES, id="tolerated"),
        pytest.param({"legal_status": "ausreisepflichtig", "citizenship": "GH"}, "duldung", YES, id="has to leave"),
        pytest.param({"legal_status": "eu_freizuegigkeit", "citizenship": "BG"}, "suedost", YES, id="Bulgarian"),
        pytest.param({"legal_status": "eu_freizuegigkeit"}, "suedost", ASK, id="some country of the Union"),
        pytest.param({"legal_status": "eu_freizuegigkeit", "citizenship": "PL"}, None, NO, id="Pole"),
        pytest.param({"legal_status": "deutsch", "citizenship": "DE"}, None, NO, id="German"),
        pytest.param(
            {"legal_status": "duldung", "citizenship": "AF", "age": 16, "is_unaccompanied": True},
            "uma",
            YES,
            id="minor",
        ),
        pytest.param(
            {"legal_status": "duldung", "citizenship": "AF", "age": 17, "is_unaccompanied": True}, "uma", YES, id="17"
        ),
        pytest.param({"legal_status": "duldung", "citizenship": "AF", "age": 19}, "jung", YES, id="19 beyond school"),
        pytest.param(
            {"legal_status": "duldung", "citizenship": "AF", "age": 19, "in_compulsory_school": None},
            "duldung",
            YES,
            id="19, school not known",
        ),
        pytest.param(
            {"legal_status": "duldung", "citizenship": "AF", "age": 19, "in_compulsory_school": True},
            "duldung",
            YES,
            id="19 at school",
        ),
        pytest.param({"citizenship": "RO", "age": 25}, "jung", YES, id="25"),
        pytest.param({"citizenship": "RO", "age": 26}, "suedost", YES, id="26"),
    ],
)
def test_who_gets_which_path(facts, path, answer):
    found = choice(**facts)
    assert (found.path, found.fit.answer) == (path, answer)
    assert found.ask_task == "beratung"


def test_what_might_fit_better_is_named():
    found = choice(legal_status="duldung", citizenship="AF", age=19, in_compulsory_school=None)
    assert [(path, [one.sentence for one in fit.open_questions]) for path, fit in found.others] == [
        ("jung", ["Gehört die Person zur Zielgruppe?", "Ist die Person noch schulpflichtig?"])
    ]


def test_of_whom_nothing_is_known_everything_is_asked():
    found = best(PATHS, Asker(), day=DAY)
    assert found.fit.answer == ASK
    assert found.fit.open_questions
    assert len(found.others) == 4


def test_without_any_path_the_answer_names_who_to_ask():
    found = best([], Asker(age=30), day=DAY)
    assert (found.path, found.ask_task, found.is_sure) == (None, "beratung", False)


@pytest.mark.parametrize(
    ("rule", "facts", "answer"),
    [
        pytest.param({}, {}, YES, id="no condition"),
        pytest.param({"areas": {"sgb2"}}, {}, ASK, id="area not known"),
        pytest.param({"areas": {"sgb2"}}, {"legal_area": "sgb2"}, YES, id="area fits"),
        pytest.param({"areas": {"sgb2"}}, {"legal_area": "asylblg"}, NO, id="another area"),
        pytest.param({"statuses": {"duldung"}}, {"legal_status": "duldung"}, YES, id="status fits"),
        pytest.param({"statuses": {"duldung"}}, {"legal_status": "deutsch"}, NO, id="another status"),
        pytest.param({"age_from": 17}, {"age": 17}, YES, id="first year"),
        pytest.param({"age_to": 25}, {"age": 26}, NO, id="a year too old"),
        pytest.param({"age_from": 18}, {"birth_year": 2008}, ASK, id="17 or 18"),
        pytest.param({"age_from": 18}, {"birth_year": 2007}, YES, id="18 or 19"),
        pytest.param({"families": {"alone"}}, {"children": ()}, YES, id="alone"),
        pytest.param({"families": {"alone"}}, {"children": (3,)}, NO, id="not alone"),
        pytest.param({"families": {"alone"}}, {"is_single_parent": True}, NO, id="single parent is not alone"),
        pytest.param({"families": {"children"}}, {"is_single_parent": True}, YES, id="single parent has children"),
        pytest.param({"families": {"single_parent"}}, {"children": ()}, NO, id="no single parent without children"),
        pytest.param({"families": {"single_parent"}}, {"children": (3,)}, ASK, id="single parent or not"),
        pytest.param({"families": {"alone", "children"}}, {}, ASK, id="alone or not"),
        pytest.param({"families": {"unaccompanied"}}, {"age": 18, "is_unaccompanied": True}, NO, id="of age"),
        pytest.param({"families": {"unaccompanied"}}, {"age": 15}, ASK, id="with whom"),
        pytest.param({"arrived_within": 12}, {"arrived_on": date(2026, 1, 1)}, YES, id="arrived this year"),
        pytest.param({"arrived_within": 12}, {"arrived_on": date(2025, 1, 1)}, NO, id="arrived long ago"),
        pytest.param({"arrived_within": 12}, {}, ASK, id="arrival not known"),
        pytest.param({"is_beyond_school": True}, {}, ASK, id="school not known"),
        pytest.param({"is_beyond_school": True}, {"in_compulsory_school": True}, NO, id="at school"),
        pytest.param({"group": "alle"}, {}, YES, id="everybody"),
        pytest.param({"group": "fachkraefte"}, {}, NO, id="professionals"),
        pytest.param({"group": "behinderung"}, {}, ASK, id="a group that no fact tells"),
        pytest.param({"group": "frauen"}, {"gender": "woman"}, YES, id="women"),
        pytest.param({"group": "frauen"}, {"gender": "diverse"}, NO, id="diverse"),
        pytest.param({"group": "eu"}, {"citizenship": "EU"}, YES, id="some country of the Union"),
        pytest.param({"group": "eu"}, {"legal_status": "eu_freizuegigkeit"}, ASK, id="perhaps a relative"),
        pytest.param({"group": "jugendliche"}, {"age": 14}, YES, id="teenager"),
        pytest.param({"group": "gefluechtete"}, {"legal_status": "duldung"}, YES, id="refugees at large"),
    ],
)
def test_whether_a_rule_fits(rule, facts, answer):
    rule = Rule("weg", **{name: frozenset(value) if isinstance(value, set) else value for name, value in rule.items()})
    assert fits(rule, Asker(**facts), day=DAY).answer == answer


# Other work on the machine is no mistake of the rules.
calmly = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
maybe = st.none
KEYS = st.sampled_from(["duldung", "fluechtlingsschutz", "eu_freizuegigkeit", "aufenthaltsgestattung", "deutsch"])
ASKERS = st.builds(
    Asker,
    age=maybe() | st.integers(0, 120),
    birth_year=maybe() | st.integers(1930, 2026),
    gender=maybe() | st.sampled_from(PersonGender.values),
    legal_status=maybe() | KEYS,
    legal_area=maybe() | st.sampled_from(LegalArea.values),
    citizenship=maybe() | st.sampled_from(["BG", "SY", "PL", "EU", "DE"]),
    in_compulsory_school=maybe() | st.booleans(),
    children=maybe() | st.tuples() | st.tuples(st.integers(0, 17)),
    is_single_parent=maybe() | st.booleans(),
    is_unaccompanied=maybe() | st.booleans(),
    arrived_on=maybe() | st.integers(0, 2000).map(lambda days: DAY - timedelta(days=days)),
)
GROUPS = ["", "a", "b", "c", "eu", "uma", "jugendliche_bis25", "familien", "alleinerziehende", "frauen", "behinderung"]
RULES = st.builds(
    Rule,
    path=st.integers(1, 99),
    group=st.sampled_from(GROUPS),
    statuses=st.frozensets(KEYS, max_size=2),
    areas=st.frozensets(st.sampled_from(LegalArea.values), max_size=2),
    families=st.frozensets(st.sampled_from(Family.values), max_size=2),
    age_from=maybe() | st.integers(0, 60),
    age_to=maybe() | st.integers(60, 120),
    is_beyond_school=st.booleans(),
    arrived_within=maybe() | st.integers(1, 60),
)
FACTS = ["age", "legal_status", "legal_area", "citizenship", "in_compulsory_school", "is_unaccompanied", "arrived_on"]


@calmly
@given(RULES, ASKERS, st.sampled_from(FACTS))
def test_what_nobody_knows_any_more_is_asked_and_never_turns_into_yes_or_no(rule, asker, forgotten):
    assume(forgotten != "age" or asker.birth_year is None)
    full = fits(rule, asker, day=DAY).answer
    less = fits(rule, replace(asker, **{forgotten: None}), day=DAY).answer
    assert less in {full, ASK}


@calmly
@given(RULES)
def test_of_whom_nothing_is_known_nobody_says_no(rule):
    assert fits(rule, Asker(), day=DAY).answer != NO


@calmly
@given(st.lists(RULES, max_size=6, unique_by=lambda rule: rule.path), ASKERS)
def test_the_order_of_the_rules_does_not_matter_and_nobody_ends_without_a_way_on(rules, asker):
    found = best(rules, asker, day=DAY)
    assert found == best(rules[::-1], asker, day=DAY)
    assert found.path is not None or found.ask_task
    told = {rule.path: fits(rule, asker, day=DAY).answer for rule in rules}
    assert {found.path, *(path for path, _fit in found.others)} - {None} == {
        path for path, answer in told.items() if answer != NO
    }
    assert found.is_sure == (YES in told.values())


@pytest.mark.django_db
def test_the_newest_published_version_of_the_path_is_chosen(redaktion):
    path = make_paths.published_path(by=redaktion, target_group="b", families=["alone"])
    make_paths.publish(make_paths.version(path), by=redaktion)
    make_paths.version(path)
    version, found = path_rules.choose(ADULT.learns(legal_status="duldung"), day=DAY)
    assert (version.number, found.path, found.is_sure) == (2, path.key, True)
    assert path_rules.choose(ADULT.learns(legal_status="deutsch"), day=DAY)[0] is None
