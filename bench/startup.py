"""How long a person waits: first start of a fresh clone (packages in pip's cache), then the second start.

    python3 bench/startup.py

Prints seconds from typing `./portal run` to the first page answering.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent


def seconds_to_first_page(clone):
    """Starts the portal, waits for its address, ends it; returns the seconds until the address was printed."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PORTAL_", "DATABASE"))}
    # As root the data would outlive the clone below /var/lib.
    environment["PORTAL_SERVER_HOME"] = str(clone.parent / "server")
    began = time.monotonic()
    command = [clone / "portal", "run"]
    with subprocess.Popen(command, cwd=clone, env=environment, stdout=subprocess.PIPE, text=True) as portal:
        for line in portal.stdout:
            print(f"{time.monotonic() - began:6.1f} s  {line.rstrip()}")
            if line.startswith("Das Portal läuft"):
                taken = time.monotonic() - began
                portal.send_signal(signal.SIGTERM)
    if portal.returncode:
        sys.exit("Das Portal ist nicht gestartet.")
    return taken


def main():
    """Measures both starts."""
    folder = Path(tempfile.mkdtemp(prefix="portal-startup-"))
    folder.chmod(0o755)
    clone = folder / "clone"
    try:
        subprocess.run(["git", "clone", "-q", REPOSITORY, clone], check=True)
        first, second = seconds_to_first_page(clone), seconds_to_first_page(clone)
        print(f"erster Start {first:.1f} s (Ziel: unter 60), zweiter Start {second:.1f} s (Ziel: unter 5)")
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
