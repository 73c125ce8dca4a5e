"""Ways to pass an offer on that need neither a script nor a third party: plain links that wait for a tap."""

from dataclasses import dataclass
from urllib.parse import quote


@dataclass(frozen=True)
class Share:
    """What is passed on: the title as the reader sees it, and the address."""

    title: str
    link: str

    @property
    def host(self):
        """The first half of the address as one copies it by hand."""
        return self.link.partition("://")[2].partition("/")[0]

    @property
    def path(self):
        """The second half; a line may break before it."""
        return self.link.removeprefix(f"{self.link.partition('://')[0]}://{self.host}")

    @property
    def mail(self):
        """A new mail; the reader chooses to whom."""
        return f"mailto:?subject={quote(self.title, safe='')}&body={self._text}"

    @property
    def message(self):
        """A new text message; `?&` is what both kinds of telephones understand."""
        return f"sms:?&body={self._text}"

    @property
    def whatsapp(self):
        """WhatsApp's own address; nothing is asked there before somebody opens it."""
        return f"https://wa.me/?text={self._text}"

    @property
    def _text(self):
        return quote(f"{self.title}\r\n{self.link}", safe="")
