"""All choices of the directory, and which state may follow which."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """The three public states of an imported or entered fact."""

    UNCONFIRMED = "unconfirmed", _("nicht bestätigt")
    CONFIRMED = "confirmed", _("bestätigt")
    ARCHIVED = "archived", _("archiviert")


NEXT_STATES = {
    State.UNCONFIRMED: {State.CONFIRMED, State.ARCHIVED},
    State.CONFIRMED: {State.CONFIRMED, State.UNCONFIRMED, State.ARCHIVED},
    State.ARCHIVED: {State.UNCONFIRMED},
}


class Known(TextChoices):
    """Yes, no, or nobody knows: unknown is never "no"."""

    YES = "yes", _("ja")
    NO = "no", _("nein")
    UNKNOWN = "unknown", _("nicht bekannt")


class Gender(TextChoices):
    """For whom an offer is, where it says so."""

    ANY = "any", _("für alle")
    WOMEN = "women", _("nur für Frauen")
    MEN = "men", _("nur für Männer")
    UNKNOWN = "unknown", _("nicht bekannt")


class GermanLevel(TextChoices):
    """Common European Framework of Reference, with the literacy course before it."""

    NONE = "none", _("kein Deutsch nötig")
    ALPHA = "alpha", _("Alphabetisierung")
    A1 = "A1", "A1"
    A2 = "A2", "A2"
    B1 = "B1", "B1"
    B2 = "B2", "B2"
    C1 = "C1", "C1"
    C2 = "C2", "C2"


class Cost(TextChoices):
    """What an offer costs."""

    FREE = "free", _("kostenlos")
    PARTLY = "partly", _("teilweise kostenlos")
    PAID = "paid", _("kostenpflichtig")
    UNKNOWN = "unknown", _("nicht bekannt")


class CostBasis(TextChoices):
    """How well the price is known."""

    PERSON = "person", _("von einer Person bestätigt")
    SOURCE = "source", _("in der Quelle genannt")
    SOURCE_PAGE = "source_page", _("auf derselben Quellseite genannt, Bezug nicht gesichert")
    KIND = "kind", _("nur aus der Art des Angebots geschlossen")
    UNKNOWN = "unknown", _("nicht bekannt")


class Evidence(TextChoices):
    """Where a statement about residence comes from; what is derived is no legal advice."""

    PERSON = "person", _("von einer Person eingetragen")
    DERIVED = "derived", _("aus der Zielgruppe abgeleitet, keine Rechtsauskunft")
    UNKNOWN = "unknown", _("nicht bekannt")


class Registration(TextChoices):
    """How one gets in."""

    NONE = "none", _("einfach kommen")
    APPOINTMENT = "appointment", _("mit Termin")
    PHONE = "phone", _("telefonisch anmelden")
    EMAIL = "email", _("per E-Mail anmelden")
    ONLINE = "online", _("im Internet anmelden")
    IN_PERSON = "in_person", _("vor Ort anmelden")
    UNKNOWN = "unknown", _("nicht bekannt")


class Origin(TextChoices):
    """Where an entry belongs: the default scope of the public list is Herne and nationwide."""

    HERNE = "herne", _("Herne")
    NEIGHBOUR = "ruhr", _("Nachbarstadt")
    ELSEWHERE = "de_andere", _("andere Kommune")
    STATE = "nrw", _("Nordrhein-Westfalen")
    NATIONWIDE = "bund", _("bundesweit")


LOCAL_ORIGINS = (Origin.HERNE, Origin.NATIONWIDE)
NEIGHBOUR_ORIGINS = (*LOCAL_ORIGINS, Origin.NEIGHBOUR)


class Currency(TextChoices):
    """How old the source is."""

    CURRENT = "aktuell", _("aktuell")
    OLDER = "aelter", _("älter")
    HISTORIC = "historisch", _("historisch")


class Reliability(TextChoices):
    """How far the source bears the entry out."""

    SOURCE = "source", _("Angebot und Anbieter stehen so in der Quelle")
    PARTLY = "source_partly", _("mindestens eine Angabe ist abgeleitet oder unsicher")
    NAME_PARTLY = "name_teilweise", _("der Name ist nur teilweise belegt")
    PERSON = "person", _("von einer Person eingetragen")


class TranslationState(TextChoices):
    """How a translation came about; missing and outdated are derived (see `OfferTranslation.status`)."""

    MACHINE = "machine", _("maschinell übersetzt")
    HUMAN = "human", _("von einem Menschen übersetzt")
    REVIEWED = "reviewed", _("geprüft")


class TranslationStatus(TextChoices):
    """What readers and the Redaktion see."""

    MISSING = "missing", _("fehlt")
    MACHINE = "machine", _("maschinell übersetzt")
    HUMAN = "human", _("von einem Menschen übersetzt")
    REVIEWED = "reviewed", _("geprüft")
    OUTDATED = "outdated", _("veraltet")


class MembershipRole(TextChoices):
    """Roles inside an institution."""

    PROVIDER_EDITOR = "provider_editor", "Pflege der Angebote"
    CASE_WORKER = "case_worker", "Fallbearbeitung"
    OFFICE_LEAD = "office_lead", "Leitung der Stelle"
    COORDINATOR = "coordinator", "Koordination Ehrenamt"
    CONTACT = "contact", "Ansprechperson"
    APPLICANT = "applicant", "Antragstellung"


class Weekday(TextChoices):
    """Days of the week, ISO 8601 numbers; public holidays have their own hours where a source says so."""

    MONDAY = "1", _("Montag")
    TUESDAY = "2", _("Dienstag")
    WEDNESDAY = "3", _("Mittwoch")
    THURSDAY = "4", _("Donnerstag")
    FRIDAY = "5", _("Freitag")
    SATURDAY = "6", _("Samstag")
    SUNDAY = "7", _("Sonntag")
    HOLIDAY = "8", _("Feiertag")


class ImportKind(TextChoices):
    """What a file brings."""

    ORGANISATIONS = "organisations", "Einrichtungen"
    OFFERS = "offers", "Angebote"


class FindingKind(TextChoices):
    """What an import leaves for a person to look at."""

    CONFLICT = "conflict", "Quelle und Bearbeitung widersprechen sich"
    PROVIDER = "provider", "Anbieter keiner Einrichtung zugeordnet"
    DUPLICATE = "duplicate", "vielleicht doppelt"
    GONE = "gone", "steht nicht mehr in der Quelle"


# Facts about the present that every import checks anew; a conflict stays until a person has settled it.
PASSING_FINDINGS = (FindingKind.PROVIDER, FindingKind.DUPLICATE, FindingKind.GONE)


class Opening(TextChoices):
    """Whether something is open; unknown is never "closed"."""

    OPEN = "open", _("geöffnet")
    CLOSED = "closed", _("geschlossen")
    UNKNOWN = "unknown", _("nicht bekannt")


class LexiconKind(TextChoices):
    """What an entry of the search lexicon is about."""

    TOPIC = "topic", "Thema"
    TARGET = "target", "Zielgruppe"
    COURSE = "course", "Kurs"
    OFFICE = "office", "Stelle"
    DOCUMENT = "document", "Dokument"
    SITUATION = "situation", "Lage"
    EVERYDAY = "everyday", "Alltagswort"


class SelfWord(TextChoices):
    """What a person says of herself to find what is meant for her; never the office's groups."""

    ASYLUM = "asyl", _("Mein Asylverfahren läuft noch")
    RECOGNISED = "anerkannt", _("Mein Asylantrag ist anerkannt")
    TOLERATED = "duldung", _("Ich habe eine Duldung")
    UKRAINE = "ukraine", _("Ich bin aus der Ukraine geflohen")
    EU = "eu", _("Ich komme aus einem anderen Land der EU")
    PERMIT = "aufenthalt", _("Ich habe eine Aufenthaltserlaubnis")
    WOMAN = "frau", _("Ich bin eine Frau")
    MAN = "mann", _("Ich bin ein Mann")
    PARENT = "eltern", _("Ich habe Kinder")
    ALONE_PARENT = "alleinerziehend", _("Ich erziehe mein Kind allein")
    TEENAGER = "jugend", _("Ich bin 14 bis 17 Jahre alt")
    UNACCOMPANIED = "allein", _("Ich bin unter 18 und ohne Eltern hier")
    YOUNG = "jung", _("Ich bin 18 bis 25 Jahre alt")
    OLD = "alt", _("Ich bin über 60 Jahre alt")
    DISABLED = "behinderung", _("Ich habe eine Behinderung")
    JOBLESS = "arbeit", _("Ich suche Arbeit")
    HELPER = "helfen", _("Ich möchte anderen helfen")
    PROFESSIONAL = "fachkraft", _("Ich berate oder betreue andere")


