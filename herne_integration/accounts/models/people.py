"""People who log in."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin, _user_has_module_perms, _user_has_perm
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

from herne_integration.accounts.choices import Wish
from herne_integration.constraints import stamped
from herne_integration.privacy import classified

# Who stands in the stamps when the server's command line did it.
INSTALLER = "einrichtung@portal.invalid"


class UserManager(BaseUserManager):
    """Creates people by their e-mail address."""

    def create_user(self, email, password=None, **fields):
        """A person with an address in lower case; without a password nobody can log in yet."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


@classified(
    personal="key email name password last_login groups user_permissions left_by wish",
    plain="id is_active is_superuser joined_at left_at",
)
class User(AbstractBaseUser, PermissionsMixin):
    """A person with a log-in ("Konto"). Nobody is deleted: who leaves is closed and later anonymised."""

    # Stands in addresses instead of the number, which would tell how many people there are.
    key = models.UUIDField("Schlüssel", db_default=RandomUUID(), unique=True, editable=False)
    email = models.EmailField("E-Mail-Adresse", unique=True)
    name = models.CharField("Name", max_length=120)
    wish = models.CharField("Anliegen bei der Anmeldung", max_length=20, choices=Wish, blank=True)
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

    # Set for the length of a request by `SecondFactorGuard`: whoever still owes the second factor may do nothing.
    owes_second_factor = False

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
            models.UniqueConstraint(
                Lower("email"),
                name="accounts_user_email_unique_in_any_case",
                violation_error_message="Zu dieser Adresse gibt es schon ein Konto.",
            ),
            stamped("left", name="accounts_user_left_stamped"),
            models.CheckConstraint(
                condition=models.Q(left_at__isnull=True) | models.Q(is_active=False),
                name="accounts_user_left_is_inactive",
                violation_error_message="Wer ausgeschieden ist, kann sich nicht mehr anmelden.",
            ),
        ]

    def __str__(self):
        return self.name or self.email

    @property
    def is_installer(self):
        """Whether this is the account of the command line."""
        return self.email == INSTALLER

    def get_short_name(self):
        """What the header shows."""
        return self.name or self.email

    def has_perm(self, perm, obj=None):
        """Asks the roles; unlike Django's, it knows no superuser."""
        return self.is_active and not self.owes_second_factor and _user_has_perm(self, perm, obj)

    def has_module_perms(self, app_label):
        """Asks the roles; unlike Django's, it knows no superuser."""
        return self.is_active and not self.owes_second_factor and _user_has_module_perms(self, app_label)
