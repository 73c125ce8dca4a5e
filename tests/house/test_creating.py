"""Every page that creates something makes one object of a double click."""

import ast
import inspect
import textwrap

import pytest
from django.urls import URLResolver, get_resolver

# Pages with another name that create something all the same.
ALSO = {"roof:accessibility-report"}


def creating_views(resolver=None, namespaces=()):
    """(url name, view) of every page whose name says that it creates something."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from creating_views(pattern, (*namespaces, pattern.namespace) if pattern.namespace else namespaces)
        else:
            name = ":".join((*namespaces, pattern.name or ""))
            if name.endswith("-create") or name in ALSO:
                yield name, pattern.callback


def counts_once(view, depth=2):
    """Whether the view, or a function of ours that it calls, uses `with once(request)`."""
    view = inspect.unwrap(view)
    source = ast.parse(textwrap.dedent(inspect.getsource(view)))
    withs = [item.context_expr for node in ast.walk(source) if isinstance(node, ast.With) for item in node.items]
    if any(_called(call) == "once" for call in withs):
        return True
    names = {_called(node) for node in ast.walk(source) if isinstance(node, ast.Call)}
    helpers = [view.__globals__.get(name) for name in names]
    ours = [one for one in helpers if inspect.isfunction(one) and _is_of_a_page(one.__module__)]
    return depth > 0 and any(counts_once(one, depth - 1) for one in ours)


def _is_of_a_page(module):
    return ".views" in module or module == "herne_integration.one_form"


def _called(node):
    """The name of what a call calls."""
    return getattr(node.func, "id", getattr(node.func, "attr", "")) if isinstance(node, ast.Call) else ""


def test_there_are_such_pages():
    assert ALSO | {"offers:offer-create"} <= dict(creating_views()).keys()


@pytest.mark.parametrize(("name", "view"), sorted(creating_views()))
def test_a_double_click_makes_one_object(name, view):
    assert counts_once(view)


def test_a_page_that_would_make_two_is_noticed():
    def careless(request):
        return request.POST

    def careful(request):
        with once(request) as click:  # noqa: F821
            return click

    assert [counts_once(careless), counts_once(careful)] == [False, True]
