"""The Redaktion's pages for information pages and open values."""

import pytest
from django.urls import reverse

from offers.choices import TranslationStatus
from offers.models import InfoPage, InfoPageTranslation, ValueSetting
from offers.overview import items
from tests.offers import make, make_info
from tests.offers.editing import editor, sent
from tests.people import log_in
from tests.queries import count_queries

pytestmark = pytest.mark.django_db
LIST = "/de/redaktion/informationen/"
NEW = f"{LIST}neu/"
SECTION = {"heading_neu-1": "Wohnung suchen", "body_neu-1": "Zahlen Sie nie Geld vorher."}


@pytest.fixture
def anna(db):
    return editor("Anna Alt")


@pytest.fixture
def page(anna):
    return make_info.published(by=anna.person, key="wohnen", title="Wohnen", topics=("wohnen",))


def url(page, word="edit", *more):
    return reverse(f"offers:info-page-{word}", args=[page.pk, *more])


def opened(client, address):
    """What the form at `address` sends if nothing is changed."""
    context = client.get(address).context
    if "editor" not in context:
        return sent(context["form"])
    whole = context["editor"]
    data = sent(whole.form) | sent(whole.contacts.management_form)
    for row in whole.contacts.forms:
        data |= sent(row)
    return data


def errors(response):
    found = {field.label: list(field.errors) for field in response.context["editor"] if field.errors}
    return found | ({"": whole} if (whole := list(response.context["editor"].non_field_errors())) else {})


class TestList:
    def test_it_tells_what_is_to_be_done(self, anna, page):
        gone = make.archived_offer(by=anna.person, title="Beratung von gestern")
        busy = make_info.draft(by=anna.person, contacts=[{"offer": gone}])
        make_info.value(busy, label="Bruttokaltmiete, 1 Person")
        make_info.translation(page)
        InfoPage.objects.filter(pk=page.pk).update(text_revision=2)
        response = anna.get(LIST)
        html = response.content.decode()
        assert "Beratung von gestern: das Angebot ist archiviert" in html
        assert "Bruttokaltmiete, 1 Person" in html
        statuses = {row.page.pk: dict(row.languages) for row in response.context["rows"]}
        assert statuses[page.pk] == {"en": TranslationStatus.MISSING, "ar": TranslationStatus.OUTDATED}

    def test_one_page_costs_what_ten_cost(self, anna, page):
        def full(number):
            for _ in range(number):
                made = make_info.draft(by=anna.person, contacts=[{"organisation": make.organisation()}])
                make_info.translation(made)
                make_info.value(made)

        full(1)
        before = count_queries(anna, LIST)
        full(9)
        assert count_queries(anna, LIST) == before

    def test_it_says_what_belongs_here(self, anna):
        assert "Noch keine Informationsseiten" in anna.get(LIST).content.decode()


class TestCreate:
    def test_a_double_click_makes_one_draft(self, anna):
        unit, offer = make.organisation(), make.offer(title="Umzugshilfe")
        typed = opened(anna, NEW) | SECTION | {"key": "wohnen", "title": "Wohnen"}
        typed |= {"contacts-0-organisation": str(unit.pk), "contacts-1-offer": "umzugshilfe"}
        first, second = anna.post(NEW, typed), anna.post(NEW, typed)
        made = InfoPage.objects.get()
        assert first.url == second.url == url(made)
        assert (made.published_at, made.sections[0]["body"]) == (None, "Zahlen Sie nie Geld vorher.")
        assert [(row.organisation, row.offer) for row in made.contacts.all()] == [(unit, None), (None, offer)]

    @pytest.mark.parametrize(
        ("typed", "labels"),
        [
            ({"title": ""}, ["Titel"]),
            ({"key": "zwei wörter"}, ["Kürzel in der Adresse"]),
            ({"heading_neu-1": ""}, ["Abschnitt 1: Überschrift"]),
            ({"body_neu-1": "x" * 6001}, ["Abschnitt 1: Text"]),
            ({"body_neu-1": "a\x07b"}, ["Abschnitt 1: Text"]),
            ({"contacts-0-offer": "gibt es nicht"}, ["Zeile 1, oder Angebot"]),
            ({"contacts-0-note": "wofür auch immer"}, ["Zeile 1, Einrichtung"]),
            ({"topics": ["999999"]}, ["Themen"]),
        ],
        ids=["title", "key", "heading", "long", "control", "offer", "nobody", "topic"],
    )
    def test_bad_input_is_kept_and_explained(self, anna, typed, labels):
        data = opened(anna, NEW) | SECTION | {"key": "wohnen", "title": "Wohnen", "source": "bleibt"} | typed
        response = anna.post(NEW, data)
        assert list(errors(response)) == labels
        assert "bleibt" in response.content.decode()
        assert not InfoPage.objects.exists()

    def test_three_megabytes_are_refused(self, anna):
        data = opened(anna, NEW) | {"key": "x", "title": "X", "heading_neu-1": "H", "body_neu-1": "x" * 3_000_000}
        assert anna.post(NEW, data).status_code in {200, 400, 413}
        assert not InfoPage.objects.exists()

    def test_more_sections_and_contact_points_come_without_javascript(self, anna):
        data = opened(anna, NEW) | SECTION
        response = anna.post(NEW, data | {"do": "more-sections"})
        assert len(response.context["editor"].sections()) == 4
        assert "Zahlen Sie nie Geld vorher." in response.content.decode()
        response = anna.post(NEW, data | {"do": "more-contacts"})
        assert len(response.context["editor"].contacts.forms) == 6


