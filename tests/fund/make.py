"""Builders of the fund: every default is valid, a test states only what matters.

club = make.applicant()                        # an initiative with .chair, .lead and .treasurer
draft = make.draft(of=club)                    # complete: `submissions.submit` takes it
sent = make.submitted(of=club)                 # through the actions, like everything behind it
sent = make.in_state("supplement")
"""

from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from pathlib import Path
from types import SimpleNamespace

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.utils import timezone

import fund.demo
from fund.actions import applicants, applications, formal_checks, opinions, rounds, states, submissions, supplements
from fund.choices.applicants import ApplicantKind, TeamRole
from fund.choices.applications import ApplicationState
from fund.choices.formal_checks import Result, Verdict
from fund.choices.items import CostCategory, FinancingKind
from fund.models import Application, CostItem, FinancingItem, Fund, ResumeLink
from herne_integration.accounts.models.invitations import fingerprint
from offers.models import FieldOfAction
from tests.people import person
from tests.portal.upload_samples import picture

_numbers = count(1)
GUIDELINE = Path(fund.demo.__file__).parent / "guideline.json"
TEXT = "Ein Satz, der sagt, worum es geht."


def somebody(name="Person", *roles, **fields):
    """Somebody with a confirmed address and these house roles."""
    number = next(_numbers)
    return person(f"{name} {number}", *roles, email=f"fonds{number}@example.org", **fields)


def office():
    """Somebody of the project office."""
    return somebody("Projektbüro", "projektbuero")


def pot(**fields):
    """A fund of its own."""
    number = next(_numbers)
    return Fund.objects.create(**{"key": f"fonds-{number}", "name": f"Fonds {number}"} | fields)


def guideline(of=None, *, by=None, **rules):
    """The example guideline; `rules` replace values by name."""
    text = read_guideline()
    for name, value in rules.items():
        text["rules"][name]["value"] = value
    return rounds.enter_guideline(
        fund=of or pot(),
        name=text["name"],
        valid_from=date(2017, 1, 1),
        rules=text["rules"],
        source=text["source"],
        by=by or office(),
    )


def read_guideline():
    """The demo's guideline as it stands in its file."""
    return rounds.read_guideline(GUIDELINE.read_text(encoding="utf-8"))


def a_round(of=None, *, opens=-10, closes=20, by=None, **fields):
    """A round that opens and closes so many days from now."""
    now = timezone.now()
    by = by or office()
    rule = fields.pop("guideline", None) or guideline(of, by=by)
    defaults = {"name": f"Runde {next(_numbers)}", "opens_at": now + timedelta(days=opens)}
    defaults["closes_at"] = now + timedelta(days=closes)
    return rounds.plan(fund=rule.fund, guideline=rule, by=by, **defaults | fields)


def applicant(*, kind=ApplicantKind.INITIATIVE, **fields):
    """Somebody to apply, with a team of three."""
    people = {role: somebody(TeamRole(role).name.title()) for role in TeamRole}
    chair = people[TeamRole.CHAIR]
    made = applicants.found(
        **{"name": f"Initiative {next(_numbers)}", "kind": kind, "role": TeamRole.CHAIR, "by": chair} | fields
    )
    for role in (TeamRole.PROJECT_LEAD, TeamRole.TREASURER):
        applicants.join(applicant=made, user=people[role], role=role, by=chair)
    made.chair, made.lead, made.treasurer = people.values()
    return made


def draft(*, of=None, in_round=None, costs=("800.00", "400.00"), own="200.00", **fields):
    """A draft that lacks nothing; `of=False`: of somebody without an account (`application.key` opens it)."""
    of = applicant() if of is None else of
    requested = sum(map(Decimal, costs)) - Decimal(own or 0)
    defaults = {
        "state_since": timezone.now(),
        "touched_on": timezone.localdate(),
        "round": in_round or a_round(),
        "email": of.chair.email if of else f"ohne-konto{next(_numbers)}@example.org",
        "owner": of.lead if of else None,
        "applicant": of or None,
        **(applicants.as_written(of) if of else {"applicant_name": "Nachbarn e. V.", "applicant_kind": "initiative"}),
        "contact_name": "Kim Kontakt",
        "title": f"Projekt {next(_numbers)}",
        "field_of_action": FieldOfAction.objects.get(key="ankommen"),
        "target_group_text": "Neue Nachbarinnen und Nachbarn",
        "starts_on": timezone.localdate() + timedelta(days=60),
        "ends_on": timezone.localdate() + timedelta(days=120),
        "is_begun": False,
        "place": "Herne-Mitte",
        "amount_requested": requested if requested > 0 else None,
        **dict.fromkeys(("summary", "new_approach", "lasting_effect", "not_otherwise_fundable", "short_notice"), TEXT),
    }
    made = Application.objects.create(**defaults | fields)
    for position, amount in enumerate(costs, start=1):
        cost(made, amount=amount, position=position)
    if own:
        financing(made, amount=own)
    if not made.applicant_id and not made.owner_id:
        made.key = opened(made)
    return made


