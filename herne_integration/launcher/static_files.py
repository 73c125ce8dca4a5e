"""Style sheets, scripts and pictures are collected again only when one of them changed: it takes seconds."""

import hashlib

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from herne_integration.launcher.output import say
from herne_integration.launcher.state import write_whole


def signature():
    """Changes with every file's name, size or time, with the storage and with Django itself."""
    lines = [django.__version__, str(settings.STORAGES["staticfiles"])]
    for finder in get_finders():
        for name, storage in finder.list([]):
            found = (storage.path(name), storage.size(name), storage.get_modified_time(name).timestamp())
            lines.append(" ".join(map(str, found)))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def collect(state):
    """Collects what changed; the stamp is written last, so an interrupted collection is repeated."""
    stamp = state.root / "static.stamp"
    wanted = signature()
    if stamp.exists() and stamp.read_text() == wanted and settings.STATIC_ROOT.is_dir():
        return
    say("Stilvorlagen und Bilder werden zusammengestellt …")
    stamp.unlink(missing_ok=True)
    call_command("collectstatic", interactive=False, verbosity=0)
    write_whole(stamp, wanted)
