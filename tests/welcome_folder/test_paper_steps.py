"""Steps that papers make name their paper, whatever it is called later and until whenever it holds then."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.welcome_folder import make
from welcome_folder import checking
from welcome_folder.actions import documents, folders

pytestmark = pytest.mark.django_db
NAME = import_module("welcome_folder.migrations.0008_papers_of_steps").NAME


def in_days(number):
    return timezone.localdate() + timedelta(days=number)


@pytest.fixture
def lead(db):
    return make.case_worker()


@pytest.fixture
def paper(lead):
    yesterday = timezone.now() - timedelta(days=1)
    folder = make.folder(lead=lead)
    return make.document(folder, by=lead, valid_until=in_days(80), note="Samira", entered_at=yesterday)


def promises(day):
    return [breach.promise for breach in checking.breaches(day=day)]


def test_a_step_names_its_paper_and_the_day_on_which_it_ends(paper):
    documents.make_expiry_steps(day=in_days(0))
    step = paper.steps.get()
    assert (step.document, step.document_until) == (paper, in_days(80))


def test_a_renamed_paper_keeps_its_step_and_a_renewed_one_gets_another(paper):
    assert promises(in_days(0)) == ["expiring"]
    documents.make_expiry_steps(day=in_days(0))
    paper.note = "Samira, das neue Heft"
    paper.save()
    assert promises(in_days(0)) == []
    paper.valid_until = in_days(85)
    paper.save()
    assert promises(in_days(0)) == ["expiring"]
    documents.make_expiry_steps(day=in_days(0))
    assert promises(in_days(0)) == []
    assert set(paper.steps.values_list("document_until", flat=True)) == {in_days(80), in_days(85)}


@pytest.mark.parametrize("way", ["closed", "restricted"])
def test_papers_that_ran_out_meanwhile_are_thought_of_when_a_folder_is_taken_up_again(lead, paper, way):
    away, back = {"closed": (folders.close, folders.reopen), "restricted": (folders.restrict, folders.unrestrict)}[way]
    more = {"drop_open": True} if way == "closed" else {}
    away(folder=paper.folder, by=lead, reason="Weggezogen", **more)
    paper.valid_until = in_days(-1)
    paper.save()
    assert documents.make_expiry_steps(day=in_days(0)) == 0
    back(folder=paper.folder, by=lead)
    paper.refresh_from_db()
    assert (paper.state, paper.steps.get().title) == (
        "expired",
        "Pass oder Passersatz Samira: ist abgelaufen, erneuern",
    )


def test_nights_on_which_nothing_is_due_cost_the_same_for_one_paper_and_for_many(lead, paper):
    documents.make_expiry_steps(day=in_days(0))
    with CaptureQueriesContext(connection) as one:
        assert documents.make_expiry_steps(day=in_days(1)) == 0
    for number in range(5):
        make.document(paper.folder, by=lead, valid_until=in_days(80), note=f"Kind {number}")
    assert documents.make_expiry_steps(day=in_days(1)) == 5
    with CaptureQueriesContext(connection) as many:
        assert documents.make_expiry_steps(day=in_days(2)) == 0
    assert len(many) == len(one)


def test_a_step_names_both_or_neither(paper):
    documents.make_expiry_steps(day=in_days(0))
    with pytest.raises(IntegrityError, match="welcome_folder_step_knows_until_when"), transaction.atomic():
        paper.steps.update(document_until=None)


def test_steps_from_before_find_their_paper_by_its_words(lead, paper):
    other = make.document(paper.folder, by=lead, valid_until=in_days(80))
    documents.make_expiry_steps(day=in_days(0))
    renamed = make.document(paper.folder, by=lead, kind="wbs", valid_until=in_days(20))
    documents.make_expiry_steps(day=in_days(0))
    renamed.steps.update(origin_text="Alter Name, gültig bis 01.02.2026 (30 Tage vorher)")
    paper.folder.steps.update(document=None, document_until=None)
    with connection.cursor() as cursor:
        cursor.execute(NAME)
    found = paper.folder.steps.filter(origin="paper").values_list("document", "document_until")
    assert set(found) == {(paper.pk, in_days(80)), (other.pk, in_days(80)), (None, None)}
