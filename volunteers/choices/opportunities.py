"""What help is wanted: kinds, the three public states, and where an entry comes from."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class OpportunityState(TextChoices):
    """The three public states of an imported or entered fact."""

    UNCONFIRMED = "unconfirmed", _("nicht bestätigt")
    CONFIRMED = "confirmed", _("bestätigt")
    ARCHIVED = "archived", _("archiviert")


NEXT_STATES = {
    OpportunityState.UNCONFIRMED: {OpportunityState.CONFIRMED, OpportunityState.ARCHIVED},
    # Confirmed again: "still needed".
    OpportunityState.CONFIRMED: {
        OpportunityState.CONFIRMED,
        OpportunityState.UNCONFIRMED,
        OpportunityState.ARCHIVED,
    },
    OpportunityState.ARCHIVED: {OpportunityState.UNCONFIRMED},
}


class OpportunityKind(TextChoices):
    """How one helps; empty means: nicht bekannt."""

    ONCE = "once", _("einzelner Einsatz")
    REGULAR = "regular", _("regelmäßig")
    TANDEM = "tandem", _("zu zweit (Tandem)")
    INTERPRETING = "interpreting", _("Dolmetschen")


class TaskClass(TextChoices):
    """The class of task for which a policy says what is required; empty means: nicht bekannt."""

    GENERAL = "general", "ohne besondere Nähe"
    MINORS = "minors", "mit Kindern oder Jugendlichen"
    MINORS_FACILITY = "minors_facility", "in Kita, Schule oder Unterkunft mit Kindern"
    CONFIDENTIAL = "confidential", "vertrauliche Begleitung"
    INTERPRETING = "interpreting", "Dolmetschen"


class OpportunityOrigin(TextChoices):
    """Where an entry belongs; `demo` are invented composites, marked "(Muster)"."""

    HERNE = "herne", _("Herne")
    NEIGHBOUR = "ruhr", _("Nachbarstadt")
    STATE = "nrw", _("Nordrhein-Westfalen")
    ELSEWHERE = "de_andere", _("andere Kommune")
    DEMO = "demo", _("erfundenes Muster")


class Verified(TextChoices):
    """How far the source bears the entry out."""

    SOURCE = "source", "steht so in der Quelle"
    PARTLY = "source_partly", "mindestens eine Angabe ist abgeleitet oder unsicher"
    DEMO = "none_demo", "erfunden"
    PERSON = "person", "von einer Person eingetragen"


class ConfirmedVia(TextChoices):
    """How a confirmation came about."""

    PERSON = "person", "im Portal"
    LINK = "link", "über den Link in der Nachricht"


class LinkAnswer(TextChoices):
    """What a contact person says through the link in the mail."""

    NEEDED = "needed", "wird noch gebraucht"
    NOT_NEEDED = "not_needed", "wird nicht mehr gebraucht"
