import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("portal", "0002_mail_files_drafts_and_keys"),
    ]

    operations = [
        migrations.RenameField("preparedfile", "created_at", "requested_at"),
        migrations.AlterField(
            "preparedfile",
            "requested_by",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="angefordert von",
            ),
        ),
    ]
