"""The process that opens uploads: `python -m herne_integration.quarantine.keeper NUMBER`, started by uploads.py.

It loads the libraries once, then waits on the socket with that number. Each message brings three open files: the
upload, an empty file for the copy, and a channel for what to do and how it ended. A child does the work and dies; when
the portal ends, the socket closes and so does the keeper.
"""

import json
import logging
import os
import resource
import signal
import socket
import sys

from herne_integration.quarantine import images, kinds, pdfs

# The user without rights, where the portal runs as root (as it does in a container or on a first try).
NOBODY = 65_534


def serve(port):
    """Takes one upload after the other until the portal closes its end."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        message, files, _flags, _address = socket.recv_fds(port, 1, 3)
        if not message:
            return
        if os.fork() == 0:
            port.close()
            _work_and_die(*files)
        for number in files:
            os.close(number)


def _work_and_die(source, target, channel):
    """Does the work of one child; whatever happens, it never returns."""
    status = 1
    try:
        with socket.socket(fileno=channel) as answer:
            limits = json.loads(answer.recv(4096))
            _give_up_rights(limits)
            with os.fdopen(source, "rb") as upload, os.fdopen(target, "wb") as copy:
                told = read(upload, copy, limits)
                copy.flush()
            answer.sendall(json.dumps(told).encode())
        status = 0
    finally:
        os._exit(status)


def read(upload, copy, limits):
    """What the portal is told about an upload: {"kind", "pages"}, or {"refused": reason}."""
    try:
        kind = kinds.recognise(upload)
        write = pdfs.copy if kind == kinds.PDF else images.copy
        return {"kind": kind.content_type, "pages": write(upload, copy, kind, limits)}
    except kinds.Refused as refusal:
        return {"refused": refusal.reason}
    except MemoryError:
        return {"refused": "involved"}
    except Exception:  # a library says in a hundred ways that it cannot read a file
        return {"refused": "broken"}


def _give_up_rights(limits):
    """Bounds what a child may use; the clock is the kernel's and stops even a library that never returns."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, limits["seconds"])
    seconds = int(limits["seconds"])
    bounds = {
        resource.RLIMIT_AS: limits["memory_bytes"],
        resource.RLIMIT_CPU: seconds + 1,
        resource.RLIMIT_FSIZE: limits["copy_bytes"],
        resource.RLIMIT_CORE: 0,
    }
    for what, most in bounds.items():
        _bound(what, most)
    os.chdir("/")
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    # No child of the child, and no further file.
    _bound(resource.RLIMIT_NPROC, 0)
    _bound(resource.RLIMIT_NOFILE, 16)


def _bound(what, most):
    """Some systems know a limit by name only."""
    try:
        resource.setrlimit(what, (most, most))
    except (OSError, ValueError):
        print(f"limit {what} is not available", file=sys.stderr)  # noqa: T201 (the portal's log)


if __name__ == "__main__":
    # What a library says about a stranger's file may quote from it, and has no place in a log.
    logging.disable()
    with socket.socket(fileno=int(sys.argv[1])) as own_end:
        serve(own_end)
