"""What speaks for a pairing, and why somebody or something stays without a proposal; sentences in plain words."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Aspect(TextChoices):
    """What a score is made of; each has a weight in `MatchWeights`."""

    AREA = "area", _("Aufgabe")
    TARGET_GROUP = "target_group", _("Zielgruppe")
    LANGUAGE = "language", _("Sprache")
    CLOSENESS = "closeness", _("Nähe")
    LOAD = "load", _("Auslastung")
    VOLUNTEER_WAITS = "volunteer_waits", _("Wartezeit der ehrenamtlichen Person")
    OPPORTUNITY_WAITS = "opportunity_waits", _("Wartezeit der Aufgabe")


class Point(TextChoices):
    """One grade of an aspect, as people read it."""

    AREA_BOTH = "area_both", _("Genau diese Art von Aufgabe ist gewünscht, auch der Bereich passt.")
    AREA_TYPE = "area_type", _("Genau diese Art von Aufgabe ist gewünscht.")
    AREA_FIELD = "area_field", _("Der Bereich passt zum Wunsch.")
    AREA_OPEN = "area_open", _("Offen für jede Aufgabe.")
    AREA_NONE = "area_none", _("Gewünscht ist etwas anderes.")
    GROUP_SHARED = "group_shared", _("Die Menschen, um die es geht, passen zum Wunsch.")
    GROUP_OPEN = "group_open", _("Zur Zielgruppe gibt es keinen Wunsch.")
    GROUP_OTHER = "group_other", _("Gewünscht ist eine andere Zielgruppe.")
    LANGUAGE_NATIVE = "language_native", _("Spricht die gebrauchte Sprache als Muttersprache.")
    LANGUAGE_FLUENT = "language_fluent", _("Spricht die gebrauchte Sprache fließend.")
    LANGUAGE_GOOD = "language_good", _("Spricht die gebrauchte Sprache gut.")
    LANGUAGE_BASIC = "language_basic", _("Spricht die gebrauchte Sprache ein wenig.")
    LANGUAGE_UNKNOWN = "language_unknown", _("Wie gut die gebrauchte Sprache gesprochen wird, ist nicht bekannt.")
    LANGUAGE_FREE = "language_free", _("Eine weitere Sprache wird nicht gebraucht.")
    CLOSE_HERE = "close_here", _("Im gewünschten Stadtbezirk.")
    CLOSE_KILOMETRES = "close_kilometres", _("Etwa %(kilometres)s km vom gewünschten Stadtbezirk.")
    CLOSE_ANYWHERE = "close_anywhere", _("Der Ort spielt keine Rolle.")
    CLOSE_UNKNOWN = "close_unknown", _("Wie weit es ist, ist nicht bekannt.")
    LOAD_FREE = "load_free", _("Hat noch keine Aufgabe.")
    LOAD_TAKEN = "load_taken", _("Laufende Aufgaben: %(tasks)s.")
    VOLUNTEER_WAITS = "volunteer_waits", _("Wartet auf eine Aufgabe, Tage: %(days)s.")
    OPPORTUNITY_WAITS = "opportunity_waits", _("Die Aufgabe wartet auf jemanden, Tage: %(days)s.")


class Unassigned(TextChoices):
    """Why nothing is proposed."""

    UNDER_WAY = "under_way", _("Eine Vermittlung läuft schon.")
    NO_TASK_FITS = "no_task_fits", _("Keine Aufgabe passt.")
    TASKS_GONE = "tasks_gone", _("Es passt etwas, aber alle passenden Plätze sind für andere vorgeschlagen.")
    NOBODY_FITS = "nobody_fits", _("Niemand passt.")
    PEOPLE_GONE = "people_gone", _("Es passt jemand, aber alle Passenden sind anderswo vorgeschlagen.")
    NO_PLACES = "no_places", _("Kein Platz ist frei.")
