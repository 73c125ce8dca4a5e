"""Courses as the coordination enters them."""

from django import forms

from herne_integration.idempotency import OnceForm
from herne_integration.versions import VersionedForm
from offers.forms.fields import DayInput
from volunteers.forms.lines import SessionsField
from volunteers.models import Course, CourseSession

COLUMNS = ("title", "description", "organisation", "requirement", "seats", "place")


class ClockInput(forms.TimeInput):
    """A time of day, as browsers and people write it."""

    input_type = "time"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%H:%M")


class CourseEditForm(VersionedForm):
    """Everything but the sessions: whoever has a seat has been told when it is."""

    class Meta:
        model = Course
        fields = COLUMNS
        widgets = {"description": forms.Textarea(attrs={"rows": 4})}

    def columns(self):
        """What the actions take."""
        return {name: self.cleaned_data[name] for name in COLUMNS}


class SessionForm(forms.ModelForm):
    """Day and time of one session; whoever has changed the course meanwhile is not overwritten."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = CourseSession
        fields = ("day", "starts", "ends")
        widgets = {"day": DayInput, "starts": ClockInput, "ends": ClockInput}


class CourseForm(OnceForm, CourseEditForm):
    """A new one with its sessions."""

    sessions = SessionsField(label="Termine", required=True, help_text="Eine Zeile je Termin: 03.12.2026 17:00-19:00")
