"""What an institution may do in folders, as a form."""

from django import forms

from herne_integration.idempotency import OnceForm
from herne_integration.versions import VersionedForm
from offers.choices_asker import LegalArea
from offers.models import Organisation
from welcome_folder.models import CounsellingArea, Institution


class InstitutionForm(OnceForm, VersionedForm):
    """What one that is there may do."""

    areas = forms.MultipleChoiceField(
        label="Beratungsfelder",
        widget=forms.CheckboxSelectMultiple,
        help_text="Nur in diesen Feldern kann die Stelle an einem Ordner beteiligt sein.",
    )
    legal_areas = forms.MultipleChoiceField(
        label="Übernimmt beim Rechtskreiswechsel",
        choices=LegalArea.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    class Meta:
        model = Institution
        fields = ("areas", "legal_areas", "is_sensitive", "is_immigration_office")
        help_texts = {
            "is_sensitive": "Etwa Frauenhaus oder Aidsberatung: Andere lesen nur „eine Beratungsstelle“.",
            "is_immigration_office": "Sie ist an keinem Ordner beteiligt und sieht nur, was ihr übergeben wird.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["areas"].choices = CounsellingArea.objects.order_by("label").values_list("key", "label")


class NewInstitutionForm(InstitutionForm):
    """One that is new comes from the directory."""

    class Meta(InstitutionForm.Meta):
        fields = ("organisation", *InstitutionForm.Meta.fields)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        free = Organisation.objects.public().filter(folder_institution=None)
        self.fields["organisation"].queryset = free.order_by("name_sort", "pk").only("name")
        self.fields["organisation"].empty_label = "bitte wählen"
