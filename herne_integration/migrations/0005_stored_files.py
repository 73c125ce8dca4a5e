import django.core.validators
import django.db.models.deletion
import herne_integration.models.stored_files
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0004_keys_know_what_was_sent"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="StoredFile",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=120, verbose_name="Dateiname")),
                ("content_type", models.CharField(max_length=40, verbose_name="Format")),
                ("size", models.PositiveBigIntegerField(verbose_name="Größe in Bytes")),
                (
                    "sha256",
                    models.CharField(
                        max_length=64,
                        validators=[django.core.validators.RegexValidator("^[0-9a-f]{64}$")],
                        verbose_name="Prüfsumme des Originals",
                    ),
                ),
                (
                    "original",
                    models.FileField(
                        upload_to=herne_integration.models.stored_files.original_place, verbose_name="Original"
                    ),
                ),
                (
                    "copy",
                    models.FileField(upload_to=herne_integration.models.stored_files.copy_place, verbose_name="Kopie"),
                ),
                ("copy_type", models.CharField(max_length=40, verbose_name="Format der Kopie")),
                ("pages", models.PositiveSmallIntegerField(verbose_name="Seiten")),
                (
                    "scan_state",
                    models.CharField(
                        choices=[
                            ("not_configured", "nicht geprüft"),
                            ("unscanned", "wartet auf die Prüfung"),
                            ("clean", "geprüft"),
                            ("infected", "gesperrt: Schadprogramm gefunden"),
                        ],
                        max_length=14,
                        verbose_name="Prüfung",
                    ),
                ),
                ("scanned_at", models.DateTimeField(blank=True, null=True, verbose_name="geprüft am")),
                ("uploaded_at", models.DateTimeField(auto_now_add=True, db_index=True, verbose_name="hochgeladen am")),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="hochgeladen von",
                    ),
                ),
            ],
            options={
                "verbose_name": "hochgeladene Datei",
                "verbose_name_plural": "hochgeladene Dateien",
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("pages__gt", 0), ("size__gt", 0)),
                        name="portal_storedfile_not_empty",
                        violation_error_message="Eine hochgeladene Datei hat Inhalt.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("original", ""), _negated=True), models.Q(("copy", ""), _negated=True)
                        ),
                        name="portal_storedfile_original_and_copy",
                        violation_error_message="Zu einer hochgeladenen Datei gehören Original und Kopie.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("scan_state__in", ["clean", "infected"]), ("scanned_at__isnull", False)),
                            models.Q(
                                ("scanned_at__isnull", True),
                                models.Q(("scan_state__in", ["clean", "infected"]), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="portal_storedfile_scanned_with_moment",
                        violation_error_message="Zu einer Prüfung gehört ihr Zeitpunkt.",
                    ),
                ],
            },
        ),
    ]
