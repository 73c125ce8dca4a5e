"""The applicant's team."""

from django import forms
from django.contrib.auth import get_user_model

from fund.choices.applicants import TeamRole
from fund.models import Applicant
from herne_integration.idempotency import OnceForm
from herne_integration.versions import VersionedForm
from offers.forms.fields import five_digits, form_field

NOBODY = (
    "Mit dieser Adresse gibt es noch kein bestätigtes Konto. Bitten Sie die Person, sich zu registrieren, und nehmen"
    " Sie sie danach auf."
)


class MemberForm(OnceForm):
    """Somebody with an account joins; only an exact, confirmed address finds her."""

    hide_required_words = True
    email = forms.EmailField(
        label="E-Mail-Adresse der Person",
        max_length=254,
        help_text="Die Adresse, mit der sie sich in diesem Portal anmeldet.",
    )
    role = forms.ChoiceField(label="Rolle", choices=TeamRole, widget=forms.RadioSelect)

    user = None

    def clean(self):
        """Finds the person; whoever only signed up and never confirmed is nobody yet."""
        cleaned = super().clean()
        if cleaned.get("email"):
            confirmed = {"emailaddress__verified": True, "emailaddress__email__iexact": cleaned["email"]}
            self.user = get_user_model().objects.filter(is_active=True, **confirmed).first()
            if self.user is None:
                self.add_error("email", NOBODY)
        return cleaned


class RecordForm(VersionedForm):
    """The applicant's own record; applications keep the words that they were written with."""

    class Meta:
        model = Applicant
        fields = ("name", "kind", "street", "postcode", "city", "register_number")
        formfield_callback = form_field
        help_texts = {"register_number": "Nur bei Vereinen und Gesellschaften, zum Beispiel VR 1234."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if five_digits not in self.fields["postcode"].validators:
            self.fields["postcode"].validators.append(five_digits)
