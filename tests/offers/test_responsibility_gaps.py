"""Why there is an overlap or a hole: every one is explained by what is written, or by nothing being written."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from offers.responsibility import Gap, Row, Verdict, gaps
from offers.responsibility_gaps import Cause, Statement, explain

DAY = date(2026, 11, 22)
HOLE = Gap(Verdict.HOLE, "pass", frozenset(), ("uma",), ("wanne", "eickel"))
UNIT = {"task": "pass", "name": "Amt", "for_whom": "alle", "unit": 1}
LAST_YEAR, NEXT_YEAR = date(2025, 12, 31), date(2027, 1, 1)


@pytest.mark.parametrize(
    ("statements", "told"),
    [
        pytest.param([], ["Zu dieser Aufgabe nennt keine Quelle eine Stelle."], id="nobody"),
        pytest.param(
            [UNIT | {"task": "kita"}], ["Zu dieser Aufgabe nennt keine Quelle eine Stelle."], id="another task"
        ),
        pytest.param(
            [UNIT | {"unit": None, "name": "Beratung"}],
            ["Nur ein Name, keine Einrichtung im Verzeichnis: „Beratung“."],
            id="only a name",
        ),
        pytest.param([UNIT | {"is_gone": True}], ["Die eingetragene Einrichtung ist archiviert: Amt."], id="gone"),
        pytest.param([UNIT | {"ends_on": LAST_YEAR}], ["Galt nur bis 31.12.2025: Amt."], id="over"),
        pytest.param([UNIT | {"starts_on": NEXT_YEAR}], ["Gilt erst ab 01.01.2027: Amt."], id="not yet"),
        pytest.param(
            [UNIT | {"group": "a", "for_whom": "Schutz"}, UNIT | {"group": "b", "for_whom": "Duldung"}],
            ["Eine Stelle ist nur eingetragen für: Schutz; Duldung."],
            id="for others",
        ),
        pytest.param(
            [UNIT | {"group": "a", "ends_on": LAST_YEAR}],
            ["Zu dieser Aufgabe nennt keine Quelle eine Stelle."],
            id="for others, and over",
        ),
        pytest.param(
            [UNIT | {"unit": None}, UNIT | {"group": "a", "for_whom": "Schutz"}],
            ["Nur ein Name, keine Einrichtung im Verzeichnis: „Amt“.", "Eine Stelle ist nur eingetragen für: Schutz."],
            id="a name, and others",
        ),
    ],
)
def test_each_kind_of_hole_has_its_sentence(statements, told):
    assert [sentence for _cause, sentence in explain(HOLE, [Statement(**one) for one in statements], DAY)] == told


def test_an_overlap_has_its_sentence():
    gap = Gap(Verdict.OVERLAP, "pass", frozenset({1, 2}), ("uma",), ("wanne",))
    statements = [Statement(**UNIT | {"unit": key, "name": f"Amt {key}"}) for key in (1, 2)]
    assert explain(gap, statements, DAY) == [
        (Cause.SIDE_BY_SIDE, "Mehrere Stellen sind gleich genau eingetragen, keine Angabe sagt, wer vorgeht.")
    ]


DAYS = st.none() | st.sampled_from([LAST_YEAR, DAY, NEXT_YEAR])
STATEMENTS = st.builds(
    Statement,
    task=st.just("pass"),
    name=st.sampled_from(["A", "B"]),
    unit=st.none() | st.integers(1, 3),
    is_gone=st.booleans(),
    group=st.none() | st.sampled_from(["a", "b"]),
    district=st.none() | st.sampled_from(["x", "y"]),
    starts_on=DAYS,
    ends_on=DAYS,
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(STATEMENTS, max_size=6))
def test_whatever_is_written_every_overlap_and_hole_is_explained(statements):
    counting = [one for one in statements if one.unit is not None and not one.is_gone]
    rows = [Row(one.task, one.unit, one.group, one.district, one.starts_on, one.ends_on) for one in counting]
    for gap in gaps(rows, ["pass"], [None, "a", "b"], ["x", "y"], DAY):
        assert explain(gap, statements, DAY)
