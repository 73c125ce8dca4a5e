"""What every action on an application asks first: the lock, who is asking, and what may change now."""

from django.utils import timezone

from fund import deadlines
from fund.choices.applicants import TeamRole
from fund.choices.applications import ApplicationState, Topic
from fund.models import ApplicantMember, Application
from herne_integration.rules import RuleBroken

# What each role of a team may write; an owner without an applicant, and a device with the mailed link, everything.
MAY_WRITE = {
    TeamRole.CHAIR: set(Topic),
    TeamRole.PROJECT_LEAD: set(Topic),
    TeamRole.TREASURER: {Topic.COSTS, Topic.FINANCING, Topic.DOCUMENTS},
}
NOT_YOURS = "Das kann nur jemand, der an diesem Antrag schreibt."
NOT_YOUR_TOPIC = "Diesen Teil des Antrags bearbeiten Vertretung und Projektleitung."
CHAIR_ONLY = "Das kann nur, wer den Antragsteller vertritt und unterschreibt."
OFFICE_ONLY = "Das kann nur das Projektbüro."
OWN_TEAM = "Wer zum Team des Antragstellers gehört, bearbeitet dessen Antrag nicht im Projektbüro."
FROZEN = "Dieser Antrag ist {state} und lässt sich nicht mehr ändern."
NOT_ASKED = "Nach diesem Teil ist nicht gefragt: Er bleibt, wie er eingereicht wurde."
OVERDUE = "Die Frist ist am {day} abgelaufen. Das Projektbüro kann sie verlängern."


def locked(application):
    """The application as it is now, locked until the end of the transaction, with its round and fund."""
    rows = Application.objects.select_for_update(of=("self",)).select_related("round__fund", "round__guideline")
    return rows.get(pk=application.pk)


def roles(application, by):
    """Roles of a person in the applicant's team."""
    if by is None or not by.is_authenticated or application.applicant_id is None:
        return set()
    places = ApplicantMember.objects.live().filter(applicant=application.applicant_id, user=by.pk)
    return {TeamRole(role) for role in places.values_list("role", flat=True)}


def topics_of(application, *, by=None, key=""):
    """The topics that somebody may write, whatever the state: pages offer nothing else."""
    if application.applicant_id is None:
        is_owner = by is not None and by.is_authenticated and application.owner_id == by.pk
        return set(Topic) if is_owner or _is_opened(application, key) else set()
    return set().union(*(MAY_WRITE[role] for role in roles(application, by)))


def unlocked(application, *, day):
    """What may change now: None is everything (a draft), else names of parts, none when nothing may."""
    if application.state == ApplicationState.DRAFT:
        return None
    asked = application.supplements.open().first() if application.state == ApplicationState.SUPPLEMENT else None
    return set(asked.unlocks) if asked and deadlines.is_open_on(asked.due_on, day) else set()


def require_writer(application, topic, *, by=None, key=""):
    """Only who writes at this application, and at this topic of it."""
    topics = topics_of(application, by=by, key=key)
    if not topics:
        raise RuleBroken(NOT_YOURS)
    if topic not in topics:
        raise RuleBroken(NOT_YOUR_TOPIC)


def require_open(application, parts, *, day=None):
    """Only what is a draft, or what a supplement asks for, until it is due."""
    day = day or timezone.localdate()
    may = unlocked(application, day=day)
    if may is None or (parts and set(parts) <= may):
        return
    if application.state != ApplicationState.SUPPLEMENT:
        raise RuleBroken(FROZEN.format(state=application.get_state_display()))
    asked = application.supplements.open().first()
    if asked and not deadlines.is_open_on(asked.due_on, day):
        raise RuleBroken(OVERDUE.format(day=f"{asked.due_on:%d.%m.%Y}"))
    raise RuleBroken(NOT_ASKED)


def require_chair(application, by):
    """Only who signs for the applicant."""
    if TeamRole.CHAIR not in roles(application, by):
        raise RuleBroken(CHAIR_ONLY)


def require_office(application, by):
    """The project office, and nobody of it who applies herself."""
    if by is None or not by.has_perm("fund.manage_fund"):
        raise RuleBroken(OFFICE_ONLY)
    if roles(application, by):
        raise RuleBroken(OWN_TEAM)


def _is_opened(application, key):
    """Whether a session's secret opens this draft, which nobody has claimed."""
    return bool(key) and application.owner_id is None and application.resume_links.opened_with(key).exists()
