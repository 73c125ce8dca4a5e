"""The first words of the volunteers' database: requirements, policies, consent and agreement.

All of it is a draft that the city has to check before it is in earnest; the texts say so. A published version never
changes: whoever wants other words publishes the next one.
"""

from datetime import date

from volunteers.choices.consents import ConsentPurpose
from volunteers.choices.opportunities import TaskClass
from volunteers.choices.requirements import Requirement

DRAFT = "Entwurf, von der Stadt noch nicht geprüft."
FIRST_DAY = date(2026, 1, 1)

# key: (explanation, whether only "inspected, nothing relevant" may be kept)
REQUIREMENTS = {
    Requirement.CERTIFICATE: ("Wird nur eingesehen und zurückgegeben. Für Ehrenamtliche kostet es nichts.", True),
    Requirement.MEASLES: ("Impfung, Immunität oder eine ärztliche Bescheinigung.", True),
    Requirement.CONFIDENTIALITY: ("Eine Erklärung, über das Gehörte zu schweigen.", False),
    Requirement.AGREEMENT: ("Beide Seiten unterschreiben, was sie voneinander erwarten.", False),
    Requirement.TRAINING: ("Eine Schulung vor oder am Anfang des Einsatzes.", False),
    Requirement.MINIMUM_AGE: ("Für manche Aufgaben muss man alt genug sein.", False),
}

CERTIFICATE = {
    "requirement": Requirement.CERTIFICATE,
    "is_legal": True,
    "legal_basis": "§ 72a Abs. 3 und 4 SGB VIII, § 30a BZRG",
    "valid_months": 60,
    "fresh_months": 3,
}
MEASLES = {"requirement": Requirement.MEASLES, "is_legal": True, "legal_basis": "§ 20 Abs. 8 und 9 IfSG"}
CONFIDENTIALITY = {
    "requirement": Requirement.CONFIDENTIALITY,
    "is_legal": False,
    "legal_basis": "Vereinbarung mit der Einrichtung",
}
TRAINING = {"requirement": Requirement.TRAINING, "is_legal": False, "legal_basis": "Regel der Koordination"}

# class of task: (minimum age, its basis, items)
POLICIES = {
    TaskClass.GENERAL: (None, "", []),
    TaskClass.MINORS: (18, "Regel der Koordination", [CERTIFICATE]),
    TaskClass.MINORS_FACILITY: (18, "Regel der Koordination", [CERTIFICATE, MEASLES]),
    TaskClass.CONFIDENTIAL: (18, "Regel der Koordination", [CONFIDENTIALITY]),
    TaskClass.INTERPRETING: (18, "Regel der Koordination", [CONFIDENTIALITY, TRAINING]),
}

PLACEMENT_TEXT = (
    "Ich bin einverstanden, dass die Ehrenamts-Koordination meine Angaben speichert, um mir passende Aufgaben"
    " vorzuschlagen. Eine Einrichtung erfährt meinen Namen und wie man mich erreicht erst, wenn wir beide ja gesagt"
    " haben. Ich kann das jederzeit zurücknehmen. (Entwurf)"
)
NEWS_TEXT = (
    "Ich möchte Nachrichten und Einladungen der Ehrenamts-Koordination per E-Mail bekommen. Ich kann das jederzeit"
    " zurücknehmen. (Entwurf)"
)
# Translated by a machine, checked by nobody; only German is binding.
TRANSLATED = {
    ConsentPurpose.PLACEMENT: {
        "en": "I agree that the volunteer office stores my details in order to suggest suitable tasks to me. An"
        " organisation learns my name and how to reach me only after both of us have said yes. I can take this back at"
        " any time. (Draft)",
        "ar": "أوافق على أن يحفظ مكتب تنسيق العمل التطوعي بياناتي ليقترح عليّ مهامّ مناسبة. ولا تعرف أي جهة اسمي وطريقة"
        " الاتصال بي إلا بعد أن يوافق كلانا. ويمكنني سحب هذه الموافقة في أي وقت. (مسودة)",
    },
    ConsentPurpose.NEWS: {
        "en": "I would like to get news and invitations of the volunteer office by e-mail. I can take this back at any"
        " time. (Draft)",
        "ar": "أرغب في تلقّي أخبار ودعوات مكتب تنسيق العمل التطوعي عبر البريد الإلكتروني. ويمكنني سحب هذه الموافقة في"
        " أي وقت. (مسودة)",
    },
}
CONSENTS = {
    ConsentPurpose.PLACEMENT: (PLACEMENT_TEXT, TRANSLATED[ConsentPurpose.PLACEMENT]),
    ConsentPurpose.NEWS: (NEWS_TEXT, TRANSLATED[ConsentPurpose.NEWS]),
}

AGREEMENT = """Vereinbarung für gute Zusammenarbeit (Entwurf)

Die Einrichtung begrüßt die ehrenamtliche Person, zeigt ihr alles und nennt jemanden, der für Fragen da ist.
Die ehrenamtliche Person kommt zu den vereinbarten Zeiten und sagt rechtzeitig Bescheid, wenn sie nicht kann.
Beide sprechen nach zwei Wochen und nach drei Monaten darüber, wie es geht.
Ehrenamtliche ersetzen keine bezahlte Arbeit. Was sie über Menschen erfahren, erzählen sie nicht weiter.
Auslagen werden so erstattet, wie es beim Einsatz steht. Wer den Einsatz versichert, steht in dieser Vereinbarung.
Jede Seite kann jederzeit aufhören. Gut ist, wenn sie sagt, warum.
"""
