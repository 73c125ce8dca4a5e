"""Who helps: states of a profile, and the words people choose from."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class VolunteerState(TextChoices):
    """A draft until the address is confirmed; an erased one keeps its key and nothing of the person."""

    DRAFT = "draft", _("noch nicht bestätigt")
    ACTIVE = "active", _("dabei")
    PAUSED = "paused", _("pausiert")
    LEFT = "left", _("ausgeschieden")
    ERASED = "erased", _("gelöscht")


NEXT_STATES = {
    VolunteerState.DRAFT: {VolunteerState.ACTIVE, VolunteerState.ERASED},
    VolunteerState.ACTIVE: {VolunteerState.PAUSED, VolunteerState.LEFT, VolunteerState.ERASED},
    VolunteerState.PAUSED: {VolunteerState.ACTIVE, VolunteerState.LEFT, VolunteerState.ERASED},
    VolunteerState.LEFT: {VolunteerState.ACTIVE, VolunteerState.ERASED},
    VolunteerState.ERASED: set(),
}
# Somebody whom one may still ask, now or later.
HERE = (VolunteerState.ACTIVE, VolunteerState.PAUSED)


class ActivityType(TextChoices):
    """What one does; housing guides and reading partners are kinds like any other."""

    HOUSING_GUIDE = "housing_guide", _("Wohnungen suchen helfen (Wohnungslotsen)")
    READING = "reading", _("Vorlesen (Lesepaten)")
    FAMILY = "family", _("Eine Familie begleiten")
    MENTORING = "mentoring", _("Patenschaft")
    OFFICE = "office", _("Zu Ämtern begleiten")
    DOCTOR = "doctor", _("Zum Arzt begleiten")
    LANGUAGE = "language", _("Beim Deutschlernen helfen")
    LANGUAGE_PARTNER = "language_partner", _("Sprachpatenschaft")
    HOMEWORK = "homework", _("Hausaufgaben und Nachhilfe")
    INTERPRETING = "interpreting", _("Dolmetschen")
    SPORT = "sport", _("Sport")
    LEISURE = "leisure", _("Freizeit begleiten")
    MEETING = "meeting", _("Begegnung und Feste")
    DONATIONS = "donations", _("Kleidung und Sachspenden ausgeben")
    FOOD = "food", _("Lebensmittel ausgeben")
    FURNITURE = "furniture", _("Möbel und Hausrat")
    MOVING = "moving", _("Beim Umzug helfen")
    BIKES = "bikes", _("Fahrräder reparieren")
    CREATIVE = "creative", _("Kochen, Nähen, Basteln")
    CHILDCARE = "childcare", _("Mit Kindern spielen")
    HEALTH = "health", _("Gesundheit")
    DRIVING = "driving", _("Fahrdienst")
    DIGITAL = "digital", _("Am Computer helfen")
    JOB = "job", _("Bei Arbeit und Bewerbung helfen")
    APPRENTICE = "apprentice", _("Auszubildende begleiten")
    GUARDIAN = "guardian", _("Vormundschaft")
    TRAINING = "training", _("Fortbildung für Ehrenamtliche")
    SUPPORT = "support", _("Menschen in schwerer Lage begleiten")
    GENERAL = "general", _("Mithelfen, wo es nötig ist")


class Skill(TextChoices):
    """What somebody can do and a task may need."""

    DRIVING = "driving", _("Führerschein Klasse B")
    CAR = "car", _("eigenes Auto")
    CRAFTS = "crafts", _("handwerkliches Geschick")
    COMPUTER = "computer", _("Computer und Internet")
    TEACHING = "teaching", _("erklären und unterrichten")
    CHILDREN = "children", _("Erfahrung mit Kindern")
    OFFICES = "offices", _("Erfahrung mit Ämtern und Anträgen")
    HOUSING = "housing", _("Wohnungsmarkt in Herne")
    COACHING = "coaching", _("Übungsleitung im Sport")
    LIFEGUARD = "lifeguard", _("Rettungsschwimmen")
    MUSIC = "music", _("Musik, Kunst, Theater")
    COOKING = "cooking", _("Kochen, Nähen, Handarbeit")
    HEALTH = "health", _("Gesundheit und Pflege")


class SpokenLevel(TextChoices):
    """How well somebody speaks a language, in words that need no certificate."""

    BASIC = "basic", _("ein wenig")
    GOOD = "good", _("gut")
    FLUENT = "fluent", _("fließend")
    NATIVE = "native", _("Muttersprache")


# From little to much, for "at least".
SPOKEN_ORDER = (SpokenLevel.BASIC, SpokenLevel.GOOD, SpokenLevel.FLUENT, SpokenLevel.NATIVE)
# Interpreting takes these.
INTERPRETS = (SpokenLevel.FLUENT, SpokenLevel.NATIVE)


class Day(TextChoices):
    """Days of the week, ISO 8601 numbers."""

    MONDAY = "1", _("Montag")
    TUESDAY = "2", _("Dienstag")
    WEDNESDAY = "3", _("Mittwoch")
    THURSDAY = "4", _("Donnerstag")
    FRIDAY = "5", _("Freitag")
    SATURDAY = "6", _("Samstag")
    SUNDAY = "7", _("Sonntag")
