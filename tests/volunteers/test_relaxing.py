"""When nothing fits: which single wish, given up, would give how many."""

from tests.volunteers.facts import DARI, OPPORTUNITY, SEEN, TODAY, VOLUNTEER, opportunity, volunteer
from tests.volunteers.refusals import REFUSALS
from volunteers.choices.eligibility import Relaxation
from volunteers.eligibility import eligibility
from volunteers.relaxing import Way, ways


def refused(*changes, task=OPPORTUNITY):
    """The reasons against each of these people."""
    return [eligibility(volunteer(**one), task, TODAY) for one in changes]


NO_DARI, NO_GERMAN, TOO_FAR = {"languages": ()}, {"german_level": ""}, {"districts": frozenset({"sodingen"})}


def test_ohne_die_sprache_dari_four():
    refusals = refused(*[NO_DARI] * 4, NO_GERMAN, TOO_FAR, TOO_FAR, NO_DARI | TOO_FAR)
    assert [way.sentence for way in ways(refusals)] == [
        "ohne die Sprache Dari: 4",
        "auch weiter weg: 2",
        "ohne das Deutschniveau A2: 1",
    ]


def test_whom_two_different_wishes_keep_out_counts_nowhere():
    assert ways(refused(NO_DARI | NO_GERMAN)) == []


def test_whom_the_law_keeps_out_counts_nowhere():
    assert ways(refused({"clearances": ()}, {"has_consent": False}, NO_DARI | {"has_consent": False})) == []


def test_two_proofs_of_the_house_are_two_relaxations():
    task = opportunity(requirements=(OPPORTUNITY.requirements[1],))
    assert ways(refused({"clearances": (SEEN,)}, task=task)) == [Way(Relaxation.HOUSE, "Schulung", 1)]
    both = opportunity(
        requirements=(
            OPPORTUNITY.requirements[1],
            type(task.requirements[0])("verschwiegenheit", "Verschwiegenheit", False),
        )
    )
    assert ways(refused({"clearances": ()}, task=both)) == []


def test_who_fits_needs_no_relaxation():
    assert ways([eligibility(VOLUNTEER, OPPORTUNITY, TODAY)]) == []
    assert ways([]) == []


def test_every_reason_that_can_be_relaxed_counts_for_its_relaxation():
    for case in REFUSALS:
        reasons = eligibility(*case.facts, TODAY)
        expected = [case.code] if reasons[0].relaxation else []
        assert [way.relaxation for way in ways([reasons])] == [reasons[0].relaxation for _code in expected]
        assert [way.count for way in ways([reasons])] == [1 for _code in expected]


def test_equal_counts_stand_in_the_order_of_the_relaxations():
    assert [way.relaxation for way in ways(refused(TOO_FAR, NO_GERMAN, NO_DARI))] == [
        Relaxation.LANGUAGE,
        Relaxation.GERMAN,
        Relaxation.DISTANCE,
    ]


def test_giving_it_up_gives_as_many_as_it_says():
    people = [NO_DARI, NO_DARI | {"hours_per_week": None}, NO_GERMAN, {}]
    refusals = [reasons for reasons in refused(*people) if reasons]
    counts = {way.relaxation: way.count for way in ways(refusals)}
    without = opportunity(languages=(), is_interpreting=False)
    fit = [one for one in people if not eligibility(volunteer(**one), without, TODAY)]
    assert DARI in OPPORTUNITY.languages
    assert counts[Relaxation.LANGUAGE] == len(fit) - 1