class TestChange:
    def test_saving_untouched_changes_nothing(self, anna, page):
        before = InfoPage.objects.values("title", "lead", "sections", "text_revision").get()
        assert anna.post(url(page), opened(anna, url(page))).status_code == 302
        assert InfoPage.objects.values("title", "lead", "sections", "text_revision").get() == before

    def test_sections_move_go_and_come(self, anna, page):
        typed = opened(anna, url(page)) | SECTION
        typed |= {"place_suche": "9", "remove_alltag": "on", "place_neu-3": "1"}
        typed |= {"heading_neu-3": "Zuerst", "body_neu-3": "Text"}
        typed = {name: value for name, value in typed.items() if not name.endswith("_neu-1")}
        anna.post(url(page), typed)
        page.refresh_from_db()
        assert [section["heading"] for section in page.sections] == ["Zuerst", "Wohnung suchen"]
        assert page.sections[1]["key"] == "suche"

    def test_two_editors_of_two_sections_lose_nothing(self, anna, page):
        berta = editor("Berta Bunt")
        typed = opened(berta, url(page))
        anna.post(url(page), opened(anna, url(page)) | {"body_suche": "Annas Text", "heading_neu-3": "Neu von Anna"})
        response = berta.post(url(page), typed | {"body_alltag": "Bertas Text"})
        form = response.context["editor"].form
        assert form.conflict.fields == []
        assert {"Annas Text", "Neu von Anna"} <= {pair["theirs"] for pair in form.conflict.taken}
        whole = response.context["editor"]
        again = sent(whole.form) | sent(whole.contacts.management_form)
        assert berta.post(url(page), again).status_code == 302
        page.refresh_from_db()
        bodies = {section["heading"]: section["body"] for section in page.sections}
        assert bodies == {"Wohnung suchen": "Annas Text", "Alltag im Haus": "Bertas Text", "Neu von Anna": ""}

    def test_two_editors_of_one_section_see_both_texts(self, anna, page):
        berta = editor("Berta Bunt")
        typed = opened(berta, url(page))
        anna.post(url(page), opened(anna, url(page)) | {"body_suche": "Annas Text"})
        response = berta.post(url(page), typed | {"body_suche": "Bertas Text"})
        form = response.context["editor"].form
        assert [(pair["mine"], pair["theirs"]) for pair in form.conflict.fields] == [("Bertas Text", "Annas Text")]
        whole = response.context["editor"]
        again = sent(whole.form) | sent(whole.contacts.management_form) | {"keep-body_suche": "theirs"}
        berta.post(url(page), again)
        page.refresh_from_db()
        assert page.sections[0]["body"] == "Annas Text"

    def test_an_ended_contact_point_does_not_stand_in_the_way(self, anna):
        gone = make.archived_offer(by=anna.person)
        page = make_info.draft(by=anna.person, contacts=[{"offer": gone}])
        assert anna.post(url(page), opened(anna, url(page))).status_code == 302
        assert page.contacts.get().offer == gone

    def test_the_history_tells_sections_contact_points_and_translations(self, anna, page):
        unit = make.organisation(name="Amt für Wohnen")
        typed = {"body_suche": "Annas Text", "contacts-0-organisation": str(unit.pk)}
        anna.post(url(page), opened(anna, url(page)) | typed)
        make_info.translation(page, "en", title="Housing")
        html = anna.get(url(page, "history")).content.decode()
        for words in ("Abschnitt „Wohnung suchen“", "Annas Text", "Amt für Wohnen", "Housing"):
            assert words in html


class TestDecisions:
    def test_publish_confirm_withdraw(self, anna):
        page = make_info.draft(by=anna.person)
        for word, sentence in (("publish", "veröffentlicht"), ("confirm", "bestätigt"), ("withdraw", "zurückgezogen")):
            page.refresh_from_db()
            response = anna.post(url(page, word), {"version": page.version}, follow=True)
            assert f"„{page}“ ist {sentence}." in response.content.decode()
        assert not InfoPage.objects.published().exists()

    def test_a_second_click_is_answered_in_words(self, anna, page):
        assert anna.post(url(page, "publish"), {"version": page.version}).status_code == 409
        assert anna.post(url(page, "confirm"), {"version": 1}).status_code == 409

    @pytest.mark.parametrize("language", ["de", "ar"])
    def test_a_draft_can_be_looked_at_in_every_language(self, anna, language):
        page = make_info.draft(by=anna.person)
        make_info.translation(page)
        html = anna.get(f"{url(page, 'preview')}?sprache={language}").content.decode()
        assert ("Ab 22 Uhr ist Nachtruhe. (ar)" in html) == (language == "ar")


