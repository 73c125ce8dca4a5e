"""Tasks of the demo's invented institution: five imported samples that it takes on, and what it enters itself."""

from dataclasses import dataclass

from volunteers.choices.opportunities import OpportunityOrigin, TaskClass, Verified


@dataclass(frozen=True)
class Task:
    """What the institution says about a task.

    `reference`: of the imported sample, empty for one of its own; `age`: days since somebody last stood behind it,
    None where nobody does; `in_days`: when a single one takes place.
    """

    key: str
    columns: dict
    reference: str = ""
    title: str = ""
    languages: tuple = ()
    target_groups: tuple = ()
    district: str = "herne-mitte"
    field: str = "teilhabe"
    age: int | None = 20
    in_days: int | None = None

    def values(self, **more):
        """All columns."""
        own = {"title": self.title, "origin": OpportunityOrigin.DEMO, "verified": Verified.DEMO} if self.title else {}
        return {**COMMON, **own, **self.columns, **more}


COMMON = {
    "task_class": TaskClass.GENERAL,
    "german_level": "B1",
    "is_time_open": True,
    "hours_per_week": 2,
    "contact_name": "Bogdan Attrappe (erfunden)",
    "accompaniment_text": "Eine feste Ansprechperson im Haus, einmal im Monat ein Treffen",
    "expenses": "yes",
    "expenses_text": "Fahrkarten",
    "accessible": "yes",
}
TASKS = (
    Task(
        "homework",
        {"kind": "regular", "activity_type": "homework", "task_class": TaskClass.MINORS, "capacity": 3}
        | {"german_level": "B2", "trial_weeks": 4},
        reference="V049",
        field="kinder",
        target_groups=("kinder",),
    ),
    Task(
        "job",
        {"kind": "regular", "activity_type": "job", "capacity": 2, "german_level": "B2"},
        reference="V050",
        field="sprache_beruf",
        target_groups=("arbeitsuchende",),
    ),
    Task(
        "digital",
        {"kind": "regular", "activity_type": "digital", "capacity": 4},
        reference="V051",
        district="wanne",
        age=100,
    ),
    Task(
        "driving",
        {"kind": "regular", "activity_type": "driving", "capacity": 2, "skills": ["driving"]},
        reference="V053",
        district="eickel",
        target_groups=("senioren",),
    ),
    Task(
        "tandem",
        {"kind": "tandem", "activity_type": "language_partner", "capacity": 5, "trial_weeks": 2}
        | {"description": "Zwei Menschen treffen sich jede Woche im Café und sprechen miteinander Deutsch."},
        title="Sprachtandem im Stadtteilcafé (Muster)",
        field="sprache_beruf",
        target_groups=("zugewanderte",),
    ),
    Task(
        "interpreting",
        {"kind": "interpreting", "activity_type": "interpreting", "task_class": TaskClass.INTERPRETING, "capacity": 3}
        | {"language_level": "fluent", "description": "Beim Beratungscafé zwischen Menschen vermitteln."},
        title="Dolmetschen im Beratungscafé, Arabisch oder Kurdisch (Muster)",
        languages=("ar", "ku", "ckb"),
        district="wanne",
        field="ankommen",
        target_groups=("gefluechtete",),
    ),
    Task(
        "moving",
        {"kind": "once", "activity_type": "moving", "capacity": 4, "german_level": "A2", "hours_per_week": None}
        | {"is_time_open": False, "description": "Eine Familie zieht um: Möbel tragen und aufbauen."},
        title="Umzug einer Familie (Muster)",
        district="sodingen",
        field="wohnen",
        in_days=19,
    ),
    Task(
        "reading",
        {"kind": "regular", "activity_type": "reading", "task_class": TaskClass.MINORS, "capacity": 2}
        | {"description": "Kindern in kleinen Gruppen vorlesen."},
        title="Vorlesen am Freitag (Muster)",
        district="sodingen",
        field="kinder",
        target_groups=("kinder",),
        age=None,
    ),
)
