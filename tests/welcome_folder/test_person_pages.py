"""Person, family, papers and state of a folder, page by page."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from herne_integration.models import StoredFile
from offers.models import Language
from tests.people import log_in
from tests.portal import upload_samples as samples
from tests.queries import count_queries
from tests.welcome_folder import make
from welcome_folder.actions import families
from welcome_folder.choices.access import Outcome
from welcome_folder.models import (
    DocumentFile,
    FamilyTie,
    FolderDocument,
    Person,
    PersonLanguage,
    ViewLog,
    WelcomeFolder,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make.world()


@pytest.fixture
def lead(client, world):
    return log_in(client, world.lead)


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT, settings.CLAMAV = tmp_path, None


def url(name, folder, *more):
    return reverse(f"welcome_folder:{name}", args=[folder.pk, *more])


def sent(response, **more):
    """What the page's form would send, with changes."""
    form = response.context["form"]
    shown = {name: form[name].value() for name in form.fields}
    found = {name: value for name, value in shown.items() if value not in (None, False, "", []) and name != "file"}
    if rows := response.context.get("rows"):
        for part in (rows.management_form, *rows.forms):
            found |= {part.add_prefix(name): part[name].value() for name in part.fields if part[name].value()}
        found |= {f"{rows.prefix}-INITIAL_FORMS": 0}
    return found | more


def test_all_of_a_person_is_changed_and_read_back(lead, world):
    page = lead.get(url("person-edit", world.folder))
    arabic, tigrinya = (Language.objects.get(key=key).pk for key in ("ar", "ti"))
    data = sent(page, given_name="Сáмира", given_name_latin="Samira", born="1991", is_guessed="on", phone="02323 160",
                citizenships_0="SY", citizenships_1="DE", postcode="44623", german_level="A2", profession="Schneiderin",
                **{"sprachen-0-language": arabic, "sprachen-0-is_first": "on", "sprachen-0-is_for_letters": "on",
                   "sprachen-1-language": tigrinya, "sprachen-1-level": "B1"})  # fmt: skip
    assert lead.post(url("person-edit", world.folder), data).url == url("person-detail", world.folder)
    person = Person.objects.get()
    assert (person.birth_date, person.birth_precision, person.citizenships) == (
        date(1991, 1, 1),
        "guessed",
        ["SY", "DE"],
    )
    assert person.name_keys != []
    assert sorted(PersonLanguage.objects.values_list("language__key", "level")) == [("ar", ""), ("ti", "B1")]
    html = lead.get(url("person-detail", world.folder)).content.decode()
    for text in ("geboren etwa 1991", "Syrien, Deutschland", "Arabisch, Erstsprache, für Ausdrucke", "Schneiderin"):
        assert text in html


def test_more_rows_come_without_losing_or_judging_what_was_typed(lead, world):
    page = lead.get(url("person-edit", world.folder))
    more = lead.post(url("person-edit", world.folder), sent(page, born="quatsch", do="rows"))
    assert (more.status_code, len(more.context["rows"].forms), more.context["form"].errors) == (200, 6, {})
    assert "quatsch" in more.content.decode()


def test_mistakes_are_named_at_their_fields(lead, world):
    page = lead.get(url("person-edit", world.folder))
    arabic = Language.objects.get(key="ar").pk
    twice = {f"sprachen-{number}-language": arabic for number in (0, 1)}
    answer = lead.post(
        url("person-edit", world.folder),
        sent(page, family_name="Шевченко", postcode="4462", phone="x", citizenships_0="XX", born="3000", **twice),
    )
    wrong = ["born", "citizenships", "family_name_latin", "phone", "postcode"]
    assert sorted(answer.context["form"].errors) == wrong
    assert [bool(row.errors) for row in answer.context["rows"].forms] == [False, True, False]


