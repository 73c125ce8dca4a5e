"""Asks ClamAV about a file, over its socket (INSTREAM). Whatever is not a clear answer is no answer.

scanning.scan(file)         # True: clean, False: infected; ScanFailed: nobody knows
"""

import contextlib
import re
import socket
import struct
import time

from django.conf import settings

# A scan of 15 MB takes a second or two; a scanner that takes longer has lost its way.
SECONDS = 30
CHUNK = 64 * 1024
LONGEST_ANSWER = 4096
CLEAN, INFECTED = re.compile(rb"stream: OK\0"), re.compile(rb"stream: [^\0\r\n]+ FOUND\0")


class ScanFailed(Exception):  # noqa: N818
    """The scanner is away, too slow, or says something that nobody understands."""


def is_configured():
    """Whether there is a scanner; without one every page with files says so (`{% not_scanned %}`)."""
    return settings.CLAMAV is not None


def scan(file):
    """Whether an open file is free of harmful programs, as far as the scanner knows."""
    if not is_configured():
        raise ScanFailed("no scanner is configured")
    until = time.monotonic() + SECONDS
    try:
        with contextlib.closing(_connect(until)) as line:
            _send(line, file, until)
            answer = _answer(line, until)
    except OSError as error:
        raise ScanFailed(type(error).__name__) from error
    if CLEAN.fullmatch(answer):
        return True
    if INFECTED.fullmatch(answer):
        return False
    raise ScanFailed("the answer makes no sense")


def _connect(until):
    family = socket.AF_UNIX if isinstance(settings.CLAMAV, str) else socket.AF_UNSPEC
    if family == socket.AF_UNSPEC:
        return socket.create_connection(settings.CLAMAV, timeout=_left(until))
    line = socket.socket(family)
    line.settimeout(_left(until))
    try:
        line.connect(settings.CLAMAV)
    except OSError:
        line.close()
        raise
    return line


def _send(line, file, until):
    """Each piece with its length in front; a piece of no length ends the file."""
    line.sendall(b"zINSTREAM\0")
    while chunk := file.read(CHUNK):
        line.settimeout(_left(until))
        line.sendall(struct.pack("!I", len(chunk)) + chunk)
    line.sendall(struct.pack("!I", 0))


def _answer(line, until):
    answer = b""
    while len(answer) < LONGEST_ANSWER and not answer.endswith(b"\0"):
        line.settimeout(_left(until))
        piece = line.recv(LONGEST_ANSWER)
        if not piece:
            break
        answer += piece
    return answer


def _left(until):
    """Seconds until the end of patience; it is one for the whole scan, or a slow trickle would never end."""
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
