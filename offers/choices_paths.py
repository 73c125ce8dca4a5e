"""Choices of the rule that says for whom an advice path is."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Family(TextChoices):
    """With whom somebody came."""

    ALONE = "alone", _("ohne Kinder")
    CHILDREN = "children", _("mit Kindern")
    SINGLE_PARENT = "single_parent", _("alleinerziehend")
    UNACCOMPANIED = "unaccompanied", _("unbegleitet und minderjährig")
