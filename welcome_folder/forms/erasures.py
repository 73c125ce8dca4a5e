"""What data protection types when a folder is erased."""

from django import forms

from welcome_folder import numbers
from welcome_folder.choices.erasure import ArchiveAnswer, ErasureReason
from welcome_folder.models import WelcomeFolder

REASONS = [(one.value, one.label) for one in (ErasureReason.RETENTION, ErasureReason.REQUEST)]


class FolderNumberField(forms.CharField):
    """A folder number as it stands on paper; becomes the number as it is kept."""

    def clean(self, value):
        """Reads it, with its check character."""
        number = numbers.read(super().clean(value))
        if number is None:
            raise forms.ValidationError("Das ist keine Ordnernummer. Bitte prüfen Sie die Zeichen.")
        return number


class OfferForm(forms.Form):
    """Which folder, and why."""

    number = FolderNumberField(label="Ordnernummer", max_length=20)
    reason = forms.ChoiceField(label="Grund", choices=REASONS)

    def clean_number(self):
        """The folder of that number stands in `self.folder`."""
        self.folder = WelcomeFolder.objects.filter(number=self.cleaned_data["number"]).first()
        if self.folder is None:
            raise forms.ValidationError("Einen Ordner mit dieser Nummer gibt es nicht.")
        return self.cleaned_data["number"]


class AnswerForm(forms.Form):
    """What the archive said."""

    archive_answer = forms.ChoiceField(
        label="Antwort des Archivs", choices=[("", "bitte wählen"), *ArchiveAnswer.choices]
    )


class EraseForm(forms.Form):
    """Typing the number again: nobody erases by a slip of the hand."""

    number = FolderNumberField(
        label="Ordnernummer zur Bestätigung",
        max_length=20,
        help_text="Das Löschen lässt sich nicht rückgängig machen.",
    )

    def __init__(self, *args, folder=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.folder = folder

    def clean_number(self):
        """It is this folder's."""
        if self.folder is None or self.cleaned_data["number"] != self.folder.number:
            raise forms.ValidationError("Das ist nicht die Nummer dieses Ordners.")
        return self.cleaned_data["number"]
