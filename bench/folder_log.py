"""Asks pages of folders while the database refuses the view log: not one byte of content may come.

    python bench/folder_log.py [--tries 1000]

Works on the database that DATABASE_URL names; everything is rolled back, also the right that is taken away.
"""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

if __name__ == "__main__":
    import django

    django.setup()

from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from herne_integration import database_roles
from tests.people import log_in
from tests.welcome_folder import make
from welcome_folder.models import ViewLog
from welcome_folder.urls import urlpatterns

MARKS = {"given_name": "Zqxvorname", "family_name": "Zqxnachname", "street": "Zqxstraße 7", "phone": "0232399887766"}
NOTE = "Zqxnotiz"


def pages(folder, entries):
    """Addresses of all pages about this folder that a GET opens."""
    for one in urlpatterns:
        names = list(one.pattern.converters)
        if names[:1] == ["pk"] and str(one.pattern).startswith("ordner/") and set(names[1:]) <= entries.keys():
            kwargs = {"pk": folder.pk} | {name: entries[name] for name in names[1:]}
            yield reverse(f"welcome_folder:{one.name}", kwargs=kwargs)
    yield reverse("welcome_folder:day")
    yield reverse("welcome_folder:day-pdf")


def refuse_log():
    """Takes the right to write the log away, as the owner, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(f"REVOKE INSERT ON welcome_folder_viewlog FROM {settings.APP_ROLE}")


def leaks(client, urls, tries):
    """(answers by status, bytes of content) of so many tries."""
    statuses, content = {}, 0
    for number in range(tries):
        answer = client.get(urls[number % len(urls)])
        text = answer.getvalue().decode("utf-8", "replace")
        statuses[answer.status_code] = statuses.get(answer.status_code, 0) + 1
        content += sum(len(mark) * text.count(mark) for mark in [*MARKS.values(), NOTE])
        content += len(text) if answer["Content-Type"] != "text/html; charset=utf-8" else 0
    return statuses, content


def build():
    """A folder full of marks; (folder, lead, entries)."""
    make.words()
    lead = make.case_worker(name="Mira Muster", email="bench-folder-log@beispiel.invalid")
    folder = make.folder(lead=lead, whose=make.person(**MARKS))
    entry = make.appointment(folder, by=lead, place=NOTE, with_whom=NOTE)
    step = make.step(folder, by=lead, title=NOTE)
    return (
        folder,
        lead,
        {"appointment": entry.pk, "document": make.document(folder, by=lead, note=NOTE).pk, "step": step.pk},
    )


def main():
    """Prints statuses and bytes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tries", type=int, default=1000)
    tries = parser.parse_args().tries
    settings.ALLOWED_HOSTS.append("testserver")
    with database_roles.as_owner(connection), transaction.atomic():
        folder, lead, entries = build()
        client, urls = log_in(Client(), lead), list(pages(folder, entries))
        refuse_log()
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL ROLE {settings.APP_ROLE}")
        statuses, content = leaks(client, urls, tries)
        seen = ViewLog.objects.filter(folder_id=folder.pk).count()
        print(f"{tries} tries at {len(urls)} pages: {statuses}, {content} bytes of content, {seen} rows in the log")
        transaction.set_rollback(True)
    return 1 if content or set(statuses) - {503, 405} else 0


if __name__ == "__main__":
    sys.exit(main())
