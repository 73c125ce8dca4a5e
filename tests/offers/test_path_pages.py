"""The list of paths, and one path with its steps."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from offers.choices import DueFrom, StepClass
from offers.demo import paths as demo_paths
from offers.models import AdvicePath, LegalStatus
from tests import pages
from tests.offers import make, make_paths
from tests.portal.make import person
from tests.queries import assert_constant_queries, count_queries

pytestmark = pytest.mark.django_db


def address(path, language="de"):
    """The page of a path."""
    return f"/{language}/wege/{path.key}/"


def text(response):
    """The page's HTML on one line."""
    return " ".join(response.content.decode().split())


@pytest.fixture
def path(redaktion):
    """A path of two steps, the first of which says everything."""
    version = make_paths.version(make_paths.path(target_group="c", for_whom="Menschen mit Freizügigkeit", age_from=17))
    first = make_paths.step(
        version,
        title="Anmelden",
        detail="Wohnsitz anmelden",
        necessity=StepClass.LAW,
        norm="§ 17 BMG",
        due_days=14,
        due_from=DueFrom.ARRIVAL,
        unit_text="Bürgerbüro",
        bring_text="Ausweis",
        papers_text="Meldebescheinigung",
        source="Beispielquelle",
        offers=[make.offer(title="Hilfe beim Anmelden")],
    )
    make_paths.step(version, title="Deutsch lernen", prerequisites=[first])
    return make_paths.publish(version, by=redaktion).path


# The list


def test_the_list_names_published_paths_and_for_whom_they_are(client, path):
    hidden = make_paths.version(make_paths.path(title="Noch nicht fertig")).path
    html = text(client.get(reverse("offers:path-list")))
    assert f'href="{address(path)}">Menschen aus Rumänien und Bulgarien</a>' in html
    assert path.title in html
    assert "Schritte: 2" in html
    assert "nicht bestätigt" in html
    assert hidden.title not in html


def test_without_a_path_the_list_says_what_belongs_there(client):
    assert "Noch keine Wege" in text(client.get(reverse("offers:path-list")))


def test_the_list_counts_the_steps_of_the_newest_published_version(client, path, redaktion):
    second = make_paths.version(path)
    make_paths.step(second)
    assert "Schritte: 2" in text(client.get(reverse("offers:path-list")))
    make_paths.publish(second, by=redaktion)
    html = text(client.get(reverse("offers:path-list")))
    assert "Schritte: 1<" in html
    assert "Schritte: 2" not in html


def test_the_list_costs_the_same_for_many_paths(client, redaktion):
    assert_constant_queries(
        client, reverse("offers:path-list"), lambda: make_paths.published_path(by=redaktion), at_most=12
    )


def test_the_start_page_leads_to_the_list(client):
    assert f'href="{reverse("offers:path-list")}"' in text(client.get("/de/"))


# One path


def test_each_step_says_who_what_until_when_and_what_comes_next(client, path):
    html = text(client.get(address(path)))
    step = html[html.index('id="schritt-1"') : html.index('id="schritt-2"')]
    facts = [
        ("Zuständig", "Bürgerbüro"),
        ("Bis wann", "bis Tag 14 nach der Ankunft"),
        ("Mitbringen", "Ausweis"),
        ("Papiere dazu", "Meldebescheinigung"),
        ("Einstufung", "gesetzlich erforderlich"),
    ]
    for label, line in facts:
        assert f"<dt>{label}</dt><dd><p>{line}</p>" in step
    assert "<p>§ 17 BMG</p>" in step
    assert ">Hilfe beim Anmelden</a>" in step
    assert '<a href="#schritt-2"><bdi dir="ltr">2.</bdi> Deutsch lernen</a>' in step
    assert "Quelle: Beispielquelle" in step
    assert "Nicht bekannt" not in step


def test_what_nobody_knows_is_said(client, path):
    html = text(client.get(address(path)))
    step = html[html.index('id="schritt-2"') :]
    assert "Zuständig, Bis wann, Mitbringen, Einstufung, Wie es danach weitergeht" in step
    assert '<dt>Vorher nötig</dt><dd><p><a href="#schritt-1">' in step


