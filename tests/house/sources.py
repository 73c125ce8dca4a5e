"""The repository as the tests of the house see it: its files, and for each test a small forged tree that must fail."""

import ast
import functools
import re
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

FOUNDATION = "herne_integration"
APPS = ["offers", "volunteers", "fund", "welcome_folder"]
ROOF = [
    "herne_integration.roof",
    *(f"herne_integration.{name}" for name in ("settings", "account_settings", "questions", "urls", "wsgi", "asgi")),
]


# The same files are read by every check.
_parse = functools.cache(ast.parse)


@dataclass(frozen=True)
class Module:
    """One Python file of ours."""

    name: str
    path: Path
    is_package: bool

    @property
    def tree(self):
        """Its syntax tree."""
        return _parse(self.path.read_text(encoding="utf-8"))

    @property
    def lines(self):
        """How long it is."""
        return len(self.path.read_text(encoding="utf-8").splitlines())


def modules(root=settings.BASE_DIR, *, migrations=False):
    """All modules of the foundation and the apps below `root`."""
    found = []
    for top in [FOUNDATION, *APPS]:
        for path in sorted((root / top).rglob("*.py")):
            parts = path.relative_to(root).with_suffix("").parts
            if "migrations" in parts and not migrations:
                continue
            is_package = parts[-1] == "__init__"
            found.append(Module(".".join(parts[:-1] if is_package else parts), path, is_package))
    return found


def templates(root=settings.BASE_DIR):
    """{name as `render` wants it: path} of all our templates."""
    folder = root / "templates"
    return {
        str(path.relative_to(folder)): path
        for path in sorted(folder.rglob("*"))
        if path.suffix in {".html", ".txt", ".svg", ".xml"}
    }


def without_comments(text):
    """A template without what is never printed."""
    text = re.sub(r"{%\s*comment\b.*?%}.*?{%\s*endcomment\s*%}", "", text, flags=re.DOTALL)
    return re.sub(r"{#.*?#}|<!--.*?-->", "", text, flags=re.DOTALL)


def app_of(name):
    """The part of the house that a module (or a dotted reference) belongs to."""
    if any(name == roof or name.startswith(f"{roof}.") for roof in ROOF):
        return "roof"
    return name.split(".")[0]


def forge(root, files):
    """Writes {path: text} below `root` and returns it: a tree in which a checker must find something."""
    for path, text in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
        for folder in target.relative_to(root).parents:
            if target.suffix == ".py" and folder.parts and not (root / folder / "__init__.py").exists():
                (root / folder / "__init__.py").write_text("", encoding="utf-8")
    return root
