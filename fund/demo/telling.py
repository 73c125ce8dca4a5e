"""The verbs of the fund's demo: each one lets the actions do something, at its moment."""

from datetime import datetime, time, timedelta
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from fund import notice_paper, service_days
from fund.actions import (
    agenda,
    applicants,
    applications,
    drafts,
    formal_checks,
    items,
    ledger,
    notices,
    resolutions,
    rounds,
    sessions,
    submissions,
    votes,
)
from fund.actions.funds import open_year
from fund.choices.applicants import TeamRole
from fund.choices.applications import TOPIC_FIELDS, Topic
from fund.choices.formal_checks import Result, Verdict
from fund.choices.items import FinancingKind
from fund.demo import pictures
from fund.models import CheckLine
from herne_integration import pdf, uploads
from herne_integration.moved_clock import moved_to
from offers.models import FieldOfAction

ALLOTTED = Decimal("200000.00")
LETTERS = {"y": "yes", "n": "no", "a": "abstain"}


class Telling:
    """One load. `cast` is {key: user}, `day` the day to which all days are relative; `fund` and `source` hold money."""

    def __init__(self, cast, day):
        self.cast, self.day = cast, day
        self.office, self.second = cast["projektbuero"], cast["unterschrift"]
        self.fund = self.source = None
        self.fields = {field.key: field for field in FieldOfAction.objects.all()}
        self.years, self.teams, self.pages, self.applied = {}, {}, {}, 0

    def on(self, days):
        """A working day so many days from the load day."""
        day = self.day + timedelta(days=days)
        while not service_days.is_working_day(day):
            day += timedelta(days=1 if days > 0 else -1)
        return day

    def at(self, day, hour=10, minute=0):
        """A moment of a day (a date, or days from the load day)."""
        day = self.on(day) if isinstance(day, int) else day
        return timezone.make_aware(datetime.combine(day, time(hour, minute)))

    def year_of(self, day):
        """The budget year of a day, opened with its money when it is first asked for."""
        if day.year not in self.years:
            with moved_to(min(self.at(day.replace(month=1, day=2)), timezone.now())):
                year = open_year(fund=self.fund, year=day.year, by=self.office)
                ledger.allot(year=year, source=self.source, amount=ALLOTTED, by=self.office, at=timezone.now())
            self.years[day.year] = year
        return self.years[day.year]

    def round(self, name, guideline, opens_at, closes_at, *, decision):
        """A round, planned before it opens."""
        rounds.plan(
            fund=self.fund,
            guideline=guideline,
            name=name,
            opens_at=opens_at,
            closes_at=closes_at,
            decision_planned_on=decision,
            by=self.office,
        )

    def team(self, key, name, kind, by, **address):
        """An applicant whose chair is somebody of the cast."""
        chair = self.cast[by]
        self.teams[key] = applicants.found(name=name, kind=kind, role=TeamRole.CHAIR, by=chair, **address), chair

    def draft(self, project, *, moment):
        """An application as far as its page of costs, written in one go."""
        team, by = self.teams[project.team]
        with moved_to(moment):
            application, _key = drafts.begin(fund=self.fund, by=by, applicant=team)
            self.applied += 1
            self._write(application, project, by, timezone.localdate(moment))
            for category, label, amount in project.costs:
                items.add_cost(application=application, category=category, label=label, amount=Decimal(amount), by=by)
            if project.own:
                own = {"kind": FinancingKind.OWN, "label": "Eigenmittel", "amount": Decimal(project.own)}
                items.add_financing(application=application, by=by, **own)
        return application

    def apply(self, project, *, moment):
        """An application that has come in."""
        application = self.draft(project, moment=moment)
        return self.submit(application, self.teams[project.team][1], moment=moment + timedelta(minutes=30))

    def page(self, name, title):
        """A page as it is uploaded, read by the quarantine once."""
        if name not in self.pages:
            self.pages[name] = uploads.read(SimpleUploadedFile(f"{name}.png", pictures.page(title), "image/png"))
        return self.pages[name]

    def submit(self, application, by, *, moment):
        """What was written comes in."""
        with moved_to(moment):
            submissions.submit(application=application, by=by, is_declared=True)
        application.refresh_from_db()
        return application

    def start_check(self, application, *, moment, by):
        """A check that is not decided yet."""
        with moved_to(moment):
            return formal_checks.start(application=application, by=by)

    def check(self, application, *, moment, by, result=Result.ADMISSIBLE, reason=""):
        """A whole check: what the rules find not met stays so, everything else is fine."""
        check = self.start_check(application, moment=moment, by=by)
        with moved_to(moment + timedelta(minutes=20)):
            for line in CheckLine.objects.filter(check_of=check):
                verdict = Verdict.UNMET if line.finding == "unmet" else Verdict.MET
                formal_checks.judge(line=line, verdict=verdict, by=by)
            formal_checks.decide(check=check, result=result, reason=reason, by=by)
        application.refresh_from_db()

    def session(self, board, name, *, day, lead=30):
        """A meeting at 17 h, planned `lead` days before."""
        planned = self.at(day - timedelta(days=lead))
        with moved_to(min(planned, timezone.now())):
            return sessions.plan(
                board=board, name=name, starts_at=self.at(day, 17), place="Rathaus, Raum 312", by=self.office
            )

    def put(self, session, application, *, moment):
        """An application on the agenda."""
        with moved_to(moment):
            year = self.year_of(timezone.localdate(session.starts_at))
            return agenda.put_application(
                session=session,
                application=application,
                budget_year=year,
                source=self.source,
                by=self.office,
                at=moment,
            )

    def open(self, session, seats, *, invited):
        """Invited in time, opened as it begins, with these seats in the room."""
        with moved_to(invited):
            sessions.invite(session=session, by=self.office)
        with moved_to(session.starts_at):
            sessions.open_session(session=session, by=self.office)
            for seat in seats:
                sessions.arrive(session=session, seat=seat, by=self.office)

    def decide(self, item, seats, letters, *, minute, **resolution):
        """Called up, voted ("yyn-", a letter per seat), resolved so many minutes after the session began."""
        moment = item.session.starts_at + timedelta(minutes=minute)
        with moved_to(moment):
            agenda.open_item(item=item, by=self.office)
            for seat, letter in zip(seats, letters, strict=True):
                if letter != "-":
                    votes.cast(item=item, seat=seat, choice=LETTERS[letter], by=self.office)
            return resolutions.pass_resolution(item=item, by=self.office, at=moment, **resolution)

    def close(self, session, *, minute):
        """Everybody goes home."""
        with moved_to(session.starts_at + timedelta(minutes=minute)):
            sessions.close_session(session=session, by=self.office)

    def notice(self, application, *, moment, words="", paper=None):
        """The draft, worded anew if somebody did, with its PDF where papers can be made; `paper=b""`: without one."""
        with moved_to(moment):
            notice = notices.draft(application=application, by=self.office)
            if words:
                notice = notices.reword(notice=notice, text=words, by=self.office)
            if paper is None and pdf.available():
                paper = notice_paper.of(notice, day=timezone.localdate())
            if paper:
                notice = notices.attach_pdf(notice=notice, content=paper, by=self.office)
        return notice

    def sign(self, notice, *, moment, by):
        """By somebody who did not check; without papers it stays a draft."""
        if notice.sha256:
            with moved_to(moment):
                notice = notices.sign(notice=notice, by=by)
        return notice

    def post(self, notice, *, moment):
        """On its way, if it is signed."""
        if notice.sha256:
            with moved_to(moment):
                notice = notices.post(notice=notice, by=self.office)
        return notice

    def _write(self, application, project, by, day):
        columns = project.columns(day) | {"field_of_action": self.fields[project.field]}
        for topic in (Topic.PROJECT, Topic.PERIOD, Topic.CRITERIA, Topic.FINANCING):
            for column in TOPIC_FIELDS[topic]:
                if column in columns:
                    setattr(application, column, columns[column])
            application.version += 1
            applications.save_topic(application=application, topic=topic, by=by)
