"""Who may do what, from the house's own roles."""

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings
from django.contrib.auth.models import Permission

from herne_integration.accounts.second_factor import DEMO_DOMAIN


class HouseBackend(AuthenticationBackend):
    """Logs in by e-mail and password; roles of the house hold for every object, and a superuser gets nothing extra."""

    def user_can_authenticate(self, user):
        """Invented people exist in a demo only, even if their rows and sessions are still there."""
        return super().user_can_authenticate(user) and (settings.DEMO or not user.email.endswith(DEMO_DOMAIN))

    def get_all_permissions(self, user_obj, obj=None):
        """Permissions of the person's groups, asked once per request."""
        if not user_obj.is_active or user_obj.is_anonymous:
            return set()
        if not hasattr(user_obj, "_house_permissions"):
            # Each request loads its own user, so a role that ends is gone with the next one.
            held = Permission.objects.filter(group__user=user_obj)
            names = held.values_list("content_type__app_label", "codename").order_by().distinct()
            user_obj._house_permissions = {f"{label}.{codename}" for label, codename in names}
        return user_obj._house_permissions

    def get_user_permissions(self, user_obj, obj=None):
        """Nobody holds permissions outside of a role."""
        return set()

    def get_group_permissions(self, user_obj, obj=None):
        """The same as all: everything comes from roles."""
        return self.get_all_permissions(user_obj, obj)

    def has_perm(self, user_obj, perm, obj=None):
        """Whether a role of the house holds the permission."""
        return perm in self.get_all_permissions(user_obj, obj)

    def has_module_perms(self, user_obj, app_label):
        """Whether a role holds any permission of the app."""
        return any(perm.startswith(f"{app_label}.") for perm in self.get_all_permissions(user_obj))
