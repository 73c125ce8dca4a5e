"""The Redaktion writes a path: its rule, a new version, its steps, and what becomes of the draft."""

import re

import pytest
from django.urls import reverse

from offers import path_reading
from offers.actions import path_steps, paths
from offers.choices import StepClass
from offers.models import AdvicePath, TargetGroup
from tests.offers import make, make_paths, path_pages
from tests.offers.editing import editor, sent
from tests.offers.path_pages import errors, opened, step_url, url, words
from tests.queries import assert_constant_queries

pytestmark = pytest.mark.django_db
LIST, NEW = "/de/redaktion/wege/", "/de/redaktion/wege/neu/"


@pytest.fixture
def anna():
    """Somebody of the Redaktion."""
    return editor("Anna Alt")


@pytest.fixture
def draft(anna):
    return path_pages.second_version(anna)


class TestPath:
    def test_a_new_path_gets_an_address_and_a_draft(self, anna):
        form = opened(anna, NEW) | {"title": "Junge Menschen über 17", "age_from": "17", "families": ["alone"]}
        response = anna.post(NEW, form)
        assert response["Location"] == "/de/redaktion/wege/junge-menschen-ueber-17/1/"
        path = AdvicePath.objects.get()
        assert (path.age_from, path.families, path.versions.get().published_at) == (17, ["alone"], None)
        assert not AdvicePath.objects.published().exists()

    def test_a_double_click_makes_one_path(self, anna):
        form = opened(anna, NEW) | {"title": "Weg"}
        assert anna.post(NEW, form)["Location"] == anna.post(NEW, form)["Location"]
        assert AdvicePath.objects.count() == 1

    @pytest.mark.parametrize(("title", "key"), [("Weg", "weg-2"), ("Neu", "neu-2"), ("؟", "weg-2")])
    def test_an_address_is_free(self, anna, title, key):
        make_paths.path(key="weg")
        assert paths.create(columns={"title": title}, by=anna.person).path.key == key

    def test_ages_backwards_are_refused_at_the_field(self, anna):
        form = opened(anna, NEW) | {"title": "Weg", "age_from": "25", "age_to": "17"}
        assert errors(anna.post(NEW, form)) == {"age_to": ["Das höchste Alter liegt unter dem niedrigsten."]}

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            pytest.param("title", "", id="no title"),
            pytest.param("title", "x" * 161, id="long title"),
            pytest.param("for_whom", "x" * 1001, id="long words"),
            pytest.param("source", "x" * 4001, id="long source"),
            pytest.param("age_from", "-1", id="negative age"),
            pytest.param("arrived_within", "0", id="no month"),
            pytest.param("arrived_within", "601", id="many months"),
            pytest.param("legal_areas", ["sgb99"], id="no legal area"),
        ],
    )
    def test_what_cannot_be_is_refused_at_the_field(self, anna, field, value):
        form = opened(anna, NEW) | {"title": "Weg", field: value}
        assert [*errors(anna.post(NEW, form))] == [field]

    def test_the_rule_is_changed_and_remembered(self, anna, draft):
        edit = reverse("offers:path-edit", args=[draft.path.key])
        group = TargetGroup.objects.get(key="uma")
        chosen = {"target_group": group.pk, "legal_areas": ["sgb8"], "is_beyond_school": "on"}
        assert anna.post(edit, opened(anna, edit) | chosen).status_code == 302
        path = AdvicePath.objects.get()
        assert (path.target_group, path.legal_areas, path.is_beyond_school) == (group, ["sgb8"], True)
        assert "geändert" in words(anna.get(reverse("offers:path-history", args=[path.key])))

    def test_who_comes_second_sees_both_texts(self, anna, draft):
        berta, edit = editor("Berta Bunt"), reverse("offers:path-edit", args=[draft.path.key])
        typed = opened(berta, edit) | {"for_whom": "Bertas", "legal_areas": ["sgb2"]}
        anna.post(edit, opened(anna, edit) | {"for_whom": "Annas", "age_from": "17"})
        conflict = berta.post(edit, typed).context["form"].conflict
        assert [(pair["mine"], pair["theirs"]) for pair in conflict.fields] == [("Bertas", "Annas")]
        assert [pair["label"] for pair in conflict.taken] == ["Alter ab"]

    def test_the_list_names_versions_drafts_and_open_points(self, anna, draft):
        text = words(anna.get(LIST))
        assert "Fassung 1 vom" in text
        assert re.search(r"Fassung 2 1\d ", text)

    def test_the_list_costs_the_same_for_many_paths(self, anna):
        assert_constant_queries(anna, LIST, lambda: make_paths.published_path(by=anna.person))


