"""Forms of the roof: the report about a barrier, and the sample of the gallery."""

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from herne_integration.idempotency import OnceForm

WAYS = [("", "Bitte wählen"), ("phone", "Telefon"), ("mail", "E-Mail"), ("visit", "Persönlich")]
DAYS = [("mo", "Montag"), ("tu", "Dienstag"), ("we", "Mittwoch")]


class BarrierReportForm(OnceForm):
    """What somebody could not read, hear or use."""

    text = forms.CharField(
        label=_("Was funktioniert nicht?"),
        help_text=_("Schreiben Sie in jeder Sprache. Hilfreich ist, welches Gerät oder Hilfsmittel Sie benutzen."),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    page = forms.CharField(label=_("Auf welcher Seite?"), required=False, max_length=500)
    email = forms.EmailField(
        label=_("Ihre E-Mail-Adresse"),
        help_text=_("Nur wenn Sie eine Antwort möchten."),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
    )
    # Robots fill in whatever has a tempting name; people never see it.
    website = forms.CharField(
        label=_("Bitte leer lassen"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    website.is_honeypot = True

    @property
    def is_by_a_robot(self):
        """Whether the bait was taken."""
        return bool(self.cleaned_data["website"])

    def report(self):
        """What the mail says."""
        names = ("text", "page", "email")
        return {name: self.cleaned_data[name] for name in names} | {"language": get_language()}


class SampleForm(forms.Form):
    """One field of every kind, for the gallery."""

    name = forms.CharField(label="Name", widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(
        label="E-Mail-Adresse",
        help_text="Nur für die Antwort.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    phone = forms.CharField(
        label="Telefon", required=False, widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"})
    )
    birthday = forms.DateField(
        label="Geburtsdatum",
        required=False,
        widget=forms.DateInput(attrs={"type": "date", "autocomplete": "bday"}),
    )
    way = forms.ChoiceField(label="Wie sollen wir antworten?", choices=WAYS)
    day = forms.ChoiceField(
        label="An welchem Tag?", choices=DAYS, widget=forms.RadioSelect, help_text="Vormittags zwischen 9 und 12 Uhr."
    )
    languages = forms.MultipleChoiceField(
        label="Welche Sprachen sprechen Sie?",
        required=False,
        choices=[("de", "Deutsch"), ("en", "Englisch"), ("ar", "Arabisch")],
        widget=forms.CheckboxSelectMultiple,
    )
    document = forms.FileField(label="Unterlage", required=False, help_text="PDF oder Bild, höchstens 5 MB.")
    text = forms.CharField(label="Ihre Nachricht", widget=forms.Textarea(attrs={"rows": 4}))
    consent = forms.BooleanField(label="Ich habe den Hinweis zum Datenschutz gelesen.")


class SamplePartForm(forms.Form):
    """A small form to repeat."""

    weekday = forms.ChoiceField(label="Wochentag", choices=[("", "Bitte wählen"), *DAYS])
    start = forms.TimeField(label="Beginn", widget=forms.TimeInput(attrs={"type": "time"}))


SampleFormSet = forms.formset_factory(SamplePartForm, extra=1, min_num=1, validate_min=True)
