"""The portal's line to the process that opens uploads (`quarantine/keeper.py`): one keeper per web process.

It is started by the first upload. A keeper that is gone is replaced by the next upload; it cannot hang, because only
its children touch a file.
"""

import atexit
import json
import logging
import os
import socket
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress

from django.conf import settings

from herne_integration.quarantine.kinds import KINDS, Refused

KEEPER = "herne_integration.quarantine.keeper"
logger = logging.getLogger(__name__)

# At most so many files are open at once in one web process.
AT_ONCE = 2
# Seconds: to wait for a turn, for the child by the kernel's clock, for the way there and back. Together below five.
WAIT, WORK, WAY = 1.0, 3.0, 0.5
LONGEST_ANSWER = 4096
_turns = threading.BoundedSemaphore(AT_ONCE)
_starting = threading.Lock()
_keeper = None


def open_upload(source):
    """(kind, number of pages, bytes of the copy) of an open file on disk; `Refused` says why there is none."""
    if not _turns.acquire(timeout=WAIT):
        raise Refused("busy")
    try:
        with tempfile.TemporaryFile() as target:
            kind, pages = _understood(_ask(source, target))
            target.seek(0)
            return kind, pages, target.read()
    finally:
        _turns.release()


def limits():
    """What a child may use for one file."""
    return {
        "seconds": WORK,
        "memory_bytes": 1536 * 1024 * 1024,
        "copy_bytes": 4 * settings.UPLOAD_BYTES,
        "pixels": settings.UPLOAD_PIXELS,
        "pages": settings.UPLOAD_PAGES,
        # A tagged PDF of sixty pages has about twenty thousand.
        "objects": 50_000,
        # What draws a page, a font, a table of letters; only pictures may be larger, an A4 page at 600 dots is 104 MB.
        "drawing_bytes": 40 * 1024 * 1024,
        "stream_bytes": 150 * 1024 * 1024,
        "unpacked_bytes": 500 * 1024 * 1024,
    }


def _ask(source, target):
    """The child's answer; a keeper that is gone is replaced once."""
    for _attempt in range(2):
        keeper = _running_keeper()
        answer = _answer_of(keeper, source, target)
        if answer or keeper.is_there:
            return answer
        keeper.end()
    logger.error("The process that opens uploads does not start.")
    raise Refused("away")


def _answer_of(keeper, source, target):
    """What a child says; nothing if it has run out of time or memory, or has crashed, or there is no keeper."""
    ours, theirs = socket.socketpair()
    with ours, theirs, suppress(OSError):
        ours.settimeout(WORK + WAY)
        socket.send_fds(keeper.port, [b"1"], [source.fileno(), target.fileno(), theirs.fileno()])
        theirs.close()
        ours.sendall(json.dumps(limits()).encode())
        return ours.recv(LONGEST_ANSWER)
    return b""


def _understood(answer):
    """(kind, pages) from an answer. A file may have taken its child over: only the agreed words are believed."""
    if not answer:
        raise Refused("involved")
    try:
        told = json.loads(answer)
        if "refused" in told:
            raise Refused(str(told["refused"]))
        return KINDS[told["kind"]], min(max(int(told["pages"]), 1), settings.UPLOAD_PAGES)
    except (ValueError, TypeError, KeyError) as error:
        raise Refused("broken") from error


class Keeper:
    """One running `quarantine/keeper.py`."""

    def __init__(self):
        """Starts it with nothing of ours: no environment, no open file, no terminal."""
        self.of = os.getpid()
        self.port, theirs = socket.socketpair()
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-P", "-W", "ignore", "-m", KEEPER, str(theirs.fileno())],
                env={"PYTHONPATH": str(settings.BASE_DIR), "PYTHONDONTWRITEBYTECODE": "1"},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                start_new_session=True,
            )

    def end(self):
        """Closes the line, upon which the process ends by itself."""
        self.port.close()
        if self.of == os.getpid():
            try:
                self.process.wait(5)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    @property
    def is_there(self):
        """Whether the process still holds its end of the line."""
        try:
            return bool(self.port.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT))
        except OSError as error:
            return isinstance(error, BlockingIOError)

    @property
    def is_ours(self):
        """False in a process that was forked off after the start: the line belongs to the parent."""
        return self.of == os.getpid() and self.port.fileno() >= 0


def _running_keeper():
    global _keeper
    with _starting:
        if _keeper is None or not _keeper.is_ours:
            _keeper = Keeper()
            atexit.register(_keeper.end)
        return _keeper
