"""Who may open what: the convention of the `access.py` files, and how they are read.

Every app has one `tests/<app>/access.py` (foundation: `tests/portal/`, roof: `tests/roof/`). It states for each of the
app's URL names what a GET answers to each person. A name that stands in no table fails the suite, so does a name that
no longer exists, and so does a row that leaves a person out:

    from tests.house.access_tables import row, staff

    TABLE = {
        "offers:offer-list": row(200),                              # everybody, signed in or not
        "offers:offer-edit": staff(200, "redaktion"),              # 403 for others, 302 to the log-in
        "offers:offer-archive": staff(405, "redaktion"),           # POST only
        "portal:short-link": row(302),
    }

    def arguments(world):
        "Arguments of `reverse` for each URL name that takes some: {url name: list or dict}."
        return {"offers:offer-edit": [world.offer.pk]}

* The people are the keys of `PEOPLE` below; the test signs them in with a second factor in the session where they have
  staff permissions. Django's `superuser` is nobody here: permissions come from roles only.
* `world` holds what exists while the table runs: a function `build(world)` in access.py sets attributes on it with the
  builders of `tests/<app>/make.py` (`world.offer = make.offer()`); all `build` run before the first `arguments`.
  `world.people` has every signed-in person by key.
* An app whose table is written by somebody else's package (allauth) lists those names in `tests/accounts/access.py`.
* A status may be a set, `{200, 302}`, where a library decides by its own state; use it sparingly.
* A page may need a query to answer sensibly: `QUERY = {"accounts:x": "?a=b"}`.
"""

from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

# Key -> house roles (groups by key of accounts/roles.py). `newcomer` is signed in and has no role at all.
PEOPLE = {
    "anonymous": None,
    "newcomer": (),
    "redaktion": ("redaktion",),
    "projektbuero": ("projektbuero",),
    "lenkungsgruppe": ("lenkungsgruppe",),
    "datenschutz": ("datenschutz",),
    "system": ("system",),
    "superuser": (),
}


def row(default, **people):
    """A line of the table: `default` for everybody, except who is named."""
    unknown = people.keys() - PEOPLE.keys()
    if unknown:
        raise ValueError(f"Unknown people: {sorted(unknown)}")
    return dict.fromkeys(PEOPLE, default) | people


def staff(status=200, *roles):
    """A staff page: the named roles get `status`, others 403 (a superuser too), strangers the log-in."""
    return row(403, anonymous=302, **dict.fromkeys(roles, status))


@dataclass
class Tables:
    """All access tables of the repository, joined."""

    expected: dict = field(default_factory=dict)
    sources: dict = field(default_factory=dict)
    modules: list = field(default_factory=list)
    queries: dict = field(default_factory=dict)

    def add(self, app, module):
        """Takes over one app's table; a name in two of them is a mistake."""
        for name, people in module.TABLE.items():
            if name in self.expected:
                raise ValueError(f"{name} stands in {self.sources[name]} and in {app}")
            self.expected[name], self.sources[name] = people, app
        self.queries |= getattr(module, "QUERY", {})
        self.modules.append(module)

    def arguments(self, people):
        """{url name: arguments}, after every app has built its part of the world."""
        world, found = SimpleNamespace(people=people), {}
        for module in self.modules:
            if hasattr(module, "build"):
                module.build(world)
        for module in self.modules:
            if hasattr(module, "arguments"):
                found |= module.arguments(world)
        return found


def load(folder=settings.BASE_DIR / "tests"):
    """Reads every `tests/<app>/access.py`."""
    tables = Tables()
    for path in sorted(Path(folder).glob("*/access.py")):
        tables.add(path.parent.name, import_module(f"tests.{path.parent.name}.access"))
    return tables


def may_set_cookies(name):
    """Pages for logging in, and for beginning a draft, protect their form with a cookie; reading needs none."""
    begins = {"roof:demo-people", "fund:application-create", "fund:resume-ask", "fund:resume-open"}
    return ":" not in name or name.startswith("accounts:") or name in begins


def url_names(resolver=None, namespaces=()):
    """Every name that the URLconf knows, as `reverse` wants it; a view without a name comes as `unnamed: <route>`."""
    resolver = resolver or get_resolver()
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            yield from url_names(pattern, inner)
        elif isinstance(pattern, URLPattern):
            yield ":".join((*namespaces, pattern.name)) if pattern.name else f"unnamed: {pattern.pattern}"
