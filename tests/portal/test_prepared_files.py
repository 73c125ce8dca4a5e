"""Files made by a job, for one person, for a day."""

import logging
from datetime import timedelta

import pytest
from django.contrib.auth import get_user
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone, translation

from herne_integration import prepared_files
from herne_integration.models import PreparedFile
from tests.jobs import queued, run_jobs
from tests.portal import make
from tests.threads import race

pytestmark = pytest.mark.django_db


def build(file):
    """The builder of these tests; `params` decide what it does."""
    file.advance(40)
    if file.params.get("breaks"):
        raise ValueError("Amira Beispiel, geboren 1990")
    return "liste.txt", "text/plain", f"{file.requested_by.name} {translation.get_language()}".encode()


@pytest.fixture(autouse=True)
def _kinds(settings, tmp_path):
    settings.PREPARED_FILES = {"list": "tests.portal.test_prepared_files.build"}
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def anna():
    return make.person(name="Anna")


def prepare(by, **params):
    return prepared_files.prepare("list", by=by, params=params, title="Arbeitsliste")


def page(client, user, file, name="file-detail"):
    client.force_login(user)
    return client.get(reverse(f"files:{name}", args=[file.pk]))


class TestMaking:
    def test_asking_queues_one_job_with_the_key_only(self, anna):
        file = prepare(anna)
        assert queued() == [("herne_integration.prepared_files.make_file", {"file_id": str(file.pk)})]
        assert file.state == "waiting"

    def test_asking_twice_makes_it_once(self, anna):
        assert prepare(anna, topic=1) == prepare(anna, topic=1)
        assert len(queued()) == 1

    def test_another_choice_or_person_is_another_file(self, anna):
        files = {prepare(anna, topic=1), prepare(anna, topic=2), prepare(make.person(), topic=1)}
        assert len(files) == 3

    def test_a_finished_one_does_not_stand_in_for_a_new_one(self, anna):
        first = prepare(anna)
        run_jobs()
        assert prepare(anna) != first

    def test_one_that_no_worker_touched_for_a_day_does_not_stand_in_the_way(self, anna):
        first = prepare(anna)
        PreparedFile.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
        assert prepare(anna) != first

    def test_an_unknown_kind_is_refused(self, anna):
        with pytest.raises(ValueError, match="nonsense"):
            prepared_files.prepare("nonsense", by=anna, title="x")

    def test_the_job_stores_what_the_builder_returns_in_the_persons_language(self, anna):
        with translation.override("ar"):
            file = prepare(anna)
        run_jobs()
        file.refresh_from_db()
        assert (file.state, file.percent, file.name) == ("ready", 100, "liste.txt")
        assert file.content.read() == b"Anna ar"
        file.content.close()

    def test_a_failure_is_told_on_the_page_and_logged_without_its_words(self, anna, caplog):
        file = prepare(anna, breaks=True)
        with caplog.at_level(logging.ERROR):
            run_jobs()
        file.refresh_from_db()
        assert file.state == "failed"
        assert "ValueError" in caplog.text
        assert "Amira" not in caplog.text

    def test_nothing_is_made_for_a_closed_account(self, anna):
        file = prepare(anna)
        anna.is_active = False
        anna.save()
        run_jobs()
        file.refresh_from_db()
        assert file.state == "failed"

    def test_a_job_that_comes_twice_makes_nothing_new(self, anna):
        file = prepare(anna)
        run_jobs()
        before = PreparedFile.objects.get().content.name
        prepared_files.make_file(file_id=str(file.pk))
        assert PreparedFile.objects.get().content.name == before

    @pytest.mark.parametrize(("told", "kept"), [(-5, 0), (33.7, 33), (250, 100)])
    def test_progress_stays_between_0_and_100(self, told, kept):
        file = PreparedFile()
        file.advance(told)
        assert file.percent == kept


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("empty_queue")
class TestCommitted:
    def test_progress_is_seen_while_the_builder_is_still_at_work(self, anna, monkeypatch):
        file, seen = prepare(anna), []

        def look(file):
            file.advance(40)
            seen.extend(race(lambda _number: PreparedFile.objects.values_list("percent", flat=True).get(), 1))
            return "a.txt", "text/plain", b"a"

        monkeypatch.setattr("tests.portal.test_prepared_files.build", look)
        prepared_files.make_file(file_id=str(file.pk))
        assert seen == [40]

    def test_ten_clicks_at_once_make_one_file(self, anna):
        def click(_number):
            with transaction.atomic():
                return prepare(anna, topic=1).pk

        assert set(race(click, 10)) == {PreparedFile.objects.get().pk}
        assert len(queued()) == 1


