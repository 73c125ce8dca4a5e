"""Files that people have sent: kept twice, scanned, opened by whom an app lets, and gone when nothing needs them."""

import hashlib
import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.http import Http404
from django.utils import timezone

from herne_integration import scanning, stored_files, uploads
from herne_integration.models import StoredFile
from herne_integration.rules import RuleBroken
from tests.jobs import queued, run_jobs
from tests.portal import make
from tests.portal import upload_samples as samples
from tests.portal.scanners import scanner

pytestmark = pytest.mark.django_db
IN_USE = set()


def in_use(ids):
    """What the app of these tests has attached."""
    return ids & IN_USE


def refuse(file):
    """What Django does where a PROTECT points to the row."""
    raise ProtectedError("in use", {file})


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT, settings.CLAMAV, settings.FILE_OWNERS = tmp_path / "media", None, [f"{__name__}.in_use"]
    IN_USE.clear()


def store(data=None, name="Bescheid.pdf"):
    return stored_files.store(SimpleUploadedFile(name, data or samples.pdf(2)), by=make.person())


def on_disk():
    """Every file below the media folder, as `folder`."""
    return sorted(path.parent.name for path in Path(default_storage.location).rglob("*") if path.is_file())


def age(file, **since):
    StoredFile.objects.filter(pk=file.pk).update(uploaded_at=timezone.now() - timedelta(**since))


def bytes_of(response):
    data = b"".join(response.streaming_content)
    response.close()
    return data


class TestStoring:
    def test_the_original_is_kept_untouched_and_the_copy_apart(self):
        data = samples.acting_pdf()
        file = store(data)
        with file.original.open() as original, file.copy.open() as copy:
            assert original.read() == data
            assert samples.MARK.encode() not in copy.read()
        assert (file.size, file.sha256) == (len(data), hashlib.sha256(data).hexdigest())
        assert on_disk() == ["copies", "originals"]

    def test_it_is_told_what_it_is_and_who_sent_it(self):
        by = make.person()
        file = stored_files.store(SimpleUploadedFile("../Bild\u202e.pdf", samples.picture("PNG")), by=by)
        file.refresh_from_db()
        assert (file.name, file.content_type, file.copy_type, file.pages) == ("Bild.png", "image/png", "image/jpeg", 1)
        assert (file.uploaded_by, file.scan_state, file.scanned_at) == (by, "not_configured", None)

    def test_no_path_says_what_a_person_called_it_and_nobody_else_on_the_machine_reads_it(self):
        file = store(name="Amira.pdf")
        path = Path(file.original.path)
        assert "Amira" not in str(path)
        assert [oct(one.stat().st_mode & 0o777) for one in (path, path.parent)] == ["0o600", "0o700"]

    def test_what_was_read_by_a_form_is_not_opened_again(self, monkeypatch):
        read = uploads.read(SimpleUploadedFile("a.pdf", samples.pdf()))
        monkeypatch.setattr(uploads, "read", None)
        assert stored_files.store(read, by=make.person()).pages == 1

    def test_of_a_refused_one_nothing_stays(self):
        with pytest.raises(uploads.UploadRefused):
            store(b"nichts")
        assert (StoredFile.objects.count(), on_disk()) == (0, [])

    def test_when_the_row_cannot_be_written_nothing_stays(self, monkeypatch):
        monkeypatch.setattr(uploads, "LONGEST_NAME", 500)
        with pytest.raises(Exception, match="too long"), transaction.atomic():
            store(name="a" * 200)
        assert on_disk() == []


class TestScanning:
    def test_with_a_scanner_a_job_with_the_key_only_is_queued(self, settings):
        settings.CLAMAV = "/nowhere"
        file = store()
        assert queued("scan_file") == [("herne_integration.stored_files.scan_file", {"file_id": str(file.pk)})]
        assert file.scan_state == "unscanned"

    @pytest.mark.parametrize(
        ("answer", "state", "opens"),
        [
            (b"stream: OK\0", "clean", [True, True]),
            (b"stream: Eicar FOUND\0", "infected", [False, False]),
            (b"garbage", "unscanned", [True, False]),
        ],
        ids=["clean", "infected", "garbage"],
    )
    def test_the_original_opens_after_a_clean_scan_only(self, settings, tmp_path, answer, state, opens):
        with scanner(settings, tmp_path, answer) as sent:
            file = store()
            run_jobs()
            file.refresh_from_db()
            assert [stored_files.opens(file), stored_files.opens(file, original=True)] == opens
        assert (file.scan_state, len(sent), file.scanned_at is None) == (state, 1, state == "unscanned")

    def test_while_the_scanner_is_away_the_original_stays_closed_until_it_is_asked_again(
        self, settings, tmp_path, caplog
    ):
        settings.CLAMAV = "/nowhere"
        file = store(name="Amira.pdf")
        run_jobs()
        file.refresh_from_db()
        with pytest.raises(RuleBroken, match="noch nicht auf Schadprogramme geprüft"):
            stored_files.file_response(file, original=True)
        assert "was not scanned" in caplog.text
        assert "Amira" not in caplog.text
        with scanner(settings, tmp_path, b"stream: OK\0"):
            stored_files.scan_waiting(timestamp=0)
            file.refresh_from_db()
        assert file.scan_state == "clean"

    def test_what_was_stored_before_there_was_a_scanner_is_closed_and_scanned(self, settings, tmp_path):
        file = store()
        assert stored_files.opens(file, original=True)
        with scanner(settings, tmp_path, b"stream: OK\0"):
            assert not stored_files.opens(file, original=True)
            stored_files.scan_waiting(timestamp=0)
            file.refresh_from_db()
            assert stored_files.opens(file, original=True)

    def test_an_infected_file_says_so_and_stays_closed_without_a_scanner_too(self):
        file = store()
        file.scan_state, file.scanned_at = "infected", timezone.now()
        for original in (True, False):
            with pytest.raises(RuleBroken, match="Schadprogramm gefunden"):
                stored_files.file_response(file, original=original)

    def test_two_jobs_at_once_do_not_take_a_verdict_back(self, monkeypatch):
        file = store()

        def scan(_original):
            StoredFile.objects.update(scan_state="infected", scanned_at=timezone.now())
            return True

        monkeypatch.setattr(scanning, "scan", scan)
        stored_files.scan_file(file_id=str(file.pk))
        assert StoredFile.objects.get().scan_state == "infected"

    def test_without_a_scanner_nothing_is_asked(self, monkeypatch):
        store()
        monkeypatch.setattr(stored_files, "scan_file", None)
        stored_files.scan_waiting(timestamp=0)

    def test_a_scan_has_its_moment(self):
        store()
        with pytest.raises(IntegrityError, match="portal_storedfile_scanned_with_moment"), transaction.atomic():
            StoredFile.objects.update(scan_state="clean")

    @pytest.mark.parametrize(
        ("change", "name"),
        [({"size": 0}, "not_empty"), ({"pages": 0}, "not_empty"), ({"copy": ""}, "original_and_copy")],
        ids=["bytes", "pages", "copy"],
    )
    def test_a_row_without_content_is_refused(self, change, name):
        store()
        with pytest.raises(IntegrityError, match=f"portal_storedfile_{name}"), transaction.atomic():
            StoredFile.objects.update(**change)


