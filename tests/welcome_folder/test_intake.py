"""First contact in one page; whether there is a folder already is asked, never listed."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from offers.models import Language
from tests.people import log_in
from tests.threads import race
from tests.welcome_folder import make
from welcome_folder import names, numbers, searching
from welcome_folder.actions import joining
from welcome_folder.choices.access import Outcome
from welcome_folder.models import CareTeamMember, JoinRequest, Person, PersonLanguage, ViewLog, WelcomeFolder

pytestmark = pytest.mark.django_db
URL = "/de/aufnahme/"
SEARCH = "/de/aufnahme/suche/"


def hidden(response, name):
    return re.search(rf'name="{name}" value="([^"]*)"', response.content.decode()).group(1)


def typed(page, **more):
    """What a case worker types into the empty page, beside what stands there already."""
    form = page.context["form"]
    shown = {name: form[name].value() for name in form.fields}
    shown = {name: value for name, value in shown.items() if value not in (None, False, "", [])}
    return (
        shown | {"family_name": "Beispiel", "given_name": "Samira", "basis": "law", "basis_text": "§ 67a SGB X"} | more
    )


@pytest.fixture
def mira(db):
    make.words()
    return make.case_worker()


@pytest.fixture
def browser(client, mira):
    return log_in(client, mira)


def taken_in(**fields):
    """Somebody whose folder another institution leads, with the keys of her name."""
    folder = make.folder(whose=make.person(**fields))
    folder.person.name_keys = names.keys(names.identity(folder.person))
    folder.person.save()
    return folder


def test_one_page_makes_person_folder_lead_and_first_step(browser, mira):
    page = browser.get(URL)
    sent = typed(
        page, born="1991", citizenships_0="SY", language=Language.objects.get(key="ar").pk, status="", phone="02323 16"
    )
    response = browser.post(URL, sent)
    folder = WelcomeFolder.objects.get()
    assert response.url == f"/de/ordner/{folder.pk}/person/"
    person, member, step = folder.person, folder.team.get(), folder.steps.get()
    assert (person.name, person.birth_date.year, person.birth_precision) == ("Samira Beispiel", 1991, "year")
    assert (person.citizenships, person.name_keys != []) == (["SY"], True)
    assert PersonLanguage.objects.get().is_for_letters
    assert (member.user, member.role, member.organisation, folder.lead) == (mira, "lead", mira.office, mira.office)
    assert (step.title, step.state, step.institution) == ("Erstgespräch führen, Bedarf erheben", "open", mira.office)
    assert numbers.read(folder.number) == folder.number
    assert browser.get(response.url).status_code == 200


def test_a_double_click_makes_one_folder(browser):
    sent = typed(browser.get(URL))
    first, second = browser.post(URL, sent), browser.post(URL, sent)
    assert (first.status_code, second.status_code, first.url == second.url) == (302, 302, True)
    assert WelcomeFolder.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_colleagues_who_take_in_the_same_person_in_the_same_second_make_one_folder(browser, mira):
    clients = [browser, log_in(Client(), make.case_worker())]
    sent = [typed(client.get(URL), born="17.05.1991") for client in clients]
    answers = race(lambda number: clients[number].post(URL, sent[number]), 2)
    assert sorted(answer.status_code for answer in answers) == [200, 302]
    hinted = next(answer for answer in answers if answer.status_code == 200)
    assert "Es gibt vielleicht schon einen Ordner" in hinted.content.decode()
    assert WelcomeFolder.objects.count() == 1


@pytest.mark.parametrize(
    ("born", "precision"),
    [
        (None, "unknown"),
        (date(1991, 5, 3), "day"),
        (date(1991, 3, 5), "day"),
        (date(1991, 5, 30), "day"),
        (date(1991, 1, 1), "day"),
        (date(1992, 1, 1), "year"),
        (date(1993, 1, 1), "guessed"),
    ],
)
def test_the_database_rules_out_by_birthday_only_whom_the_comparison_would(mira, born, precision):
    """Namesakes of every kind of birthday, asked for with every kind: the query finds all that `names.same` does."""
    everybody = [(None, "unknown"), *((date(1991, month, 1), "day") for month in (1, 2))]
    everybody += [(date(year, 1, 1), "year") for year in (1989, 1990, 1991, 1992, 1993)]
    everybody += [(date(1991, 5, 3), "day"), (date(1991, 3, 5), "day"), (date(1991, 5, 30), "day")]
    known = [taken_in(birth_date=day, birth_precision=exact, family_name="Beispiel") for day, exact in everybody]
    asked = Person(given_name="Samira", family_name="Beispiel", birth_date=born, birth_precision=precision)
    one = names.identity(asked)
    verdicts = {folder.pk: names.same(one, names.identity(folder.person)).verdict for folder in known}
    searching.alike(mira, asked)
    looked = set(ViewLog.objects.filter(outcome=Outcome.SEARCHED).values_list("folder_id", flat=True))
    assert looked == {key for key, verdict in verdicts.items() if verdict != names.Verdict.NO}


def test_errors_keep_everything_and_save_nothing(browser):
    sent = typed(
        browser.get(URL), given_name="Самира", born="31.02.1991", basis="consent", phone="xx", step_due_on="2020-01-01"
    )
    page = browser.post(URL, sent)
    assert sorted(page.context["form"].errors) == ["born", "consent_on", "given_name_latin", "phone", "step_due_on"]
    assert ("31.02.1991" in page.content.decode(), WelcomeFolder.objects.count()) == (True, 0)


@pytest.mark.parametrize(
    ("known", "again"),
    [
        pytest.param(("محمد", "الأحمد"), ("Mohammed", "Al-Ahmad"), id="arabic"),
        pytest.param(("Юсуф", "Георгиев"), ("Georgiev", "Yusuf"), id="order"),
    ],
)  # fmt: skip
def test_a_sure_namesake_is_hinted_at_and_her_lead_can_be_asked(browser, mira, known, again):
    other = taken_in(given_name=known[0], family_name=known[1])
    again = {"given_name": again[0], "family_name": again[1]}
    sent = typed(browser.get(URL), born="17.05.1991", **again)
    page = browser.post(URL, sent)
    html = page.content.decode()
    assert (page.status_code, "Es gibt vielleicht schon einen Ordner" in html, "Um Beteiligung bitten" in html) == (
        200,
        True,
        True,
    )
    for secret in (other.number, str(other.pk), other.lead.name, other.person.family_name):
        assert secret not in html
    assert 'value="17.05.1991"' in html
    answer = browser.post(URL, typed(page, **again, born="17.05.1991", do="ask"))
    request = JoinRequest.objects.get()
    assert (answer.url, request.folder, request.asked_by, request.basis_text) == (SEARCH, other, mira, "§ 67a SGB X")
    assert WelcomeFolder.objects.count() == 1


def test_somebody_else_is_taken_in_with_a_reason_that_history_keeps(browser):
    taken_in(given_name="Samira", family_name="Beispiel", birth_date=None, birth_precision="unknown")
    page = browser.post(URL, typed(browser.get(URL), born="1980"))
    assert "Um Beteiligung bitten" not in page.content.decode()
    again = typed(page, born="1980")
    missing = browser.post(URL, again)
    assert missing.context["form"].errors.keys() == {"reason"}
    assert browser.post(URL, typed(missing, born="1980", reason="Anderes Foto im Ausweis")).status_code == 302
    opened = WelcomeFolder.objects.order_by("opened_at").last()
    assert (
        opened.pgh_event_model.objects.get(pgh_obj_id=opened.pk).pgh_context["different"] == "Anderes Foto im Ausweis"
    )


def test_another_name_makes_the_hint_anew(browser):
    taken_in(given_name="Samira", family_name="Beispiel", birth_date=None, birth_precision="unknown")
    taken_in(given_name="Anna", family_name="Muster")
    page = browser.post(URL, typed(browser.get(URL), born="1980"))
    changed = typed(page, family_name="Muster", given_name="Anna", born="17.05.1991", reason="jemand anderes")
    assert "Um Beteiligung bitten" in browser.post(URL, changed).content.decode()
    assert WelcomeFolder.objects.count() == 2


def test_a_namesake_of_ones_own_folder_is_named(browser, mira):
    own = make.folder(lead=mira, whose=make.person(given_name="Samira", family_name="Beispiel"))
    own.person.name_keys = names.keys(names.identity(own.person))
    own.person.save()
    page = browser.post(URL, typed(browser.get(URL), born="17.05.1991"))
    assert f"/de/ordner/{own.pk}/person/" in page.content.decode()


def test_a_search_says_found_or_not_in_the_same_words_whoever_leads(browser, mira):
    plain = taken_in(family_name="Müller")
    hidden_one = taken_in(family_name="Kaya")
    hidden_one.lead.folder_institution.is_sensitive = True
    hidden_one.lead.folder_institution.save()
    pages = [
        browser.post(SEARCH, {"family_name": "Mueller", "born": "17.05.1991"}),
        browser.post(SEARCH, {"family_name": "Kaya", "born": "17.05.1991"}),
        browser.post(SEARCH, {"number": numbers.spaced(plain.number)}),
    ]
    texts = {_without_keys(page) for page in pages}
    assert (len(texts), "Ordner vorhanden. Sie können um Beteiligung bitten." in texts.pop()) == (1, True)
    nothing = browser.post(SEARCH, {"family_name": "Mueller", "born": "18.05.1991"}).content.decode()
    assert ("Nichts gefunden." in nothing, "Um Beteiligung bitten" in nothing) == (True, False)


def _without_keys(page):
    html = page.content.decode()
    return re.sub(r"<input[^>]*>", "", html)


def test_asking_is_counted_and_logged_without_any_name(browser, mira, settings):
    settings.FOLDER_SEARCHES_PER_HOUR = 2
    other = taken_in(family_name="Kaya")
    sent = {"family_name": "Kaya", "born": "17.05.1991"}
    assert [browser.post(SEARCH, sent).status_code for _ in range(3)] == [200, 200, 429]
    assert browser.post(URL, typed(browser.get(URL))).status_code == 429
    looks = list(ViewLog.objects.filter(outcome=Outcome.SEARCHED).values())
    assert [(look["folder_id"], look["user_id"]) for look in looks] == [(other.pk, mira.pk)] * 2
    assert not any(word in str(looks) for word in ("Kaya", "1991", other.number))


def test_the_lead_says_yes_and_the_asker_takes_part(browser, mira, client):
    other = taken_in(family_name="Kaya")
    page = browser.post(SEARCH, {"family_name": "Kaya", "born": "17.05.1991"})
    sent = {"token": hidden(page, "token"), "once": hidden(page, "once"), "institution": hidden(page, "institution"),
            "purpose": "Wohnungssuche", "areas": ["wohnen"], "basis": "law", "basis_text": "§ 67a SGB X"}  # fmt: skip
    for _ in range(2):
        assert browser.post("/de/aufnahme/bitte/", sent).url == SEARCH
    request = JoinRequest.objects.get()
    assert "wartet auf Antwort" in browser.get(SEARCH).content.decode()
    lead = log_in(type(client)(), other.team.get().user)
    listed = lead.get(f"/de/ordner/{other.pk}/bitten/").content.decode()
    assert ("Wohnungssuche" in listed, mira.office.name in listed) == (True, True)
    assert lead.post(reverse("welcome_folder:join-request-grant", args=[other.pk, request.pk])).status_code == 302
    member = CareTeamMember.objects.get(user=mira)
    assert (member.areas, member.role, member.organisation) == (["wohnen"], "participant", mira.office)
    assert browser.get(f"/de/ordner/{other.pk}/person/").status_code == 200
    again = lead.post(reverse("welcome_folder:join-request-grant", args=[other.pk, request.pk]))
    assert (again.status_code, CareTeamMember.objects.filter(user=mira).count()) == (409, 1)


def test_no_is_all_that_the_asker_learns(browser, mira, client):
    other = taken_in(family_name="Kaya")
    request = ask(other, mira)
    lead = log_in(type(client)(), other.team.get().user)
    url = reverse("welcome_folder:join-request-refuse", args=[other.pk, request.pk])
    assert lead.get(url).status_code == 200
    assert lead.post(url, {"reason": ""}).status_code == 200
    assert lead.post(url, {"reason": "Die Person will das nicht"}).status_code == 302
    html = browser.get(SEARCH).content.decode()
    assert (">nein<" in html, "will das nicht" in html) == (True, False)


def ask(folder, user):
    return joining.ask(
        folder=folder,
        organisation=user.office,
        by=user,
        areas=["wohnen"],
        purpose="Wohnungssuche",
        basis="law",
        basis_text="§ 1",
    )


def test_only_the_lead_sees_requests_and_only_the_asker_takes_hers_back(browser, mira, client):
    other, helper = taken_in(), make.case_worker()
    make.member(other, helper)
    request = ask(other, mira)
    team = log_in(type(client)(), helper)
    assert "Wohnungssuche" not in team.get(f"/de/ordner/{other.pk}/bitten/").content.decode()
    assert team.post(reverse("welcome_folder:join-request-grant", args=[other.pk, request.pk])).status_code == 404
    withdraw = reverse("welcome_folder:join-request-withdraw", args=[request.pk])
    assert [
        team.post(withdraw).status_code,
        browser.post(withdraw).status_code,
        browser.post(withdraw).status_code,
    ] == [404, 302, 409]


def test_the_immigration_office_can_neither_take_in_nor_ask(client):
    office = make.institution(is_immigration_office=True)
    browser = log_in(client, make.case_worker(of=office))
    assert [browser.get(url).status_code for url in (URL, SEARCH)] == [404, 404]
    assert browser.post(SEARCH, {"number": "x"}).status_code == 404
    assert list(ViewLog.objects.values_list("outcome", flat=True)) == [Outcome.DENIED] * 3


def test_a_forged_or_foreign_token_asks_nobody(browser, mira, client):
    other = taken_in()
    foreign = searching.token(make.case_worker(), [other])
    page = browser.post(SEARCH, {"number": other.number})
    for token in ("x", foreign):
        sent = {"token": token, "once": hidden(page, "once"), "institution": hidden(page, "institution"),
                "purpose": "x", "areas": ["wohnen"], "basis": "law", "basis_text": "§ 1"}  # fmt: skip
        assert browser.post("/de/aufnahme/bitte/", sent).status_code == 409
    assert JoinRequest.objects.count() == 0


HOSTILE = ["", "\x00", "x" * 5000, "\u202eabc", "[]", "٣"]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_nonsense_is_answered_in_words(browser, text):
    page = browser.get(URL)
    keys = [*page.context["form"].fields, "citizenships_0"]
    nonsense = dict.fromkeys(keys, text)
    assert browser.post(URL, nonsense).status_code == 200
    assert browser.post(SEARCH, {"family_name": text, "born": text}).status_code == 200
    assert browser.post(SEARCH, {"number": text}).status_code == 200
    assert browser.post("/de/aufnahme/bitte/", nonsense | {"token": text}).status_code == 200
    assert WelcomeFolder.objects.count() == 0


def test_the_first_step_may_lie_on_no_day_past(browser):
    yesterday = timezone.localdate() - timedelta(days=1)
    page = browser.post(URL, typed(browser.get(URL), step_due_on=yesterday.isoformat()))
    assert page.context["form"].errors == {"step_due_on": ["Dieser Tag ist vorbei."]}