class TestPages:
    def test_while_it_works_the_page_tells_the_progress_and_reloads_itself(self, client, anna):
        file = prepare(anna)
        PreparedFile.objects.update(percent=40, state="working")
        response = page(client, anna, file)
        assert response.status_code == 200
        assert response["Refresh"] == "5"
        assert "40 Prozent fertig" in response.content.decode()

    def test_when_it_is_ready_the_page_offers_the_download_and_rests(self, client, anna):
        file = prepare(anna)
        run_jobs()
        response = page(client, anna, file)
        assert "Refresh" not in response
        assert reverse("files:file-download", args=[file.pk]) in response.content.decode()

    def test_the_page_speaks_the_readers_language_whatever_the_files(self, client, anna):
        file = prepare(anna)
        with translation.override("ar"):
            assert 'dir="rtl"' in page(client, anna, file).content.decode()

    def test_a_failure_says_what_to_do(self, client, anna):
        file = prepare(anna, breaks=True)
        run_jobs()
        assert "fordern Sie sie noch einmal an" in page(client, anna, file).content.decode()

    @pytest.mark.parametrize("name", ["file-detail", "file-download"])
    def test_nobody_else_learns_that_the_file_exists(self, client, anna, name):
        file = prepare(anna)
        run_jobs()
        assert page(client, make.person(is_superuser=True), file, name).status_code == 404
        client.logout()
        assert get_user(client).is_anonymous
        assert client.get(reverse(f"files:{name}", args=[file.pk])).status_code == 302

    def test_the_download_is_private_and_an_attachment(self, client, anna):
        file = prepare(anna)
        run_jobs()
        response = page(client, anna, file, "file-download")
        assert b"".join(response.streaming_content) == b"Anna de"
        assert response["Content-Disposition"] == 'attachment; filename="liste.txt"'
        assert set(response["Cache-Control"].split(", ")) == {"private", "no-store"}
        assert response["Content-Type"] == "text/plain"
        response.close()

    def test_what_is_not_ready_cannot_be_downloaded(self, client, anna):
        assert page(client, anna, prepare(anna), "file-download").status_code == 404

    def test_after_a_day_it_is_gone(self, client, anna):
        file = prepare(anna)
        run_jobs()
        PreparedFile.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
        assert page(client, anna, file).status_code == 410
        assert page(client, anna, file, "file-download").status_code == 404

    def test_a_closed_account_sees_nothing(self, client, anna):
        file = prepare(anna)
        client.force_login(anna)
        anna.is_active = False
        anna.save()
        assert client.get(file.get_absolute_url()).status_code == 302


def test_purge_deletes_the_row_and_the_stored_file(anna):
    file = prepare(anna)
    run_jobs()
    name = PreparedFile.objects.get(pk=file.pk).content.name
    assert prepared_files.purge() == 0
    assert prepared_files.purge(at=timezone.now() + timedelta(hours=25)) == 1
    assert not PreparedFile.objects.exists()
    assert not default_storage.exists(name)


def test_purge_deletes_bytes_without_a_row_once_they_are_a_day_old(anna):
    file = prepare(anna)
    run_jobs()
    kept = PreparedFile.objects.get(pk=file.pk).content.name
    lost = default_storage.save("prepared/lost", ContentFile(b"x"))
    assert [prepared_files.purge(), default_storage.exists(lost)] == [0, True]
    PreparedFile.objects.update(expires_at=timezone.now() + timedelta(days=9))
    assert prepared_files.purge(at=timezone.now() + timedelta(hours=25)) == 1
    assert [default_storage.exists(name) for name in (lost, kept)] == [False, True]


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"percent": 101}, "portal_preparedfile_percent_up_to_100"),
        ({"state": "ready"}, "portal_preparedfile_ready_has_content"),
    ],
)
def test_the_database_refuses_nonsense(anna, fields, name):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        PreparedFile.objects.create(requested_by=anna, kind="list", expires_at=timezone.now(), **fields)
    assert connection.is_usable()


def deny(file, user):
    """A gate that lets nobody through any more."""
    return False


def build_and_remove(file):
    """Somebody withdraws the file while the job is at it."""
    PreparedFile.objects.filter(pk=file.pk).delete()
    return "a.txt", "text/plain", b"a"


class TestGates:
    @pytest.mark.parametrize("name", ["file-detail", "file-download"])
    def test_whom_the_gate_refuses_finds_nothing_and_the_bytes_are_removed(self, client, anna, settings, name):
        file = prepare(anna)
        run_jobs()
        file.refresh_from_db()
        assert page(client, anna, file).status_code == 200
        settings.PREPARED_GATES = {"list": "tests.portal.test_prepared_files.deny"}
        assert page(client, anna, file, name).status_code == 404
        assert [default_storage.exists(file.content.name), PreparedFile.objects.exists()] == [False, False]

    def test_what_a_job_makes_for_a_file_that_is_gone_is_not_kept(self, anna, monkeypatch):
        prepare(anna)
        monkeypatch.setattr(prepared_files, "_build", build_and_remove)
        run_jobs()
        assert [PreparedFile.objects.exists(), default_storage.listdir("prepared")[1]] == [False, []]
