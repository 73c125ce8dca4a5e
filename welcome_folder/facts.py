"""What the rules on paths and offers may know of a person: the facts of her folder as an `Asker`."""

from offers.asker import Asker
from offers.choices import GermanLevel
from offers.choices_asker import PersonGender
from welcome_folder.choices.people import BirthPrecision, Custody, Relation
from welcome_folder.models import FamilyTie

UNDER_AGE = 18


def asker(folder, *, day):
    """The `Asker` of a folder on a day; whatever the folder does not say is None."""
    person = folder.person
    status = folder.statuses.on(day).select_related("status").first()
    area = folder.legal_areas.on(day).first()
    ties = list(FamilyTie.objects.of(person).select_related("person", "relative"))
    children = [tie.relative for tie in ties if tie.person_id == person.pk and tie.relation == Relation.CHILD]
    return Asker(
        age=_age(person, day) if person.birth_precision == BirthPrecision.DAY else None,
        birth_year=person.birth_date.year if person.birth_date else None,
        gender=person.gender if person.gender in PersonGender.values else None,
        legal_status=status.status.key if status else None,
        legal_area=area.legal_area if area else None,
        citizenship=_citizenship(person.citizenships),
        # A folder without relatives does not say that there are none.
        children=tuple(_age(child, day) for child in children) if children else None,
        is_single_parent=_is_single_parent(person, ties, children),
        is_unaccompanied=_is_unaccompanied(person, ties, day),
        german_level=person.german_level if person.german_level in GermanLevel.values else None,
        district=person.district.key if person.district else None,
        arrived_on=person.arrived_on,
    )


def _age(person, day):
    born = person.birth_date
    if born is None:
        return None
    return max(day.year - born.year - ((day.month, day.day) < (born.month, born.day)), 0)


def _citizenship(codes):
    """One of the EU counts first: it decides most."""
    return next((code for code in sorted(codes, key=lambda code: not Asker(citizenship=code).is_eu)), None)


def _is_single_parent(person, ties, children):
    if not children:
        return None
    if any(tie.relation == Relation.SPOUSE for tie in ties):
        return False
    return any(tie.custody == Custody.SOLE for tie in ties if tie.person_id == person.pk) or None


def _is_unaccompanied(person, ties, day):
    """Under age: with a guardian she is, with a parent in the folder she is not; else nobody has said so."""
    age = _age(person, day)
    if age is None or age >= UNDER_AGE:
        return None if age is None else False
    back = [tie for tie in ties if tie.relative_id == person.pk]
    if any(tie.relation == Relation.WARD or tie.custody == Custody.GUARDIAN for tie in back):
        return True
    return False if any(tie.relation == Relation.CHILD for tie in back) else None