class TestOpening:
    def test_it_is_a_download_that_nobody_keeps_guesses_or_frames(self):
        response = stored_files.file_response(store(name="Bescheid für Ömer.pdf"))
        headers = {name.lower(): value for name, value in response.items()}
        assert headers["content-disposition"] == "attachment; filename*=utf-8''Bescheid%20f%C3%BCr%20%C3%96mer.pdf"
        assert headers["content-type"] == "application/pdf"
        assert (headers["cache-control"], headers["x-content-type-options"]) == ("private, no-store", "nosniff")
        assert headers["content-security-policy"].startswith("sandbox; default-src 'none'")
        assert (headers["cross-origin-resource-policy"], headers["x-robots-tag"]) == ("same-origin", "noindex")
        assert bytes_of(response).startswith(b"%PDF-")

    def test_the_copy_of_a_picture_has_its_own_name_and_kind(self):
        file = store(samples.picture("WEBP"), 'a"b.webp')
        copy, original = stored_files.file_response(file, inline=True), stored_files.file_response(file, original=True)
        assert (copy["Content-Type"], copy["Content-Disposition"]) == ("image/jpeg", 'inline; filename="a-b.jpg"')
        assert (original["Content-Type"], original["Content-Disposition"]) == (
            "image/webp",
            'attachment; filename="a-b.webp"',
        )
        assert bytes_of(copy).startswith(b"\xff\xd8")
        assert bytes_of(original) == samples.picture("WEBP")

    def test_an_original_is_never_shown_inside_the_browser(self):
        response = stored_files.file_response(store(), original=True, inline=True)
        response.close()
        assert response["Content-Disposition"].startswith("attachment")

    def test_lost_bytes_are_not_there_and_the_log_knows(self, caplog):
        file = store()
        default_storage.delete(file.copy.name)
        with pytest.raises(Http404):
            stored_files.file_response(file)
        assert str(file.pk) in caplog.text


class TestDiscarding:
    def test_row_and_bytes_go(self, django_capture_on_commit_callbacks):
        file = store()
        with django_capture_on_commit_callbacks(execute=True):
            stored_files.discard(file)
        assert (StoredFile.objects.count(), on_disk()) == (0, [])

    def test_bytes_stay_until_the_row_is_gone_for_certain(self, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(), transaction.atomic():
            stored_files.discard(store())
        assert on_disk() == ["copies", "originals"]

    def test_what_nobody_has_attached_goes_after_a_day(self, django_capture_on_commit_callbacks):
        fresh, old, used = store(), store(), store()
        age(fresh, hours=23), age(old, hours=25), age(used, days=400)
        IN_USE.add(used.pk)
        with django_capture_on_commit_callbacks(execute=True):
            assert stored_files.purge() == 1
        assert set(StoredFile.objects.all()) == {fresh, used}
        assert on_disk() == ["copies"] * 2 + ["originals"] * 2

    def test_an_owner_that_cannot_answer_stops_the_purge(self, settings):
        age(store(), days=2)
        settings.FILE_OWNERS = [f"{__name__}.nowhere"]
        with pytest.raises(ImportError):
            stored_files.purge()
        assert StoredFile.objects.count() == 1

    def test_what_a_row_points_to_stays_although_its_owner_forgot_to_answer(self, monkeypatch, caplog):
        file = store()
        age(file, days=2)
        monkeypatch.setattr(StoredFile, "delete", refuse)
        assert stored_files.purge() == 0
        assert f"{file.pk} is in use" in caplog.text

    def test_bytes_whose_row_was_never_committed_go_after_a_day(self):
        kept, lost = store(), store()
        for path in (Path(lost.original.path), Path(lost.copy.path)):
            os.utime(path, (0, 0))
        age(kept, hours=1)
        StoredFile.objects.filter(pk=lost.pk).delete()
        fresh = store()
        StoredFile.objects.filter(pk=fresh.pk).delete()
        assert stored_files.purge() == 2
        assert len(on_disk()) == 4

    def test_the_purge_of_an_empty_house_finds_nothing(self):
        assert stored_files.purge() == 0
