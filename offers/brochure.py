"""The brochure "Zuständigkeiten und Wege": everything that it tells, read once and put into words."""

import base64
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from offers import info_reading, path_diagram, responsibility, structure, structure_diagram
from offers.facts import Said, term
from offers.models import (
    AdvicePath,
    FieldGoal,
    FieldOfAction,
    InfoPage,
    InfoPageTranslation,
    Offer,
    OfferTranslation,
    Organisation,
    PathStep,
    PathVersion,
    Responsibility,
    StructureMember,
    StructurePart,
    Task,
)
from offers.path_presenting import ShownPath
from offers.responsibility import Verdict
from offers.units import ShownUnit
from offers.who_helps import row

# Whose history says that the brochure has to be made anew.
TOLD = (
    AdvicePath, FieldGoal, InfoPage, InfoPageTranslation, Offer, OfferTranslation, Organisation, PathStep, PathVersion,
    Responsibility, StructureMember, StructurePart,
)  # fmt: skip
# Pictures on paper are files of their own: no rule of the page reaches into them.
PICTURE_STYLE = """
text { font-family: "Fira Sans"; }
.path-diagram__box { fill: #ffffff; stroke: #42555f; stroke-width: 1.5; }
.path-diagram__box--open { stroke-dasharray: 6 5; }
.path-diagram__line { fill: none; stroke: #0a5c7a; stroke-width: 2.5; }
.path-diagram__head, .path-diagram__disc { fill: #0a5c7a; }
.path-diagram__number { fill: #ffffff; font-size: 17px; font-weight: 700; }
.path-diagram__title { fill: #14232b; font-size: 18px; font-weight: 700; }
.path-diagram__unit { fill: #42555f; font-size: 15px; }
.structure-diagram__frame { fill: #eef3f5; stroke: #c5d3d9; stroke-width: 1; }
"""


@dataclass(frozen=True)
class Line:
    """For whom, and who is responsible: units of the directory, and names that are no unit of it."""

    groups: list
    units: list
    names: list
    is_confirmed: bool

    @property
    def is_overlap(self):
        """Whether several units do the same."""
        return len(self.units) > 1

    @property
    def height(self):
        """How many rows of the table it takes."""
        return len(self.units) or 1


@dataclass(frozen=True)
class TaskLines:
    """One task with its lines."""

    word: Said
    lines: list

    @property
    def is_only(self):
        """Whether everybody has the same answer."""
        return len(self.lines) == 1


@dataclass(frozen=True)
class Chapter:
    """A path with its picture."""

    shown: ShownPath
    picture: str
    picture_says: str


