"""What forms about a folder have in common: the areas, institutions and people that a case worker may name."""

from django import forms

from herne_integration.idempotency import OnceForm
from offers.forms.fields import PlainText
from offers.models import Organisation
from welcome_folder.models import CounsellingArea, Institution

PLAIN_FACTS = "Nur, was für die Beratung nötig ist: keine Diagnosen, nichts über Herkunft oder Glauben."
DATE = {"type": "date"}


def area_choice(place, **options):
    """One of the areas that somebody's place covers."""
    field = forms.ModelChoiceField(
        CounsellingArea.objects.filter(key__in=place.areas), to_field_name="key", label="Beratungsfeld", **options
    )
    field.empty_label = None
    return field


def area_choices(place, **options):
    """Several of the areas that somebody's place covers."""
    return forms.ModelMultipleChoiceField(
        CounsellingArea.objects.filter(key__in=place.areas),
        to_field_name="key",
        label="Beratungsfelder",
        widget=forms.CheckboxSelectMultiple,
        **options,
    )


def institutions(*, but=None, with_office=False):
    """Organisations that work with folders, sensitive ones too: whoever asks one for help knows its name."""
    known = Institution.objects.all() if with_office else Institution.objects.may_take_part()
    found = Organisation.objects.filter(folder_institution__in=known)
    return found.exclude(pk=but.pk) if but else found


def day_field(label, **options):
    """A day, with the browser's calendar."""
    return forms.DateField(label=label, widget=forms.DateInput(attrs=DATE, format="%Y-%m-%d"), **options)


def text_field(label, *, longest, rows=0, **options):
    """One line, or `rows` lines."""
    widget = forms.Textarea(attrs={"rows": rows}) if rows else None
    return PlainText(label=label, max_length=longest, **({"widget": widget} if widget else {}), **options)


class PlaceForm(OnceForm):
    """A form of somebody with a place in the folder's team."""

    def __init__(self, *args, place, **kwargs):
        self.place = place
        super().__init__(*args, **kwargs)
        self.for_place(place)

    def for_place(self, place):
        """Offers what this place may choose; overridden."""


class ReasonForm(forms.Form):
    """Why something is taken back; the reason stays."""

    reason = text_field("Grund", longest=200)
