"""Whether there is a folder already: asking, not listing.

Nothing of another folder is told, not even whose it is: found or not found, in the same words whoever leads it.
"""

import hmac
from dataclasses import dataclass, field
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.db.models import Q
from django.utils.crypto import salted_hmac

from herne_integration.accounts import limits
from herne_integration.accounts.limits import Limit
from welcome_folder import names
from welcome_folder.access import record
from welcome_folder.choices.access import Outcome, Purpose
from welcome_folder.choices.folders import FolderState
from welcome_folder.choices.people import BirthPrecision
from welcome_folder.models import Institution, Person, WelcomeFolder, doors
from welcome_folder.names import Verdict

_SALT = "welcome_folder.searching"
_ASKED = timedelta(hours=1)


@dataclass
class Findings:
    """Folders that may be the person's: those that the asker may open, sure ones of others, and perhaps some more."""

    own: list = field(default_factory=list)
    sure: list = field(default_factory=list)
    is_likely: bool = False

    def __bool__(self):
        return bool(self.own or self.sure or self.is_likely)


def institutions_of(user):
    """Institutions for which somebody may take people in: never the immigration office."""
    return (
        Institution.objects.may_take_part()
        .filter(organisation__in=doors.institutions_of(user))
        .select_related("organisation")
        .order_by("organisation__name", "pk")
    )


def may_ask(user):
    """Whether somebody works for an institution that may ask."""
    return institutions_of(user).exists()


def take_turn(user, *, at=None):
    """Counts one more question; the time to wait if it is one too many in this hour, else None."""
    limit = Limit("folder-search", settings.FOLDER_SEARCHES_PER_HOUR, timedelta(hours=1))
    return limits.take(limit, user.pk, at=at).wait


def alike(user, person):
    """Folders of people who may be the same, across spellings and unknown birthdays. Every look is logged."""
    one = names.identity(person)
    keys = names.sound_keys(one)
    candidates = Person.objects.filter(_may_be_born(one), name_keys__overlap=keys, folder__isnull=False)
    likeness = {}
    for other in candidates.exclude(pk=person.pk).iterator(chunk_size=500):
        verdict = names.same(one, names.identity(other)).verdict
        if verdict != Verdict.NO:
            likeness[other.pk] = verdict
    return _sorted(user, WelcomeFolder.objects.filter(person__in=likeness).select_related("person"), likeness)


def exact(user, *, number=None, family_name="", birth_date=None):
    """Folders with this number, or of people with this surname and birthday. Every question is logged."""
    if number:
        found = WelcomeFolder.objects.filter(number=number)
    else:
        keys = names.surname_keys(names.Identity("", family_name))
        found = WelcomeFolder.objects.filter(person__name_keys__overlap=keys, person__birth_date=birth_date)
    return _sorted(user, found.select_related("person"), {})


def token(user, folders):
    """Names folders to nobody but this server, for an hour, in the form that asks to take part."""
    return signing.dumps({"folders": [str(folder.pk) for folder in folders], "user": user.pk}, salt=_SALT)


def read_token(user, text):
    """The folders of a token that was made for this person, or none."""
    try:
        told = signing.loads(text, salt=_SALT, max_age=_ASKED)
    except signing.BadSignature:
        return []
    if told["user"] != user.pk:
        return []
    return list(WelcomeFolder.objects.filter(pk__in=told["folders"]).exclude(state=FolderState.ERASED))


def mark(findings):
    """What the page remembers of the hint it has shown: another name may mean another hint."""
    keys = sorted(str(folder.pk) for folder in [*findings.own, *findings.sure])
    return salted_hmac(_SALT, f"{keys}{findings.is_likely}", algorithm="sha256").hexdigest()


def is_answered(findings, seen):
    """Whether the hint that the page showed was this one."""
    return hmac.compare_digest(mark(findings), seen)


def _may_be_born(one):
    """What `names.same` can call the same birthday: names that sound alike are many, and most are ruled out by it."""
    if one.born is None:
        return Q()
    near = Q(birth_date__year__range=(one.born.year - 1, one.born.year + 1))
    if not names.is_vague(one):
        vague = ~Q(birth_precision=BirthPrecision.DAY) | Q(birth_date__month=1, birth_date__day=1)
        near = near & vague | Q(birth_date__in=names.same_days(one.born))
    return Q(birth_date=None) | near


def _sorted(user, folders, likeness):
    folders = list(folders.exclude(state=FolderState.ERASED))
    visible = WelcomeFolder.objects.visible_to(user).filter(pk__in=[folder.pk for folder in folders])
    own = set(visible.values_list("pk", flat=True))
    found = Findings()
    for folder in folders:
        if folder.pk in own:
            found.own.append(folder)
        elif likeness.get(folder.person_id, Verdict.SURE) == Verdict.SURE:
            found.sure.append(folder)
        else:
            found.is_likely = True
    for folder in folders or [None]:
        record(user, Purpose.INTAKE, place=None, folder=folder.pk if folder else None, outcome=Outcome.SEARCHED)
    return found
