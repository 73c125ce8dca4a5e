"""How a body decides: its rules are data, these are the words for them."""

from django.db.models import TextChoices


class Majority(TextChoices):
    """When a motion is carried."""

    CAST = "cast", "mehr Ja als Nein, Enthaltungen zählen nicht mit"
    PRESENT = "present", "mehr als die Hälfte der anwesenden Stimmberechtigten sagt Ja"
    TWO_THIRDS = "two_thirds", "mindestens zwei Drittel der Ja- und Nein-Stimmen sind Ja"


class TieRule(TextChoices):
    """What as many Ja as Nein mean."""

    REJECTED = "rejected", "Stimmengleichheit ist Ablehnung"
    CHAIR = "chair", "bei Stimmengleichheit entscheidet die Stimme des Vorsitzes"


class BallotChoice(TextChoices):
    """What a member says."""

    YES = "yes", "Ja"
    NO = "no", "Nein"
    ABSTAIN = "abstain", "Enthaltung"


class Verdict(TextChoices):
    """What the count of an item says."""

    OPEN = "open", "läuft noch"
    PASSED = "passed", "angenommen"
    REJECTED = "rejected", "abgelehnt"
    NO_QUORUM = "no_quorum", "nicht beschlussfähig"
    OBJECTED = "objected", "Umlauf abgebrochen"
    REFUSED = "refused", "nicht auszählbar"
