"""Notices ("Bescheide"): kinds, and how far one is."""

from django.db.models import TextChoices


class NoticeKind(TextChoices):
    """What a notice says."""

    GRANT = "grant", "Zuwendungsbescheid"
    GRANT_WITH_CONDITIONS = "grant_with_conditions", "Zuwendungsbescheid mit Auflagen"
    REJECTION = "rejection", "Ablehnungsbescheid"
    INADMISSIBLE = "inadmissible", "Bescheid: Antrag unzulässig"
    ALLOCATION = "allocation", "Interne Mittelzuweisung"
    INTERNAL_REJECTION = "internal_rejection", "Interne Mitteilung: keine Zuweisung"


# Inside the city there is nobody to sue: these go out without a remedy.
INTERNAL = (NoticeKind.ALLOCATION, NoticeKind.INTERNAL_REJECTION)


class NoticeState(TextChoices):
    """How far a notice is; what is signed keeps its words, what is posted never changes."""

    DRAFT = "draft", "Entwurf"
    SIGNED = "signed", "unterschrieben"
    POSTED = "posted", "abgesandt"


NEXT_STATES = {
    # A signature goes back to draft when the words have to change before posting.
    NoticeState.DRAFT: {NoticeState.SIGNED},
    NoticeState.SIGNED: {NoticeState.DRAFT, NoticeState.POSTED},
    NoticeState.POSTED: set(),
}
