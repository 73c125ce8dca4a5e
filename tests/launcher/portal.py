"""A whole `./portal run` for tests."""

import os
import re
import signal
import subprocess
import sys
import threading

import psutil

from tests.launcher.conftest import REPOSITORY

PATIENCE = 180


class Portal:
    """A `./portal run` in its own folder, past the bootstrap."""

    def __init__(self, state, server_home, command="run", ignore_interrupt=False, **environment):
        """Starts at once on any free port, without the demo city."""
        clean = {name: value for name, value in os.environ.items() if not name.startswith("PORTAL_")}
        clean = {name: value for name, value in clean.items() if not name.endswith("DATABASE_URL")}
        own = {"PORTAL_STATE": str(state.root), "PORTAL_SERVER_HOME": str(server_home), "PORTAL_DEMO": "0"}
        own |= {"PORTAL_PORT": "0", "PYTHONPATH": str(REPOSITORY)}
        launcher = [sys.executable, "-P", "-m", "herne_integration.launcher", str(REPOSITORY), *command.split()]
        if ignore_interrupt:
            launcher = ["/bin/sh", "-c", 'trap "" INT; exec "$@"', "sh", *launcher]
        self.process = subprocess.Popen(
            launcher,
            env=clean | own | environment,
            cwd="/",
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.said = ""
        self.address = None
        self.ready = threading.Event()
        self.reader = threading.Thread(target=self._read)
        self.reader.start()

    def _read(self):
        with self.process.stdout as lines:
            for line in lines:
                self.said += line
                found = re.search(r"Das Portal läuft: (\S+)", line)
                self.address = found[1] if found else self.address
                if "Strg-C" in line:
                    self.ready.set()
        self.ready.set()

    def wait(self):
        """Until the first page has answered."""
        assert self.ready.wait(PATIENCE)
        assert self.address, self.said
        return self

    def children(self):
        """Web, its workers, the job worker and the watchdog."""
        return psutil.Process(self.process.pid).children(recursive=True)

    def child(self, word):
        """The direct child whose command line names `word`."""
        found = psutil.Process(self.process.pid).children()
        return next(process for process in found if word in process.cmdline())

    def end(self, number=signal.SIGTERM):
        """Sends the signal; returns the exit code."""
        self.process.send_signal(number)
        return self.result()

    def result(self):
        """The exit code; the output is complete afterwards."""
        code = self.process.wait(PATIENCE)
        self.reader.join(30)
        return code
