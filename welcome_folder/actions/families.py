"""Who belongs to a person's family."""

from django.db import transaction

from herne_integration.rules import RuleBroken
from offers.actions.records import recorded
from welcome_folder import kinship
from welcome_folder.actions import people
from welcome_folder.models import FamilyTie

KNOWN = "Diese beiden sind schon als Familie eingetragen."


@transaction.atomic
def add(
    *,
    folder,
    by,
    kin,
    relative,
    custody="",
    custody_from=None,
    custody_to=None,
    keep_apart=False,
    languages=(),
):
    """`relative` is the `kin` of the folder's person: somebody new (not saved), or whose folder exists. The tie."""
    folder = people.led(folder)
    if relative._state.adding:
        people.record(person=relative, by=by, languages=languages)
    elif relative.pk == folder.person_id:
        raise RuleBroken("Niemand ist mit sich selbst verwandt.")
    elif FamilyTie.objects.of(folder.person).of(relative).exists():
        raise RuleBroken(KNOWN)
    first, second, relation = kinship.stored(folder.person, relative, kin)
    with recorded("Angehörige eingetragen", by=by):
        return FamilyTie.objects.create(
            person=first,
            relative=second,
            relation=relation,
            custody=custody,
            custody_from=custody_from,
            custody_to=custody_to,
            keep_apart=keep_apart,
        )


@transaction.atomic
def change(*, tie, folder, by, kin=None):
    """Saves a changed tie; `kin` is what the other one is to the folder's person."""
    folder = people.led(folder)
    if kin:
        other = tie.relative if tie.person_id == folder.person_id else tie.person
        tie.person, tie.relative, tie.relation = kinship.stored(folder.person, other, kin)
    with recorded("Angehörige geändert", by=by):
        tie.save(force_update=True)
    return tie


@transaction.atomic
def remove(*, tie, folder, by):
    """Takes back what was entered by mistake; somebody who is then in no folder at all is not kept."""
    folder = people.led(folder)
    other = tie.relative if tie.person_id == folder.person_id else tie.person
    with recorded("Angehörige entfernt", by=by):
        tie.delete()
    if not hasattr(other, "folder") and not FamilyTie.objects.of(other).exists():
        other.delete()
