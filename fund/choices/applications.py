"""States of an application, and which may follow which."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ApplicationState(TextChoices):
    """How far an application is."""

    DRAFT = "draft", _("Entwurf")
    SUBMITTED = "submitted", _("eingegangen")
    FORMAL_CHECK = "formal_check", _("in formaler Prüfung")
    SUPPLEMENT = "supplement", _("Nachforderung")
    ADMISSIBLE = "admissible", _("zulässig")
    INADMISSIBLE = "inadmissible", _("unzulässig")
    SCHEDULED = "scheduled", _("auf der Tagesordnung")
    APPROVED = "approved", _("bewilligt")
    APPROVED_WITH_CONDITIONS = "approved_with_conditions", _("mit Auflagen bewilligt")
    DEFERRED = "deferred", _("vertagt")
    REJECTED = "rejected", _("abgelehnt")
    NOTIFIED = "notified", _("beschieden")
    WITHDRAWN = "withdrawn", _("zurückgezogen")


_S = ApplicationState
NEXT_STATES = {
    _S.DRAFT: {_S.SUBMITTED},
    _S.SUBMITTED: {_S.FORMAL_CHECK, _S.WITHDRAWN},
    _S.FORMAL_CHECK: {_S.SUPPLEMENT, _S.ADMISSIBLE, _S.INADMISSIBLE, _S.WITHDRAWN},
    _S.SUPPLEMENT: {_S.FORMAL_CHECK, _S.WITHDRAWN},
    _S.ADMISSIBLE: {_S.SCHEDULED, _S.WITHDRAWN},
    _S.INADMISSIBLE: {_S.NOTIFIED},
    _S.SCHEDULED: {_S.APPROVED, _S.APPROVED_WITH_CONDITIONS, _S.DEFERRED, _S.REJECTED, _S.WITHDRAWN},
    _S.APPROVED: {_S.NOTIFIED},
    _S.APPROVED_WITH_CONDITIONS: {_S.NOTIFIED},
    _S.DEFERRED: {_S.SCHEDULED, _S.WITHDRAWN},
    _S.REJECTED: {_S.NOTIFIED},
    _S.NOTIFIED: set(),
    _S.WITHDRAWN: set(),
}
# The applicant's own wording may change: all of it, or what a supplement asks for.
EDITABLE = (_S.DRAFT, _S.SUPPLEMENT)
# Every decision is told to the applicant by a notice.
DECIDED = (_S.APPROVED, _S.APPROVED_WITH_CONDITIONS, _S.REJECTED, _S.INADMISSIBLE)
GRANTED = (_S.APPROVED, _S.APPROVED_WITH_CONDITIONS)
# Nothing has been decided yet, and somebody still waits for something.
PENDING = (_S.SUBMITTED, _S.FORMAL_CHECK, _S.SUPPLEMENT, _S.ADMISSIBLE, _S.SCHEDULED, _S.DEFERRED)


class Topic(TextChoices):
    """The pages of an application, in the order in which a person fills them in."""

    APPLICANT = "applicant", _("Wer den Antrag stellt")
    PROJECT = "project", _("Das Projekt")
    PERIOD = "period", _("Zeitraum und Ort")
    CRITERIA = "criteria", _("Warum dieser Fonds")
    COSTS = "costs", _("Kostenplan")
    FINANCING = "financing", _("Finanzierungsplan")
    DOCUMENTS = "documents", _("Unterlagen")


# Columns of `Application` by topic; costs, financing items and attachments are rows of their own.
TOPIC_FIELDS = {
    Topic.APPLICANT: (
        "applicant_name",
        "applicant_kind",
        "applicant_street",
        "applicant_postcode",
        "applicant_city",
        "register_number",
        "contact_name",
        "contact_phone",
    ),
    Topic.PROJECT: ("title", "field_of_action", "summary", "target_groups", "target_group_text", "participants"),
    Topic.PERIOD: ("starts_on", "ends_on", "is_begun", "place", "partners"),
    Topic.CRITERIA: ("new_approach", "lasting_effect", "not_otherwise_fundable", "short_notice"),
    Topic.COSTS: (),
    Topic.FINANCING: ("amount_requested",),
    Topic.DOCUMENTS: (),
}
# What a person must have answered before she can submit.
OPTIONAL = {"applicant_street", "applicant_postcode", "applicant_city", "register_number", "contact_phone"} | {
    "target_groups",
    "target_group_text",
    "participants",
    "partners",
}
# Parts that are no column, as supplements name them; a document's key follows the colon.
COSTS, FINANCING, DOCUMENT = "costs", "financing", "document:"
PROJECT_DATES = ("starts_on", "ends_on")
