"""One paper, as a form, with a file where there is one."""

from itertools import groupby

from django import forms
from django.utils import timezone

from herne_integration.idempotency import OnceForm
from herne_integration.upload_fields import UploadField, UploadForm
from herne_integration.versions import VersionedForm
from offers.forms.fields import form_field
from welcome_folder.choices.documents import DocumentState
from welcome_folder.models import DocumentKind, FolderDocument

HELP = {
    "original_text": "Zum Beispiel: im grünen Ordner zu Hause, bei Frau Beispiel im Jobcenter.",
    "note": "Nur nötig bei zwei Papieren derselben Art, zum Beispiel: zweites Zeugnis.",
    "valid_until": "Nur bei Papieren, die ablaufen.",
}
COLUMNS = ("state", "original", "original_text", "valid_until", "note")


def kinds(place):
    """Kinds of paper of the areas that a place covers, with their sheets."""
    covered = DocumentKind.objects.filter(area__in=place.areas).select_related("document", "sheet")
    return covered.order_by("sheet__position", "document__position")


class PaperFields(UploadForm):
    """Form mixin: what both forms of a paper check."""

    file = UploadField(label="Scan oder Foto", required=False)

    hide_required_words = True

    def check_validity(self):
        """A paper that has run out is not there any more."""
        cleaned = self.cleaned_data
        day, state = cleaned.get("valid_until"), cleaned.get("state")
        if day and state == DocumentState.PRESENT and day < timezone.localdate():
            self.add_error("state", "Dieser Tag ist vorbei: Bitte wählen Sie „abgelaufen“.")
        if cleaned.get("file") and state in {DocumentState.MISSING, DocumentState.NOT_NEEDED}:
            self.add_error("file", "Eine Datei gehört zu einem Papier, das es gibt.")


class NewDocumentForm(PaperFields, OnceForm, forms.ModelForm):
    """A paper that does not stand in the folder yet."""

    class Meta:
        model = FolderDocument
        fields = ("kind", *COLUMNS)
        formfield_callback = form_field
        help_texts = HELP

    def __init__(self, *args, place, **kwargs):
        super().__init__(*args, **kwargs)
        found = list(kinds(place))
        field = self.fields["kind"]
        field.queryset = kinds(place)
        groups = [(str(sheet), [(one.pk, str(one)) for one in group]) for sheet, group in groupby(found, _sheet)]
        field.choices = [("", "bitte wählen"), *groups]
        self.fields["state"].choices = DocumentState.choices
        self.fields["state"].initial = DocumentState.PRESENT

    def clean(self):
        """See `PaperFields`."""
        cleaned = super().clean()
        self.check_validity()
        return cleaned

    def arguments(self):
        """What the action takes."""
        return {name: self.cleaned_data[name] for name in ("kind", *COLUMNS)}


class DocumentForm(PaperFields, VersionedForm):
    """A paper of the folder."""

    class Meta:
        model = FolderDocument
        fields = COLUMNS
        formfield_callback = form_field
        help_texts = HELP

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = DocumentState.choices

    def clean(self):
        """After the comparison with what is stored."""
        cleaned = super().clean()
        self.check_validity()
        note = cleaned.get("note", "")
        others = self.instance.folder.documents.filter(kind=self.instance.kind_id, note=note).exclude(
            pk=self.instance.pk
        )
        if others.exists():
            self.add_error("note", "Dieses Papier steht schon im Ordner. Ein zweites braucht eine Bezeichnung.")
        return cleaned


def _sheet(kind):
    return kind.sheet
