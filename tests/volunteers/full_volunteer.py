"""A volunteer with a row in every table, and traces everywhere else."""

from datetime import timedelta
from types import SimpleNamespace

from django.core.files.base import ContentFile
from django.utils import timezone

from herne_integration.models import Draft, IdempotencyKey, OutboxMail, PreparedFile, ShortLink
from tests.portal.make import person as account
from tests.volunteers import make
from volunteers.actions import (
    activities,
    agreements,
    consents,
    courses,
    ending,
    matching_records,
    placements,
    profiles,
    sign_up,
)
from volunteers.models import MatchRun, MatchScore

MARKS = {
    "given_name": "Zqxvorname",
    "family_name": "Zqxnachname",
    "phone": "0232399887766",
    "email": "zqx.person@example.org",
    "about": "Zqxwunsch",
}
NOTE = "Zqxnotiz"


def full_world():
    """Somebody who has done everything that one can do here."""
    coordinator = make.coordinator()
    user = account(email=MARKS["email"], name=f"{MARKS['given_name']} {MARKS['family_name']}", wish="volunteer")
    mira = make.volunteer(
        user=user,
        languages=["ar"],
        windows=[("1", 9, 12)],
        related={"districts": ["wanne"], "fields_of_action": ["wohnen"], "target_groups": ["familien"]},
        consents=("placement",),
        **MARKS,
    )
    consents.give(volunteer=mira, purpose="news", by=user)
    mira.lead = profiles.meet(volunteer=mira, by=coordinator).lead
    tomorrow = timezone.localdate() + timedelta(days=1)
    profiles.add_absence(volunteer=mira, first_on=tomorrow, last_on=tomorrow, by=user)
    make.clearance(mira, by=coordinator)
    _placements(mira, coordinator)
    course = make.course(by=coordinator)
    courses.register(course=course, volunteer=mira, by=user)
    _, token = sign_up.begin()
    sign_up.save_step(token=token, step="who", data={"email": MARKS["email"].upper(), "given_name": "Zqxvorname"})
    _scatter(mira)
    return SimpleNamespace(volunteer=mira, user=user, coordinator=coordinator, course=course)


def _placements(mira, coordinator):
    task, other = make.opportunity(trial_weeks=2, capacity=3), make.opportunity()
    placement = placements.suggest(volunteer=mira, opportunity=task, by=coordinator, reasons=[NOTE])
    placements.say_yes(placement=placement, by=mira.user)
    placements.ask_organisation(placement=placement, by=coordinator)
    placements.agree(placement=placement, by=task.contact)
    placements.introduce(placement=placement, by=coordinator)
    agreement = agreements.draw_up(
        placement=placement, insurance="city", by=coordinator, tasks_text=NOTE, insurance_note=NOTE
    )
    agreements.sign(agreement=agreement, side="volunteer", by=mira.user)
    agreements.sign(agreement=agreement, side="organisation", by=task.contact)
    # Days later, when she is not away.
    activities.activate(placement=placement, by=coordinator)
    placement.follow_ups.update(due_on=timezone.localdate())
    for asked in placement.follow_ups.all():
        activities.answer_follow_up(follow_up=asked, how="trouble", by=task.contact, note=NOTE)
    activities.follow_up(follow_up=placement.follow_ups.first(), by=coordinator, note=NOTE)
    ending.end(placement=placement, reason="completed", by=mira.user, note=NOTE)
    refused = placements.suggest(volunteer=mira, opportunity=other, by=coordinator)
    placements.say_no(placement=refused, by=mira.user, reason="other", note=NOTE)
    third = make.opportunity()
    placements.come_forward(volunteer=mira, opportunity=third, by=mira.user)
    _run(mira, task, coordinator)


def _run(mira, task, coordinator):
    """A run has found something about her."""
    day, now = timezone.localdate(), timezone.now()
    run = MatchRun.objects.create(
        day=day, weights=matching_records.first_weights(coordinator), volunteers=1, opportunities=1, places=1,
        fitting=1, proposals=1, asked_at=now, asked_by=coordinator,
    )  # fmt: skip
    part = ["area", "area_type", 1, {"word": NOTE}]
    MatchScore.objects.create(run=run, volunteer=mira, opportunity=task, points=1, parts=[part], is_proposed=True)


def _scatter(mira):
    """Outside the app's own tables."""
    path = f"/de/ehrenamt/{mira.pk}/"
    Draft.objects.create(user=mira.user, path="/de/ehrenamt/mein/", data=f"about={NOTE}")
    Draft.objects.create(user=mira.lead, path=path, data=f"about={NOTE}")
    IdempotencyKey.objects.create(key="k" * 20, digest="0" * 64, result=path)
    ShortLink.objects.create(path=f"/ehrenamt/{mira.pk}/")
    OutboxMail.objects.create(to="jemand@example.org", subject="x", body=f"https://portal.example{path} {NOTE}")
    file = PreparedFile(
        kind="x",
        title="Vereinbarung",
        params={"volunteer": str(mira.pk)},
        requested_by=mira.lead,
        language="de",
        expires_at=timezone.now(),
        state="ready",
        name="x.pdf",
    )
    file.content.save("x", ContentFile(f"%PDF {NOTE}".encode()))
    file.save()
