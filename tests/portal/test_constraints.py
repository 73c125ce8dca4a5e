"""Constraints that every app needs, tried on a model that has them."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from offers.models import Offer
from tests.portal import make

pytestmark = pytest.mark.django_db


def refused(name):
    return pytest.raises(IntegrityError, match=name)


@pytest.fixture
def offer():
    return Offer.objects.create(title="Kurs")


@pytest.mark.parametrize("half", ["at", "by"])
def test_moment_and_person_belong_together(offer, half):
    fields = {"at": {"archived_at": timezone.now()}, "by": {"archived_by": make.person()}}[half]
    with refused("offers_offer_archived_stamped"), transaction.atomic():
        Offer.objects.filter(pk=offer.pk).update(**fields)


def test_both_or_neither_is_fine(offer):
    Offer.objects.update(archived_at=timezone.now(), archived_by=make.person())
    Offer.objects.update(archived_at=None, archived_by=None)


@pytest.mark.parametrize(
    ("first", "last"), [(date(2026, 2, 1), date(2026, 2, 1)), (None, date(2026, 2, 1)), (date(2026, 2, 1), None)]
)
def test_an_end_on_the_first_day_or_an_open_one_is_fine(offer, first, last):
    Offer.objects.update(valid_from=first, valid_until=last)


def test_an_end_before_the_beginning_is_refused(offer):
    with refused("offers_offer_valid_until_after_from"), transaction.atomic():
        Offer.objects.update(valid_from=date(2026, 2, 2), valid_until=date(2026, 2, 1))


def test_a_form_shows_the_sentence_of_a_constraint(offer):
    offer.valid_from, offer.valid_until = date(2026, 2, 2), date(2026, 2, 1)
    with pytest.raises(ValidationError, match="Das Ende liegt vor dem Anfang"):
        offer.full_clean()
