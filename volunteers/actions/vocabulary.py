"""Loads the first words (settings.PREPARATIONS): what is published already stays as it is."""

from django.db import transaction

from herne_integration.accounts.actions.people import installer
from volunteers import vocabulary
from volunteers.actions import agreements, consents, policies
from volunteers.models import AgreementText, ConsentText, RequirementPolicy, RequirementType


@transaction.atomic
def load():
    """Makes the requirements what the code says, and publishes first versions where there is none."""
    for position, (key, (explanation, is_shared)) in enumerate(vocabulary.REQUIREMENTS.items(), start=1):
        said = {
            "label": str(key.label),
            "explanation": explanation,
            "position": position,
            "is_shared_by_law": is_shared,
        }
        RequirementType.objects.update_or_create(key=key, defaults=said)
    _publish_policies()
    for purpose, (text, translations) in vocabulary.CONSENTS.items():
        if not ConsentText.objects.filter(purpose=purpose).exists():
            consents.publish_text(purpose=purpose, text=text, translations=translations, by=installer())
    if not AgreementText.objects.exists():
        agreements.publish_text(text=vocabulary.AGREEMENT, by=installer())
    return ""


def _publish_policies():
    types = {row.key: row for row in RequirementType.objects.all()}
    for task_class, (age, basis, items) in vocabulary.POLICIES.items():
        if not RequirementPolicy.objects.filter(task_class=task_class).exists():
            policies.publish_unasked(
                task_class=task_class,
                valid_from=vocabulary.FIRST_DAY,
                items=[{**item, "requirement": types[item["requirement"]]} for item in items],
                by=installer(),
                minimum_age=age,
                minimum_age_basis=basis,
                note=vocabulary.DRAFT,
            )
