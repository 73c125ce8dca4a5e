"""What the directory adds to the page of a person (settings.PERSON_LINKS)."""

from django.urls import reverse


def links(viewer, person):
    """[(label, address)] for whoever looks at somebody's page."""
    if not viewer.has_perm("offers.manage_membership"):
        return []
    return [("Zugehörigkeiten ansehen und ändern", reverse("offers:membership-list", args=[person.key]))]
