"""ClamAV is asked over its socket; what is not a clear answer leaves the original closed."""

import io

import pytest

from herne_integration import scanning
from tests.portal.scanners import scanner

CLEAN, FOUND = b"stream: OK\0", b"stream: Win.Test.EICAR_HDB-1 FOUND\0"
UNCLEAR = {
    "nothing": b"",
    "garbage": b"\xff\xfe\0",
    "another protocol": b"HTTP/1.1 200 OK\r\n\r\n",
    "too large": b"INSTREAM size limit exceeded. ERROR\0",
    "half an answer": b"stream: OK",
    "two answers": b"stream: OK\0stream: X FOUND\0",
    "an error that begins well": b"stream: OK ERROR\0",
    "endless": b"stream: " + b"x" * 10_000,
}


@pytest.mark.parametrize(("answer", "is_clean"), [(CLEAN, True), (FOUND, False)], ids=["clean", "infected"])
def test_a_clear_answer_is_told_and_the_whole_file_was_sent(settings, tmp_path, answer, is_clean):
    file = b"x" * (scanning.CHUNK * 2 + 7)
    with scanner(settings, tmp_path, answer) as sent:
        assert scanning.scan(io.BytesIO(file)) is is_clean
    assert sent == [file]


@pytest.mark.parametrize("answer", UNCLEAR.values(), ids=UNCLEAR)
def test_anything_else_is_no_answer(settings, tmp_path, answer):
    with scanner(settings, tmp_path, answer), pytest.raises(scanning.ScanFailed):
        scanning.scan(io.BytesIO(b"x"))


def test_a_scanner_that_says_nothing_is_not_waited_for(settings, tmp_path, monkeypatch):
    monkeypatch.setattr(scanning, "SECONDS", 0.2)
    with scanner(settings, tmp_path, None), pytest.raises(scanning.ScanFailed, match="TimeoutError"):
        scanning.scan(io.BytesIO(b"x"))


@pytest.mark.parametrize("place", ["/nowhere/clamd", ("127.0.0.1", 1)], ids=["socket", "port"])
def test_a_scanner_that_is_away_is_no_answer(settings, place):
    settings.CLAMAV = place
    with pytest.raises(scanning.ScanFailed):
        scanning.scan(io.BytesIO(b"x"))


def test_without_a_scanner_nobody_says_that_something_is_clean(settings):
    settings.CLAMAV = None
    assert not scanning.is_configured()
    with pytest.raises(scanning.ScanFailed):
        scanning.scan(io.BytesIO(b"x"))