class LexiconLanguage(TextChoices):
    """The languages in which the lexicon knows what people call a thing."""

    DE = "de", "Deutsch"
    EN = "en", "Englisch"
    AR = "ar", "Arabisch"
    TR = "tr", "Türkisch"
    UK = "uk", "Ukrainisch"
    RU = "ru", "Russisch"
    RO = "ro", "Rumänisch"
    BG = "bg", "Bulgarisch"
    FA = "fa", "Persisch (Farsi, Dari)"


class LexiconState(TextChoices):
    """Who stands behind an entry of the search lexicon."""

    MACHINE = "machine", "maschinell erstellt"
    HUMAN = "human", "von einem Menschen bearbeitet"
    REVIEWED = "reviewed", "geprüft"


class Sorting(TextChoices):
    """Other orders of the list than the best first."""

    TITLE = "titel", _("A bis Z")
    CONFIRMED = "bestaetigt", _("zuletzt bestätigt")
    START = "beginn", _("nächster Kurs")


class StepClass(TextChoices):
    """How binding a step of a path is; what nobody has judged stays unclassified."""

    LAW = "law", _("gesetzlich erforderlich")
    LOCAL = "local", _("örtlich notwendig")
    DESIRABLE = "desirable", _("wünschenswert")
    UNCLASSIFIED = "unclassified", _("nicht eingestuft")


class DueFrom(TextChoices):
    """From when the days of a step count."""

    ARRIVAL = "arrival", "nach der Ankunft"
    STEP = "step", "nach dem Schritt davor"


class UnitKind(TextChoices):
    """What kind of institution is responsible for a step."""

    CITY = "city", _("Stadtverwaltung")
    STATE = "state", _("Behörde des Landes oder des Bundes")
    JOBS = "jobs", _("Jobcenter oder Agentur für Arbeit")
    INSURANCE = "insurance", _("Krankenkasse")
    SCHOOL = "school", _("Schule oder Kursträger")
    WELFARE = "welfare", _("Beratungsstelle oder freier Träger")
    VOLUNTARY = "voluntary", _("Verein oder Ehrenamt")
    UNKNOWN = "unknown", _("nicht bekannt")
