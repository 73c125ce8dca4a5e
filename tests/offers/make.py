"""Builders of directory objects: every default is valid, a test states only what matters."""

from datetime import date, time, timedelta
from itertools import count

from django.utils import timezone

from offers import listed
from offers.actions import lexicon
from offers.choices import (
    FindingKind,
    ImportKind,
    LexiconKind,
    MembershipRole,
    Reliability,
    State,
    TranslationState,
    Weekday,
)
from offers.missing import week_of
from offers.models import (
    CourseRun,
    District,
    FieldOfAction,
    ImportFinding,
    ImportRun,
    Language,
    LegalStatus,
    LexiconEntry,
    ListedOffer,
    Location,
    Membership,
    MissedTerm,
    Offer,
    OfferTranslation,
    Organisation,
    Responsibility,
    TargetGroup,
    Task,
    Topic,
    WeeklyHours,
)

_numbers = count(1)


def organisation(**fields):
    """An institution in Herne."""
    fields.setdefault("name", f"Beispielverein {next(_numbers)}")
    return Organisation.objects.create(**fields)


def location(**fields):
    """A place; `district` may be a key."""
    if isinstance(fields.get("district"), str):
        fields["district"] = District.objects.get(key=fields["district"])
    defaults = {"name": f"Haus {next(_numbers)}", "street": "Musterstraße 1", "postcode": "44623", "city": "Herne"}
    return Location.objects.create(**defaults | fields)


def offer(*, topics=(), target_groups=(), languages=(), residence_statuses=(), partners=(), **fields):
    """An unconfirmed offer in Herne with a provider and a description; lists of words are given by key."""
    number = next(_numbers)
    fields.setdefault("title", f"Beispielangebot {number}")
    fields.setdefault("description", "Ein Angebot zum Ausprobieren.")
    fields.setdefault("reliability", Reliability.SOURCE)
    fields.setdefault("source", "Beispielquelle")
    fields.setdefault("source_year", 2023)
    if isinstance(fields.get("field_of_action"), str):
        fields["field_of_action"] = FieldOfAction.objects.get(key=fields["field_of_action"])
    if "organisation" not in fields:
        fields["organisation"] = organisation()
    if fields["organisation"]:
        fields.setdefault("provider_text", fields["organisation"].name)
    made = Offer.objects.create(**fields)
    for name, model, keys in (
        ("topics", Topic, topics),
        ("target_groups", TargetGroup, target_groups),
        ("languages", Language, languages),
        ("residence_statuses", LegalStatus, residence_statuses),
    ):
        if keys:
            getattr(made, name).set(model.objects.filter(key__in=keys))
    if partners:
        made.partners.set(partners)
    enlist(made)
    return made


def enlist(of):
    """Writes what the list knows of an offer, as each action does together with the index."""
    if of.state != State.ARCHIVED:
        columns = listed.columns(Offer.objects.get(pk=of.pk))
        ListedOffer.objects.update_or_create(offer_id=of.pk, defaults=columns)


def confirmed_offer(*, by, at=None, **fields):
    """An offer that a person has confirmed."""
    return offer(state=State.CONFIRMED, confirmed_by=by, confirmed_at=at or timezone.now(), **fields)


def archived_offer(*, by, at=None, **fields):
    """An offer that a person has archived."""
    return offer(state=State.ARCHIVED, archived_by=by, archived_at=at or timezone.now(), **fields)


def translation(of=None, *, language="ar", **fields):
    """A machine translation of the present German text."""
    of = of or offer()
    fields.setdefault("title", f"{of.title} ({language})")
    fields.setdefault("description", f"{of.description} ({language})")
    fields.setdefault("state", TranslationState.MACHINE)
    fields.setdefault("source_revision", of.text_revision)
    return OfferTranslation.objects.create(offer=of, language=language, **fields)


def hours(of, weekday=Weekday.MONDAY, opens=time(9), closes=time(12), **fields):
    """One span of an offer's usual week."""
    made = WeeklyHours.objects.create(offer=of, weekday=weekday, opens=opens, closes=closes, **fields)
    enlist(of)
    return made


def run(of, starts_on=date(2026, 9, 1), **fields):
    """One run of a course."""
    made = CourseRun.objects.create(offer=of, starts_on=starts_on, **fields)
    enlist(of)
    return made


def membership(user, *, of=None, role=MembershipRole.PROVIDER_EDITOR, granted_by=None, **fields):
    """A person's role in an institution since the beginning of 2020."""
    fields.setdefault("starts_on", date(2020, 1, 1))
    fields.setdefault("granted_at", timezone.now())
    return Membership.objects.create(
        user=user, organisation=of or organisation(), role=role, granted_by=granted_by or user, **fields
    )


def finding(**fields):
    """Something that an import of offers has left to look at: by default a provider without an institution."""
    number = next(_numbers)
    run = ImportRun.objects.first() or ImportRun.objects.create(
        kind=ImportKind.OFFERS,
        file_name="angebote.csv",
        digest="0" * 64,
        rows=1,
        created=1,
        changed=0,
        unchanged=0,
        imported_at=timezone.now(),
    )
    defaults = {
        "source_kind": run.kind,
        "kind": FindingKind.PROVIDER,
        "reference": f"A{number}",
        "line": number,
        "subject": f"Verein {number}",
    }
    return ImportFinding.objects.create(run=run, **defaults | fields)


def entry(*, topics=(), target_groups=(), **fields):
    """A machine-made entry of the lexicon that works in the search; words of the vocabulary are given by key."""
    number = next(_numbers)
    defaults = {
        "key": f"eintrag-{number}",
        "kind": LexiconKind.EVERYDAY,
        "label": f"Eintrag {number}",
        "words": [f"Sache{number}"],
    }
    made = LexiconEntry.objects.create(**defaults | fields)
    made.topics.set(Topic.objects.filter(key__in=topics))
    made.target_groups.set(TargetGroup.objects.filter(key__in=target_groups))
    lexicon.index(made.pk)
    return made


def missed(word="hundesteuer", *, weeks_ago=0, **fields):
    """A word that was missed in one week."""
    fields.setdefault("term", word)
    fields.setdefault("language", "de")
    week = week_of(timezone.localdate()) - timedelta(weeks=weeks_ago)
    return MissedTerm.objects.create(wording=word, week=week, **fields)


def responsibility(task="pass", group=None, district=None, **fields):
    """An institution does a task, by default for everybody in all of Herne; words are given by key."""
    if "unit_text" not in fields:
        fields.setdefault("organisation", organisation())
    return Responsibility.objects.create(
        task=Task.objects.get(key=task),
        target_group=TargetGroup.objects.get(key=group) if group else None,
        district=District.objects.get(key=district) if district else None,
        **{"source": "Beispielquelle", "source_year": 2023} | fields,
    )
