"""What the folders ask of a person on "Meine Übersicht": the way to her day, and nothing of anybody's folder.

No counts: they are content, and content is read only after the look is logged, which the page of the day does.
"""

from django.urls import reverse

from herne_integration.overview import Item
from welcome_folder.access import PERMISSION


def items(user):
    """Links to the day, to what other institutions offer, and to the log of looks."""
    found = []
    if user.has_perm(PERMISSION):
        found += [
            Item(
                title="Mein Tag",
                text="Termine von heute, was noch nachzutragen ist, Fristen und worauf andere warten.",
                url=reverse("welcome_folder:day"),
            ),
            Item(
                title="Übergaben an uns",
                text="Willkommensordner, die andere Stellen Ihrer Stelle anbieten.",
                url=reverse("welcome_folder:handover-list"),
            ),
        ]
    if user.has_perm("welcome_folder.view_access_log"):
        found.append(
            Item(
                title="Zugriffe auf Willkommensordner",
                text="Wer wann in welchen Ordner gesehen hat, ohne Namen und ohne Inhalt.",
                url=reverse("welcome_folder:access-log"),
            )
        )
    if user.has_perm("welcome_folder.erase_folder"):
        found.append(
            Item(
                title="Aufbewahrung und Löschung",
                text="Welche geschlossenen Ordner fällig sind, was gelöscht wurde, und die Einwilligungen.",
                url=reverse("welcome_folder:retention-list"),
            )
        )
    if user.has_perm("welcome_folder.manage_institution"):
        found.append(
            Item(
                title="Stellen für Willkommensordner",
                text="Welche Einrichtungen mit Ordnern arbeiten, in welchen Beratungsfeldern und mit wem.",
                url=reverse("welcome_folder:institution-list"),
            )
        )
    return found
