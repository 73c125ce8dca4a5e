"""Who may import whom, read from syntax trees. String references count: models by name, permissions, dotted paths."""

import ast
import re

from tests.house.sources import APPS, app_of, modules, without_comments
from tests.house.sources import templates as all_templates

# Left may import right: roof -> welcome_folder, fund, volunteers -> offers -> foundation. Never sideways.
FLOOR = {"herne_integration": 0, "offers": 1, "volunteers": 2, "fund": 2, "welcome_folder": 2, "roof": 3}
# Inside an app: views -> forms, filters -> actions -> pure rules -> models -> choices.
LAYER = {"choices": 0, "roles": 0, "models": 1, "actions": 3, "forms": 4, "filters": 4, "samples": 4, "views": 5}
RULES = 2  # every other module
AT_THE_EDGE = {"urls", "apps", "management", "templatetags", "auth_backend", "migrations", "demo"}
NOBODY_IMPORTS = {
    f"herne_integration.{name}" for name in ("settings", "account_settings", "questions", "urls", "wsgi", "asgi")
}
# The one table of which role has which permission; names, no imports.
MAY_NAME_PERMISSIONS = {"herne_integration.accounts.roles"}
REFERENCE = re.compile(rf"(?:{'|'.join(APPS)}|roof|herne_integration\.roof)[.:][\w.\-]+")
TEMPLATE_ARROW = re.compile(r"{%\s*(?:include|extends)\s+[\"']([^\"']+)[\"']|{%\s*load\s+([^%]+?)\s*%}")


def imports(module, names=None):
    """Full names of what a module imports; with `names` (all our modules) submodules are told from their contents."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = _absolute(module, node)
            for alias in node.names:
                inner = f"{base}.{alias.name}"
                is_module = inner in (names or ()) or app_of(inner) != app_of(base)
                yield inner if is_module else base


def may_import(importer, imported):
    """Whether the arrow between two parts of the house points the right way."""
    if importer == imported or imported not in FLOOR:
        return True
    return FLOOR[importer] > FLOOR[imported]


def wrong_imports(root):
    """Imports against the arrows, and imports of what stands on top of everything."""
    found, ours = [], modules(root)
    names = {module.name for module in ours}
    for module in ours:
        found += [
            f"{module.name} imports {name}"
            for name in imports(module, names)
            if not may_import(app_of(module.name), app_of(name))
            or (name in NOBODY_IMPORTS and module.name not in NOBODY_IMPORTS)
        ]
    return found


def wrong_strings(root):
    """String constants that name something of a part that may not be known here."""
    found = []
    for module in modules(root):
        if module.name in MAY_NAME_PERMISSIONS | NOBODY_IMPORTS:
            continue
        found += [
            f"{module.name} names {text}"
            for text in _strings(module.tree)
            if REFERENCE.fullmatch(text) and not may_import(app_of(module.name), app_of(text.replace(":", ".")))
        ]
    return found


def paths_outside_settings(root):
    """Calls of `import_string` and `import_module` with a fixed path: such paths stand in settings only."""
    found = []
    for module in modules(root):
        for node in ast.walk(module.tree):
            if not isinstance(node, ast.Call) or not node.args or not isinstance(node.args[0], ast.Constant):
                continue
            called = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if called in {"import_string", "import_module"} and app_of(str(node.args[0].value)) in FLOOR:
                found.append(f"{module.name} loads {node.args[0].value}")
    return found


def wrong_templates(root):
    """Templates that are built from pieces of a part that may not be known there. Links by URL name are free."""
    tag_libraries = {
        module.path.stem: app_of(module.name) for module in modules(root) if module.path.parent.name == "templatetags"
    }
    found = []
    for name, path in all_templates(root).items():
        for piece, libraries in TEMPLATE_ARROW.findall(without_comments(path.read_text(encoding="utf-8"))):
            owners = (
                {piece: _template_app(piece)} if piece else {one: tag_libraries.get(one) for one in libraries.split()}
            )
            found += [
                f"{name} uses {used}" for used, owner in owners.items() if not may_import(_template_app(name), owner)
            ]
    return found


def hidden_imports(root):
    """Imports inside functions: they hide an arrow and often a circle."""
    found = []
    for module in modules(root):
        for function in ast.walk(module.tree):
            if isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)):
                found += [
                    f"{module.name}.{function.name}"
                    for node in ast.walk(function)
                    if isinstance(node, (ast.Import, ast.ImportFrom))
                ]
    return found


def wrong_layers(root):
    """Inside an app: a lower layer that imports a higher one. The foundation's own top folder is no app."""
    found, ours = [], modules(root)
    names = {module.name for module in ours}
    for module in ours:
        unit = _unit(module.name)
        found += [
            f"{module.name} imports {name}"
            for name in imports(module, names)
            if unit != "herne_integration" and unit == _unit(name) and _layer(module.name) < _layer(name)
        ]
    return found


def circles(root):
    """Groups of modules that import each other in a circle."""
    ours = {module.name: module for module in modules(root)}
    graph = {name: set(imports(module, ours)) & ours.keys() - {name} for name, module in ours.items()}
    reach = {name: _reachable(graph, name) for name in graph}
    groups = {frozenset({one, *(two for two in reach[one] if one in reach[two])}) for one in graph if one in reach[one]}
    return sorted(sorted(group) for group in groups)


def _reachable(graph, start):
    seen, todo = set(), list(graph[start])
    while todo:
        name = todo.pop()
        if name not in seen:
            seen.add(name)
            todo += graph[name]
    return seen


def _strings(tree):
    """All string constants except docstrings."""
    for node in ast.walk(tree):
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Constant) and isinstance(child.value, str) and not isinstance(node, ast.Expr):
                yield child.value


def _absolute(module, node):
    """The base of a `from … import`, also of a relative one."""
    if not node.level:
        return node.module
    parts = module.name.split(".")
    base = parts[: len(parts) - node.level + (1 if module.is_package else 0)]
    return ".".join([*base, *([node.module] if node.module else [])])


def _template_app(name):
    top = name.split("/")[0]
    return top if top in FLOOR else "herne_integration"


def _unit(name):
    """What is layered by itself: an app, also one inside the foundation."""
    parts = name.split(".")
    is_inner_app = parts[0] == "herne_integration" and parts[1:2] in (["accounts"], ["roof"])
    return ".".join(parts[:2]) if is_inner_app else parts[0]


def _layer(name):
    """The height of a module inside its app; `forms_people` belongs to the forms."""
    inner = name.removeprefix(_unit(name)).strip(".").split(".")[0]
    if inner in AT_THE_EDGE or inner.endswith("_urls"):
        return max(LAYER.values()) + 1
    return LAYER.get(inner.split("_")[0], RULES)
