"""Words of the script turned into rows and days of the portal."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from offers.models import District, Language
from welcome_folder import deadlines
from welcome_folder.choices.agreements import Debtor
from welcome_folder.choices.people import BirthPrecision
from welcome_folder.demo.script import COMPANION, PERSON
from welcome_folder.models import DocumentKind, Person

OFFICE_OPENS = time(9)


def language(key):
    """A language of the vocabulary."""
    return Language.objects.get(key=key)


class Words:
    """`cast` is {key: (user, organisation)}, `day` the day to which all days of a script are relative."""

    def __init__(self, cast, day):
        self.cast, self.day = cast, day

    def date(self, on):
        """A day of a story; offices are closed on weekends and holidays."""
        day = self.day + timedelta(days=on)
        while on and not deadlines.is_working_day(day):
            day += timedelta(days=1 if on > 0 else -1)
        return day

    def _person(self, columns, born):
        columns = dict(columns)
        if district := columns.pop("district", ""):
            columns["district"] = District.objects.get(key=district)
        if "arrived" in columns:
            columns["arrived_on"] = self.day + timedelta(days=columns.pop("arrived"))
        precision, birth_date = self._born(born)
        return Person(birth_date=birth_date, birth_precision=precision, **columns)

    def _born(self, born):
        """(years, days since the last birthday), (years,) where only the year is known, () where nothing is."""
        if not born:
            return BirthPrecision.UNKNOWN, None
        if len(born) == 1:
            return BirthPrecision.YEAR, date(self.day.year - born[0], 1, 1)
        years, days = born
        # 365.25 days a year would drift over the birthday: the years go first, and 29 February with them.
        birthday = self.day - timedelta(days=days)
        return BirthPrecision.DAY, birthday.replace(year=birthday.year - years, day=min(birthday.day, 28))

    def _custody(self, what):
        if "custody_from" in what:
            what["custody_from"] = self.day + timedelta(days=what["custody_from"])
        return what

    def _columns(self, what):
        if "time" in what:
            what["time"] = time.fromisoformat(what["time"])
        if "interpreter" in what:
            what["interpreter"] = language(what["interpreter"])
        if "papers" in what:
            what["papers"] = list(DocumentKind.objects.filter(pk__in=what["papers"]))
        return what

    def _agreements(self, agreed):
        return [self._agreement(*one) for one in agreed]

    def _agreement(self, who, what, due=None):
        row = {"what": what, "due_on": None if due is None else self.date(due), "debtor": Debtor.INSTITUTION}
        if who in {PERSON, COMPANION}:
            return row | {"debtor": who}
        return row | {"institution": self.cast[who][1]}

    def _moment(self, on):
        """When a beat happens: as an office opens, and never after the demo is loaded."""
        opened = timezone.make_aware(datetime.combine(self.date(on), OFFICE_OPENS))
        return min(opened, timezone.now()) if on == 0 else opened
