"""Who offers something, and where."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from herne_integration.constraints import ordered, stamped
from herne_integration.models import Versioned
from herne_integration.privacy import classified
from offers.choices import MembershipRole, Origin, Reliability, State
from offers.models.sorting import sort_key
from offers.models.vocabulary import District


def postcode_is_german(name):
    """Five digits or nothing."""
    return models.CheckConstraint(
        condition=Q(postcode="") | Q(postcode__regex=r"^[0-9]{5}$"),
        name=name,
        violation_error_message="Eine Postleitzahl hat fünf Ziffern.",
    )


class OrganisationQuerySet(models.QuerySet):
    """Filters of organisations."""

    def visible_to(self, user):
        """What a person may see: everyone all institutions; nothing about them is personal."""
        return self.all()

    def public(self):
        """In lists: everything but the archive."""
        return self.exclude(state=State.ARCHIVED)


@classified(
    personal="confirmed_by archived_by",
    plain="id reference name name_sort kind duties parent street postcode city district phone email website source"
    " origin reliability note state confirmed_at archived_at version",
)
@pghistory.track(exclude=["name_sort"])
class Organisation(Versioned):
    """An institution, association, office, network or body ("Einrichtung", "Träger")."""

    reference = models.CharField("Kennung der Quelle", max_length=20, unique=True, null=True, blank=True)
    name = models.CharField("Name", max_length=200)
    name_sort = sort_key("name", length=250)
    kind = models.CharField("Art", max_length=80, blank=True)
    duties = models.TextField("Aufgaben", blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="units", verbose_name="gehört zu"
    )
    street = models.CharField("Straße und Hausnummer", max_length=160, blank=True)
    postcode = models.CharField("Postleitzahl", max_length=5, blank=True)
    city = models.CharField("Ort", max_length=80, blank=True)
    district = models.ForeignKey(
        District,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="organisations",
        verbose_name="Stadtbezirk",
    )
    phone = models.CharField("Telefon", max_length=60, blank=True)
    email = models.EmailField("E-Mail", blank=True)
    website = models.URLField("Internetseite", max_length=400, blank=True)
    source = models.TextField("Quelle", blank=True)
    origin = models.CharField("Herkunft", max_length=12, choices=Origin, default=Origin.HERNE)
    reliability = models.CharField("Beleg", max_length=16, choices=Reliability, default=Reliability.PERSON)
    note = models.TextField("Hinweis", blank=True)
    state = models.CharField("Stand", max_length=12, choices=State, default=State.UNCONFIRMED)
    confirmed_at = models.DateTimeField("bestätigt am", null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="bestätigt von",
    )
    archived_at = models.DateTimeField("archiviert am", null=True, blank=True)
    archived_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="archiviert von",
    )

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = "Einrichtung"
        verbose_name_plural = "Einrichtungen"
        ordering = ("name_sort", "pk")
        default_permissions = ()
        constraints = [
            stamped("confirmed", name="offers_organisation_confirmed_stamped"),
            stamped("archived", name="offers_organisation_archived_stamped"),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="offers_organisation_has_name",
                violation_error_message="Eine Einrichtung braucht einen Namen.",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.ARCHIVED) | Q(archived_at__isnull=False),
                name="offers_organisation_archived_by_a_person",
                violation_error_message="Archiviert ist nur, was eine Person archiviert hat.",
            ),
            postcode_is_german("offers_organisation_postcode_five_digits"),
            models.CheckConstraint(
                condition=~Q(state=State.CONFIRMED) | Q(confirmed_at__isnull=False),
                name="offers_organisation_confirmed_by_a_person",
                violation_error_message="Bestätigt ist nur, was eine Person bestätigt hat.",
            ),
            models.CheckConstraint(
                condition=~Q(parent=models.F("pk")),
                name="offers_organisation_not_its_own_parent",
                violation_error_message="Eine Einrichtung kann nicht zu sich selbst gehören.",
            ),
        ]

    def __str__(self):
        return self.name


@classified(plain="id name street postcode city district")
@pghistory.track()
class Location(models.Model):
    """A place where something happens ("Ort"); several offers may share one."""

    name = models.CharField("Bezeichnung", max_length=160, blank=True)
    street = models.CharField("Straße und Hausnummer", max_length=160, blank=True)
    postcode = models.CharField("Postleitzahl", max_length=5, blank=True)
    city = models.CharField("Ort", max_length=80, blank=True)
    district = models.ForeignKey(
        District, models.PROTECT, null=True, blank=True, related_name="locations", verbose_name="Stadtbezirk"
    )

    class Meta:
        verbose_name = "Ort"
        verbose_name_plural = "Orte"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["name", "street", "postcode", "city", "district"],
                nulls_distinct=False,
                name="offers_location_once",
                violation_error_message="Diesen Ort gibt es schon.",
            ),
            postcode_is_german("offers_location_postcode_five_digits"),
        ]

    def __str__(self):
        return ", ".join(part for part in (self.name, self.street, f"{self.postcode} {self.city}".strip()) if part)


class MembershipQuerySet(models.QuerySet):
    """Filters of memberships."""

    def visible_to(self, user):
        """One's own, and all for those who may see people and their roles."""
        if not user.is_authenticated:
            return self.none()
        return self.all() if user.has_perm("accounts.view_person") else self.filter(user=user)

    def live_on(self, day):
        """Begun and not over on that day; a planned last day still counts, the day of an early end does not."""
        return self.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=day),
            Q(ended_at__isnull=True) | Q(ended_at__date__gt=day),
            starts_on__lte=day,
        )


@classified(personal="user granted_by ended_by", plain="id organisation role starts_on ends_on granted_at ended_at")
@pghistory.track()
class Membership(models.Model):
    """A person's role inside one institution, from and to ("Zugehörigkeit")."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships", verbose_name="Person"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="memberships", verbose_name="Einrichtung"
    )
    role = models.CharField("Rolle", max_length=20, choices=MembershipRole)
    starts_on = models.DateField("ab")
    ends_on = models.DateField("bis", null=True, blank=True)
    granted_at = models.DateTimeField("vergeben am")
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="vergeben von"
    )
    ended_at = models.DateTimeField("beendet am", null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="beendet von",
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "Zugehörigkeit"
        verbose_name_plural = "Zugehörigkeiten"
        default_permissions = ()
        permissions = [("manage_membership", "Zugehörigkeiten zu Einrichtungen vergeben und beenden")]
        constraints = [
            ordered("starts_on", "ends_on", name="offers_membership_ends_after_start"),
            stamped("ended", name="offers_membership_ended_stamped"),
            models.UniqueConstraint(
                fields=["user", "organisation", "role"],
                condition=Q(ends_on__isnull=True),
                name="offers_membership_once_open",
                violation_error_message="Diese Rolle hat die Person dort schon.",
            ),
        ]

    def __str__(self):
        return f"{self.get_role_display()}, {self.organisation}"