class TestTranslate:
    def test_each_section_stands_beside_its_german_text(self, anna, page):
        address = url(page, "translate", "ar")
        typed = opened(anna, address) | {"title": "السكن", "heading_suche": "البحث", "body_suche": "نص"}
        anna.post(address, typed)
        made = InfoPageTranslation.objects.get()
        assert (made.title, made.translated_by) == ("السكن", anna.person)
        assert made.sections == {"suche": {"heading": "البحث", "body": "نص"}}
        assert anna.post(url(page, "review", "ar"), {"version": 1}).status_code == 302
        assert InfoPageTranslation.objects.get().status == TranslationStatus.REVIEWED

    def test_outdated_shows_which_section_has_changed(self, anna, page):
        make_info.translation(page)
        anna.post(url(page), opened(anna, url(page)) | {"body_alltag": "Ab 22 Uhr ist Ruhe."})
        response = anna.get(url(page, "translate", "ar"))
        assert response.context["status"] == TranslationStatus.OUTDATED
        assert [field.name for _german, field, changed in response.context["pairs"] if changed] == ["body_alltag"]

    def test_a_translation_of_nothing_is_refused(self, anna, page):
        address = url(page, "translate", "en")
        response = anna.post(address, opened(anna, address))
        assert "Bitte übersetzen Sie mindestens einen Text." in response.content.decode()

    def test_two_translators_see_both_texts(self, anna, page):
        address, berta = url(page, "translate", "en"), editor("Berta Bunt")
        make_info.translation(page, "en")
        typed = opened(berta, address)
        anna.post(address, opened(anna, address) | {"body_suche": "Anna's", "body_alltag": "Also Anna's"})
        form = berta.post(address, typed | {"body_suche": "Berta's"}).context["form"]
        assert [(pair["mine"], pair["theirs"]) for pair in form.conflict.fields] == [("Berta's", "Anna's")]
        assert [pair["theirs"] for pair in form.conflict.taken] == ["Also Anna's"]


class TestValues:
    def address(self, page):
        return reverse("offers:open-value-set", args=[make_info.value(page).pk])

    def test_a_double_click_makes_one_entry(self, anna, page):
        address = self.address(page)
        typed = opened(anna, address) | {"amount": "1.450,50", "valid_from": "2026-01-01", "source": "Beschluss"}
        assert [anna.post(address, typed).status_code for _ in range(2)] == [302, 302]
        setting = ValueSetting.objects.get()
        assert (str(setting.amount), setting.set_by) == ("1450.50", anna.person)
        assert "1.450,50" in anna.get(address).content.decode()

    @pytest.mark.parametrize("amount", ["1,000", "0", "-5", "viel", "3,496.02", ""])
    def test_what_can_be_read_in_two_ways_is_refused(self, anna, page, amount):
        address = self.address(page)
        typed = opened(anna, address) | {"amount": amount, "valid_from": "2026-01-01", "source": "Beschluss"}
        response = anna.post(address, typed)
        assert response.context["form"].errors.keys() == {"amount"}
        assert "Beschluss" in response.content.decode()
        assert not ValueSetting.objects.exists()

    def test_who_comes_second_sees_the_first_entry(self, anna, page):
        address, berta = self.address(page), editor("Berta Bunt")
        day = {"valid_from": "2026-01-01", "source": "Beschluss"}
        late = opened(berta, address) | day | {"amount": "500"}
        anna.post(address, opened(anna, address) | day | {"amount": "450"})
        response = berta.post(address, late)
        html = response.content.decode()
        assert "Jemand hat in der Zwischenzeit einen Wert eingetragen." in html
        assert "450,00" in html
        assert berta.post(address, sent(response.context["form"])).status_code == 302
        assert [str(one.amount) for one in ValueSetting.objects.all()] == ["500.00", "450.00"]


@pytest.mark.parametrize("word", ["work", "create", "edit", "translate", "value"])
def test_strangers_log_in_and_others_are_refused(client, newcomer, word):
    page = make_info.draft()
    addresses = {
        "work": LIST,
        "create": NEW,
        "edit": url(page),
        "translate": url(page, "translate", "ar"),
        "value": reverse("offers:open-value-set", args=[make_info.value(page).pk]),
    }
    assert client.get(addresses[word]).status_code == 302
    assert log_in(client, newcomer).get(addresses[word]).status_code == 403


def test_the_overview_counts_pages_that_need_something(anna, page):
    assert "Informationsseiten, die etwas brauchen" not in [item.title for item in items(anna.person)]
    make_info.value(page)
    make_info.published(by=anna.person)
    found = {item.title: item.count for item in items(anna.person)}
    assert found["Informationsseiten, die etwas brauchen"] == 1
