"""Files that everybody reads and jobs renew."""

import pytest

from herne_integration import standing_files
from herne_integration.models import StandingFile

pytestmark = pytest.mark.django_db
FILE = {"name": "a.pdf", "content_type": "application/pdf", "mark": "1"}


def test_a_new_file_takes_the_place_of_the_old_one(django_capture_on_commit_callbacks):
    old = standing_files.replace("heft", "de", data=b"alt", **FILE)
    place, storage = old.content.name, old.content.storage
    with django_capture_on_commit_callbacks(execute=True):
        new = standing_files.replace("heft", "de", data=b"neuer", **FILE)
        assert storage.exists(place), "who is reading it may finish"
    assert not storage.exists(place)
    with new.content.open() as content:
        assert (StandingFile.objects.get().pk, new.size, content.read()) == (old.pk, 5, b"neuer")


def test_each_language_has_one(django_capture_on_commit_callbacks):
    for language in ("de", "ar"):
        standing_files.replace("heft", language, data=b"x", **FILE)
    standing_files.replace("anderes", "de", data=b"x", **FILE)
    assert sorted(standing_files.of_kind("heft")) == ["ar", "de"]
