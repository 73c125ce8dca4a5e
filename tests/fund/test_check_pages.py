"""The formal check on its page: started once, judged line by line by two people, decided."""

import pytest

from fund.actions import applicants, formal_checks
from fund.choices.applicants import TeamRole
from fund.choices.formal_checks import Verdict
from fund.forms.formal_checks import seen
from fund.models import FormalCheck
from tests.fund import make
from tests.fund.applicant_pages import browser, sent
from tests.fund.test_office_pages import page, shown

pytestmark = pytest.mark.django_db


def typed(check, changes=None, **fields):
    """The whole form as the browser sends it, lines of `changes` ({position: (verdict, note)}) typed differently."""
    data = dict(fields)
    for line in check.lines.all():
        verdict, note = (changes or {}).get(line.position, (line.verdict, line.note))
        prefix = f"zeile-{line.position}"
        data |= {f"{prefix}-verdict": verdict, f"{prefix}-note": note, f"{prefix}-seen": seen(line.verdict, line.note)}
    return data


def verdicts(check):
    return {line.position: (line.verdict, line.note) for line in check.lines.all() if line.verdict}


@pytest.fixture
def one():
    return make.in_check()


@pytest.fixture
def desk():
    return browser(make.office())


class TestStarting:
    def test_the_lines_come_from_the_guideline_of_the_version(self, desk):
        one = make.submitted()
        assert "Noch nicht begonnen" in shown(desk, page("formal-check", one))
        assert desk.post(page("formal-check-start", one)).url == page("formal-check", one)
        html = shown(desk, page("formal-check", one))
        lines = FormalCheck.objects.get(version__application=one).lines.all()
        assert len(lines) > 10
        assert all(f"{line.position}. {line.sentence}" in html for line in lines)
        assert "(Beispielwert)" in html

    def test_a_second_click_is_answered_in_words(self, desk):
        one = make.submitted()
        desk.post(page("formal-check-start", one))
        answer = desk.post(page("formal-check-start", one))
        assert answer.status_code == 409
        assert "schon geprüft" in answer.content.decode()

    def test_saving_before_the_check_has_begun_is_refused(self, desk):
        answer = desk.post(page("formal-check", make.submitted()), {})
        assert answer.status_code == 409
        assert "noch nicht begonnen" in answer.content.decode()


class TestJudging:
    def test_one_line_is_saved_and_the_page_comes_back_to_it(self, desk, one):
        answer = desk.post(page("formal-check", one), typed(one.check, {2: ("met", "gesehen")}, weiter="zeile-2"))
        assert answer.url == f"{page('formal-check', one)}#zeile-2"
        assert verdicts(one.check) == {2: ("met", "gesehen")}

    def test_a_place_to_come_back_to_is_one_of_the_page(self, desk, one):
        answer = desk.post(page("formal-check", one), typed(one.check, {2: ("met", "")}, weiter="//evil.example"))
        assert answer.url == page("formal-check", one)

    def test_a_note_without_a_verdict_is_refused_and_kept(self, desk, one):
        html = desk.post(page("formal-check", one), typed(one.check, {1: ("", "Was ist das?"), 2: ("met", "")}))
        assert html.status_code == 200
        assert "gehört ein Urteil" in html.content.decode()
        assert "Was ist das?" in html.content.decode()
        assert verdicts(one.check) == {}

    def test_nonsense_and_too_long_notes_are_refused(self, desk, one):
        for change in ((1, ("perhaps", "")), (1, ("met", "x" * 501))):
            assert desk.post(page("formal-check", one), typed(one.check, dict([change]))).status_code == 200
        assert verdicts(one.check) == {}

    def test_two_who_judge_different_lines_both_keep_theirs(self, desk, one):
        mine = typed(one.check, {1: ("met", "meins")})
        formal_checks.judge(line=one.check.lines.get(position=2), verdict=Verdict.UNMET, note="ihres", by=make.office())
        assert desk.post(page("formal-check", one), mine).status_code == 302
        assert verdicts(one.check) == {1: ("met", "meins"), 2: ("unmet", "ihres")}

    def test_two_who_judge_the_same_line_see_both_and_the_second_overwrites_knowingly(self, desk, one):
        mine = typed(one.check, {1: ("met", "meine Anmerkung")})
        faster = make.office()
        formal_checks.judge(line=one.check.lines.get(position=1), verdict=Verdict.UNMET, note="ihre", by=faster)
        answer = desk.post(page("formal-check", one), mine)
        html = answer.content.decode()
        assert answer.status_code == 200
        assert "meine Anmerkung" in html
        assert "ihre" in html
        assert faster.name in html
        assert verdicts(one.check) == {1: ("unmet", "ihre")}
        assert desk.post(page("formal-check", one), mine | {"zeile-1-seen": seen("unmet", "ihre")}).status_code == 302
        assert verdicts(one.check) == {1: ("met", "meine Anmerkung")}

    def test_a_clerk_of_the_own_team_reads_and_does_not_judge(self, one):
        clerk = make.office()
        applicants.join(applicant=one.applicant, user=clerk, role=TeamRole.TREASURER, by=make.chair_of(one))
        client = browser(clerk)
        assert "zeile-1-verdict" not in shown(client, page("formal-check", one))
        assert client.post(page("formal-check", one), typed(one.check, {1: ("met", "")})).status_code == 409


class TestDeciding:
    def test_admissible_needs_every_line(self, desk, one):
        answer = desk.post(page("formal-check-decide", one), sent(result="admissible"))
        assert answer.status_code == 200
        assert "Noch nicht geprüft" in answer.content.decode()
        for line in one.check.lines.all():
            formal_checks.judge(line=line, verdict=Verdict.MET, by=make.office())
        form = sent(result="admissible")
        assert desk.post(page("formal-check-decide", one), form).url == page("office-application", one)
        assert desk.post(page("formal-check-decide", one), form).url == page("office-application", one)
        assert make.anew(one).state == "admissible"
        assert desk.get(page("formal-check-decide", one)).status_code == 409

    def test_inadmissible_needs_a_reason(self, desk, one):
        answer = desk.post(page("formal-check-decide", one), sent(result="inadmissible"))
        assert answer.status_code == 200
        assert "nennt den Grund" in answer.content.decode()
        desk.post(page("formal-check-decide", one), sent(result="inadmissible", reason="Schon begonnen."))
        assert (make.anew(one).state, FormalCheck.objects.get(pk=one.check.pk).reason) == (
            "inadmissible",
            "Schon begonnen.",
        )

    def test_what_was_decided_is_shown_and_not_a_form(self, desk):
        one = make.in_state("inadmissible")
        html = shown(desk, page("formal-check", one))
        assert "Beispielgrund" in html
        assert "zeile-1-verdict" not in html

    def test_strangers_decide_nothing(self, one):
        assert browser(make.chair_of(one)).post(page("formal-check-decide", one), sent()).status_code == 403
