"""Pages on which the Redaktion writes paths, for tests."""

import re

from django.urls import reverse

from offers.actions import paths
from tests.offers import make_paths
from tests.offers.editing import sent


def words(response):
    """The page's text without tags and line breaks."""
    assert response.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def opened(client, url):
    """What the form at `url` sends if nothing is changed."""
    return sent(client.get(url).context["form"])


def url(name, version, *more):
    """A page of a version."""
    return reverse(f"offers:{name}", args=[version.path.key, version.number, *more])


def step_url(step, name="step-edit"):
    """A page of a step."""
    return url(name, step.version, step.pk)


def errors(response):
    """{field: messages} of a form that came back."""
    assert response.status_code == 200
    return dict(response.context["form"].errors)


def second_version(editor):
    """Fassung 2 of a path with two steps; fassung 1 is published."""
    path = make_paths.published_path("Anmelden", "Deutsch lernen", by=editor.person, title="Weg")
    return paths.revise(path=path, by=editor.person)
