"""Which processes belong to a data folder. A number in a file proves nothing: the kernel gives numbers out again."""

import contextlib
import os
import signal
import time

import psutil

GONE = (psutil.NoSuchProcess, psutil.AccessDenied, psutil.ZombieProcess)


def noted_pid(data):
    """The process number in `postmaster.pid`, or nothing."""
    try:
        return int((data / "postmaster.pid").read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return None


def postmaster(data):
    """The number of the live server of exactly this folder, or nothing.

    Another live process, or the server of another folder, may have inherited the number that the file names.
    """
    pid = noted_pid(data)
    if not pid or pid < 0:
        return None
    try:
        process = psutil.Process(pid)
        ours = process.name().startswith("postgres") and str(data) in process.cmdline()
        return pid if ours and process.status() != psutil.STATUS_ZOMBIE else None
    except GONE:
        return None


def leftovers(data):
    """Children of a killed server that still hold its shared memory; they rename themselves but stay in `data`."""
    found = []
    for process in psutil.process_iter():
        with contextlib.suppress(*GONE):
            if process.name().startswith("postgres") and process.cwd() == str(data):
                found.append(process.pid)
    return found


def end_leftovers(data, patience):
    """Waits for the leftovers to notice that their server is gone, and kills those that do not."""
    deadline = time.monotonic() + patience
    while left := leftovers(data):
        if time.monotonic() > deadline:
            for pid in left:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
        time.sleep(0.05)


def wait_until(condition, seconds, pause=0.05):
    """Whether `condition()` came true within `seconds`."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(pause)
    return True