class TestVersion:
    def test_a_new_version_is_a_copy_of_the_newest(self, anna):
        version = make_paths.version(make_paths.path(title="Weg"), note="Hinweis")
        first = make_paths.step(version, title="A", norm="§ 1", necessity=StepClass.LAW, offers=[make.offer()])
        make_paths.step(version, title="B", prerequisites=[first])
        make_paths.publish(version, by=anna.person)
        copy = paths.revise(path=version.path, by=anna.person)
        assert (copy.number, copy.note, copy.published_at) == (2, "Hinweis", None)
        assert path_reading.rule_steps(copy) == path_reading.rule_steps(version)
        assert [step.copied_from.title for step in copy.steps.all()] == ["A", "B"]

    def test_a_double_click_begins_one_version_and_a_second_draft_is_refused(self, anna):
        path = make_paths.published_path(by=anna.person)
        page = anna.get(reverse("offers:path-edit", args=[path.key]))
        begin = reverse("offers:path-revise", args=[path.key])
        data = sent(page.context["start"])
        assert anna.post(begin, data)["Location"] == anna.post(begin, data)["Location"]
        assert path.versions.count() == 2
        assert "Neue Fassung" not in words(anna.get(reverse("offers:path-edit", args=[path.key])))
        assert anna.post(begin, sent(page.context["start"].__class__())).status_code == 409

    def test_nobody_calls_complete_what_names_no_unit(self, anna, draft):
        page = url("version-detail", draft)
        response = anna.post(page, opened(anna, page) | {"is_complete": "on"})
        assert errors(response)["is_complete"] == [
            "Schritt 1: Es fehlt, wer zuständig ist.",
            "Schritt 2: Es fehlt, wer zuständig ist.",
        ]

    def test_the_note_is_saved_and_two_notes_are_compared(self, anna, draft):
        berta, page = editor("Berta Bunt"), url("version-detail", draft)
        typed = opened(berta, page) | {"note": "Bertas"}
        assert anna.post(page, opened(anna, page) | {"note": "Annas"}).status_code == 302
        pairs = berta.post(page, typed).context["form"].conflict.fields
        assert [(pair["mine"], pair["theirs"]) for pair in pairs] == [("Bertas", "Annas")]

    def test_publishing_replaces_what_everybody_reads(self, anna, draft):
        path_steps.add(version=draft, columns={"title": "Wohnung suchen"}, by=anna.person)
        public = reverse("offers:path-detail", args=[draft.path.key])
        assert "Wohnung suchen" not in words(anna.get(public))
        assert "Wohnung suchen" in words(anna.get(url("version-preview", draft)))
        draft.refresh_from_db()
        assert anna.post(url("version-publish", draft), {"seen": draft.version}).status_code == 302
        assert "Wohnung suchen" in words(anna.get(public))

    def test_what_is_published_does_not_change_any_more(self, anna, draft):
        form = opened(anna, url("version-detail", draft))
        paths.publish(version=draft, seen=draft.version, by=anna.person)
        step = draft.steps.first()
        assert anna.post(url("version-detail", draft), form).status_code == 409
        assert anna.post(step_url(step), {"title": "Anders"}).status_code == 409
        for page in (step_url(step, "step-move"), step_url(step, "step-remove"), url("version-discard", draft)):
            assert anna.post(page, {"seen": 2, "to": "down"}).status_code == 409
        assert draft.steps.first().title == "Anmelden"
        assert "Bearbeiten" not in words(anna.get(url("version-detail", draft)))

    def test_a_draft_is_discarded_and_what_is_published_stays(self, anna, draft):
        assert anna.post(url("version-discard", draft), {"seen": 7}).status_code == 409
        assert anna.post(url("version-discard", draft), {"seen": draft.version}).status_code == 302
        assert list(draft.path.versions.values_list("number", flat=True)) == [1]
        assert paths.revise(path=draft.path, by=anna.person).number == 2

    def test_what_stands_in_the_way_of_publishing_is_told(self, anna):
        version = make_paths.version()
        text = words(anna.get(url("version-detail", version)))
        assert "Vorher zu klären: Ein Beratungsweg braucht mindestens einen Schritt." in text
        assert anna.post(url("version-publish", version), {"seen": 1}).status_code == 409

    def test_two_versions_are_compared_step_by_step(self, anna, draft):
        first, second = draft.steps.all()
        path_steps.change(
            step=first, columns={"title": "Adresse anmelden"}, offers=[], needs=[], edits=1, by=anna.person
        )
        draft.refresh_from_db()
        path_steps.remove(step=second, seen=draft.version, by=anna.person)
        text = words(anna.get(url("version-compare", draft)))
        assert "Titel vorher: Anmelden jetzt: Adresse anmelden" in text
        assert "Deutsch lernen entfernt" in text

    def test_the_page_costs_the_same_for_many_steps(self, anna, draft):
        assert_constant_queries(anna, url("version-detail", draft), lambda: make_paths.step(draft))

    def test_a_visitor_does_not_see_a_draft(self, client, draft):
        assert "Fassung 1" in words(client.get(reverse("offers:path-detail", args=[draft.path.key])))
        assert client.get(url("version-preview", draft)).status_code == 302
