"""Parts of a day, as people say when they are free; the clock times are what the rules of matching compare."""

from datetime import time

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PartOfDay(TextChoices):
    """Three parts that touch, so that a task from 11 to 13 fits whoever ticks two."""

    MORNING = "morning", _("vormittags")
    AFTERNOON = "afternoon", _("nachmittags")
    EVENING = "evening", _("abends")


HOURS = {
    PartOfDay.MORNING: (time(8), time(12)),
    PartOfDay.AFTERNOON: (time(12), time(18)),
    PartOfDay.EVENING: (time(18), time(22)),
}


class FreeTime(TextChoices):
    """What the public list asks."""

    MORNING = "morning", _("werktags vormittags")
    AFTERNOON = "afternoon", _("werktags nachmittags")
    EVENING = "evening", _("werktags abends")
    WEEKEND = "weekend", _("am Wochenende")
