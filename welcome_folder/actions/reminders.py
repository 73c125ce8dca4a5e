"""A neutral mail to the person, some days before an appointment: no topic, no institution that others must not know.

Only to whom mail is the way to be reached, once for each appointment; a moved one is reminded of anew.
"""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from herne_integration import mail
from welcome_folder.choices.appointments import Visibility
from welcome_folder.choices.folders import LED
from welcome_folder.choices.people import Channel
from welcome_folder.models import Appointment, PersonLanguage

TEMPLATE = "welcome_folder/mail/reminder.txt"
LANGUAGES = {"de", "en", "ar"}
# Where the place alone would tell what it is about.
TELLING_AREAS = {"gesundheit", "familie"}


def send_due(*, day=None):
    """Queues a mail for every appointment of the next days; returns how many."""
    day = day or timezone.localdate()
    return sum(_remind(pk, day) for pk in due(day).values_list("pk", flat=True))


def due(day):
    """Planned appointments of the next days of whose folders somebody takes care, not reminded of yet."""
    return (
        Appointment.objects.planned()
        .current()
        .filter(
            day__gt=day,
            day__lte=day + timedelta(days=settings.REMINDER_DAYS),
            reminded_on__isnull=True,
            folder__state__in=LED,
            folder__person__channel=Channel.EMAIL,
        )
        .exclude(folder__person__email="")
    )


@transaction.atomic
def _remind(pk, day):
    """Whether this one was to be reminded of; another worker may have been faster, or a case worker cancelled it."""
    rows = due(day).filter(pk=pk).select_related("folder__person", "institution__folder_institution")
    appointment = rows.select_for_update(of=("self",), skip_locked=True).first()
    if appointment is None:
        return False
    person = appointment.folder.person
    mail.queue(TEMPLATE, told(appointment), to=person.email, language=language_for_letters(person))
    appointment.reminded_on = day
    appointment.save(update_fields=["reminded_on"])
    return True


def told(appointment):
    """What the mail may say: the moment; institution and place only where they give nothing away."""
    facts = getattr(appointment.institution, "folder_institution", None)
    is_plain = (
        appointment.visibility == Visibility.SHARED
        and appointment.area_id not in TELLING_AREAS
        and facts is not None
        and not facts.is_sensitive
    )
    context = {"day": appointment.day, "time": appointment.time}
    return context | ({"institution": appointment.institution.name, "place": appointment.place} if is_plain else {})


def language_for_letters(person):
    """The person's language for letters where we write it, else German."""
    row = PersonLanguage.objects.filter(person=person, is_for_letters=True).select_related("language").first()
    return row.language.key if row and row.language.key in LANGUAGES else "de"


@app.periodic(cron="0 7 * * *")
@app.task(queueing_lock="reminders")
def remind_daily(timestamp):
    """Every morning."""
    send_due()
