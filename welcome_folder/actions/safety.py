"""What every action on a folder asks first and last: the lock, whether somebody may write, and "keiner geht verloren".

@transaction.atomic
def cancel(*, appointment, by, reason):
    folder = lock_folder(appointment.folder_id)     # two actions on one folder queue up here
    require_work(folder)
    require_area(folder, by=by, institution=..., area=...)
    ...
    check(folder)                                   # a sentence, before the database would refuse with an error
"""

from herne_integration.rules import RuleBroken
from welcome_folder.choices.folders import LED, FolderState
from welcome_folder.choices.handovers import HandoverState
from welcome_folder.choices.team import TeamRole
from welcome_folder.models import Handover, WelcomeFolder, doors

NO_NEXT = (
    "Nach diesem Eintrag hätte diese Person keinen nächsten Schritt. Bitte tragen Sie zugleich einen Schritt mit Datum "
    "oder einen neuen Termin ein, oder lassen Sie den Ordner mit Grund ruhen."
)
NO_LEAD = "Nach diesem Eintrag wäre niemand mehr für diesen Ordner zuständig. Bitte übergeben Sie ihn zuerst."
NO_WORK = "Dieser Ordner ist {state}: Darin wird nichts mehr eingetragen."
NOT_HERS = "In diesem Beratungsfeld sind Sie für diese Stelle nicht beteiligt."
GONE = "Der Eintrag „{thing}“ hat sich geändert, seit Sie die Seite geöffnet haben. Bitte sehen Sie ihn noch einmal an."
# An office outside the team writes while it works on what it has taken over.
AT_WORK = (HandoverState.ACCEPTED, HandoverState.CONTACTED)


def lock_folder(pk):
    """The folder as it is now, locked until the transaction ends."""
    return WelcomeFolder.objects.select_for_update(of=("self",)).get(pk=pk)


def locked(thing):
    """A row as it is now, locked; call `lock_folder` first."""
    return type(thing).objects.select_for_update(of=("self",)).get(pk=thing.pk)


def check(folder):
    """Says in a sentence what the database would refuse at the end of the transaction."""
    folder = WelcomeFolder.objects.only("state", "lead_id").get(pk=folder.pk)
    if folder.state != FolderState.OPEN:
        return
    if not folder.team.filter(role=TeamRole.LEAD, ended_at__isnull=True, organisation=folder.lead_id).exists():
        raise RuleBroken(NO_LEAD)
    if not folder.steps.open().exists() and not folder.appointments.planned().exists():
        raise RuleBroken(NO_NEXT)


def require_work(folder):
    """Somebody works with the folder: it is open or resting."""
    if folder.state not in LED:
        raise RuleBroken(NO_WORK.format(state=folder.get_state_display()))


def require_area(folder, *, by, institution, area):
    """She may write into this area for this institution."""
    if not (_in_team(folder, by, institution, area) or _at_work(folder, by, institution, area)):
        raise RuleBroken(NOT_HERS)


def require_any_place(folder, *, by, area):
    """She takes part in this area, for whichever institution."""
    if not doors.places(by).filter(folder=folder.pk, areas__contains=[area]).exists():
        raise RuleBroken(NOT_HERS)


def require_writer(folder, *, by, area):
    """She takes part in this area, or writes as the office outside the team that has taken it over."""
    offices = doors.institutions_of(by)
    if not _taken_over(folder, area).filter(receiver__in=offices).exists():
        require_any_place(folder, by=by, area=area)


def speaks_for(folder, *, by, area, institution):
    """Key of the institution that a new entry names: the same if she works there, else that of her own place."""
    if _in_team(folder, by, institution, area) or _at_work(folder, by, institution, area):
        return institution
    place = doors.places(by).filter(folder=folder.pk, areas__contains=[area]).order_by("role", "joined_at").first()
    if place is None:
        raise RuleBroken(NOT_HERS)
    return place.organisation_id


def _in_team(folder, by, institution, area):
    return doors.places(by).filter(folder=folder.pk, organisation=institution, areas__contains=[area]).exists()


def _at_work(folder, by, institution, area):
    """For the immigration office, which is in no team: what it has accepted."""
    taken_over = _taken_over(folder, area).filter(receiver=institution)
    return taken_over.filter(receiver__in=doors.institutions_of(by)).exists()


def _taken_over(folder, area):
    return Handover.objects.filter(
        folder=folder.pk,
        receiver__folder_institution__is_immigration_office=True,
        state__in=AT_WORK,
        areas__contains=[area],
    )
