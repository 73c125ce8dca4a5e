"""The history of an entry by field: its own columns, rows, words and translations, one change after another.

Everything that was saved together carries the moment of its transaction; so a moment is a change, and pages are cut
between moments. One query reads the moments, one the events, one the names of everything they point to.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import CharField, Func, Q, Value
from django.db.models.functions import Cast, NullIf
from pghistory.models import Events

from herne_integration.history import BOOKKEEPING, FieldChange, plain
from herne_integration.templatetags.portal import own_name
from offers.choices import LexiconLanguage
from offers.models import (
    LINKS,
    CourseRun,
    District,
    Document,
    InfoContact,
    InfoPage,
    InfoPageTopic,
    LexiconEntry,
    LexiconTargetGroup,
    LexiconTopic,
    Location,
    Offer,
    Organisation,
    StructureMember,
    StructurePart,
    Task,
    Translation,
    WeeklyHours,
)
from offers.models.vocabulary import FieldOfAction, Goal, Language, LegalStatus, TargetGroup, Topic

HIDDEN = BOOKKEEPING | {"id", "offer_id", "page_id", "part_id", "source_revision", "pgh_id", "key"}
ROWS = (WeeklyHours, CourseRun, StructureMember, InfoContact)
# Things whose links are tracked too.
LINKED = (Offer, LexiconEntry, InfoPage)
# Link -> (field of the thing, name of the other end).
LINK_FIELDS = {
    **{link._meta.label: (Offer._meta.get_field(name), end) for name, (link, end) in LINKS.items()},
    LexiconTopic._meta.label: (LexiconEntry._meta.get_field("topics"), "topic"),
    InfoPageTopic._meta.label: (InfoPage._meta.get_field("topics"), "topic"),
    LexiconTargetGroup._meta.label: (LexiconEntry._meta.get_field("target_groups"), "targetgroup"),
}
# Model -> the column that names one of its rows.
NAMES = {
    **dict.fromkeys(
        (Topic, Goal, TargetGroup, LegalStatus, Language, District, FieldOfAction, Task, Document), "label"
    ),
    Organisation: "name",
    Offer: "title",
    StructurePart: "name",
    get_user_model(): "name",
}
PLACE = Func(
    Value(", "), *(NullIf(name, Value("")) for name in ("name", "street", "postcode", "city")), function="concat_ws",
    output_field=CharField(),
)  # fmt: skip


@dataclass
class Change:
    """What one person saved at one moment; `by` is empty for an import."""

    at: datetime
    by: str = ""
    what: list = field(default_factory=list)
    reason: str = ""
    fields: list = field(default_factory=list)


def events_of(thing):
    """Everything that happened to an entry and to what belongs to it."""
    if isinstance(thing, StructurePart):
        # Its members, and not what stands below it: that has a history of its own.
        own = Q(pgh_obj_model=StructureMember._meta.label) | Q(pgh_obj_id=str(thing.pk))
        return Events.objects.references(thing).filter(own)
    if not isinstance(thing, LINKED):
        return Events.objects.tracks(thing)
    events = Events.objects.references(thing)
    # That a page names an offer is the page's history.
    return events if isinstance(thing, InfoPage) else events.exclude(pgh_obj_model=InfoContact._meta.label)


def moments(thing):
    """The moments of all changes, newest first; what a paginator takes."""
    return events_of(thing).order_by("-pgh_created_at").values_list("pgh_created_at", flat=True).distinct()


def changes(thing, at):
    """The changes of these moments, newest first."""
    events = list(events_of(thing).filter(pgh_created_at__in=at).order_by("-pgh_created_at", "pgh_id"))
    names = _names(events)
    found = {}
    # The entry's own columns stand before its rows, words and translations.
    for event in sorted(events, key=lambda event: (event.pgh_obj_model != thing._meta.label, event.pgh_obj_model)):
        change = found.setdefault(event.pgh_created_at, Change(event.pgh_created_at))
        context = event.pgh_context or {}
        change.by = change.by or names.get((get_user_model(), str(context.get("user"))), "")
        change.reason = change.reason or context.get("reason", "")
        what = context.get("what") or ("eingelesen" if not context.get("user") else "")
        if what and what not in change.what:
            change.what.append(what)
        change.fields += _fields(event, names)
    for change in found.values():
        change.fields = _joined(change.fields)
    return sorted(found.values(), key=lambda change: change.at, reverse=True)


def _fields(event, names):
    """What an event changed, in words."""
    model = apps.get_model(event.pgh_obj_model)
    if event.pgh_obj_model in LINK_FIELDS:
        return [_link(event, names)]
    if model in ROWS:
        return _row(event, model, names)
    changed = event.pgh_diff or {}
    if event.pgh_diff is None and event.pgh_label == "insert":
        changed = {name: [None, value] for name, value in event.pgh_data.items() if not _is_default(model, name, value)}
    prefix = f"{own_name(event.pgh_data['language'])}: " if issubclass(model, Translation) else ""
    columns = {column.attname: column for column in model._meta.concrete_fields}
    told = []
    for name, column in columns.items():
        if name in changed and name == "synonyms":
            told += _synonyms(*(value or {} for value in changed[name]))
        elif name in changed and name == "sections":
            told += _sections(prefix, *(value or [] for value in changed[name]))
        elif name in changed and name not in HIDDEN:
            before, after = (_text(column, value, names) for value in changed[name])
            if before != after:
                told.append(FieldChange(f"{prefix}{column.verbose_name}", before, after))
    return told


def _synonyms(before, after):
    """One line per language in which the words differ."""
    texts = [
        (language.label, *(plain(one.get(language, [])) for one in (before, after))) for language in LexiconLanguage
    ]
    return [FieldChange(f"Synonyme {label}", old, new) for label, old, new in texts if old != new]


def _sections(prefix, before, after):
    """One line per section that differs, by its key; a translation keeps them by key already."""
    old, new = (
        one if isinstance(one, dict) else {section["key"]: section for section in one} for one in (before, after)
    )
    found = []
    for key in dict.fromkeys([*old, *new]):
        was, now = (
            "\n".join((one[key]["heading"], one[key]["body"])).strip() if key in one else "" for one in (old, new)
        )
        if was != now:
            heading = (new.get(key) or old[key])["heading"]
            found.append(FieldChange(f"{prefix}Abschnitt „{heading}“", was, now))
    return found


def _is_default(model, name, value):
    """Whether a new row says nothing in a column: "nicht bekannt" where nobody has said anything is no news."""
    columns = {column.attname: column for column in model._meta.concrete_fields}
    return name in columns and columns[name].has_default() and columns[name].get_default() == value


def _link(event, names):
    label, end = LINK_FIELDS[event.pgh_obj_model]
    word = names.get((label.related_model, str(event.pgh_data[f"{end}_id"])), "")
    added = event.pgh_label == "added"
    return FieldChange(str(label.verbose_name), "" if added else word, word if added else "")


def _row(event, model, names):
    """A row as a whole: came, went, or changed from one text to another."""
    now = dict(event.pgh_data)
    before = {**now, **{name: pair[0] for name, pair in (event.pgh_diff or {}).items()}}
    old, new = (_row_text(model, row, names) for row in (before, now))
    if event.pgh_label == "insert":
        old = ""
    elif event.pgh_label == "delete":
        new = ""
    return [FieldChange(str(model._meta.verbose_name), old, new)]


def _row_text(model, row, names):
    # A row that belongs to an offer does not name it; a contact point does.
    hidden = HIDDEN - {"offer_id"} if model is InfoContact else HIDDEN
    columns = [column for column in model._meta.concrete_fields if column.attname not in hidden]
    return ", ".join(filter(None, (_text(column, row[column.attname], names) for column in columns)))


def _joined(fields):
    """One line per field: several words that came or went stand together, and so do steps of one change."""
    joined = {}
    for change in fields:
        joined.setdefault(change.label, []).append(change)
    return [_line(label, parts) for label, parts in joined.items()]


def _line(label, parts):
    if len(parts) == 1:
        return parts[0]
    if all(part.before and part.after for part in parts):
        return FieldChange(label, parts[0].before, parts[-1].after)
    came, went = ([text for text in texts if text] for texts in zip(*((p.after, p.before) for p in parts), strict=True))
    return FieldChange(label, "; ".join(went), "; ".join(came))


def _text(column, value, names):
    """What a reader sees in a column; `value` comes from JSON."""
    if value is None or value == "":
        return ""
    if column.is_relation:
        return names.get((column.related_model, str(value)), "")
    if column.name == "wordings":
        return "; ".join(f"{own_name(code)}: {one['text']}" for code, one in sorted(value.items()))
    if column.choices:
        return str(dict(column.flatchoices).get(value, value))
    parse = {"DateField": date.fromisoformat, "DateTimeField": datetime.fromisoformat, "TimeField": time.fromisoformat}
    return plain(parse.get(column.get_internal_type(), lambda same: same)(value))


def _names(events):
    """{(model, key as text): name} of all that the events point to, in one query."""
    wanted = {}
    for event in events:
        wanted.setdefault(get_user_model(), set()).add((event.pgh_context or {}).get("user"))
        model = apps.get_model(event.pgh_obj_model)
        for column in model._meta.concrete_fields:
            if column.is_relation and column.related_model in {*NAMES, Location}:
                pair = (event.pgh_diff or {}).get(column.attname, [])
                wanted.setdefault(column.related_model, set()).update([event.pgh_data.get(column.attname), *pair])
    models = [model for model in wanted if wanted[model] - {None}]
    parts = [_named(model, number, wanted[model] - {None}) for number, model in enumerate(models)]
    if not parts:
        return {}
    rows = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
    return {(models[number], key): name for number, key, name in rows}


def _named(model, number, keys):
    """Rows (number, key, name) of one model."""
    name = PLACE if model is Location else Cast(NAMES[model], CharField())
    rows = model._base_manager.filter(pk__in=keys).order_by()
    key = Cast("pk", CharField())
    return rows.annotate(n=Value(number), key_text=key, shown=name).values_list("n", "key_text", "shown")


def texts_since(thing, revision):
    """The German texts of an older revision, where they differ from today's: {field: text}."""
    events = type(thing).pgh_event_model.objects.filter(pgh_obj_id=thing.pk, text_revision__lte=revision)
    event = events.order_by("pgh_id").last()
    if event is None:
        return {}
    names = thing.TEXT_FIELDS
    return {name: getattr(event, name) for name in names if getattr(event, name) != getattr(thing, name)}