def test_two_editors_see_both_texts(lead, world, client):
    first = lead.get(url("person-edit", world.folder))
    second = log_in(type(client)(), world.helper)
    typed = sent(second.get(url("person-edit", world.folder)), profession="Schneider", born="1990")
    german = {"sprachen-0-language": Language.objects.get(key="ar").pk}
    assert lead.post(url("person-edit", world.folder), sent(first, profession="Köchin", **german)).status_code == 302
    page = second.post(url("person-edit", world.folder), typed)
    pairs = {pair["label"]: (pair["mine"], pair["theirs"]) for pair in page.context["form"].conflict.fields}
    assert pairs == {
        "Beruf": ("Schneider", "Köchin"),
        "Geburtsdatum oder Geburtsjahr": ("1990", "17.05.1991"),
        "Sprachen": ("", "Arabisch"),
    }
    assert Person.objects.get().profession == "Köchin"
    assert second.post(url("person-edit", world.folder), sent(page)).status_code == 302
    assert Person.objects.get().profession == "Schneider"


def test_family_with_and_without_a_folder(lead, world):
    folder = world.folder
    page = lead.get(url("family-create", folder))
    once = sent(
        page, kin="child", given_name="Yusuf", family_name="Beispiel", born="2015", custody="sole", with_folder="on"
    )
    first, second = (lead.post(url("family-create", folder), once) for _ in range(2))
    tie = FamilyTie.objects.get()
    assert {first.url, second.url} == {url("relative-intake", folder, tie.pk)}
    intake = lead.get(first.url)
    assert (intake.status_code, intake.context["form"]["born"].value()) == (200, "2015")
    assert lead.post(first.url, sent(intake, basis="law", basis_text="§ 1")).status_code == 302
    opened = WelcomeFolder.objects.exclude(pk=folder.pk).get()
    assert (opened.person, Person.objects.count()) == (tie.relative, 2)
    html = lead.get(url("family-list", folder)).content.decode()
    assert url("person-detail", opened) in html
    assert ("Kind" in html, "alleiniges Sorgerecht" in html) == (True, True)
    assert "Mutter oder Vater" in lead.get(url("family-list", opened)).content.decode()


def test_kept_apart_neither_side_reads_where_the_other_one_is(lead, world):
    folder = world.folder
    other = make.folder(lead=world.lead, whose=make.person(given_name="Karim", phone="0151 99", street="Geheimweg 1"))
    folder.person.phone, folder.person.street = "0152 88", "Schutzweg 2"
    folder.person.save()
    tie = families.add(folder=folder, by=world.lead, kin="spouse", relative=other.person)
    pages = [url("family-list", folder), url("family-list", other)]
    secrets = [("Geheimweg", "0151 99"), ("Schutzweg", "0152 88")]
    before = [
        all(text in lead.get(page).content.decode() for text in secret)
        for page, secret in zip(pages, secrets, strict=True)
    ]
    edit = lead.get(url("family-edit", folder, tie.pk))
    assert lead.post(url("family-edit", folder, tie.pk), sent(edit, keep_apart="on")).status_code == 302
    after = [
        any(text in lead.get(page).content.decode() for text in secret)
        for page, secret in zip(pages, secrets, strict=True)
    ]
    assert (before, after) == ([True, True], [False, False])


def test_a_relative_s_own_folder_is_no_link_and_no_address_for_a_stranger(lead, world):
    other = make.folder(whose=make.person(given_name="Karim", street="Geheimweg 1"))
    families.add(folder=world.folder, by=world.lead, kin="sibling", relative=other.person)
    html = lead.get(url("family-list", world.folder)).content.decode()
    assert ["Karim" in html, str(other.pk) in html, "Geheimweg" in html] == [True, False, False]
    page = lead.get(url("family-create", world.folder))
    answer = lead.post(url("family-create", world.folder), sent(page, kin="child", number=other.number))
    assert answer.context["form"].errors.keys() == {"number"}


