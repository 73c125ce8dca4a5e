"""After a restore every app erases again what had been erased."""

import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from tests.house.sources import forge

SEEN = []


def replay(stones):
    SEEN.extend(stone["key"] for stone in stones)
    return [stone["key"] for stone in stones][:1]


def test_each_file_goes_to_the_app_that_wrote_it(settings, tmp_path, capsys):
    settings.ERASURE_REPLAYS = {
        "a.jsonl": "tests.portal.test_replay_erasures.replay",
        "not-there.jsonl": "tests.portal.test_replay_erasures.replay",
    }
    forge(tmp_path, {"a.jsonl": "\n".join(json.dumps({"key": key}) for key in "xy")})
    call_command("replay_erasures", str(tmp_path))
    assert SEEN == ["x", "y"]
    assert capsys.readouterr().out == "a.jsonl: 2 Löschvermerke gelesen, 1 noch einmal gelöscht.\n"


def test_a_folder_without_tombstones_is_a_mistake_and_not_a_success(tmp_path):
    with pytest.raises(CommandError, match="liegen keine Löschvermerke"):
        call_command("replay_erasures", str(tmp_path))
