"""What was typed when the session had ended is still there after logging in."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.http import QueryDict
from django.test import RequestFactory
from django.utils import timezone

from herne_integration import drafts
from herne_integration.models import Draft
from tests.portal import make

pytestmark = pytest.mark.django_db

PATH = "/de/redaktion/angebote/neu/"


@pytest.fixture
def author():
    return make.person()


@pytest.fixture
def draft(author):
    return drafts.keep(user=author, path=PATH, data=QueryDict("title=Kurs&topics=1&topics=2&once=abc"))


def get(url, user):
    request = RequestFactory().get(url)
    request.user = user
    return request


def test_author_finds_every_word_again(draft, author):
    data = drafts.posted(get(draft.url, author))
    assert dict(data.lists()) == {"title": ["Kurs"], "topics": ["1", "2"], "once": ["abc"]}


def test_secrets_are_never_kept(author):
    data = QueryDict("csrfmiddlewaretoken=a&password=b&new_password1=c&code=d&secret=e&postcode=44623")
    kept = drafts.keep(user=author, path=PATH, data=data)
    assert kept.data == "postcode=44623"


def test_nothing_to_keep_makes_no_draft(author):
    assert drafts.keep(user=author, path=PATH, data=QueryDict("csrfmiddlewaretoken=a")) is None


def test_far_too_much_is_not_kept(author):
    assert drafts.keep(user=author, path=PATH, data=QueryDict(f"text={'x' * drafts.LARGEST}")) is None


def test_somebody_else_sees_nothing(draft):
    assert drafts.posted(get(draft.url, make.person())) is None


def test_another_page_sees_nothing(draft, author):
    assert drafts.posted(get(f"/de/anderswo/?entwurf={draft.pk}", author)) is None


@pytest.mark.parametrize("key", ["", "unsinn", pytest.param(str(uuid4()), id="unknown"), "%00"])
def test_a_senseless_key_is_no_draft(key, author):
    assert drafts.posted(get(f"{PATH}?entwurf={key}", author)) is None


def test_a_post_is_what_was_posted_even_if_the_address_names_a_draft(draft, author):
    request = RequestFactory().post(draft.url, {"title": "Neu"})
    request.user = author
    assert drafts.posted(request)["title"] == "Neu"


def test_a_page_without_draft_has_nothing_bound(author):
    assert drafts.posted(get(PATH, author)) is None


def test_discard_forgets_only_the_draft_in_the_address(draft, author):
    other = drafts.keep(user=author, path=PATH, data=QueryDict("title=Anderer"))
    drafts.discard(get(draft.url, author))
    assert list(Draft.objects.all()) == [other]


def test_a_draft_lives_for_a_day(draft, author):
    Draft.objects.update(created_at=timezone.now() - timedelta(hours=25))
    assert drafts.posted(get(draft.url, author)) is None
    assert drafts.purge() == 1
    assert not Draft.objects.exists()


def test_purge_leaves_fresh_drafts(draft):
    assert drafts.purge() == 0


def test_a_draft_goes_with_its_person(draft, author):
    author.delete()
    assert not Draft.objects.exists()


def test_what_is_being_typed_is_one_draft_for_each_page_and_person(author):
    other = make.person()
    for user, text in [(author, "a"), (author, "ab"), (other, "x")]:
        assert drafts.autosave(user=user, path=PATH, data=QueryDict(f"title={text}&password=b"))
    kept = Draft.objects.order_by("user_id").values_list("user", "data")
    assert list(kept) == [(author.pk, "title=ab"), (other.pk, "title=x")]
    assert drafts.resumed(get(PATH, author)).dict() == {"title": "ab"}
    assert drafts.resumed(get("/de/anderswo/", author)) is None
    assert [drafts.forget(user=author, path=PATH), Draft.objects.get().user] == [1, other]


def test_what_was_typed_yesterday_does_not_come_back(author):
    drafts.autosave(user=author, path=PATH, data=QueryDict("title=a"))
    Draft.objects.update(created_at=timezone.now() - timedelta(hours=25))
    assert drafts.resumed(get(PATH, author)) is None


def test_a_named_draft_comes_before_what_was_being_typed(draft, author):
    drafts.autosave(user=author, path="/de/anderswo/", data=QueryDict("title=a"))
    assert drafts.resumed(get(draft.url, author))["title"] == "Kurs"
