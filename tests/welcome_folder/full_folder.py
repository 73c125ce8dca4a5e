"""A folder with a row in every table and traces everywhere else, and a family with and without folders."""

from datetime import timedelta
from types import SimpleNamespace

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from herne_integration.models import Draft, IdempotencyKey, OutboxMail, PreparedFile, ShortLink
from offers.models import Language, LegalStatus
from tests.offers import make_paths
from tests.portal import upload_samples
from tests.welcome_folder import make
from welcome_folder import models
from welcome_folder.actions import documents

MARKS = {
    "given_name": "Zqxvorname",
    "family_name": "Zqxnachname",
    "phone": "0232399887766",
    "email": "zqx.person@example.org",
    "street": "Zqxstraße 7",
    "profession": "Zqxberuf",
}
NOTE = "Zqxnotiz"


def full_world():
    """A folder with a row in every table, its traces everywhere else, and a family with and without folders."""
    lead, asking = make.case_worker(), make.case_worker()
    folder = make.folder(lead=lead, whose=make.person(**MARKS))
    sister, baby = make.folder(whose=make.person(given_name="Schwester")), make.person(given_name="Kind", street=NOTE)
    in_law = make.person(given_name="Schwager")
    for first, second in [(folder.person, sister.person), (folder.person, baby), (sister.person, in_law)]:
        models.FamilyTie.objects.create(person=first, relative=second, relation="sibling")
    models.FamilyTie.objects.create(person=in_law, relative=folder.person, relation="other")
    _fill(folder, lead, asking)
    _scatter(folder, lead)
    folder.person.street = "Zqxstraße 8"
    folder.person.save()
    return SimpleNamespace(folder=folder, lead=lead, sister=sister, baby=baby, in_law=in_law)


def _fill(folder, lead, asking):
    now, today = timezone.now(), timezone.localdate()
    models.PersonLanguage.objects.create(person=folder.person, language=Language.objects.first())
    kept = make.appointment(folder, by=lead, state="kept", result=NOTE)
    kept.papers.add(models.DocumentKind.objects.first())
    stamp = {"folder": folder, "entered_at": now, "entered_by": lead}
    models.Agreement.objects.create(appointment=kept, debtor="person", what=NOTE, **stamp)
    paper = make.document(folder, by=lead, note=NOTE)
    upload = SimpleUploadedFile(f"{NOTE}.jpg", upload_samples.picture() + NOTE.encode())
    documents.attach(document=paper, by=lead, upload=upload)
    models.StatusPeriod.objects.create(
        folder=folder, status=LegalStatus.objects.first(), starts_on=today, proof="declared"
    )
    models.LegalAreaPeriod.objects.create(folder=folder, legal_area="sgb2", starts_on=today, proof="declared")
    looked = models.NeedsAssessment.objects.create(
        organisation=lead.office, assessed_on=today, wishes=NOTE, review_due_on=today + timedelta(days=90), **stamp
    )
    models.Need.objects.create(assessment=looked, area_id="wohnen", urgency="soon", words=NOTE)
    handed = {"kind": "referral", "sender": lead.office, "sender_user": lead, "receiver": asking.office}
    models.Handover.objects.create(
        folder=folder, areas=["wohnen"], reason=NOTE, deadline_on=today, offered_at=now, offered_by=lead, **handed
    )
    models.JoinRequest.objects.create(
        folder=folder,
        organisation=asking.office,
        areas=["wohnen"],
        purpose=NOTE,
        basis="law",
        basis_text="§",
        asked_at=now,
        asked_by=asking,
    )
    path = make_paths.published_path("Schritt", by=lead)
    plan = {"made_at": now, "made_by": lead, "path_version": path.versions.first()}
    models.IntegrationPlan.objects.create(folder=folder, **plan)
    models.Printout.objects.create(folder=folder, kind="whole", language="ar", printed_at=now, printed_by=lead)


def _scatter(folder, lead):
    url = f"/de/ordner/{folder.pk}/termin/neu/"
    Draft.objects.create(user=lead, path=url, data=f"result={NOTE}")
    Draft.objects.create(user=lead, path="/de/aufnahme/", data=f"family_name={MARKS['family_name']}")
    IdempotencyKey.objects.create(key="k" * 20, digest="0" * 64, result=url)
    ShortLink.objects.create(path=f"/ordner/{folder.pk}/")
    OutboxMail.objects.create(to=MARKS["email"].upper(), subject="Termin", body="Morgen.")
    OutboxMail.objects.create(to="andere@example.org", subject="Termin", body=f"https://portal.example{url}")
    file = PreparedFile(
        kind="x",
        title="Ordner",
        params={"folder": str(folder.pk)},
        requested_by=lead,
        language="de",
        expires_at=timezone.now(),
        state="ready",
        name="x.pdf",
    )
    file.content.save("x", ContentFile(f"%PDF {NOTE}".encode()))
    file.save()
