"""When a step is left without an offer: all that help with it have ended, or will soon. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta

SOON_DAYS = 28


@dataclass(frozen=True)
class Help:
    """An offer that helps with a step: `until` is its last day, where it has one."""

    title: str
    until: date | None = None
    is_archived: bool = False

    def is_over_on(self, day):
        """In the archive, or past its last day; the last day still counts."""
        return self.is_archived or (self.until is not None and self.until < day)


@dataclass(frozen=True)
class End:
    """A step without help: since or from which day, as far as one is known."""

    is_over: bool
    on: date | None
    titles: tuple

    @property
    def sentence(self):
        """What the Redaktion reads."""
        if self.is_over:
            since = f" Das letzte endete am {self.on:%d.%m.%Y}." if self.on else ""
            return f"Alle verknüpften Angebote sind beendet.{since}"
        return f"Das letzte verknüpfte Angebot endet am {self.on:%d.%m.%Y}."


def end_of(offers, day, *, within=SOON_DAYS):
    """The end of the help with a step, or None: a step that never had an offer has nothing that could end."""
    offers = list(offers)
    # One whose last day is the last of the four weeks ends within them.
    last_day = day + timedelta(days=within + 1)
    if not offers or any(not one.is_over_on(last_day) for one in offers):
        return None
    live = [one for one in offers if not one.is_over_on(day)]
    days = [one.until for one in live or offers if one.until is not None]
    return End(not live, max(days, default=None), tuple(one.title for one in live or offers))
