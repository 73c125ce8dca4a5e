"""Papers of folders as files: made by a job where they are long, at once where they are short.

Whoever asks is looked at again when the job runs, and at every download; the look is written down before anything is
read. `params`: the folders, their keys only, and for a supplement the day from which on something counts as new.
"""

from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone, translation

from herne_integration import pdf, prepared_files
from herne_integration.models import PreparedFile
from welcome_folder import access, paper_links, paper_reading, printing
from welcome_folder.actions import printouts
from welcome_folder.actions.safety import lock_folder
from welcome_folder.choices.access import Purpose
from welcome_folder.choices.printouts import PrintKind
from welcome_folder.models import FamilyTie, Person, Printout, WelcomeFolder

KINDS = ("folder-paper", "folder-supplement")


@prepared_files.own_transactions
def whole(file):
    """Builder of "folder-paper": one folder, or those of a family one after the other."""
    folders = _looked_at(file)
    now = timezone.now()
    with transaction.atomic():
        day, user = timezone.localdate(now), file.requested_by
        contacts = paper_reading.contact_points(user, file.language, now=now)
        parts = []
        for number, key in enumerate(folders, start=1):
            folder, at = _held_still(user, key)
            part = paper_reading.whole(folder, user, contacts=contacts, day=day)
            parts.append(_linked(part, is_first=number == 1))
            printouts.record(folder=folder, kind=PrintKind.WHOLE, by=user, language=file.language, at=at)
            file.advance(30 * number // len(folders))
        shared = paper_reading.shared_register(parts) if len(parts) > 1 else None
        content = _render(
            "welcome_folder/paper_whole.html",
            {"folder": parts[0].folder, "parts": parts, "shared": shared},
            file.language,
        )
    return _named(parts[0].folder), "application/pdf", content


@prepared_files.own_transactions
def supplement(file):
    """Builder of "folder-supplement": what is new since the last print, or since a day."""
    (key,) = _looked_at(file)
    user = file.requested_by
    with transaction.atomic():
        folder, at = _held_still(user, key)
        since = since_of(folder, user, file.params.get("since"))
        part = _linked(paper_reading.supplement(folder, user, since=since, day=timezone.localdate(at)))
        file.advance(30)
        printouts.record(folder=folder, kind=PrintKind.SUPPLEMENT, by=user, language=file.language, at=at)
        context = {"folder": folder, "part": part, "since": since.earliest}
        content = _render("welcome_folder/paper_supplement.html", context, file.language)
    return _named(folder, "-nachtrag"), "application/pdf", content


def may_fetch(file, user):
    """Gate of both: the permission, a live membership and a live place in the team of each folder on the paper."""
    if not user.has_perm(access.PERMISSION):
        return False
    folders = file.params["folders"]
    return all(access.find(user, key)[0] is not None for key in folders) and not _kept_apart(folders)


def files_about(folder):
    """Prepared files that hold papers of a folder (its key)."""
    return PreparedFile.objects.filter(kind__in=KINDS, params__folders__contains=[str(folder)])


def prepare(folder, *, by, kind, language, since=None, family=()):
    """Asks a job for a long paper; its title holds the folder number and nothing else."""
    params = {"folders": [str(folder.pk), *(str(one.pk) for one in family)]}
    if kind == "folder-supplement":
        params["since"] = since.isoformat() if since else ""
    with translation.override(language):
        return prepared_files.prepare(kind, by=by, params=params, title=str(folder))


def sheet_context(folder, user, number, language, *, day):
    """What a single sheet shows."""
    with translation.override(language):
        contacts = paper_reading.contact_points(user, language, now=timezone.now())
        part = _linked(paper_reading.sheet(folder, user, number, contacts=contacts, day=day))
    return {"part": part, "register": part.registers[0]}


def card_context(folder):
    """What the wallet card shows: the number and its code, no name, no topic, no place."""
    links = paper_links.of_folder(folder, [])
    return {"folder": folder, "link": links[0]}


def since_of(folder, user, day=""):
    """`printing.Since` a day that somebody chose, else since the last complete print, area by area."""
    areas = paper_reading.areas_of(user, folder)
    if day:
        midnight = datetime.combine(date.fromisoformat(day), time.min)
        return printing.since_day(areas, timezone.make_aware(midnight))
    prints = Printout.objects.visible_to(user).filter(folder=folder).complete()
    return printing.since_prints(areas, list(prints.values_list("printed_at", "areas")))


def family_of(folder, user):
    """(folders of relatives that the reader may open, whether they may lie in one file with this one)."""
    pairs = FamilyTie.objects.of(folder.person).values_list("person", "relative")
    people = {key for pair in pairs for key in pair} - {folder.person_id}
    found = list(WelcomeFolder.objects.visible_to(user).filter(person__in=people).order_by("person__birth_date", "pk"))
    return found, not _kept_apart([folder.pk, *(one.pk for one in found)])


def _kept_apart(folders):
    """Whether papers of these folders must not lie in one file."""
    if len(folders) < 2:
        return False
    people = Person.objects.filter(folder__in=folders)
    ties = FamilyTie.objects.filter(person__in=people, relative__in=people)
    return not printing.may_print_together(people.values_list("pk", flat=True), ties)


def _looked_at(file):
    """Keys of the folders, once the looks are committed; whoever may not read one of them gets nothing."""
    user = file.requested_by
    with transaction.atomic():
        places = {key: access.find(user, key)[1] for key in file.params["folders"]}
        for key, place in places.items():
            access.record(user, Purpose.PRINT, place=place, folder=key)
    if not may_fetch(file, user):
        raise PermissionError("The place in the team has ended.")
    return list(places)


def _held_still(user, key):
    """(folder, the moment up to which its paper is complete): an entry that is being made is waited for."""
    lock_folder(key)
    return paper_reading.folder_for_print(user, key), timezone.now()


def _linked(contents, *, is_first=True):
    """Gives the sheets their codes; of a family only those of the first, whose register is everybody's."""
    numbers = [one.number for one in contents.registers] if is_first else []
    contents.links = paper_links.of_folder(contents.folder, numbers)
    return contents


def _render(template, context, language):
    return pdf.render(template, context, language, is_kept=False)


def _named(folder, ending=""):
    return f"ordner-{folder.number}{ending}.pdf"
