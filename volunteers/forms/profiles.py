"""The small forms of a volunteer's own pages; the questions about herself are those of the sign-up (`steps`)."""

from django import forms
from django.utils.translation import gettext_lazy as _

from herne_integration.idempotency import OnceForm
from offers.forms.fields import DayInput, PlainText
from volunteers import signing_up
from volunteers.choices.placements import DeclineReason
from volunteers.forms import steps

PARTS = {
    signing_up.INTERESTS.key: (steps.InterestsForm, "interests"),
    signing_up.TIME_AND_PLACE.key: (steps.TimeAndPlaceForm, "times"),
    signing_up.LANGUAGES.key: (steps.LanguagesForm, "languages"),
    signing_up.SKILLS.key: (steps.SkillsForm, ""),
    signing_up.PERSON.key: (steps.PersonForm, ""),
}


def _note(label):
    return PlainText(label=label, max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3}))


class AbsenceForm(OnceForm):
    """Days away, both included; why is nobody's business."""

    first_on = forms.DateField(label=_("Vom"), widget=DayInput)
    last_on = forms.DateField(label=_("Bis"), widget=DayInput)


class PauseForm(forms.Form):
    """Until when nothing is to be suggested."""

    until = forms.DateField(
        label=_("Bis wann?"),
        widget=DayInput,
        required=False,
        help_text=_("Leer heißt: bis Sie sich wieder melden."),
    )


class DeclineForm(forms.Form):
    """A no; the reason is hers to say or to keep."""

    reason = forms.ChoiceField(
        label=_("Warum nicht?"),
        choices=[
            ("", _("möchte ich nicht sagen")),
            *((key, word) for key, word in DeclineReason.choices if key != DeclineReason.FILLED),
        ],
        widget=forms.RadioSelect,
        required=False,
    )
    note = _note(_("In Ihren Worten"))


class EndForm(forms.Form):
    """A last word about an activity that ends."""

    note = _note(_("Möchten Sie sagen, warum?"))


class SureForm(forms.Form):
    """A step that cannot be taken back needs a tick."""

    is_sure = forms.BooleanField(label=_("Ja, ich bin sicher"))
