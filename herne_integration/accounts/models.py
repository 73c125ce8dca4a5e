"""People who log in."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

from herne_integration.privacy import classified


class UserManager(BaseUserManager):
    """Creates people by their e-mail address."""

    def create_user(self, email, password=None, **fields):
        """A person with an address in lower case; without a password nobody can log in yet."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


@classified(
    personal="email name password last_login groups user_permissions left_by",
    plain="id is_active is_superuser joined_at left_at",
)
class User(AbstractBaseUser, PermissionsMixin):
    """A person with a log-in ("Konto"). Nobody is deleted: who leaves is closed and later anonymised."""

    email = models.EmailField("E-Mail-Adresse", unique=True)
    name = models.CharField("Name", max_length=120)
    is_active = models.BooleanField("aktiv", default=True)
    joined_at = models.DateTimeField("dabei seit", default=timezone.now)
    left_at = models.DateTimeField("ausgeschieden am", null=True, blank=True)
    left_by = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="beendet durch",
    )

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = "Person"
        verbose_name_plural = "Personen"
        permissions = [
            ("invite_person", "Personen einladen"),
            ("view_person", "Personen und Rollen sehen"),
            ("end_person", "Konten beenden"),
        ]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(Lower("email"), name="accounts_user_email_unique_in_any_case"),
        ]

    def __str__(self):
        return self.name or self.email

    def get_short_name(self):
        """What the header shows."""
        return self.name or self.email