class Brochure:
    """All chapters in one language, as an anonymous reader may see them; `user` is that reader."""

    def __init__(self, user, language, *, now):
        self.user, self.language, self.now = user, language, now
        self.day = timezone.localtime(now).date()
        self.is_rtl = get_language_info(language)["bidi"]
        self.entries = self._read_entries()
        self.tasks = [_task_lines(task, self.entries, language, self.day) for task in Task.objects.all()]
        self.paths = [self._chapter(shown) for shown in self._read_paths()]
        self.infos = info_reading.papers(user, language, now=now)
        self._read_structure()
        self.units = self._units()

    @property
    def comma(self):
        """What stands between the words of an enumeration."""
        return "، " if self.is_rtl else ", "

    def _read_entries(self):
        entries = Responsibility.objects.visible_to(self.user).live_on(self.day)
        return list(entries.select_related("organisation__district", "target_group", "task", "district"))

    def _read_paths(self):
        paths = AdvicePath.objects.visible_to(self.user).published().select_related("target_group")
        newest = {version.path_id: version for version in self._versions()}
        return [
            ShownPath(path, self.language, version=newest[path.pk], steps=newest[path.pk].steps.all())
            for path in paths.prefetch_related("legal_statuses")
            if path.pk in newest
        ]

    def _versions(self):
        offers = Offer.objects.visible_to(self.user).listed()
        if self.language != "de":
            translations = OfferTranslation.objects.filter(language=self.language)
            offers = offers.prefetch_related(Prefetch("translations", translations, to_attr="page_translations"))
        newest = PathVersion.objects.published().newest().values("pk")
        return PathVersion.objects.filter(pk__in=newest).prefetch_related(
            "steps__organisation__district", "steps__prerequisites", Prefetch("steps__offers", offers)
        )

    def _chapter(self, shown):
        nodes = [path_diagram.Node(step.number, step.title.text, step.unit.text, _needs(step)) for step in shown.steps]
        says = _("Bild der Schritte, die darunter stehen: %(steps)s") % {
            "steps": "; ".join(f"{step.number}. {step.title}" for step in shown.steps)
        }
        return Chapter(shown, picture(path_diagram.svg(nodes, is_rtl=self.is_rtl)), says)

    def _read_structure(self):
        members = StructureMember.objects.live_on(self.day).select_related("organisation__district")
        parts = StructurePart.objects.visible_to(self.user).live_on(self.day).order_by("kind", "name_sort", "pk")
        parts = list(parts.prefetch_related(Prefetch("members", members)))
        links = list(FieldGoal.objects.select_related("goal").order_by("goal__position", "goal__key"))
        terms = list(FieldOfAction.objects.all())
        self.fields = structure.fields(terms, links, parts, self.language)
        self.has_subprojects = any(part.kind == "subproject" for part in parts)
        drawn = structure_diagram.picture(terms, links, parts, is_rtl=self.is_rtl)
        self.structure_picture = picture(drawn) if drawn else ""

    def _units(self):
        """Everybody of the directory whom the brochure names, from A to Z."""
        steps = (step.step.organisation for chapter in self.paths for step in chapter.shown.steps)
        members = (one.organisation for field in self.fields for part in field.parts for one in part.part.members.all())
        named = {one.pk: one for one in (*(entry.organisation for entry in self.entries), *steps, *members) if one}
        return [ShownUnit(one, self.language) for one in sorted(named.values(), key=lambda one: one.name_sort)]


def _needs(step):
    return f"nach Schritt {', '.join(str(link.number) for link in step.needs)}" if step.needs else ""


def picture(svg):
    """A drawing as the address of an image."""
    drawn = str(svg).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    drawn = drawn.replace(">", f"><style>{PICTURE_STYLE}</style>", 1)
    return f"data:image/svg+xml;base64,{base64.b64encode(drawn.encode()).decode()}"


def _task_lines(task, entries, language, day):
    """Groups with the same answer stand on one line; who is in no named group comes first."""
    own = [entry for entry in entries if entry.task_id == task.pk]
    counting = {row(entry): entry for entry in own if entry.organisation and entry.organisation.state != "archived"}
    groups = {entry.target_group_id: entry.target_group for entry in own if entry.target_group}
    found = {}
    for key in (responsibility.NO_GROUP, *sorted(groups, key=lambda key: groups[key].position)):
        answer = responsibility.find(counting, task=task.pk, groups=[key], day=day)
        deciding = [counting[one] for one in answer.rows]
        names = tuple(_mere_names(own, key)) if answer.verdict == Verdict.HOLE else ()
        found.setdefault((answer.units, names), ([], deciding))[0].append(key)
    if len(found) == 1:
        # Everybody has the same answer: who is in a named group as well.
        next(iter(found.values()))[0][:] = [responsibility.NO_GROUP]
    lines = [_line(keys, deciding, names, groups, language) for (_u, names), (keys, deciding) in found.items()]
    return TaskLines(term(task, language), lines)


def _mere_names(entries, group):
    return [
        entry.unit_text for entry in entries if entry.organisation is None and entry.target_group_id in {None, group}
    ]


def _line(keys, deciding, names, groups, language):
    words = [term(groups[key], language) if key else None for key in keys]
    units = {entry.organisation_id: entry.organisation for entry in deciding}
    return Line(
        groups=words,
        units=[ShownUnit(one, language) for one in sorted(units.values(), key=lambda one: one.name_sort)],
        names=[Said(name) for name in names],
        is_confirmed=bool(deciding) and all(entry.confirmed_at for entry in deciding),
    )
