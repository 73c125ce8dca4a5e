"""A form field for a file, and a form that says what becomes of the file when something else is wrong.

    class NoticeForm(UploadForm, OnceForm):
        notice = UploadField(label="Bescheid")

    form = NoticeForm(drafts.posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = stored_files.store(form.cleaned_data["notice"], by=request.user)

The form's page needs `enctype="multipart/form-data"`, and `{% not_scanned %}` near the field.
"""

from django import forms
from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from herne_integration import uploads
from herne_integration.quarantine.kinds import KINDS

HELP = _("PDF, JPEG, PNG oder WebP, höchstens {megabytes} MB und {pages} Seiten.")
AGAIN = _("Die Datei ist in Ordnung. Der Browser schickt sie nur einmal: Bitte wählen Sie sie noch einmal aus.")


class UploadField(forms.FileField):
    """One file, opened and checked; its clean value is an `uploads.ReadUpload`, or None."""

    widget = forms.FileInput(attrs={"accept": ",".join(KINDS)})
    default_error_messages = {
        "required": _("Bitte wählen Sie eine Datei aus."),
        "empty": uploads.SENTENCES["empty"],
    }

    def __init__(self, **options):
        limits = {"megabytes": settings.UPLOAD_BYTES // 1024**2, "pages": settings.UPLOAD_PAGES}
        options.setdefault("help_text", format_lazy(HELP, **limits))
        super().__init__(**options)

    def clean(self, data, initial=None):
        """What `uploads.read` makes of the file; its refusal becomes the field's error."""
        upload = super().clean(data, initial)
        if not upload or isinstance(upload, uploads.ReadUpload):
            return upload or None
        try:
            return uploads.read(upload)
        except uploads.UploadRefused as refusal:
            raise forms.ValidationError(refusal.sentence, code=refusal.reason) from refusal


class UploadForm(forms.Form):
    """Form mixin: a browser sends a chosen file once, so whoever has to send the form again has to choose it again."""

    def full_clean(self):
        """Says so at each file that was in order."""
        super().full_clean()
        if self.is_bound and self._errors:
            for name, field in self.fields.items():
                if isinstance(field, UploadField) and self.cleaned_data.get(name):
                    self.add_error(name, AGAIN)