def cost(of, *, amount="100.00", **fields):
    """A line of the cost plan."""
    defaults = {"category": CostCategory.MATERIAL, "label": "Material"}
    return CostItem.objects.create(application=of, amount=Decimal(amount), **defaults | fields)


def financing(of, *, amount="100.00", **fields):
    """A line of the financing plan."""
    defaults = {"kind": FinancingKind.OWN, "label": "Eigenmittel"}
    return FinancingItem.objects.create(application=of, amount=Decimal(amount), **defaults | fields)


def opened(of, *, hours=12):
    """The secret of a session that a mailed link has opened."""
    key = f"schluessel-{next(_numbers)}"
    ResumeLink.objects.create(
        application=of,
        token_hash=fingerprint(f"link-{key}"),
        session_hash=fingerprint(key),
        expires_at=timezone.now() + timedelta(hours=hours),
    )
    return key


def upload(name="satzung.jpg", content=None):
    """A harmless picture as a browser sends it."""
    return SimpleUploadedFile(name, content or picture(), "image/jpeg")


def submitted(*, of=None, at=None, **fields):
    """An application that has come in."""
    made = draft(of=of, **fields)
    submissions.submit(application=made, by=chair_of(made), is_declared=True, at=at)
    anew(made)
    return made


def anew(application):
    """Reads it again and keeps the team's people at hand."""
    club = application.applicant
    application.refresh_from_db()
    application.applicant = club
    return application


def chair_of(application):
    """Who signs for an application."""
    return application.applicant.members.live().filter(role=TeamRole.CHAIR).first().user


def in_check(*, by=None, **fields):
    """An application whose formal check has begun; `application.check` is it."""
    made = submitted(**fields)
    made.check = formal_checks.start(application=made, by=by or office())
    anew(made)
    return made


def asked(*, by=None, unlocks=("summary",), days=14, **fields):
    """An application that waits for an answer; `application.supplement` is the request."""
    by = by or office()
    made = in_check(by=by, **fields)
    made.supplement = supplements.ask(
        application=made,
        unlocks=list(unlocks),
        request="Bitte beschreiben Sie den Ablauf genauer.",
        due_on=timezone.localdate() + timedelta(days=days),
        by=by,
    )
    anew(made)
    return made


def opinion(*, of, expert=None, by=None, days=7, **fields):
    """A department is asked about an application."""
    return opinions.ask(
        application=of,
        question="Passt das Projekt zu Ihren Angeboten?",
        department_text="Fachbereich Bildung",
        due_on=timezone.localdate() + timedelta(days=days),
        expert=expert,
        by=by or office(),
        **fields,
    )


def decided_formally(*, by=None, result=Result.ADMISSIBLE, **fields):
    """An application whose formal check has ended."""
    by = by or office()
    made = in_check(by=by, **fields)
    for line in made.check.lines.all():
        formal_checks.judge(line=line, verdict=Verdict.MET, by=by)
    formal_checks.decide(check=made.check, result=result, reason="Beispielgrund", by=by)
    anew(made)
    return made


def in_state(state, **fields):
    """An application in any state; what a board decides is only stamped, without session, vote and booking."""
    state = ApplicationState(state)
    early = {
        ApplicationState.DRAFT: draft,
        ApplicationState.SUBMITTED: submitted,
        ApplicationState.FORMAL_CHECK: in_check,
        ApplicationState.SUPPLEMENT: asked,
        ApplicationState.ADMISSIBLE: decided_formally,
    }
    if state in early:
        return early[state](**fields)
    if state == ApplicationState.WITHDRAWN:
        made = submitted(**fields)
        return applications.withdraw(application=made, by=chair_of(made))
    if state == ApplicationState.INADMISSIBLE:
        return decided_formally(result=Result.INADMISSIBLE, **fields)
    path = {
        ApplicationState.SCHEDULED: ["scheduled"],
        ApplicationState.NOTIFIED: ["scheduled", "rejected", "notified"],
    }.get(state, ["scheduled", state])
    made = decided_formally(**fields)
    for step in path:
        stamped(made, ApplicationState(step))
    return made


def stamped(application, state):
    """Moves on as if a board had decided: the database refuses that to the app, and lets its owner do it here."""
    switch = (
        "SET CONSTRAINTS ALL IMMEDIATE; RESET ROLE; ALTER TABLE fund_application {} TRIGGER fund_application_verdict;"
    )
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(switch.format("DISABLE") + f"SET ROLE {settings.APP_ROLE}")
        states.move(application, state)
        cursor.execute(switch.format("ENABLE") + f"SET ROLE {settings.APP_ROLE}; SET CONSTRAINTS ALL DEFERRED")


def world():
    """An application with everybody who has to do with it, and strangers: what access tests need."""
    club, other = applicant(), applicant()
    made = submitted(of=club)
    return SimpleNamespace(
        application=made,
        draft=draft(of=club, in_round=made.round),
        foreign=submitted(of=other, in_round=made.round),
        foreign_draft=draft(of=other, in_round=made.round),
        anonymous_draft=draft(of=False, in_round=made.round),
        club=club,
        other=other,
        office=office(),
        member=somebody("Lenkungsgruppe", "lenkungsgruppe"),
        stranger=somebody("Fremd"),
    )
