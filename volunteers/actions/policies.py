"""Publishing what a class of task requires: a new version each time."""

from django.db import transaction
from django.utils import timezone

from herne_integration.rules import RuleBroken
from volunteers.actions.records import require_coordinator
from volunteers.models import PolicyItem, RequirementPolicy


@transaction.atomic
def publish(*, task_class, valid_from, items, by, minimum_age=None, minimum_age_basis="", note=""):
    """A new version for one class of task; `items`: [{"requirement", "is_legal", "legal_basis", "valid_months", …}]."""
    require_coordinator(by)
    if valid_from < timezone.localdate():
        raise RuleBroken("Eine neue Fassung gilt frühestens ab heute.")
    return publish_unasked(
        task_class=task_class,
        valid_from=valid_from,
        items=items,
        by=by,
        minimum_age=minimum_age,
        minimum_age_basis=minimum_age_basis,
        note=note,
    )


def publish_unasked(*, task_class, valid_from, items, by, **columns):
    """The same from the command line, where the first versions come from."""
    if any(not item["legal_basis"].strip() for item in items):
        raise RuleBroken("Jede Voraussetzung nennt ihre Grundlage.")
    last = RequirementPolicy.objects.select_for_update().filter(task_class=task_class).order_by("-number").first()
    policy = RequirementPolicy.objects.create(
        task_class=task_class, number=last.number + 1 if last else 1, valid_from=valid_from, **columns
    )
    PolicyItem.objects.bulk_create(PolicyItem(policy=policy, **item) for item in items)
    policy.published_at, policy.published_by = timezone.now(), by
    policy.save(update_fields=["published_at", "published_by"])
    return policy
