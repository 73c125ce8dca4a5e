"""What has to be there before anybody can apply: the fund, who pays into it, and how to oppose a notice."""

from django import forms
from django.utils import timezone
from django.utils.text import slugify

from fund.models import Fund
from herne_integration.idempotency import OnceForm
from herne_integration.versions import VersionedForm
from offers.forms.fields import DayInput, PlainText, form_field


class FundForm(OnceForm, VersionedForm):
    """The fund itself; what it is for stands on its public page."""

    class Meta:
        model = Fund
        fields = ("name", "purpose", "source")
        formfield_callback = form_field
        help_texts = {
            "purpose": "Steht auf der öffentlichen Seite des Fonds.",
            "source": "Woher das stammt, zum Beispiel Ratsbeschluss vom …",
        }


class SourceForm(OnceForm):
    """Somebody who pays into the fund."""

    name = forms.CharField(label="Name", max_length=200, help_text="Zum Beispiel „Haushalt der Stadt“.")
    carries_over = forms.BooleanField(label="Reste sind ins nächste Jahr übertragbar", required=False)
    note = PlainText(label="Hinweis", max_length=500, required=False)

    def clean_name(self):
        """Its word in the books comes from the name."""
        name = self.cleaned_data["name"]
        self.key = slugify(name)[:40]
        if not self.key:
            raise forms.ValidationError("Ein Name hat mindestens einen Buchstaben oder eine Ziffer.")
        return name


class RemedyForm(OnceForm):
    """A new version of how to oppose a notice."""

    text = PlainText(label="Wortlaut", max_length=3000, widget=forms.Textarea(attrs={"rows": 8}))
    months = forms.IntegerField(
        label="Frist in Monaten", min_value=1, max_value=12, initial=1, help_text="§ 74 VwGO: ein Monat."
    )
    valid_from = forms.DateField(label="Gilt ab", widget=DayInput)
    source = PlainText(label="Quelle", max_length=500, required=False)
    is_reviewed = forms.BooleanField(
        label="Rechtlich geprüft",
        required=False,
        help_text="Ohne Haken steht auf jedem Entwurf „rechtlich zu prüfen“.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["valid_from"].initial = timezone.localdate
