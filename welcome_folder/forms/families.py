"""Who belongs to the family, as forms."""

from django import forms

from herne_integration.idempotency import OnceForm
from herne_integration.versions import VersionedForm
from offers.forms.fields import form_field
from welcome_folder import kinship, numbers
from welcome_folder.forms.base import text_field
from welcome_folder.forms.people import BornFields, CountriesField, ask_for_latin
from welcome_folder.models import FamilyTie, Person, WelcomeFolder

APART = (
    "Keine der beiden Seiten liest hier, wo die andere wohnt und wie sie zu erreichen ist; beide werden nie zusammen "
    "gedruckt."
)


class TieFields(forms.Form):
    """Form mixin: custody belongs to children and wards only."""

    def check_custody(self, kin):
        """Where nobody decides for anybody there is no custody."""
        cleaned = self.cleaned_data
        if cleaned.get("custody") and kin not in kinship.WITH_CUSTODY:
            self.add_error("custody", "Sorgerecht gibt es für Kinder und Mündel.")


class NewRelativeForm(OnceForm, TieFields, BornFields, forms.ModelForm):
    """Somebody of the family: with her folder number, or by name."""

    kin = forms.ChoiceField(label="Was ist sie oder er für die Person?", choices=kinship.CHOICES)
    number = text_field(
        "Ordnernummer, falls es schon einen Ordner gibt, an dem Sie beteiligt sind", longest=20, required=False
    )
    custody = FamilyTie._meta.get_field("custody").formfield(required=False)
    custody_from = form_field(FamilyTie._meta.get_field("custody_from"))
    custody_to = form_field(FamilyTie._meta.get_field("custody_to"))
    keep_apart = forms.BooleanField(label="Schutz vor Gewalt: getrennt halten", required=False, help_text=APART)
    with_folder = forms.BooleanField(label="Danach einen eigenen Ordner anlegen", required=False)

    hide_required_words = True
    field_order = (
        "kin", "number", "given_name", "family_name", "given_name_latin", "family_name_latin", "born", "is_guessed",
        "gender", "citizenships", "custody", "custody_from", "custody_to", "keep_apart", "with_folder", "once",
    )  # fmt: skip

    class Meta:
        model = Person
        fields = ("given_name", "family_name", "given_name_latin", "family_name_latin", "gender", "citizenships")
        formfield_callback = form_field

    def __init__(self, *args, user, **kwargs):
        self.user, self.relative = user, None
        super().__init__(*args, **kwargs)
        self.fields["citizenships"] = CountriesField(label="Staatsangehörigkeiten")
        self.fields["family_name"].help_text = "Hat die Person nur einen Namen, steht er hier."
        for name in ("given_name", "family_name"):
            self.fields[name].required = False
        self.fields["gender"].choices = [("", "nicht bekannt"), *self.fields["gender"].choices[1:]]
        self.order_fields(self.field_order)

    def clean(self):
        """A number wins; without one the name is needed."""
        cleaned = super().clean()
        if cleaned.get("number"):
            self._find(cleaned["number"])
        elif not cleaned.get("family_name"):
            self.add_error("family_name", "Bitte tragen Sie den Namen oder eine Ordnernummer ein.")
        ask_for_latin(self)
        self.instance.birth_date, self.instance.birth_precision = self.read_born()
        self.check_custody(cleaned.get("kin"))
        if (
            cleaned.get("custody_from")
            and cleaned.get("custody_to")
            and cleaned["custody_to"] < cleaned["custody_from"]
        ):
            self.add_error("custody_to", "Das Ende liegt vor dem Anfang.")
        return cleaned

    def _find(self, typed):
        """Only folders that she may see; a foreign number and a wrong one look alike."""
        number = numbers.read(typed)
        visible = WelcomeFolder.objects.visible_to(self.user).select_related("person")
        folder = visible.filter(number=number).first() if number else None
        if folder is None:
            self.add_error("number", "Unter dieser Nummer ist kein Ordner, an dem Sie beteiligt sind.")
        else:
            self.relative = folder.person

    def arguments(self):
        """What the action takes."""
        cleaned = self.cleaned_data
        names = ("kin", "custody", "custody_from", "custody_to", "keep_apart")
        return {name: cleaned[name] for name in names} | {"relative": self.relative or self.instance}


class TieForm(TieFields, VersionedForm):
    """What somebody is to the folder's person, and who decides."""

    hide_required_words = True

    class Meta:
        model = FamilyTie
        fields = ("custody", "custody_from", "custody_to", "keep_apart")
        formfield_callback = form_field
        help_texts = {"keep_apart": APART}

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person
        self.fields["kin"] = forms.ChoiceField(
            label="Was ist sie oder er für die Person?", choices=kinship.CHOICES, initial=self._kin()
        )
        self.order_fields(["kin", "custody", "custody_from", "custody_to", "keep_apart"])

    def _kin(self):
        return kinship.seen(self.instance.relation, is_first=self.instance.person_id == self.person.pk)

    def _read_initial_anew(self):
        super()._read_initial_anew()
        self.initial["kin"] = self._kin()

    def clean(self):
        """After the comparison with what is stored."""
        cleaned = super().clean()
        self.check_custody(cleaned.get("kin"))
        return cleaned
