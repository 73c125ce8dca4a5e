"""Packages of the operating system: installed where that is allowed, named in one line where it is not.

Standard library only: this runs before the virtual environment exists.
"""

import ctypes
import ctypes.util
import importlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from herne_integration.launcher.output import say, warn

PANGO_PACKAGES = ["libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"]
PANGO_LIBRARIES = [("pango-1.0", "libpango-1.0.so.0"), ("pangoft2-1.0", "libpangoft2-1.0.so.0")]
BROWSERS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
MAC_BROWSERS = ["/Applications/Chromium.app/Contents/MacOS/Chromium"]
MAC_BROWSERS += ["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"]
TRY_AGAIN_AFTER = 24 * 60 * 60


def has_venv():
    """Whether this Python can make a virtual environment; Debian ships it without `ensurepip`."""
    return all(importlib.util.find_spec(name) for name in ("venv", "ensurepip"))


def has_pango():
    """Whether the libraries that draw PDFs load."""
    return all(_loads(name, file) for name, file in PANGO_LIBRARIES)


def _loads(name, file):
    for candidate in (file, ctypes.util.find_library(name)):
        try:
            if candidate and ctypes.CDLL(candidate):
                return True
        except OSError:
            continue
    return False


def browser():
    """The Chromium to test with, or nothing; PORTAL_BROWSER (even empty) decides."""
    if "PORTAL_BROWSER" in os.environ:
        return os.environ["PORTAL_BROWSER"]
    found = [shutil.which(name) for name in BROWSERS] + [path for path in MAC_BROWSERS if Path(path).exists()]
    return next(filter(None, found), "")


def venv_package():
    """Debian's package with the missing half of this Python."""
    default = os.path.realpath("/usr/bin/python3") == os.path.realpath(sys.executable)
    return "python3-venv" if default else f"python{sys.version_info.major}.{sys.version_info.minor}-venv"


def install(state, packages, purpose, brew=None):
    """Installs Debian packages (or the Homebrew formula `brew`) where that is allowed; returns whether it worked.

    A failed attempt is repeated after a day only: without a network each one costs half a minute.
    """
    attempt = state.root / f"attempted-{packages[0]}"
    if attempt.exists() and time.time() - attempt.stat().st_mtime < TRY_AGAIN_AFTER:
        return False
    commands = _commands(packages, brew)
    if not commands:
        return False
    names = brew if sys.platform == "darwin" else " ".join(packages)
    say(f"{purpose}: Systempakete werden installiert ({names}) …")
    if all(_succeeds(command) for command in commands):
        attempt.unlink(missing_ok=True)
        importlib.invalidate_caches()
        return True
    attempt.touch()
    warn(f"Das ging nicht. Von Hand: {by_hand(packages, brew)}")
    return False


def by_hand(packages, brew=None):
    """The one line that a person can type."""
    if sys.platform == "darwin":
        return f"brew install {brew or packages[0]}"
    return f"sudo apt-get install {' '.join(packages)}"


def _commands(packages, brew):
    """What to call, or nothing where nothing is allowed."""
    if sys.platform == "darwin":
        return [["brew", "install", brew]] if brew and shutil.which("brew") else []
    if not shutil.which("apt-get"):
        return []
    rights = _rights()
    if rights is None:
        return []
    quiet = [*rights, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y"]
    quiet += ["-o", "DPkg::Lock::Timeout=120"]
    return [[*quiet, "update"], [*quiet, "install", "--no-install-recommends", *packages]]


def _rights():
    """How to become root without being asked: not at all for root, sudo where it needs no password."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and _succeeds(["sudo", "-n", "true"]):
        return ["sudo", "-n"]
    return None


def _succeeds(command):
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    return done.returncode == 0
