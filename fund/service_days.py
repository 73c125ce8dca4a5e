"""When a posted notice counts as served, and until when one may oppose it. Pure: days in, days out.

**Served.** A letter counts as served on the fourth day after posting, until the end of 2024 on the third: § 41 Abs. 2
Satz 1 VwVfG NRW in the version of the law of 10 December 2024 (GV. NRW. S. 1184), in force since 1 January 2025, as
§ 41 VwVfG and § 37 Abs. 2 SGB X since the Postrechtsmodernisierungsgesetz (Städte- und Gemeindebund NRW, Mitteilung
784/2024). What was posted before falls under the old version, whatever the day of service.

**Not moved.** The deemed day stays where it is on a Saturday, Sunday or holiday: it is the day of a fiction, no end of
a period, so § 31 Abs. 3 VwVfG does not reach it (OVG Lüneburg, 28.02.2011, 4 LA 44/10; the Bundestag turned down
"working days" for the new version). Tax law reads § 122 AO otherwise; this is no tax. Example: posted on Monday
30.03.2026, served on Good Friday 03.04.2026, end of the month 03.05.2026, a Sunday, so 04.05.2026.

**Later or never.** If the letter came later, that day counts (§ 41 Abs. 2 Satz 3); the authority has to prove it.

**Period.** One month from service (§ 74 VwGO; no Widerspruch, § 110 JustG NRW): the day of service does not count
(§ 57 VwGO, § 222 ZPO, § 187 Abs. 1 BGB), it ends on the day of the same number (§ 188 Abs. 2), on the last one of the
month if there is none (Abs. 3), and on the next working day instead of a Saturday, Sunday or holiday (§ 222 Abs. 2 ZPO;
§ 31 Abs. 3 VwVfG for periods that the office sets). Without or with a wrong remedy text: a year (§ 58 Abs. 2 VwGO).

All of it is marked "rechtlich zu prüfen" on screen until the city's lawyers say otherwise.
"""

from calendar import monthrange
from datetime import date, timedelta

from offers.hours import is_public_holiday

# First day of posting under the new version; days until a letter counts as served, before and since.
FOURTH_DAY_SINCE = date(2025, 1, 1)
DAYS_BEFORE, DAYS_SINCE = 3, 4
REMEDY_MONTHS, REMEDY_MONTHS_WITHOUT_TEXT = 1, 12


def deemed_served(posted_on):
    """The day on which a letter posted on a day counts as served."""
    return posted_on + timedelta(days=DAYS_SINCE if posted_on >= FOURTH_DAY_SINCE else DAYS_BEFORE)


def served(posted_on, *, arrived_on=None):
    """The day of service: the deemed day, or the later one on which the letter is known to have come."""
    return max(deemed_served(posted_on), arrived_on or posted_on)


def remedy_ends(served_on, *, months=REMEDY_MONTHS, is_instructed=True):
    """The last day on which one may oppose; without a (right) remedy text it is a year."""
    return next_working_day(months_after(served_on, months if is_instructed else REMEDY_MONTHS_WITHOUT_TEXT))


def months_after(day, months):
    """The end of a period of months that begins with what happened on a day, before it is moved."""
    index = day.month - 1 + months
    year, month = day.year + index // 12, index % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def is_working_day(day):
    """Monday to Friday and no public holiday in North Rhine-Westphalia."""
    return day.isoweekday() <= 5 and not is_public_holiday(day)


def next_working_day(day):
    """The day itself if it is a working day, else the first one after it."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def working_days_after(day, number):
    """The `number`-th working day after a day."""
    for _ in range(number):
        day = next_working_day(day + timedelta(days=1))
    return day
