"""Submitting: the working copy is frozen, sealed and numbered, within the closing second of its round."""

from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from fund import canonical, completeness, content, deadlines
from fund.actions import doors, numbers, states
from fund.choices.applications import ApplicationState
from fund.models import ApplicationVersion
from herne_integration import mail
from herne_integration.rules import RuleBroken

PREFIX = "VF"
DECLARATION = (
    "Ich vertrete den Antragsteller. Die Angaben sind vollständig und richtig. Das Projekt hat noch nicht begonnen und"
    " wird von niemand anderem für dieselben Kosten bezahlt. Änderungen teile ich dem Projektbüro unverzüglich mit."
)
NOT_DECLARED = "Bitte bestätigen Sie die Erklärung."
ONLY_ONCE = "Dieser Antrag ist schon eingegangen: Nummer {number}."
NO_APPLICANT = "Zum Absenden braucht der Antrag einen Antragsteller, in dessen Team Sie unterschreiben."
INCOMPLETE = "Der Antrag ist noch nicht vollständig: {sentences}"


def missing(application):
    """What the application lacks, as `completeness.Missing` with topics; the check-your-answers page shows it."""
    return completeness.missing(content.of(application), application.round.guideline.rules)


@transaction.atomic
def submit(*, application, by, is_declared, at=None):
    """The chair submits; returns the `ApplicationVersion`. The clock is read first, before anything is waited for."""
    at = at or timezone.now()
    application = doors.locked(application)
    if application.state != ApplicationState.DRAFT:
        raise RuleBroken(ONLY_ONCE.format(number=application.number))
    if application.applicant_id is None:
        raise RuleBroken(NO_APPLICANT)
    doors.require_chair(application, by)
    _require_in_time(application.round, at)
    require_whole(application, is_declared)
    number = numbers.take(prefix=PREFIX, year=timezone.localdate(at).year)
    states.move(application, ApplicationState.SUBMITTED, at=at, number=number)
    version = freeze(application, by=by, at=at)
    receipt(version)
    return version


def freeze(application, *, by, at, supplement=None):
    """The next version of a locked application."""
    frozen = content.of(application)
    return ApplicationVersion.objects.create(
        application=application,
        number=application.versions.count() + 1,
        round=application.round,
        guideline=application.round.guideline,
        content=frozen,
        sha256=canonical.sha256(frozen),
        amount_requested=Decimal(frozen["answers"]["amount_requested"]),
        declaration=DECLARATION,
        supplement=supplement,
        submitted_at=at,
        submitted_by=by,
    )


def receipt(version):
    """Tells the applicant that something has come in, with number and seal."""
    mail.queue(
        "fund/mail/received.txt",
        {"version": version, "application": version.application},
        to=version.application.email,
    )


def is_unchanged(version):
    """Whether a version is still what its seal was taken over."""
    return canonical.is_sealed_by(version.content, version.sha256)


def require_whole(application, is_declared):
    """Declared, and nothing missing."""
    if not is_declared:
        raise RuleBroken(NOT_DECLARED)
    lacks = missing(application)
    if lacks:
        raise RuleBroken(INCOMPLETE.format(sentences=" ".join(one.sentence for one in lacks)))


def _require_in_time(aimed, at):
    window = _window(aimed)
    if not deadlines.takes(window, at):
        following = aimed.fund.rounds.not_closed(at).exclude(pk=aimed.pk).first()
        raise RuleBroken(deadlines.refused(window, _window(following) if following else None, at))


def _window(one):
    return deadlines.Window(one.name, one.opens_at, one.closes_at)
