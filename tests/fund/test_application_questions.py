"""The questions of an application, page by page: saved, kept with errors, refused to others."""

import re

import pytest

from herne_integration.models import Draft
from offers.models import FieldOfAction
from tests.fund import make
from tests.fund.applicant_pages import anonymous_draft, browser, shown, url
from tests.people import log_in

pytestmark = pytest.mark.django_db


class TestQuestions:
    def test_a_page_is_saved_as_far_as_it_is_filled_in(self):
        made, client = anonymous_draft()
        address = url("application-topic", made, "kriterien")
        form = {"new_approach": "Neu.", "version": _version(client, address), "weiter": "1"}
        answer = client.post(address, form)
        assert answer.url == url("application-costs", made)
        made.refresh_from_db()
        assert (made.new_approach, made.lasting_effect) == ("Neu.", "")

    def test_every_page_of_questions_saves(self):
        made, client = anonymous_draft()
        field = str(FieldOfAction.objects.get(key="teilhabe").pk)
        pages = {
            "antragsteller": {
                "applicant_name": "Nachbarn",
                "applicant_kind": "initiative",
                "contact_phone": "02323 160",
            },
            "projekt": {"title": "Chor", "field_of_action": field, "target_groups": ["frauen"], "participants": "20"},
            "zeitraum": {"starts_on": "2027-01-02", "ends_on": "2027-02-03", "is_begun": "nein", "place": "Herne"},
        }
        for word, form in pages.items():
            address = url("application-topic", made, word)
            assert client.post(address, form | {"version": _version(client, address)}).status_code == 302
            typed = _typed(client.get(address))
            assert form == {name: typed[name] for name in form}
        made.refresh_from_db()
        assert (made.applicant_kind, made.field_of_action.key, made.is_begun) == ("initiative", "teilhabe", False)

    @pytest.mark.parametrize(
        ("word", "field", "typed"),
        [
            ("antragsteller", "applicant_postcode", "4462"),
            ("antragsteller", "applicant_kind", "person"),
            ("antragsteller", "contact_phone", "ruf mich an"),
            ("projekt", "title", "x" * 201),
            ("projekt", "participants", "-5"),
            ("projekt", "participants", "9" * 30),
            ("projekt", "target_groups", "gibtsnicht"),
            ("projekt", "field_of_action", "gibtsnicht"),
            ("projekt", "summary", "böse\x00"),
            ("zeitraum", "starts_on", "morgen"),
            ("zeitraum", "ends_on", "1900-01-01"),
            ("kriterien", "new_approach", "x" * 4001),
        ],
    )
    def test_bad_input_is_refused_at_its_field_and_nothing_typed_is_lost(self, word, field, typed):
        made, client = anonymous_draft()
        address = url("application-topic", made, word)
        others = {
            "antragsteller": {"contact_name": "Kim Kontakt"},
            "projekt": {"target_group_text": "Nachbarinnen"},
            "zeitraum": {"starts_on": "2027-01-02", "place": "Horsthausen"},
            "kriterien": {"short_notice": "Bald."},
        }[word]
        answer = client.post(address, others | {field: typed, "version": _version(client, address)})
        text = answer.content.decode()
        assert answer.status_code == 200
        assert re.search(rf'id="id_{field}_error"', text)
        kept = [name for name, value in others.items() if name != field and value not in text]
        assert kept == []
        made.refresh_from_db()
        assert getattr(made, next(name for name in others if name != field)) in (None, "")

    def test_three_megabytes_of_text_are_refused_at_the_field(self):
        made, client = anonymous_draft()
        address = url("application-topic", made, "kriterien")
        form = {"new_approach": "ä" * 1_500_000, "short_notice": "Bald.", "version": _version(client, address)}
        answer = client.post(address, form)
        assert (answer.status_code, answer.content.count(b'id="id_new_approach_error"')) == (200, 1)
        assert "Bald." in answer.content.decode()

    def test_two_people_on_one_page_see_both_texts(self):
        club = make.applicant()
        made = make.draft(of=club)
        first, second = browser(club.chair), browser(club.lead)
        address = url("application-topic", made, "kriterien")
        version = _version(second, address)
        first.post(address, _typed(first.get(address)) | {"new_approach": "Von der Ersten"})
        answer = second.post(address, {"new_approach": "Vom Zweiten", "version": version})
        assert all(text in answer.content.decode() for text in ("Von der Ersten", "Vom Zweiten", "conflict__pair"))
        made.refresh_from_db()
        assert made.new_approach == "Von der Ersten"
        second.post(address, _typed(answer))
        made.refresh_from_db()
        assert made.new_approach == "Vom Zweiten"

    def test_two_people_on_two_pages_do_not_disturb_each_other(self):
        club = make.applicant()
        made = make.draft(of=club)
        first, second = browser(club.chair), browser(club.lead)
        one, two = url("application-topic", made, "kriterien"), url("application-topic", made, "projekt")
        form = _typed(second.get(two)) | {"title": "Anders"}
        first.post(one, _typed(first.get(one)) | {"new_approach": "Neu"})
        assert second.post(two, form).status_code == 302
        made.refresh_from_db()
        assert (made.new_approach, made.title) == ("Neu", "Anders")

    def test_a_second_click_is_no_conflict(self):
        made, client = anonymous_draft()
        address = url("application-topic", made, "kriterien")
        form = {"new_approach": "Neu.", "version": _version(client, address)}
        assert [client.post(address, form).status_code for _click in range(2)] == [302, 302]

    def test_what_comes_after_the_end_of_the_session_is_there_after_logging_in(self):
        club = make.applicant()
        made = make.draft(of=club)
        client, address = browser(club.chair), url("application-topic", made, "kriterien")
        form = _typed(client.get(address)) | {"new_approach": "In der Nacht getippt"}
        session = client.session
        session["seen"] -= 31 * 60
        session.save()
        answer = client.post(address, form)
        assert "entwurf" in answer.url
        log_in(client, club.chair)
        assert "In der Nacht getippt" in shown(client, Draft.objects.get().url)

    def test_the_treasurer_writes_at_the_money_and_nowhere_else(self):
        club = make.applicant()
        made = make.draft(of=club)
        client = browser(club.treasurer)
        shown(client, url("application-topic", made, "kriterien"), 403)
        assert shown(client, url("application-costs", made))
        assert "bearbeitet, wer das Projekt leitet" in shown(client, url("application-detail", made))

    def test_there_are_no_other_pages(self):
        made, client = anonymous_draft()
        shown(client, url("application-topic", made, "kosten"), 404)
        shown(client, url("application-topic", made, "geheim"), 404)
        assert client.put(url("application-topic", made, "projekt")).status_code == 405

    def test_after_submitting_nothing_may_be_written(self):
        club = make.applicant()
        made = make.submitted(of=club)
        shown(browser(club.chair), url("application-topic", made, "projekt"), 409)


def _version(client, address):
    return _typed(client.get(address))["version"]


def _typed(answer):
    """What a browser would send of the page as it is shown."""
    form = answer.context["form"]
    data = {}
    for bound in form:
        value = bound.value()
        if value not in (None, "", []):
            data[bound.html_name] = [str(one) for one in value] if isinstance(value, list) else str(value)
    return data
