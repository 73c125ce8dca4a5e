"""Modules, functions and views stay short enough to be read at one go."""

import ast

import pytest
from django.conf import settings

from tests.house.sources import forge, modules

MODULE, FUNCTION, VIEW = 300, 45, 25


def long_modules(root):
    """Modules that should become a package."""
    return [f"{module.name}: {module.lines} lines" for module in modules(root) if module.lines > MODULE]


def long_functions(root):
    """Functions that do more than one thing."""
    return [
        f"{module.name}.{function.name}: {length} lines"
        for module in modules(root)
        for function, length in _functions(module.tree)
        if length > FUNCTION
    ]


def long_views(root):
    """Views that do what an action, a form or a queryset should: functions that take a request and answer it."""
    return [
        f"{module.name}.{function.name}: {length} lines"
        for module in modules(root)
        if ".views" in module.name
        for function, length in _functions(module.tree)
        if function.args.args and function.args.args[0].arg == "request" and function.name[0] != "_" and length > VIEW
    ]


def without_words(root):
    """Public modules, classes and functions that do not say why they exist."""
    found = []
    for module in modules(root):
        if not module.is_package and not ast.get_docstring(module.tree) and module.lines > 8:
            found.append(module.name)
        found += [
            f"{module.name}.{node.name}"
            for node in module.tree.body
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))
            if not node.name.startswith("_") and not ast.get_docstring(node)
            if node.name != "Command" and not node.name.endswith("Config")
        ]
    return found


def _functions(tree):
    """Functions with the number of their lines, without decorators and docstring."""
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            words = ast.get_docstring(node, clean=False)
            yield node, node.end_lineno - node.lineno + 1 - (words.count("\n") + 1 if words else 0)


CHECKS = [long_modules, long_functions, long_views, without_words]


@pytest.mark.parametrize("check", CHECKS)
def test_everything_can_be_read_at_one_go(check):
    assert check(settings.BASE_DIR) == []


@pytest.mark.parametrize(
    ("check", "path", "text", "finding"),
    [
        (long_modules, "offers/a.py", "x = 1\n" * 301, "offers.a: 301 lines"),
        (long_functions, "offers/a.py", "def f():\n" + "    x = 1\n" * 45, "offers.a.f: 46 lines"),
        (long_views, "offers/views/a.py", "def v(request):\n" + "    x = 1\n" * 25, "offers.views.a.v: 26 lines"),
        (without_words, "offers/a.py", "def f():\n    return 1\n", "offers.a.f"),
    ],
)
def test_what_is_too_long_is_noticed(check, path, text, finding, tmp_path):
    assert check(forge(tmp_path, {path: text})) == [finding]


def test_what_is_just_short_enough_is_left_alone(tmp_path):
    text = '"""Why."""\n' + "x = 1\n" * 299
    function = 'def f():\n    """Why.\n\n    And how.\n    """\n' + "    x = 1\n" * 44
    forge(tmp_path, {"offers/a.py": text, "offers/b.py": '"""Why."""\n' + function})
    assert [check(tmp_path) for check in CHECKS] == [[]] * 4