def test_a_paper_with_a_file_and_its_two_downloads(lead, world):
    folder = world.folder
    page = lead.get(url("document-create", folder) + "?art=3")
    file = SimpleUploadedFile("Samira Beispiel.pdf", samples.pdf())
    data = sent(page, kind="pass", state="present", valid_until="2099-01-01", file=file)
    assert lead.post(url("document-create", folder), data).url == url("document-list", folder)
    file.seek(0)
    assert lead.post(url("document-create", folder), data).status_code == 302
    document, attached = FolderDocument.objects.get(), DocumentFile.objects.get()
    assert "gültig bis 01.01.2099" in lead.get(url("document-list", folder)).content.decode()
    for name in ("document-file", "document-original"):
        answer = lead.get(url(name, folder, attached.pk))
        assert answer["Content-Disposition"] == f'attachment; filename="{folder.number}.pdf"'
        assert answer["Cache-Control"] == "private, no-store"
        assert b"".join(answer.streaming_content).startswith(b"%PDF")
    looked = ViewLog.objects.filter(object_id=attached.pk).values_list("kind", "outcome")
    assert sorted(looked) == [("file", "seen"), ("original", "seen")]
    edit = lead.get(url("document-edit", folder, document.pk))
    assert "Samira Beispiel.pdf" in edit.content.decode()
    assert lead.post(url("document-file-remove", folder, attached.pk)).status_code == 302
    assert (StoredFile.objects.count(), FolderDocument.objects.count()) == (0, 1)


def test_a_file_is_for_the_area_of_its_paper_and_for_its_own_folder(lead, world, client):
    page = lead.get(url("document-create", world.folder))
    data = sent(page, kind="pass", state="present", file=SimpleUploadedFile("x.pdf", samples.pdf()))
    lead.post(url("document-create", world.folder), data)
    attached = DocumentFile.objects.get()
    helper = log_in(type(client)(), world.helper)
    own = make.folder(lead=world.helper)
    names = ("document-file", "document-original")
    assert [
        helper.get(url(name, folder, attached.pk)).status_code for name in names for folder in (world.folder, own)
    ] == [404] * 4
    assert "Pass" not in helper.get(url("document-list", world.folder)).content.decode()


def test_papers_say_what_is_wrong_with_them(lead, world):
    page = lead.get(url("document-create", world.folder))
    answer = lead.post(
        url("document-create", world.folder), sent(page, kind="pass", state="present", valid_until="2020-01-01")
    )
    assert answer.context["form"].errors == {"state": ["Dieser Tag ist vorbei: Bitte wählen Sie „abgelaufen“."]}
    lead.post(
        url("document-create", world.folder),
        sent(lead.get(url("document-create", world.folder)), kind="pass", state="missing"),
    )
    again = lead.get(url("document-create", world.folder))
    twice = lead.post(url("document-create", world.folder), sent(again, kind="pass", state="missing"))
    assert "Ein zweites braucht eine Bezeichnung" in twice.content.decode()
    assert [
        lead.get(url("document-create", world.folder) + f"?art={bad}").status_code
        for bad in ("x", "9" * 20, "-1", "999")
    ] == [404, 404, 404, 200]


def test_the_state_changes_page_by_page(lead, world, client):
    folder = world.folder
    steps = [
        ("folder-rest", {"until": (timezone.localdate() + timedelta(days=30)).isoformat(), "reason": "Kur"}, "resting"),
        ("folder-resume", {"title": "Anrufen", "area": "wohnen", "due_on": "2099-01-01"}, "open"),
        ("folder-close", {"reason": "Umzug"}, "open"),
        ("folder-close", {"reason": "Umzug", "drop_open": "on"}, "closed"),
        ("folder-reopen", {"title": "Anrufen", "area": "wohnen", "due_on": "2099-01-01"}, "open"),
        ("folder-restrict", {"reason": "Widerspruch"}, "restricted"),
        ("folder-unrestrict", {"title": "Anrufen", "area": "wohnen", "due_on": "2099-01-01"}, "open"),
    ]
    helper = log_in(type(client)(), world.helper)
    assert [helper.get(url(f"folder-{name}", folder)).status_code for name in ("state", "close")] == [200, 404]
    states = []
    for name, typed, _ in steps:
        page = lead.get(url(name, folder))
        lead.post(url(name, folder), sent(page, **typed))
        states.append(WelcomeFolder.objects.get(pk=folder.pk).state)
    assert states == [state for _, _, state in steps]
    # Closing has ended her part, and nothing brings it back but being asked anew.
    assert helper.get(url("folder-state", folder)).status_code == 404


