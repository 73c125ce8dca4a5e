"""The wording of minutes."""

from django import forms

from fund.models import Minutes
from herne_integration.versions import VersionedForm
from offers.forms.fields import PlainText

LONGEST = 60_000


class MinutesForm(VersionedForm):
    """The draft's text; its numbers come from the database and need no typing."""

    text = PlainText(
        label="Wortlaut",
        max_length=LONGEST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 30}),
        help_text="Zahlen, Namen und Beschlüsse stammen aus der Sitzung. Ergänzen Sie, was beraten wurde.",
    )

    class Meta:
        model = Minutes
        fields = ("text",)

    def clean_text(self):
        """Minutes say something."""
        if not self.cleaned_data["text"].strip():
            raise forms.ValidationError("Eine Niederschrift hat einen Wortlaut.")
        return self.cleaned_data["text"]
