"""Steps of a path: written, moved, removed, and what is refused."""

import pytest

from offers.actions import indexing
from offers.choices import StepClass
from offers.models import PathStep
from tests.offers import make, make_paths, path_pages
from tests.offers.editing import editor
from tests.offers.path_pages import errors, opened, step_url, url, words

pytestmark = pytest.mark.django_db
LIST, NEW = "/de/redaktion/wege/", "/de/redaktion/wege/neu/"


@pytest.fixture
def anna():
    """Somebody of the Redaktion."""
    return editor("Anna Alt")


@pytest.fixture
def draft(anna):
    return path_pages.second_version(anna)


class TestStep:
    def test_a_new_step_stands_at_the_end_once(self, anna, draft):
        new = url("step-create", draft)
        form = opened(anna, new) | {"title": "Wohnung suchen", "prerequisites": [draft.steps.first().pk]}
        assert anna.post(new, form)["Location"] == anna.post(new, form)["Location"]
        step = draft.steps.get(title="Wohnung suchen")
        assert (step.position, [one.title for one in step.prerequisites.all()]) == (3, ["Anmelden"])

    def test_a_step_is_changed(self, anna, draft):
        step, place = draft.steps.last(), make.organisation(name="Amt")
        form = opened(anna, step_url(step)) | {
            "title": "Deutschkurs",
            "necessity": StepClass.LAW,
            "norm": "§ 44a AufenthG",
            "due_days": "30",
            "due_from": "arrival",
            "organisation": place.pk,
            "bring_text": "Ausweis",
        }
        assert anna.post(step_url(step), form).status_code == 302
        step.refresh_from_db()
        assert (step.norm, step.due_days, step.organisation, step.edits) == ("§ 44a AufenthG", 30, place, 2)

    def test_who_comes_second_sees_both_texts(self, anna, draft):
        berta, page = editor("Berta Bunt"), step_url(draft.steps.first())
        typed = opened(berta, page) | {"detail": "Bertas"}
        anna.post(page, opened(anna, page) | {"detail": "Annas", "bring_text": "Ausweis"})
        conflict = berta.post(page, typed).context["form"].conflict
        assert [(pair["mine"], pair["theirs"]) for pair in conflict.fields] == [("Bertas", "Annas")]
        assert [pair["label"] for pair in conflict.taken] == ["Mitbringen"]

    def test_work_on_another_step_is_no_conflict(self, anna, draft):
        berta, (first, second) = editor("Berta Bunt"), draft.steps.all()
        typed = opened(berta, step_url(second)) | {"detail": "Bertas"}
        anna.post(step_url(first), opened(anna, step_url(first)) | {"detail": "Annas"})
        assert berta.post(step_url(second), typed).status_code == 302

    @pytest.mark.parametrize(
        ("typed", "field", "sentence"),
        [
            pytest.param({"title": " "}, "title", "Dieses Feld ist zwingend erforderlich.", id="blank title"),
            pytest.param({"title": "x" * 161}, "title", "höchstens 160 Zeichen", id="long title"),
            pytest.param({"detail": "x" * 2001}, "detail", "höchstens 2000 Zeichen", id="long text"),
            pytest.param({"source": "x" * 4001}, "source", "höchstens 4000 Zeichen", id="long source"),
            pytest.param(
                {"necessity": "law"},
                "norm",
                "Schritt 2: „Gesetzlich erforderlich“ braucht die Norm, die es verlangt.",
                id="law without norm",
            ),
            pytest.param(
                {"due_days": "-1", "due_from": "arrival"}, "due_days", "größer oder gleich 0", id="negative days"
            ),
            pytest.param({"due_days": "3"}, "due_from", "Schritt 2: Ab wann zählen die Tage?", id="days from nowhere"),
            pytest.param({"due_from": "step"}, "due_days", "Schritt 2: Wie viele Tage sind es?", id="no days"),
            pytest.param(
                {"due_days": "3", "due_from": "arrival"},
                "due_days",
                "nach 3 Tagen fällig, Schritt 1 davor aber erst",
                id="days backwards",
            ),
        ],
    )
    def test_a_contradiction_is_refused_at_the_field(self, anna, draft, typed, field, sentence):
        draft.steps.filter(position=1).update(due_days=7, due_from="arrival")
        step = draft.steps.last()
        found = errors(anna.post(step_url(step), opened(anna, step_url(step)) | typed))
        assert [*found] == [field]
        assert sentence in found[field][0]
        assert PathStep.objects.get(pk=step.pk).edits == 1

    def test_a_circle_is_refused_by_its_name(self, anna, draft):
        first, second = draft.steps.all()
        second.prerequisites.set([first])
        form = opened(anna, step_url(first)) | {"prerequisites": [second.pk]}
        found = errors(anna.post(step_url(first), form))["prerequisites"]
        assert "Die Schritte 1 → 2 → 1 brauchen einander im Kreis." in found

    def test_a_step_of_another_version_is_no_prerequisite(self, anna, draft):
        step, foreign = draft.steps.last(), draft.path.versions.first().steps.first()
        form = opened(anna, step_url(step)) | {"prerequisites": [foreign.pk]}
        found = errors(anna.post(step_url(step), form))
        assert found == {"prerequisites": ["Dieser Schritt gehört nicht zu dieser Fassung."]}

    def test_a_complete_version_needs_a_unit_in_each_step(self, anna, draft):
        draft.steps.update(unit_text="Amt")
        draft.is_complete = True
        draft.save()
        step = draft.steps.last()
        found = errors(anna.post(step_url(step), opened(anna, step_url(step)) | {"unit_text": ""}))
        assert found == {"unit_text": ["Schritt 2: Es fehlt, wer zuständig ist."]}

    def test_an_archived_offer_is_refused_by_its_name(self, anna, draft):
        step, gone = draft.steps.last(), make.archived_offer(by=anna.person, title="Altes Angebot")
        form = opened(anna, step_url(step)) | {"offers": [str(gone.pk)]}
        found = errors(anna.post(step_url(step), form))["offers"]
        assert found == ["Schritt 2: Das Angebot „Altes Angebot“ ist archiviert. Nehmen Sie es heraus."]

    def test_offers_are_found_by_a_word_and_ticked(self, anna, draft):
        page, offer = step_url(draft.steps.last()), make.offer(title="Schwimmkurs")
        indexing.refresh(offer.pk)
        response = anna.post(page, opened(anna, page) | {"title": "", "do": "find", "find": "schwimmen"})
        assert "Schwimmkurs" in words(response)
        assert errors(response) == {}
        assert anna.post(page, opened(anna, page) | {"offers": [str(offer.pk)]}).status_code == 302
        assert list(draft.steps.last().offers.all()) == [offer]

    @pytest.mark.parametrize("nonsense", [["abc"], [""], ["00000000-0000-0000-0000-000000000000"]])
    def test_an_offer_that_is_none_is_refused(self, anna, draft, nonsense):
        page = step_url(draft.steps.last())
        assert [*errors(anna.post(page, opened(anna, page) | {"offers": nonsense}))] == ["offers"]

    def test_steps_are_moved_up_and_down(self, anna, draft):
        step = draft.steps.last()
        assert anna.post(step_url(step, "step-move"), {"seen": 1, "to": "up"}).status_code == 302
        assert [one.title for one in draft.steps.all()] == ["Deutsch lernen", "Anmelden"]
        assert anna.post(step_url(step, "step-move"), {"seen": 2, "to": "up"}).status_code == 409
        assert anna.post(step_url(step, "step-move"), {"seen": 1, "to": "down"}).status_code == 409

    def test_no_step_is_moved_before_what_it_needs(self, anna, draft):
        first, second = draft.steps.all()
        second.prerequisites.set([first])
        response = anna.post(step_url(second, "step-move"), {"seen": 1, "to": "up"})
        assert response.status_code == 409
        assert "Schritt 1 braucht Schritt 2, der erst später kommt." in response.content.decode()

    def test_a_step_is_removed_and_the_others_move_up(self, anna, draft):
        first = draft.steps.first()
        assert anna.post(step_url(first, "step-remove"), {"seen": 1}).status_code == 302
        assert [(one.position, one.title) for one in draft.steps.all()] == [(1, "Deutsch lernen")]

    def test_what_another_step_needs_is_not_removed(self, anna, draft):
        first, second = draft.steps.all()
        second.prerequisites.set([first])
        response = anna.post(step_url(first, "step-remove"), {"seen": 1})
        assert response.status_code == 409
        assert "Voraussetzung für Schritt 2" in response.content.decode()

    def test_a_step_of_another_path_is_not_found_here(self, anna, draft):
        foreign = make_paths.step(make_paths.version())
        assert anna.get(url("step-edit", draft, foreign.pk)).status_code == 404
