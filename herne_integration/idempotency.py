"""A double click makes one object: every form that creates something carries a key that counts once.

The key is a signed hidden field, so that it needs no cookie and works for strangers too. In a form and its view:

    class ReportForm(OnceForm):
        text = forms.CharField(...)

    form = ReportForm(drafts.posted(request))
    if request.method == "POST" and form.is_valid():
        with once(request) as click:
            if click.is_first:
                report = reports.create(...)
                click.result = report.get_absolute_url()
        return redirect(click.result)

The key's row is written in the same transaction as the object: a second click waits for the first and then reads where
that one ended; if the first fails, its row is gone and the second becomes the first. A model form inherits
`OnceForm` beside `ModelForm` (`class OfferForm(OnceForm, forms.ModelForm)`). `{{ form|crispy }}` prints the field.
"""

import hashlib
import secrets
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from django import forms
from django.core import signing
from django.db import connection, transaction
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from herne_integration.models import IdempotencyKey
from herne_integration.rules import RuleBroken

NAME = "once"
# A form may lie open for a working day; the row outlives it, or a late second click would be a first one again.
LIFETIME = timedelta(hours=24)
KEPT = timedelta(hours=48)
TOO_OLD = _("Das Formular war zu lange offen. Bitte prüfen Sie es und senden Sie es noch einmal.")
SENT_BEFORE = _("Dieses Formular ist schon abgeschickt. Für noch einen Eintrag senden Sie es bitte noch einmal.")
_signer = signing.TimestampSigner(salt="portal.once")


@dataclass
class Click:
    """One sending of a form. The first click sets `result`, the second finds it there."""

    is_first: bool
    result: str = ""


def new_key():
    """A fresh signed key, for a form that is shown for the first time."""
    return _signer.sign(secrets.token_urlsafe(18))


def read_key(signed):
    """The key inside a signed one, or None if it is forged or too old."""
    try:
        return _signer.unsign(signed, max_age=LIFETIME)
    except signing.BadSignature:
        return None


def is_used(signed):
    """Whether a form with this key has been saved already."""
    key = read_key(signed)
    return key is not None and IdempotencyKey.objects.filter(key=key).exists()


def result_of(data):
    """Where the very same form ended that was sent before, or an empty text: its second click needs no check."""
    key = read_key(data.get(NAME, ""))
    row = IdempotencyKey.objects.filter(key=key, digest=_digest(data)).first() if key else None
    return row.result if row else ""


def field():
    """The hidden form field."""
    return forms.CharField(required=False, initial=new_key, widget=forms.HiddenInput)


class OnceForm(forms.Form):
    """Form mixin with the hidden key; a form that is too old is shown again, as it was, with a fresh key."""

    once = field()

    def clean_once(self):
        """Accepts a key of ours; otherwise the visitor has to send the form once more.

        Who goes back in the browser and types something else into the same form means another object.
        """
        signed = self.cleaned_data["once"]
        key = read_key(signed)
        if key is None:
            self._ask_again(TOO_OLD)
        elif IdempotencyKey.objects.filter(key=key).exclude(digest=_digest(self.data)).exists():
            self._ask_again(SENT_BEFORE)
        return signed

    @property
    def is_second_click(self):
        """Whether this very form has been sent before: then what it would clash with is its own object."""
        key = read_key(self.data.get(self.add_prefix(NAME), ""))
        return key is not None and IdempotencyKey.objects.filter(key=key, digest=_digest(self.data)).exists()

    def _ask_again(self, sentence):
        """Keeps what was typed and takes a fresh key."""
        self.data = self.data.copy()
        self.data[self.add_prefix(NAME)] = new_key()
        self.add_error(None, sentence)


@contextmanager
def once(request, name=NAME):
    """Yields the `Click`: only for the first one with this key `is_first` is true."""
    key = read_key(request.POST.get(name, ""))
    if key is None:
        raise RuleBroken(TOO_OLD)
    digest = _digest(request.POST)
    with transaction.atomic():
        if not _insert(key, digest):
            # The insert has waited until the first click was committed, so its result is there to be read.
            first = IdempotencyKey.objects.get(key=key)
            if first.digest != digest:
                raise RuleBroken(SENT_BEFORE)
            yield Click(is_first=False, result=first.result)
            return
        click = Click(is_first=True)
        yield click
        if not click.result:
            raise ValueError("The first click has to set `result`, the address where the second one ends as well.")
        IdempotencyKey.objects.filter(key=key).update(result=click.result)


def purge(*, at=None):
    """Deletes keys that no valid form can carry any more; returns how many."""
    return IdempotencyKey.objects.filter(created_at__lt=(at or timezone.now()) - KEPT).delete()[0]


def _digest(data):
    """The same for the same things typed into the same form, whatever the order of its fields."""
    lists = data.lists() if isinstance(data, MultiValueDict) else ((name, [data[name]]) for name in data)
    typed = sorted((name, [str(one) for one in values]) for name, values in lists if name != "csrfmiddlewaretoken")
    return hashlib.sha256(repr(typed).encode()).hexdigest()


def _insert(key, digest):
    """Whether this transaction is the one that uses the key."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO portal_idempotencykey (key, digest, result, created_at) VALUES (%s, %s, '', now())"
            " ON CONFLICT (key) DO NOTHING",
            [key, digest],
        )
        return cursor.rowcount == 1
