"""Files: how many, for what, and whose."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from fund.actions import attachments
from fund.models import Attachment
from herne_integration import stored_files
from herne_integration.models import StoredFile
from herne_integration.rules import RuleBroken
from herne_integration.uploads import UploadRefused
from tests.fund import make

pytestmark = pytest.mark.django_db


def attach(draft, document="konzept", **more):
    values = {"upload": make.upload(), "by": draft.applicant.lead} | more
    return attachments.attach(application=draft, document=document, **values)


def test_of_five_hundred_files_as_many_are_taken_as_belong_to_an_application(monkeypatch):
    draft, file = make.draft(), stored_files.store(make.upload(), by=make.somebody())
    copies = StoredFile.objects.filter(pk=file.pk).values(
        *(field.attname for field in StoredFile._meta.fields if field.name != "id")
    )

    def store(_upload, *, by):
        return StoredFile.objects.create(**copies.get())

    monkeypatch.setattr(stored_files, "store", store)
    taken = refused = 0
    for number in range(500):
        try:
            attach(draft, ["konzept", "satzung", "registerauszug", "angebote"][number % 4])
            taken += 1
        except RuleBroken:
            refused += 1
    assert (taken, refused) == (attachments.MOST, 460)
    assert draft.attachments.count() == 40


def test_one_document_has_its_own_limit():
    draft = make.draft()
    for _file in range(attachments.MOST_PER_DOCUMENT):
        attach(draft)
    with pytest.raises(RuleBroken, match="höchstens 10 Dateien"):
        attach(draft)


def test_the_guideline_says_what_may_be_attached():
    with pytest.raises(RuleBroken, match="fragt die Förderrichtlinie nicht"):
        attach(make.draft(), "steuererklaerung")


def test_what_is_no_picture_and_no_paper_is_refused():
    draft = make.draft()
    with pytest.raises(UploadRefused):
        attach(draft, upload=SimpleUploadedFile("satzung.pdf", b"MZ\x90\x00", "application/pdf"))
    assert not Attachment.objects.exists()


def test_a_file_removed_from_a_draft_is_gone_and_a_second_click_changes_nothing():
    draft = make.draft()
    attached = attach(draft)
    attachments.detach(attached=attached, by=draft.applicant.lead)
    attachments.detach(
        attached=Attachment(pk=attached.pk, application=draft, document="konzept"), by=draft.applicant.lead
    )
    assert not Attachment.objects.exists()
    assert not StoredFile.objects.exists()


def test_strangers_attach_and_remove_nothing():
    draft = make.draft()
    attached = attach(draft)
    for stranger in (make.somebody(), make.office()):
        with pytest.raises(RuleBroken, match="nur jemand, der an diesem Antrag schreibt"):
            attach(draft, by=stranger)
        with pytest.raises(RuleBroken, match="nur jemand, der an diesem Antrag schreibt"):
            attachments.detach(attached=attached, by=stranger)


def test_files_of_applications_are_kept_by_the_nightly_purge():
    attached = attach(make.draft())
    loose = stored_files.store(make.upload(), by=make.somebody())
    assert attachments.owned_files([attached.file_id, loose.pk]) == {attached.file_id}
