"""The wording of a notice, the day on its envelope, and giving granted money back."""

from django import forms

from fund.forms.fields import MoneyField
from fund.models import Notice
from herne_integration.idempotency import OnceForm
from herne_integration.versions import VersionedForm
from offers.forms.fields import PlainText

LONGEST = 20_000


class WordingForm(VersionedForm):
    """The words of a draft. Number, address, date and remedy stand around them and are not typed."""

    text = PlainText(
        label="Wortlaut",
        max_length=LONGEST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 28}),
        help_text="Zwischen zwei Absätzen bleibt eine Zeile frei. Anschrift, Nummer, Datum, Rechtsbehelf und"
        " Unterschrift kommen von selbst dazu.",
    )

    class Meta:
        model = Notice
        fields = ("text",)

    def clean_text(self):
        """Blanks alone are no wording."""
        text = self.cleaned_data["text"]
        if not text.strip():
            raise forms.ValidationError(self.fields["text"].error_messages["required"], code="required")
        return text


class PostForm(forms.Form):
    """On which day it goes to the post."""

    posted_on = forms.DateField(
        label="Zur Post am",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="Der Tag auf dem Umschlag. Aus ihm folgen Bekanntgabe und Rechtsbehelfsfrist.",
    )


class ReduceForm(OnceForm):
    """A part of an award comes back."""

    amount = MoneyField(label="Betrag, der frei wird, in Euro")
    reason = PlainText(label="Grund", max_length=300)


class RevokeForm(forms.Form):
    """An award is taken back as a whole."""

    reason = PlainText(label="Grund", max_length=500)
