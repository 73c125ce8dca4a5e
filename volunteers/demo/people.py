"""Volunteers of the demo. Nobody of them exists, and every name says so."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Helper:
    """An invented volunteer.

    `languages`: "key:level" or "key:level:1" for whoever interprets; `districts`: keys, empty for all of Herne;
    `windows`: "weekday@from-to" in full hours, empty for "nach Absprache"; `types`: keys, empty for "für alles offen".
    """

    key: str
    given: str
    family: str
    born: int
    german: str
    languages: str = ""
    types: str = ""
    districts: str = ""
    hours: int = 4
    windows: str = ""
    skills: str = ""
    is_met: bool = True

    @property
    def typed(self):
        """The answers as the sign-up keeps them (`actions.drafting`)."""
        return {
            "given_name": self.given,
            "family_name": f"{self.family} (erfunden)",
            "phone": "",
            "born_on": date(self.born, 6, 15).isoformat(),
            "german_level": self.german,
            "languages": [_language(*word.split(":")) for word in self.languages.split()],
            "activity_types": self.types.split(),
            "is_open_to_all": not self.types,
            "districts": self.districts.split(),
            "is_mobile": not self.districts,
            "radius_km": 3 if self.districts else 0,
            "hours_per_week": self.hours,
            "windows": [_window(word) for word in self.windows.split()],
            "is_always_free": not self.windows,
            "skills": self.skills.split(),
        }


def _language(key, level, interprets=""):
    return {"language": key, "level": level, "may_interpret": bool(interprets)}


def _window(word):
    day, span = word.split("@")
    starts, ends = span.split("-")
    return {"weekday": day, "starts": f"{int(starts):02}:00", "ends": f"{int(ends):02}:00"}


# The demo's own volunteer, who logs in by one click.
OWN = Helper(
    "mehmet", "Mehmet", "Phantasie", 1988, "C1", "tr:native:1 ku:good", "language_partner digital job",
    "wanne herne-mitte", 6,
)  # fmt: skip
HELPERS = (
    Helper("aylin", "Aylin", "Luftschloss", 1996, "C2", "tr:native:1", "language_partner homework", hours=5),
    Helper("bernd", "Bernd", "Blindtext", 1957, "C2", "", "driving moving", "eickel wanne", 6, skills="driving car"),
    Helper("chadi", "Chadi", "Entwurf", 1990, "B2", "ar:native:1 fr:good", "interpreting language_partner", hours=4),
    Helper("dilan", "Dilan", "Skizzenbuch", 1994, "C1", "ku:native:1 ckb:good tr:fluent:1", "interpreting digital"),
    Helper("emil", "Emil", "Platzhalter", 1949, "C2", "", "language_partner reading", "sodingen", 3, "2@10-12 4@10-12"),
    Helper("frida", "Frida", "Probedruck", 2001, "C2", "en:fluent es:good", "job homework", hours=8),
    Helper("goran", "Goran", "Musterhaus", 1979, "C1", "sr:native:1 mk:good", "digital bikes", "wanne", 4),
    Helper("hatice", "Hatice", "Beispielsatz", 1985, "C1", "tr:native", "homework childcare", "herne-mitte", 5),
    Helper("igor", "Ihor", "Vordruck", 1991, "B1", "uk:native:1 ru:native:1", "language_partner interpreting"),
    Helper("jana", "Jana", "Reißbrett", 1983, "C2", "pl:native:1", "digital job", hours=5),
    Helper("karim", "Karim", "Traumstadt", 1999, "B2", "ar:native", "sport driving", hours=4, skills="driving car"),
    Helper("lena", "Lena", "Nirgendwo", 1968, "C2", "fr:fluent", "mentoring family office", "wanne", 3),
    Helper("milad", "Milad", "Wolkenstein", 1987, "B2", "fa:native:1 prs:fluent:1", "interpreting doctor office"),
    Helper("nora", "Nora", "Papierboot", 2004, "C2", "en:fluent", "reading childcare", "eickel", 2, "6@10-14"),
    Helper("osman", "Osman", "Kreidekreis", 1962, "B2", "tr:native sq:basic", "moving furniture bikes", hours=6),
    Helper("paula", "Paula", "Zettelkasten", 1975, "C2", "it:good", "office housing_guide", "herne-mitte sodingen", 4),
    Helper("qamar", "Qamar", "Sternbild", 1993, "B1", "ar:native:1 ckb:native:1", "interpreting", hours=3),
    Helper("rosa", "Rosa", "Fantasia", 1954, "C2", "es:native", "creative meeting food", "wanne eickel", 5),
    Helper("selam", "Selam", "Windrad", 1997, "B1", "ti:native:1 am:good", "interpreting language_partner"),
    Helper("tomasz", "Tomasz", "Baukasten", 1980, "B2", "pl:native ru:good", "moving furniture", hours=4),
    Helper("ulla", "Ulla", "Tintenfass", 1951, "C2", "en:good", "reading language", "sodingen", 4, "1@14-17 3@14-17"),
    Helper("viktor", "Viktor", "Kulisse", 1970, "C1", "ro:native:1 bg:good", "interpreting office", "wanne", 5),
    Helper("wiebke", "Wiebke", "Malkasten", 1989, "C2", "", "creative sport", "eickel", 3, "5@16-20", is_met=False),
    Helper("xenia", "Xenia", "Spieluhr", 1998, "C1", "ru:native:1 uk:good", "homework childcare", is_met=False),
    Helper("yusuf", "Yusuf", "Drehbuch", 1995, "A2", "ar:native", "bikes moving", "herne-mitte", 6, is_met=False),
    Helper("zora", "Zora", "Silhouette", 1984, "C1", "rom:native:1 sr:fluent", "family office", is_met=False),
    Helper("arne", "Arne", "Bauklotz", 1973, "C2", "en:fluent", "", "", 2, is_met=False),
    Helper("bao", "Bao", "Laterne", 2002, "B2", "en:good", "digital meeting", "wanne", 4, "6@9-13"),
    Helper("clara", "Clara", "Federspiel", 1966, "C2", "fr:native", "language language_partner", "herne-mitte", 4),
    Helper("deniz", "Deniz", "Karussell", 1992, "C2", "tr:fluent", "job apprentice", "sodingen wanne", 3),
)  # fmt: skip
