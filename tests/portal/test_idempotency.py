"""A double click makes one object."""

from datetime import timedelta

import pytest
from django import forms
from django.core import signing
from django.db import transaction
from django.test import RequestFactory
from django.utils import timezone

from herne_integration.idempotency import (
    KEPT,
    SENT_BEFORE,
    OnceForm,
    is_used,
    new_key,
    once,
    purge,
    read_key,
    result_of,
)
from herne_integration.models import IdempotencyKey, ShortLink
from herne_integration.rules import RuleBroken
from tests.threads import race


class LinkForm(OnceForm, forms.ModelForm):
    class Meta:
        model = ShortLink
        fields = ["path"]


def create(key, path="/angebote/"):
    """What a view does with the form; returns the address to go to."""
    request = RequestFactory().post("/", {"once": key, "path": path})
    with transaction.atomic(), once(request) as click:
        if click.is_first:
            click.result = str(ShortLink.objects.create(path=path))
    return click.result


def forged():
    return signing.TimestampSigner(salt="portal.elsewhere").sign("abc")


@pytest.mark.django_db
def test_the_second_click_ends_where_the_first_one_did():
    key = new_key()
    assert create(key) == create(key)
    assert ShortLink.objects.count() == 1


@pytest.mark.django_db
def test_going_back_and_typing_something_else_loses_nothing():
    """The form in the browser still carries the key of what was created from it."""
    key = new_key()
    create(key, "/eins/")
    form = LinkForm({"once": key, "path": "/zwei/"})
    assert form.errors == {"__all__": [SENT_BEFORE]}
    assert form["path"].value() == "/zwei/"
    again = LinkForm({"once": form["once"].value(), "path": "/zwei/"})
    assert again.is_valid()
    with pytest.raises(RuleBroken, match="schon abgeschickt"):
        create(key, "/zwei/")


@pytest.mark.django_db
def test_the_token_against_forgery_is_no_difference():
    key = new_key()
    for token in ("a", "b"):
        request = RequestFactory().post("/", {"once": key, "csrfmiddlewaretoken": token})
        with once(request) as click:
            click.result = click.result or "/da/"
    assert IdempotencyKey.objects.count() == 1


@pytest.mark.django_db
def test_two_forms_make_two_objects():
    assert create(new_key(), "/a/") != create(new_key(), "/b/")


@pytest.mark.django_db(transaction=True)
def test_twenty_clicks_at_once_make_one_object_and_all_end_there():
    key = new_key()
    results = race(lambda number: create(key), 20)
    assert ShortLink.objects.count() == 1
    assert set(results) == {str(ShortLink.objects.get())}


@pytest.mark.django_db(transaction=True)
def test_if_the_first_click_fails_another_one_becomes_the_first():
    key = new_key()

    def click(number):
        request = RequestFactory().post("/", {"once": key})
        with transaction.atomic(), once(request) as click:
            if click.is_first:
                if number % 2 == 0:
                    raise ZeroDivisionError
                click.result = str(ShortLink.objects.create(path=f"/klick/{number}/"))
        return click.result

    results = race(click, 6)
    assert ShortLink.objects.count() == 1
    assert {one for one in results if isinstance(one, str)} == {str(ShortLink.objects.get())}


@pytest.mark.django_db
def test_a_first_click_has_to_say_where_it_ended():
    request = RequestFactory().post("/", {"once": new_key()})
    with pytest.raises(ValueError, match="result"), once(request):
        pass
    assert not IdempotencyKey.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["", "abc", "abc:1:def", "\x00", pytest.param(forged(), id="forged")])
def test_a_forged_key_is_refused_in_words(key):
    with pytest.raises(RuleBroken, match="zu lange offen"):
        create(key)


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["", "abc", pytest.param(forged(), id="forged")])
def test_a_form_that_is_too_old_keeps_what_was_typed_and_carries_a_fresh_key(key):
    form = LinkForm({"once": key, "path": "/angebote/"})
    assert form.errors == {
        "__all__": ["Das Formular war zu lange offen. Bitte prüfen Sie es und senden Sie es noch einmal."]
    }
    assert form["path"].value() == "/angebote/"
    assert read_key(form["once"].value()) is not None


def test_a_key_counts_for_a_day(monkeypatch):
    key = new_key()
    assert read_key(key) is not None
    later = timezone.now().timestamp() + 25 * 3600
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)
    assert read_key(key) is None


@pytest.mark.django_db
def test_a_form_with_errors_keeps_its_key():
    key = new_key()
    form = LinkForm({"once": key, "path": ""})
    assert not form.is_valid()
    assert form["once"].value() == key


def test_every_new_form_has_its_own_key():
    assert LinkForm()["once"].value() != LinkForm()["once"].value()


@pytest.mark.django_db
def test_purge_forgets_keys_that_no_form_can_carry_any_more():
    create(new_key())
    assert purge() == 0
    assert purge(at=timezone.now() + KEPT + timedelta(minutes=1)) == 1


@pytest.mark.django_db
def test_a_used_key_tells_where_the_very_same_form_ended():
    key = new_key()
    sent = {"once": key, "path": "/angebote/"}
    before = [is_used(key), result_of(sent)]
    made = create(key)
    assert before == [False, ""]
    assert [is_used(key), result_of(sent), result_of(sent | {"path": "/x/"}), is_used(forged())] == [
        True,
        made,
        "",
        False,
    ]
