"""The forms that only the sign-up has: consent, the address for "later", the password at its end."""

from django import forms
from django.contrib.auth import get_user_model, password_validation
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from herne_integration.accounts.forms import PASSWORD_HELP
from herne_integration.idempotency import OnceForm
from herne_integration.templatetags.portal import direction, html_lang
from volunteers import signing_up
from volunteers.choices.consents import NEEDED, ConsentPurpose
from volunteers.forms import steps
from volunteers.models import ConsentText

PAGES = {
    signing_up.INTERESTS.key: steps.InterestsForm,
    signing_up.TIME_AND_PLACE.key: steps.TimeAndPlaceForm,
    signing_up.LANGUAGES.key: steps.LanguagesForm,
    signing_up.SKILLS.key: steps.SkillsForm,
    signing_up.PERSON.key: steps.ContactForm,
}
NEEDED_SENTENCE = _("Ohne dieses Ja dürfen wir Ihnen keine Aufgabe vorschlagen.")


def in_words(text):
    """A consent text in the page's language, else in German and marked as such."""
    said, language = text.in_language(get_language())
    if language == get_language():
        return said
    return format_html('<span lang="{}" dir="{}">{}</span>', html_lang(language), direction(language), said)


class ConsentForm(OnceForm):
    """One yes for each purpose, none of them ticked before; the words that were shown are the words agreed to."""

    def __init__(self, data=None, *, typed=None):
        super().__init__(data)
        self.texts = ConsentText.objects.current()
        given = set((typed or {}).get("consents", ()))
        for purpose in ConsentPurpose:
            if text := self.texts.get(purpose):
                self.fields[purpose.value] = forms.BooleanField(
                    label=in_words(text),
                    required=purpose in NEEDED,
                    initial=purpose.value in given,
                    error_messages={"required": NEEDED_SENTENCE},
                )
                self.fields[f"text-{purpose.value}"] = forms.ModelChoiceField(
                    ConsentText.objects.filter(purpose=purpose, published_at__isnull=False),
                    initial=text.pk,
                    required=False,
                    widget=forms.HiddenInput,
                )

    def kept(self):
        """Purposes that somebody has agreed to, with the keys of the words."""
        given = [purpose.value for purpose in ConsentPurpose if self.cleaned_data.get(purpose.value)]
        shown = {purpose: self.cleaned_data.get(f"text-{purpose}") or self.texts[purpose] for purpose in given}
        return {"consents": given, "consent_texts": {purpose: text.pk for purpose, text in shown.items()}}


class LaterForm(OnceForm):
    """Where the link goes with which somebody goes on another day."""

    email = forms.EmailField(
        label=_("E-Mail-Adresse"), widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"})
    )


class ConfirmForm(OnceForm):
    """A password for coming back; whoever chooses none gets one by mail when she needs it."""

    password = forms.CharField(
        label=_("Passwort"),
        strip=False,
        required=False,
        help_text=PASSWORD_HELP,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args, email, name, has_account, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = get_user_model()(email=email, name=name)
        if has_account:
            del self.fields["password"]

    def clean_password(self):
        """Not the name, not the address, not one that everybody has."""
        password = self.cleaned_data["password"]
        if password:
            password_validation.validate_password(password, self.person)
        return password
