"""What is different between two versions of a path."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from offers.path_comparing import ADDED, CHANGED, MOVED, REMOVED, SAME, Row, compare


def rows(*keys, **texts):
    """Steps with these keys in this order; `texts` say what stands in one of them."""
    return [Row(key, number, key.upper(), {"Titel": texts.get(key, key)}) for number, key in enumerate(keys, start=1)]


def kinds(before, after):
    """What happened to each step."""
    return [(one.title, one.kind) for one in compare(before, after)]


def test_every_step_says_what_happened_to_it():
    before, after = rows("a", "b", "c", "d"), rows("a", "x", "d", "c", d="neu")
    assert kinds(before, after) == [("A", SAME), ("X", ADDED), ("B", REMOVED), ("D", CHANGED), ("C", MOVED)]


def test_a_change_tells_both_texts_and_both_places():
    (_gone, changed) = compare(rows("a", "b"), rows("b", b="neu"))
    assert (changed.pairs, changed.places) == ((("Titel", "b", "neu"),), (2, 1))


def test_nobody_moved_only_because_a_step_before_them_is_gone():
    assert kinds(rows("a", "b", "c"), rows("b", "c")) == [("A", REMOVED), ("B", SAME), ("C", SAME)]


KEYS = st.lists(st.sampled_from("abcdef"), unique=True)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(KEYS, KEYS)
def test_every_step_of_both_versions_is_told_once(before, after):
    told = compare(rows(*before), rows(*after))
    assert sorted((one.after or one.before).key for one in told) == sorted({*before, *after})
    assert [one.after.key for one in told if one.after] == after


@given(KEYS)
def test_the_same_version_is_the_same(keys):
    assert {one.kind for one in compare(rows(*keys), rows(*keys))} <= {SAME}
