"""Who the demo city invents: one person per role."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from herne_integration.accounts.choices import Wish
from herne_integration.accounts.second_factor import DEMO_DOMAIN
from offers.choices import MembershipRole


@dataclass(frozen=True)
class DemoPerson:
    """Somebody who does not exist."""

    key: str
    name: str
    label: str | Promise
    may: str | Promise
    role: str = ""
    membership: str = ""
    # Key of an institution that works with folders (`welcome_folder.demo.institutions`).
    works_for: str = ""
    wish: str = ""

    @property
    def email(self):
        """An address that no mail ever reaches."""
        return f"{self.key}{DEMO_DOMAIN}"


LATER = _("hat ein Konto; eigene Seiten folgen")
PEOPLE = [
    DemoPerson("redaktion", "Erika Muster", "Redaktion", _("pflegt und bestätigt alle Angebote"), role="redaktion"),
    DemoPerson(
        "system", "Jan Beispiel", "System", _("lädt Personen ein, vergibt Rollen, schließt Konten"), role="system"
    ),
    DemoPerson(
        "projektbuero",
        "Selin Probe",
        "Projektbüro",
        _("führt den Verfügungsfonds: Prüfung, Sitzungen, Bescheide; lädt Personen ein"),
        role="projektbuero",
    ),
    DemoPerson(
        "unterschrift",
        "Jonas Abbild",
        _("Projektbüro, zweite Person"),
        _("unterschreibt Bescheide, deren Antrag er nicht selbst geprüft hat"),
        role="projektbuero",
    ),
    DemoPerson(
        "datenschutz",
        "Olaf Vorlage",
        "Datenschutz",
        _("prüft, wer in welchen Ordner gesehen hat, ohne Inhalt zu sehen"),
        role="datenschutz",
    ),
    DemoPerson(
        "lenkungsgruppe",
        "Amira Modell",
        "Lenkungsgruppe",
        _("berät und stimmt über Anträge des Verfügungsfonds ab; bei einem Verein sitzt sie selbst im Vorstand"),
        role="lenkungsgruppe",
    ),
    DemoPerson(
        "angebote",
        "Piotr Exempel",
        MembershipRole.PROVIDER_EDITOR.label,
        LATER,
        membership=MembershipRole.PROVIDER_EDITOR,
    ),
    DemoPerson(
        "fallbearbeitung",
        "Nadia Schablone",
        f"{MembershipRole.CASE_WORKER.label}, Migrationsberatung",
        _("führt Willkommensordner und plant den Tag: hier beginnen"),
        membership=MembershipRole.CASE_WORKER,
        works_for="beratung",
    ),
    DemoPerson(
        "leitung",
        "Ralf Entwurf",
        f"{MembershipRole.OFFICE_LEAD.label}, Migrationsberatung",
        _("nimmt Menschen auf und antwortet auf Übergaben; sieht nur Ordner, an denen er beteiligt ist"),
        membership=MembershipRole.OFFICE_LEAD,
        works_for="beratung",
    ),
    DemoPerson(
        "case-management",
        "Hanna Vordruck",
        f"{MembershipRole.CASE_WORKER.label}, Case Management",
        _("führt Ordner und gibt sie an andere Stellen weiter"),
        membership=MembershipRole.CASE_WORKER,
        works_for="kim",
    ),
    DemoPerson(
        "jobcenter",
        "Timo Formular",
        f"{MembershipRole.CASE_WORKER.label}, Jobcenter-Team",
        _("übernimmt Ordner, wenn der Rechtskreis wechselt"),
        membership=MembershipRole.CASE_WORKER,
        works_for="jobcenter",
    ),
    DemoPerson(
        "jugendamt",
        "Katrin Schaubild",
        f"{MembershipRole.CASE_WORKER.label}, Jugendamt-Team",
        _("begleitet Familien und einen unbegleiteten Jugendlichen"),
        membership=MembershipRole.CASE_WORKER,
        works_for="jugendamt",
    ),
    DemoPerson(
        "frauenhaus",
        "Miriam Platzhalter",
        f"{MembershipRole.CASE_WORKER.label}, Frauenhaus",
        _("arbeitet geschützt: andere lesen nur „eine Beratungsstelle“"),
        membership=MembershipRole.CASE_WORKER,
        works_for="frauenhaus",
    ),
    DemoPerson(
        "auslaenderbehoerde",
        "Udo Lückentext",
        f"{MembershipRole.CASE_WORKER.label}, Ausländerbehörde",
        _("sieht nur eigene Einträge und Übergaben an sie"),
        membership=MembershipRole.CASE_WORKER,
        works_for="auslaenderbehoerde",
    ),
    DemoPerson(
        "koordination",
        "Ines Skizze",
        MembershipRole.COORDINATOR.label,
        _("bringt Ehrenamtliche und Einsätze zusammen"),
        membership=MembershipRole.COORDINATOR,
    ),
    DemoPerson(
        "ansprechperson",
        "Bogdan Attrappe",
        MembershipRole.CONTACT.label,
        _("sagt für die eigene Einrichtung ja oder nein zu Vorschlägen und unterschreibt"),
        membership=MembershipRole.CONTACT,
    ),
    DemoPerson(
        "antrag",
        "Fatma Fiktiv",
        MembershipRole.APPLICANT.label,
        _("vertritt einen Verein: ein Antrag ist bewilligt, einer wartet, einer ist noch Entwurf"),
        membership=MembershipRole.APPLICANT,
        wish=Wish.APPLICANT,
    ),
    DemoPerson(
        "ehrenamt",
        "Mehmet Phantasie",
        _("Ehrenamt, ohne Rolle"),
        _("hilft ehrenamtlich und hat neue Vorschläge: hier antworten"),
        wish=Wish.VOLUNTEER,
    ),
]
