"""House roles as Django groups."""

from django.contrib.auth.models import Group, Permission

from herne_integration.accounts.roles import HOUSE


def sync():
    """Makes groups and their permissions what `roles.py` says."""
    permissions = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in Permission.objects.select_related("content_type")
    }
    for role in HOUSE.values():
        group, _created = Group.objects.get_or_create(name=role.label)
        group.permissions.set(permissions[name] for name in role.permissions)