def test_it_says_for_whom_it_is(client, path):
    path.legal_statuses.set(LegalStatus.objects.filter(key="duldung"))
    html = text(client.get(address(path)))
    assert "<p>Menschen mit Freizügigkeit</p><p>ab 17 Jahren</p><p>Duldung</p>" in html


def test_a_path_that_a_person_has_confirmed_says_when(client, path):
    version = path.versions.get()
    assert "Nicht bestätigt." in text(client.get(address(path)))
    version.confirmed_at, version.confirmed_by = timezone.now(), person()
    version.save()
    html = text(client.get(address(path)))
    assert "Bestätigt am" in html
    assert "icht bestätigt" not in html


def test_readers_get_the_newest_published_version(client, path, redaktion):
    second = make_paths.version(path)
    make_paths.step(second, title="Ganz anders")
    assert "Ganz anders" not in text(client.get(address(path)))
    make_paths.publish(second, by=redaktion)
    html = text(client.get(address(path)))
    assert "Ganz anders" in html
    assert "Fassung 2" in html


@pytest.mark.parametrize("key", ["gibt-es-nicht", "offen"])
def test_what_is_not_published_is_not_there(client, key):
    make_paths.version(make_paths.path(key="offen"))
    for page in ("path-detail", "path-pdf"):
        assert client.get(reverse(f"offers:{page}", args=[key])).status_code == 404


def test_an_offer_that_has_ended_is_not_offered(client, redaktion):
    version = make_paths.version()
    make_paths.step(version, offers=[make.archived_offer(by=redaktion, title="Gibt es nicht mehr")])
    path = make_paths.publish(version, by=redaktion).path
    assert "Gibt es nicht mehr" not in text(client.get(address(path)))


def test_an_arabic_page_marks_what_is_german_and_names_offers_in_arabic(client, path):
    make.translation(path.versions.get().steps.first().offers.get(), title="مساعدة في التسجيل")
    response = client.get(address(path, "ar"))
    assert '<span lang="de" dir="ltr">Anmelden</span></span></h3>' in text(response)
    assert pages.language_of(response, "Bürgerbüro") == ("de", "ltr")
    assert pages.language_of(response, "القادمون من رومانيا وبلغاريا")[0] == "ar"
    assert "مساعدة في التسجيل" in text(response)


def test_the_picture_stands_beside_its_words(client, path):
    html = text(client.get(address(path)))
    figure = html[html.index("<figure") : html.index("</figure>")]
    assert 'role="img" aria-label="' in figure
    assert 'aria-hidden="true"' in figure
    assert figure.count("<rect") == 2


@pytest.mark.parametrize(("language", "is_rtl"), [("de", False), ("ar", True)])
def test_the_picture_begins_where_the_language_begins(client, path, language, is_rtl):
    first, second = re.findall(r'<rect class="[^"]*" x="(\d+)"', text(client.get(address(path, language))))
    assert (int(first) > int(second)) == is_rtl


@pytest.mark.parametrize("language", ["de", "en", "ar"])
def test_a_long_path_is_light_and_needs_no_cookie(client, redaktion, language):
    demo_paths.load(by=redaktion)
    path = AdvicePath.objects.first()
    response = client.get(address(path, language))
    assert not response.cookies
    assert pages.first_load(response) <= 60_000
    assert len(response.content) <= 60_000
    assert pages.compressed(response.content) <= 12_000
    assert pages.headings_are_in_order(response)
    assert count_queries(client, address(path, language)) <= 12


def test_it_costs_the_same_for_many_steps_and_offers(client, redaktion):
    def queries(number):
        version = make_paths.version()
        steps = [make_paths.step(version, offers=[make.offer(), make.offer()]) for _ in range(number)]
        for step in steps[1:]:
            step.prerequisites.set(steps[:1])
        return count_queries(client, address(make_paths.publish(version, by=redaktion).path))

    assert len({queries(number) for number in (2, 3, 30)}) == 1


def test_only_reading_is_possible(client, path):
    for page in (reverse("offers:path-list"), address(path), f"{address(path)}pdf/"):
        assert client.post(page).status_code == 405
