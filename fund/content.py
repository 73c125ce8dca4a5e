"""What a submission freezes: the working copy as plain values, ready for `canonical.sha256`.

    {"form": 1,
     "application": {"id", "number", "applicant", "fund", "round", "guideline"},
     "answers":   {column of `Application` in `TOPIC_FIELDS`: value},   field_of_action by key, amounts "1234.50"
     "costs":     [{"id", "category", "label", "amount", "note"}],
     "financing": [{"id", "kind", "label", "amount", "note", "is_assured"}],
     "documents": {key of the document: [{"id", "name", "sha256", "size", "content_type"}]}}

The database compares two versions part by part (`fund_application_version_only_what_was_asked`), so the names of the
parts are those by which a supplement unlocks them: a column, "costs", "financing", "document:<key>".
"""

from fund import canonical
from fund.choices.applications import COSTS, DOCUMENT, FINANCING, TOPIC_FIELDS, Topic

FORM = 1
COLUMNS = [column for columns in TOPIC_FIELDS.values() for column in columns]


def of(application):
    """The content of an application as it stands now."""
    return canonical.plain(
        {
            "form": FORM,
            "application": {
                "id": application.pk,
                "number": application.number,
                "applicant": application.applicant_id,
                "fund": application.round.fund.key,
                "round": application.round_id,
                "guideline": application.round.guideline_id,
            },
            "answers": {column: _answer(application, column) for column in COLUMNS},
            "costs": [
                {"id": one.pk, "category": one.category, "label": one.label, "amount": one.amount, "note": one.note}
                for one in application.costs.all()
            ],
            "financing": [
                {
                    "id": one.pk,
                    "kind": one.kind,
                    "label": one.label,
                    "amount": one.amount,
                    "note": one.note,
                    "is_assured": one.is_assured,
                }
                for one in application.financing.all()
            ],
            "documents": _documents(application),
        }
    )


def changed_parts(before, after):
    """Names of the parts in which two contents differ."""
    found = {column for column in COLUMNS if before["answers"].get(column) != after["answers"].get(column)}
    found |= {part for part in (COSTS, FINANCING) if before[part] != after[part]}
    keys = before["documents"].keys() | after["documents"].keys()
    return found | {DOCUMENT + key for key in keys if before["documents"].get(key) != after["documents"].get(key)}


def topic_of(part):
    """The page on which a part is filled in."""
    if part.startswith(DOCUMENT):
        return Topic.DOCUMENTS
    if part in (COSTS, FINANCING):
        return Topic(part)
    return next(topic for topic, columns in TOPIC_FIELDS.items() if part in columns)


def _answer(application, column):
    if column == "field_of_action":
        return application.field_of_action.key if application.field_of_action_id else None
    return getattr(application, column)


def _documents(application):
    found = {}
    for one in application.attachments.current().select_related("file"):
        found.setdefault(one.document, []).append(
            {
                "id": one.pk,
                "name": one.file.name,
                "sha256": one.file.sha256,
                "size": one.file.size,
                "content_type": one.file.content_type,
            }
        )
    return found
