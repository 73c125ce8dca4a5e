"""The person whose folder it is. No free remarks, no ethnicity, no religion, no diagnosis (GDPR art. 5 and 9)."""

import uuid

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from herne_integration.models import Versioned
from herne_integration.privacy import classified
from offers.choices import GermanLevel
from offers.choices_asker import PersonGender
from offers.models import District, Language
from welcome_folder.choices.people import BirthPrecision, Channel, InterpreterNeed, Recognition, Schooling
from welcome_folder.models.guarding import stays_erased


@classified(
    personal="id given_name family_name given_name_latin family_name_latin name_keys birth_date birth_precision gender"
    " citizenships phone email street postcode city district channel interpreter arrived_on german_level schooling"
    " qualification profession recognition",
    plain="version",
)
@pghistory.track(exclude=["name_keys"])
class Person(Versioned):
    """Somebody new in Herne ("Person")."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    given_name = models.CharField("Vorname", max_length=100)
    family_name = models.CharField("Nachname", max_length=100)
    given_name_latin = models.CharField("Vorname in lateinischer Schrift", max_length=100, blank=True)
    family_name_latin = models.CharField("Nachname in lateinischer Schrift", max_length=100, blank=True)
    # Spellings under which the name may turn up elsewhere; written by `names.keys`.
    name_keys = ArrayField(models.CharField(max_length=120), default=list, editable=False)
    birth_date = models.DateField("Geburtsdatum", null=True, blank=True)
    birth_precision = models.CharField(
        "Genauigkeit", max_length=8, choices=BirthPrecision, default=BirthPrecision.UNKNOWN
    )
    gender = models.CharField("Geschlecht", max_length=8, choices=PersonGender, blank=True)
    citizenships = ArrayField(
        models.CharField(max_length=10), verbose_name="Staatsangehörigkeiten", default=list, blank=True
    )
    phone = models.CharField("Telefon", max_length=60, blank=True)
    email = models.EmailField("E-Mail", blank=True)
    street = models.CharField("Straße und Hausnummer", max_length=160, blank=True)
    postcode = models.CharField("Postleitzahl", max_length=5, blank=True)
    city = models.CharField("Ort", max_length=80, blank=True)
    district = models.ForeignKey(
        District, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Stadtbezirk"
    )
    channel = models.CharField("bevorzugter Weg", max_length=8, choices=Channel, default=Channel.UNKNOWN)
    interpreter = models.CharField(
        "Sprachmittlung", max_length=10, choices=InterpreterNeed, default=InterpreterNeed.UNKNOWN
    )
    arrived_on = models.DateField("in Deutschland seit", null=True, blank=True)
    german_level = models.CharField("Deutsch", max_length=6, choices=GermanLevel, blank=True)
    schooling = models.CharField("Schulbildung", max_length=8, choices=Schooling, default=Schooling.UNKNOWN)
    qualification = models.CharField("Ausbildung oder Studium", max_length=200, blank=True)
    profession = models.CharField("Beruf", max_length=200, blank=True)
    recognition = models.CharField("Anerkennung", max_length=10, choices=Recognition, default=Recognition.UNKNOWN)

    class Meta:
        verbose_name = "Person"
        verbose_name_plural = "Personen"
        default_permissions = ()
        triggers = [stays_erased("person")]
        indexes = [GinIndex(fields=["name_keys"], name="welcome_folder_person_keys")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(family_name=""),
                name="welcome_folder_person_has_name",
                violation_error_message="Eine Person braucht einen Nachnamen.",
            ),
            models.CheckConstraint(
                condition=Q(birth_date__isnull=True, birth_precision=BirthPrecision.UNKNOWN)
                | (Q(birth_date__isnull=False) & ~Q(birth_precision=BirthPrecision.UNKNOWN)),
                name="welcome_folder_person_birth_and_precision",
                violation_error_message="Zu einem Geburtsdatum gehört, wie genau es bekannt ist.",
            ),
            models.CheckConstraint(
                condition=~Q(birth_precision__in=[BirthPrecision.YEAR, BirthPrecision.GUESSED])
                | Q(birth_date__month=1, birth_date__day=1),
                name="welcome_folder_person_year_alone",
                violation_error_message="Ist nur das Jahr bekannt, steht als Tag der 1. Januar.",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def name(self):
        """Both names, as the person writes them."""
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def readable_name(self):
        """Both names in letters that every colleague can read: for lists, where nobody stands beside it."""
        return f"{self.given_name_latin or self.given_name} {self.family_name_latin or self.family_name}".strip()

    @property
    def latin_name(self):
        """Both names in Latin letters; empty where they are written so anyway."""
        return f"{self.given_name_latin} {self.family_name_latin}".strip()


@classified(personal="person language level is_first is_for_letters", plain="id")
@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class PersonLanguage(models.Model):
    """A language that somebody speaks ("Sprache")."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="languages", verbose_name="Person")
    language = models.ForeignKey(Language, models.PROTECT, related_name="+", verbose_name="Sprache")
    level = models.CharField("Niveau", max_length=6, choices=GermanLevel, blank=True)
    is_first = models.BooleanField("Erstsprache", default=False)
    is_for_letters = models.BooleanField("für Briefe und Ausdrucke", default=False)

    class Meta:
        verbose_name = "Sprache einer Person"
        verbose_name_plural = "Sprachen der Personen"
        ordering = ("-is_first", "language__position")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["person", "language"],
                name="welcome_folder_person_language_once",
                violation_error_message="Diese Sprache steht schon da.",
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(is_for_letters=True),
                name="welcome_folder_person_language_one_for_letters",
                violation_error_message="Für Ausdrucke gibt es eine Sprache neben Deutsch.",
            ),
        ]

    def __str__(self):
        return str(self.language)
