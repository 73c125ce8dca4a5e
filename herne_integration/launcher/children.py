"""Web and worker as children that never outlive us and never die unnoticed.

A small shell reads the children's numbers from a pipe that only we hold open. When the pipe ends without a farewell we
were killed, and it ends them in our place; this works on Linux and macOS alike.
"""

import contextlib
import os
import signal
import subprocess
import time

from herne_integration.launcher.output import StartError

WATCHDOG = """
pids=
while read -r pid; do
    [ "$pid" = farewell ] && exit
    pids="$pids $pid"
done
for pid in $pids; do kill -s TERM -- "-$pid"; done
for second in 1 2 3 4 5 6; do
    sleep 1
    living=
    for pid in $pids; do kill -s 0 -- "-$pid" && living=yes; done
    [ "$living" ] || exit
done
for pid in $pids; do kill -s KILL -- "-$pid"; done
"""
PATIENCE = 8


class Children:
    """The running children by name."""

    def __init__(self):
        """Starts the watchdog first, so that no child is ever without."""
        self.processes = {}
        self.watchdog = subprocess.Popen(
            ["/bin/sh", "-c", WATCHDOG],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            text=True,
        )

    def start(self, name, command, **options):
        """Starts a child in a session of its own: Ctrl-C reaches us alone, and we end the children in order."""
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True, **options)
        self.processes[name] = process
        self._tell(process.pid)

    def check(self):
        """Refuses to go on when a child has ended."""
        for name, process in self.processes.items():
            if process.poll() is not None:
                raise StartError(f"{name} ist unerwartet zu Ende (Code {process.returncode}). Das Portal hält an.")

    def stop(self):
        """Asks all children to end, and ends those who do not within a few seconds."""
        for process in self.processes.values():
            process.terminate()
        deadline = time.monotonic() + PATIENCE
        for process in self.processes.values():
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(max(0, deadline - time.monotonic()))
            # The group too: a killed gunicorn leaves its workers behind for a moment.
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        self._tell("farewell")
        self.watchdog.stdin.close()
        self.watchdog.wait()

    def _tell(self, word):
        with contextlib.suppress(BrokenPipeError):
            self.watchdog.stdin.write(f"{word}\n")
            self.watchdog.stdin.flush()
