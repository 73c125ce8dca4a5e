"""A step whose last offer ends is reported: the rule, the lists, the overview and the command."""

import json
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from offers import overview
from offers.path_ends import Help, end_of
from offers.path_work import running_out
from tests.offers import make, make_paths

DAY = date(2026, 11, 22)
GONE = Help("Alt", is_archived=True)


def until(days, **more):
    """An offer with its last day so many days from now."""
    return Help(f"in {days}", DAY + timedelta(days=days), **more)


@pytest.mark.parametrize(
    ("offers", "is_over", "on"),
    [
        pytest.param([GONE], True, None, id="archived"),
        pytest.param([until(-1)], True, DAY - timedelta(days=1), id="yesterday"),
        pytest.param([until(-9), until(-3), GONE], True, DAY - timedelta(days=3), id="the last of them counts"),
        pytest.param([until(0)], False, DAY, id="today still helps"),
        pytest.param([until(28)], False, DAY + timedelta(days=28), id="in four weeks"),
        pytest.param([until(5), until(20), GONE], False, DAY + timedelta(days=20), id="the last one that helps"),
        pytest.param([until(60, is_archived=True)], True, DAY + timedelta(days=60), id="archived before its end"),
    ],
)
def test_a_step_runs_out_of_offers(offers, is_over, on):
    end = end_of(offers, DAY)
    assert (end.is_over, end.on) == (is_over, on)


@pytest.mark.parametrize(
    "offers",
    [
        pytest.param([], id="never had one"),
        pytest.param([Help("Immer")], id="without an end"),
        pytest.param([until(29)], id="after four weeks"),
        pytest.param([GONE, until(3), Help("Immer")], id="one stays"),
    ],
)
def test_a_step_keeps_its_offers(offers):
    assert end_of(offers, DAY) is None


def test_the_sentence_says_since_when_and_from_when():
    assert end_of([until(-1)], DAY).sentence == (
        "Alle verknüpften Angebote sind beendet. Das letzte endete am 21.11.2026."
    )
    assert end_of([until(3)], DAY).sentence == "Das letzte verknüpfte Angebot endet am 25.11.2026."
    assert end_of([GONE], DAY).sentence == "Alle verknüpften Angebote sind beendet."


def check(*arguments):
    """(exit code, what the command prints)."""
    out = StringIO()
    try:
        call_command("check_paths", *arguments, stdout=out)
    except SystemExit as stopped:
        return stopped.code, out.getvalue()
    return 0, out.getvalue()


@pytest.fixture
def path(redaktion):
    """A published path: one step ends in two weeks, one stays."""
    version = make_paths.version(make_paths.path(title="Weg", key="weg"))
    soon = make.offer(valid_until=timezone.localdate() + timedelta(days=14))
    make_paths.step(version, title="Lernen", offers=[soon])
    make_paths.step(version, title="Wohnen", offers=[make.offer()])
    return make_paths.publish(version, by=redaktion).path


@pytest.mark.django_db
class TestReported:
    def test_only_what_everybody_reads_is_reported(self, path):
        make_paths.step(make_paths.version(path), offers=[make.offer(valid_until=date(2020, 1, 1))])
        assert [(one.path, one.step.title) for one in running_out(timezone.localdate())] == [(path, "Lernen")]

    def test_the_lists_and_the_overview_tell_it(self, path, client, log_in, redaktion):
        log_in(client, redaktion)
        for page in ("path-work-list", "open-point-list"):
            assert "Das letzte verknüpfte Angebot endet am" in client.get(reverse(f"offers:{page}")).content.decode()
        item = next(item for item in overview.items(redaktion) if "letztes Angebot" in item.title)
        assert item.count == 1

    def test_what_ends_soon_is_no_breach(self, path):
        code, text = check()
        assert code == 0
        assert "Endet bald: weg, Fassung 1: Schritt 1. Lernen: Das letzte verknüpfte Angebot endet am" in text
        assert "1 Wege, 2 Schritte in den Fassungen, die alle lesen; 0 Verstöße, 1 Schritte" in text

    def test_what_has_ended_is_a_breach(self, path):
        day = timezone.localdate() + timedelta(days=15)
        code, text = check("--json", "--day", day.isoformat())
        told = json.loads(text)
        assert (code, told["day"], told["ending"]) == (1, day.isoformat(), [])
        assert [(one["path"], one["step"]) for one in told["breaches"]] == [("weg", 1)]

    def test_circles_missing_units_and_empty_paths_are_breaches(self, redaktion):
        version = make_paths.version(make_paths.path(key="kreis"), is_complete=True)
        first = make_paths.step(version)
        second = make_paths.step(version, prerequisites=[first])
        first.prerequisites.set([second])
        make_paths.publish(version, by=redaktion)
        make_paths.publish(make_paths.version(make_paths.path(key="leer")), by=redaktion)
        make_paths.path(key="ohne")
        code, text = check()
        assert code == 1
        for told in (
            "kreis, Fassung 1: Die Schritte 1 → 2 → 1 brauchen einander im Kreis.",
            "kreis, Fassung 1: Schritt 2: Es fehlt, wer zuständig ist.",
            "leer, Fassung 1: Ein Beratungsweg braucht mindestens einen Schritt.",
            "ohne, Fassung 0: Der Weg hat keine Fassung.",
        ):
            assert f"Verstoß: {told}" in text

    def test_a_day_that_is_none_is_refused(self):
        with pytest.raises(CommandError, match="ist kein Tag"):
            check("--day", "gestern")
