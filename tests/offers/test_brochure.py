"""The brochure: what it tells, when it is made, and how it is served."""

import io
from datetime import UTC, datetime

import pikepdf
import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from herne_integration import pdf, standing_files
from offers.actions import brochure
from offers.brochure import Brochure
from offers.models import Task
from tests.jobs import queued
from tests.offers import make, make_info, make_paths, make_structure
from tests.offers.test_offer_pdf import text
from tests.portal.make import person

pytestmark = pytest.mark.django_db
URL, PDF = "/de/broschuere/", "/de/broschuere/pdf/"
NOON = datetime(2026, 11, 22, 11, 7, tzinfo=UTC)


@pytest.fixture
def fresh_papers(settings, tmp_path):
    """No paper of another run comes from the cache."""
    papers = settings.CACHES["papers"] | {"LOCATION": tmp_path}
    settings.CACHES = settings.CACHES | {"papers": papers}


def read(language="de"):
    """Everything that it tells."""
    with translation.override(language):
        return Brochure(AnonymousUser(), language, now=timezone.now())


def lines(task):
    """[(groups, units, names)] of a task; nobody's group is None."""
    found = next(one for one in read().tasks if one.word.text == str(Task.objects.get(key=task).text))
    return [
        (
            [group and group.text for group in line.groups],
            [unit.name.text for unit in line.units],
            [name.text for name in line.names],
        )
        for line in found.lines
    ]


def test_a_task_names_the_unit_of_each_group_once():
    office, other = make.organisation(name="Amt"), make.organisation(name="Stelle")
    make.responsibility("pass", organisation=office)
    make.responsibility("pass", group="b", organisation=other)
    make.responsibility("pass", group="a", organisation=office)
    groups = [(groups, units) for groups, units, _names in lines("pass")]
    assert groups[0] == ([None, "Geflüchtete mit Schutz in Deutschland"], ["Amt"])
    assert [units for _groups, units in groups] == [["Amt"], ["Stelle"]]


def test_where_everybody_has_the_same_answer_it_says_so():
    office = make.organisation(name="Amt")
    make.responsibility("pass", organisation=office)
    make.responsibility("pass", group="b", organisation=office)
    assert lines("pass") == [([None], ["Amt"], [])]


def test_what_nobody_or_several_do_stays_open():
    make.responsibility("pass", unit_text="Konsulat")
    assert lines("pass") == [([None], [], ["Konsulat"])]
    make.responsibility("anmeldung", organisation=make.organisation(name="B"))
    make.responsibility("anmeldung", organisation=make.organisation(name="A"))
    assert lines("anmeldung") == [([None], ["A", "B"], [])]


def test_contacts_are_those_whom_it_names():
    make.organisation(name="Niemand braucht mich")
    make.responsibility("pass", organisation=make.organisation(name="Passamt"))
    make_structure.member(organisation=make.organisation(name="Caritas"))
    version = make_paths.version()
    make_paths.step(version, organisation=make.organisation(name="Schulamt"))
    make_paths.publish(version, by=person())
    assert [unit.name.text for unit in read().units] == ["Caritas", "Passamt", "Schulamt"]


def test_it_is_read_with_the_same_queries_for_one_and_for_many():
    def more():
        unit = make.organisation()
        make.responsibility("pass", group="b", organisation=unit)
        make_structure.member(organisation=unit)
        version = make_paths.version()
        make_paths.step(version, organisation=unit, offers=[make.offer()])
        make_paths.publish(version, by=person())
        make_info.published()

    costs = set()
    for number in (1, 3):
        for _one in range(number):
            more()
        with CaptureQueriesContext(connection) as queries:
            read()
        costs.add(len(queries))
    assert len(costs) == 1
    assert max(costs) <= 40


@pytest.mark.skipif(not pdf.available(), reason="Pango fehlt")
def test_the_arabic_paper_is_tagged_and_says_where_it_is_german(fresh_papers):
    make.responsibility("pass", organisation=make.organisation(name="Passamt", phone="02323 16-0"))
    version = make_paths.version(make_paths.path(target_group="b"))
    make_paths.step(version, title="Pass beantragen")
    make_paths.publish(version, by=person())
    make_structure.member(make_structure.part(name="Lenkungskreis"), unit_text="Beirat")
    file = brochure.build("ar", seen="1", now=timezone.now())
    with file.content.open() as content:
        data = content.read()
    with pikepdf.open(io.BytesIO(data)) as paper:
        assert str(paper.Root.Lang) == "ar"
        assert b"pdfuaid" in paper.Root.Metadata.read_bytes()
        assert len(paper.pages) == file.pages >= 5
        tags = list(pdf._parts(paper.Root.StructTreeRoot))
        pictures = [tag for tag in tags if tag.get("/S") == "/Figure"]
        assert len(pictures) == 2
        assert all(str(tag.Alt) for tag in pictures)
        assert {str(tag.Lang) for tag in tags if "/Lang" in tag} >= {"de"}
        outlines = paper.Root.Outlines
        assert outlines.First is not None
    words = " ".join(text(data).split())
    for part in ("Passamt", "02323 16-0", "Pass beantragen", "Lenkungskreis"):
        assert part in words


class TestJob:
    @pytest.fixture(autouse=True)
    def _quick(self, monkeypatch):
        """The press is tested above; here it is about when it runs."""
        paper = io.BytesIO()
        with pikepdf.new() as empty:
            empty.add_blank_page()
            empty.save(paper)
        monkeypatch.setattr(pdf, "render", lambda *args: paper.getvalue())
        monkeypatch.setattr(pdf, "available", lambda: True)

    def test_it_makes_every_language_and_then_only_what_has_changed(self):
        assert brochure.build_outdated() == ["de", "en", "ar"]
        assert brochure.build_outdated() == []
        make_structure.part()
        assert brochure.build_outdated() == ["de", "en", "ar"]
        assert brochure.build_outdated(everything=True) == ["de", "en", "ar"]

    def test_a_file_that_is_lost_is_made_again(self):
        brochure.build_outdated()
        file = standing_files.of_kind(brochure.KIND)["ar"]
        file.content.storage.delete(file.content.name)
        assert brochure.build_outdated() == ["ar"]

    def test_without_the_library_nothing_happens(self, monkeypatch):
        monkeypatch.setattr(pdf, "available", lambda: False)
        assert brochure.build_outdated() == []

    def test_the_page_serves_each_language_with_day_size_and_pages(self, client):
        brochure.build_outdated()
        html = client.get(URL).content.decode()
        assert html.count("1 Seite ·") == 3
        assert 'href="/ar/broschuere/pdf/"' in html
        response = client.get(PDF)
        assert response["Content-Type"] == "application/pdf"
        assert b"".join(response.streaming_content).startswith(b"%PDF")
        assert not response.cookies
        assert "zustaendigkeiten-und-wege-de.pdf" in response["Content-Disposition"]


def test_without_a_file_the_page_says_when(client, monkeypatch):
    monkeypatch.setattr("offers.views.brochure.timezone.now", lambda: NOON)
    html = client.get(URL).content.decode()
    assert html.count('Sie ist spätestens um <bdi dir="ltr">12:20</bdi> Uhr da.') == 3
    assert client.get(PDF).status_code == 404


def test_the_first_one_is_ordered_once():
    brochure.order()
    brochure.order()
    assert len(queued("build_now")) == (1 if pdf.available() else 0)
