"""The texts of the invented offers."""

CAFE = "Sprachcafé am Abend (erfunden)"
COURSE = "Deutschkurs A2 am Vormittag (erfunden)"
HOMEWORK = "Hausaufgabenhilfe am Nachmittag (erfunden)"

GERMAN = {
    "cafe": {
        "title": CAFE,
        "description": "Erfundenes Beispiel: Deutsch sprechen bei Tee und Kaffee, ohne Lehrbuch und ohne Anmeldung.",
        "target_text": "alle, die Deutsch sprechen üben möchten",
        "schedule_text": "Di, Do 18–20 Uhr",
        "bring_text": "nichts",
        "registration_text": "Kommen Sie einfach vorbei.",
    },
    "course": {
        "title": COURSE,
        "description": "Erfundenes Beispiel: Kurs nach dem Niveau A1. Am Ende steht eine Prüfung.",
        "target_text": "Erwachsene mit Deutsch A1",
        "schedule_text": "vormittags, siehe Kursdurchgänge",
        "cost_text": "20 € für das Buch",
        "bring_text": "Ausweis oder Aufenthaltspapier",
        "registration_text": "Kommen Sie in die Sprechstunde. Wir machen einen kurzen Test mit Ihnen.",
    },
    "breakfast": {
        "title": "Frühstück für Frauen (erfunden)",
        "description": "Erfundenes Beispiel: Gemeinsam frühstücken und über den Alltag sprechen. Kinder sind dabei.",
        "target_text": "Frauen",
        "schedule_text": "Fr 9:30–11:30 Uhr",
        "bring_text": "etwas für das Frühstück, wenn Sie möchten",
        "registration_text": "Bitte rufen Sie vorher an.",
    },
    "homework": {
        "title": HOMEWORK,
        "description": "Erfundenes Beispiel: Ehrenamtliche helfen bei Hausaufgaben und üben lesen.",
        "target_text": "Kinder von 6 bis 12 Jahren",
        "schedule_text": "Mo–Mi 14–16 Uhr",
        "bring_text": "Schulhefte und Bücher",
        "registration_text": "Ein Elternteil meldet das Kind vor Ort an.",
    },
    "bicycles": {
        "title": "Fahrradwerkstatt im Hof (erfunden)",
        "description": "Erfundenes Beispiel für ein Angebot, das es nicht mehr gibt.",
        "target_text": "alle",
    },
}
NEW_BRING_TEXT = "Ausweis oder Aufenthaltspapier und das Zeugnis über A1"

TRANSLATED = {
    CAFE: {
        "en": {
            "title": "Evening language café (invented)",
            "description": "Invented example: speak German over tea and coffee. No textbook, no registration.",
            "target_text": "everyone who would like to practise speaking German",
            "schedule_text": "Tue, Thu 6–8 pm",
            "bring_text": "nothing",
            "registration_text": "Just drop in.",
        },
        "ar": {
            "title": "مقهى اللغة المسائي (مثال مُختلَق)",
            "description": "مثال مُختلَق: تحدّث بالألمانية مع كوب من الشاي أو القهوة، بدون كتاب وبدون تسجيل.",
            "target_text": "كل من يرغب في التدرب على التحدث بالألمانية",
            "schedule_text": "الثلاثاء والخميس 18–20",
            "bring_text": "لا شيء",
            "registration_text": "تفضلوا بالحضور مباشرة.",
        },
    },
    COURSE: {
        "en": {
            "title": "Morning German course A2 (invented)",
            "description": "Invented example: a course that follows level A1. There is an exam at the end.",
            "target_text": "adults with German A1",
            "schedule_text": "in the morning, see course dates",
            "cost_text": "20 € for the book",
            "bring_text": "ID or residence document, and your A1 certificate",
            "registration_text": "Come to our office hours. We will do a short test with you.",
        },
        "ar": {
            "title": "دورة ألمانية A2 صباحية (مثال مُختلَق)",
            "description": "مثال مُختلَق: دورة لمن أنهوا المستوى A1. في النهاية امتحان.",
            "target_text": "البالغون بمستوى A1 في الألمانية",
            "schedule_text": "صباحًا، انظر مواعيد الدورات",
            "cost_text": "20 € للكتاب",
            "bring_text": "بطاقة هوية أو وثيقة إقامة",
            "registration_text": "تعالوا في ساعات المراجعة. نجري معكم اختبارًا قصيرًا.",
        },
    },
    HOMEWORK: {
        "en": {
            "title": "Afternoon homework help (invented)",
            "description": "Invented example: volunteers help with homework and practise reading.",
            "target_text": "children aged 6 to 12",
            "schedule_text": "Mon–Wed 2–4 pm",
            "bring_text": "exercise books and school books",
            "registration_text": "A parent registers the child on site.",
        },
    },
}
