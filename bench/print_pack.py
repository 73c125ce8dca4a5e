"""How long the print pack of a family takes, as the job makes it.

    python bench/print_pack.py [--members 6] [--entries 18] [--language ar] [--keep FOLDER]

Runs on the database that DATABASE_URL names; the made-up family is rolled back. Prints wall time, processor time, pages
and bytes of the paper, and whether it is tagged; `--keep` leaves the papers in a folder to look at.
"""

import argparse
import io
import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "herne_integration.settings")

import django

django.setup()

import pikepdf  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from herne_integration import pdf, prepared_files  # noqa: E402
from herne_integration.models import PreparedFile  # noqa: E402
from tests.welcome_folder import make, paper_samples  # noqa: E402


def made(kind, folders, by, language):
    """(content, wall seconds, processor seconds) of one job, from its first line to the file that can be fetched."""
    params = {"folders": [str(folder.pk) for folder in folders]}
    ends = timezone.now() + prepared_files.LIFETIME
    file = PreparedFile.objects.create(kind=kind, requested_by=by, params=params, language=language, expires_at=ends)
    wall, processor = time.perf_counter(), time.process_time()
    prepared_files.make_file(file_id=str(file.pk))
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    file.refresh_from_db()
    content = file.content.read()
    prepared_files.withdraw(file)
    return content, wall, processor


def report(what, content, wall, processor):
    """One line of figures."""
    with pikepdf.open(io.BytesIO(content)) as paper:
        pages, tagged = len(paper.pages), "/StructTreeRoot" in paper.Root and bool(paper.Root.MarkInfo.Marked)
    size = len(content) // 1024
    print(f"{what}: {wall:.1f} s, processor {processor:.1f} s, {pages} pages, {size} kB, tagged {tagged}")


def main():
    """Makes the family, its pack twice (the first one loads templates), one folder and a supplement."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--members", type=int, default=6)
    options.add_argument("--entries", type=int, default=18)
    options.add_argument("--language", default="ar")
    options.add_argument("--keep", type=Path)
    options = options.parse_args()
    # As a worker begins (`manage.py work`): the checks, which read all addresses, and one empty paper.
    call_command("check", stdout=io.StringIO())
    pdf.warm_up()
    with transaction.atomic():
        lead = make.case_worker()
        folders = paper_samples.family(lead, members=options.members, entries=options.entries)
        runs = [
            ("family, first", "folder-paper", folders),
            ("family, again", "folder-paper", folders),
            ("one folder", "folder-paper", folders[:1]),
            ("supplement", "folder-supplement", folders[:1]),
        ]
        for what, kind, some in runs:
            content, wall, processor = made(kind, some, lead, options.language)
            report(what, content, wall, processor)
            if options.keep:
                options.keep.joinpath(f"{what.replace(', ', '-').replace(' ', '-')}.pdf").write_bytes(content)
        transaction.set_rollback(True)


if __name__ == "__main__":
    main()
