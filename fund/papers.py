"""What a board reads about an item: the version that it decides about, its plans, files, the check, opinions, hints.

Everything comes from what was submitted and never from the working copy.
"""

from dataclasses import dataclass, field
from typing import Any

from fund import answers, content, hint_cases
from fund.models import Attachment, FormalCheck


@dataclass(frozen=True)
class Papers:
    """The papers of an application on an agenda."""

    version: Any
    sections: list
    plans: answers.Plans
    files: list = field(default_factory=list)
    check: Any = None
    lines: list = field(default_factory=list)
    opinions: list = field(default_factory=list)
    hints: list = field(default_factory=list)

    @property
    def seal(self):
        """The checksum in groups."""
        return answers.in_groups(self.version.sha256)


def of(item):
    """The papers of an item that is an application."""
    version = item.application_version
    frozen, rules = whole(version.content), version.guideline.rules
    check = FormalCheck.objects.filter(version=version).prefetch_related("lines").first()
    opinions = item.application.opinions.filter(given_at__isnull=False).select_related("given_by")
    return Papers(
        version=version,
        sections=answers.sections(frozen, rules),
        plans=answers.plans(frozen),
        files=files(version),
        check=check,
        lines=list(check.lines.all()) if check else [],
        opinions=list(opinions),
        hints=hint_cases.at(version),
    )


def files(version):
    """The files of exactly this version, in its own order, with the label of what each is for."""
    named = {
        one["id"]: answers.label_of(f"document:{key}", version.guideline.rules)
        for key, attached in version.content.get("documents", {}).items()
        for one in attached
    }
    rows = {str(one.pk): one for one in Attachment.objects.filter(pk__in=named).select_related("file")}
    return [(rows[key], label) for key, label in named.items() if key in rows]


def whole(frozen):
    """A content in which every part stands, also one that was imported with few answers."""
    blank = dict.fromkeys(content.COLUMNS)
    return {**frozen, "answers": blank | frozen["answers"]} | {
        name: frozen.get(name, empty) for name, empty in (("costs", []), ("financing", []), ("documents", {}))
    }
