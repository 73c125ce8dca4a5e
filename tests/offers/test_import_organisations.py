"""Importing institutions, and two imports at once."""

import pytest

from offers.actions import imports
from offers.choices import (
    ImportKind,
)
from offers.models import (
    Location,
    Offer,
    Organisation,
)
from tests.offers import files
from tests.threads import race

pytestmark = pytest.mark.django_db


def test_institutions_follow_the_source_and_keep_edits(tmp_path):
    def bring(**cells):
        path = files.written(tmp_path, [files.organisation(**cells)])
        return imports.import_file(kind=ImportKind.ORGANISATIONS, path=path)

    bring(phone="02323 1", email="alt@example.org", district="Wanne")
    Organisation.objects.update(phone="02323 9")
    report = bring(phone="02323 2", email="neu@example.org", district="Eickel")
    organisation = Organisation.objects.select_related("district").get()
    assert (organisation.phone, organisation.email, organisation.district.label) == (
        "02323 9",
        "neu@example.org",
        "Eickel",
    )
    assert [one.field for one in report.findings] == ["phone"]
    assert organisation.version == 2


@pytest.mark.django_db(transaction=True)
def test_two_imports_at_once_wait_for_each_other(tmp_path):
    path = files.written(tmp_path, [files.offer(id=f"A{number}", street="Weg 1") for number in range(20)])
    reports = race(lambda _number: imports.import_file(kind=ImportKind.OFFERS, path=path), count=3)
    assert sorted(len(report.created) for report in reports) == [0, 0, 20]
    assert (Offer.objects.count(), Location.objects.count()) == (20, 1)