PAGES = [
    "person-detail",
    "person-edit",
    "family-list",
    "family-create",
    "document-list",
    "document-create",
    "folder-state",
    "join-request-list",
]


def test_a_stranger_finds_nothing_and_each_refusal_is_logged_once(world, client):
    browser = log_in(client, world.stranger)
    absent = make.folder()
    WelcomeFolder.objects.filter(pk=absent.pk)
    assert [browser.get(url(name, world.folder)).status_code for name in PAGES] == [404] * len(PAGES)
    assert list(ViewLog.objects.values_list("outcome", flat=True)) == [Outcome.DENIED] * len(PAGES)


@pytest.mark.parametrize("name", ["family-list", "document-list", "person-detail"])
def test_more_entries_cost_no_more_queries(lead, world, name):
    kinds = iter(["pass", "wbs", "impfpass"])

    def more():
        families.add(folder=world.folder, by=world.lead, kin="child", relative=Person(family_name="Kind"))
        make.document(world.folder, by=world.lead, kind=next(kinds))
        PersonLanguage.objects.create(
            person=world.folder.person, language=Language.objects.all()[PersonLanguage.objects.count()]
        )

    more()
    one = count_queries(lead, url(name, world.folder))
    more(), more()
    assert count_queries(lead, url(name, world.folder)) == one <= 24


def test_every_form_can_really_be_sent(lead, world):
    """The test client asks for no token; browsers are."""
    tie = families.add(folder=world.folder, by=world.lead, kin="child", relative=Person(family_name="Kind"))
    paper = make.document(world.folder, by=world.lead)
    addresses = ["/de/aufnahme/", "/de/aufnahme/suche/", url("relative-intake", world.folder, tie.pk)]
    addresses += [url("family-edit", world.folder, tie.pk), url("document-edit", world.folder, paper.pk)]
    addresses += [url(name, world.folder) for name in [*PAGES, "folder-rest", "folder-close", "folder-restrict"]]
    for address in addresses:
        forms = lead.get(address).content.decode().split("<form")[1:]
        sent_forms = [form.split("</form>")[0] for form in forms if 'method="post"' in form.split(">")[0]]
        assert [address for form in sent_forms if "csrfmiddlewaretoken" not in form] == []


@pytest.mark.parametrize("text", ["\x00", "x" * 5000, "-1"], ids=range(3))
def test_nonsense_is_answered_in_words(lead, world, text):
    for name in ("person-edit", "family-create", "document-create", "folder-rest", "folder-close"):
        page = lead.get(url(name, world.folder))
        rows = {f"sprachen-{part}": text for part in ("TOTAL_FORMS", "INITIAL_FORMS", "0-language", "0-level")}
        nonsense = dict.fromkeys([*page.context["form"].fields, "citizenships_0"], text) | rows
        refused = lead.post(url(name, world.folder), nonsense)
        if name != "folder-close" or text != "-1":
            assert (name, refused.status_code) == (name, 200)
    assert (FolderDocument.objects.count(), FamilyTie.objects.count()) == (0, 0)


def test_names_stand_in_no_log_and_no_address(lead, world, caplog):
    caplog.set_level("DEBUG")
    page = lead.get(url("person-edit", world.folder))
    answer = lead.post(url("person-edit", world.folder), sent(page, family_name="Geheimnis", phone="0151 77"))
    family = lead.get(url("family-create", world.folder))
    after = lead.post(url("family-create", world.folder), sent(family, kin="child", family_name="Geheimnis"))
    lead.get(answer.url)
    said = caplog.text + answer.url + after.url + str(list(ViewLog.objects.values()))
    assert ("Geheimnis" in said, "0151" in said) == (False, False)
