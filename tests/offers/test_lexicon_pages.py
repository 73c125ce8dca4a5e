"""The Redaktion's pages for the lexicon of the search."""

from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from django.urls import reverse

from offers.actions import indexing, lexicon
from offers.choices import LexiconState
from offers.forms.lexicon import LONGEST_WORD, MOST_WORDS, LexiconForm
from offers.models import LexiconEntry
from tests import pages
from tests.accessibility import checks
from tests.offers import make
from tests.offers.editing import editor, opened, sent
from tests.people import log_in
from tests.queries import assert_constant_queries

pytestmark = pytest.mark.django_db
LIST, NEW = "/de/redaktion/woerterbuch/", "/de/redaktion/woerterbuch/neu/"
GOOD = {"label": "Hund", "kind": "everyday", "words": "Hundesteuer"}


@pytest.fixture
def anna(db):
    LexiconEntry.objects.all().delete()
    return editor("Anna Alt")


def url(entry, page="edit"):
    return reverse(f"offers:lexicon-{page}", args=[entry.pk])


def help_of(response, name):
    """What stands at a field, without its tags."""
    return str(response.context["form"].fields[name].help_text)


class TestCreate:
    def test_a_double_click_makes_one_entry_that_works_at_once(self, anna):
        offer = make.offer(title="Hundesteuer zahlen")
        indexing.refresh_all()
        typed = opened(anna, NEW) | GOOD | {"said_ar": "كلب\r\n\r\n جرو  صغير \r\nكلب", "near": "Tierheim\nTIERHEIM"}
        first, second = anna.post(NEW, typed), anna.post(NEW, typed)
        entry = LexiconEntry.objects.get()
        assert first.url == second.url == url(entry)
        assert entry.synonyms == {"ar": ["كلب", "جرو صغير"]}
        assert (entry.words, entry.near, entry.state) == (["Hundesteuer"], ["Tierheim"], LexiconState.HUMAN)
        page = anna.get(f"{url(entry)}?probieren=كلب")
        assert page.context["offers"] == [offer]
        assert page.context["found"].is_confident

    @pytest.mark.parametrize(
        ("typed", "label", "sentence"),
        [
            ({"label": ""}, "Bezeichnung", "Dieses Feld ist zwingend erforderlich."),
            ({"label": "x" * 121}, "Bezeichnung", "höchstens 120"),
            ({"label": "!?"}, "Bezeichnung", "enthält keinen Buchstaben"),
            ({"label": "a\u202eb"}, "Bezeichnung", "unsichtbare Steuerzeichen"),
            ({"kind": "x"}, "Art", "gültige Auswahl"),
            ({"words": ""}, "Deutsch", "in mindestens einer Sprache"),
            (
                {"words": "", "near": "", "said_tr": "köpek"},
                "Wörter in den Angeboten",
                "findet dieser Eintrag kein Angebot",
            ),
            ({"said_ar": "x" * 10_000}, "Arabisch", "zu lang: höchstens 120"),
            ({"said_ar": "\n".join(map(str, range(3000)))}, "Arabisch", "hier sind es 3000"),
            ({"said_ar": "ab " * 41}, "Arabisch", "zu lang: höchstens 120"),
            ({"said_ro": " ".join(["ﬃ" * 13] * 4)}, "Rumänisch", "zu lang"),
            ({"said_ar": "كلب\x07"}, "Arabisch", "unsichtbare Steuerzeichen"),
            ({"said_ar": "!!!\n..."}, "Arabisch", "enthält keinen Buchstaben"),
            ({"said_bg": "\n".join(f"куче{n}" for n in range(41))}, "Bulgarisch", "Höchstens 40 Wörter"),
            ({"topics": ["999999"]}, "Themen", "gültige"),
        ],
    )
    def test_bad_input_is_kept_and_explained(self, anna, typed, label, sentence):
        data = opened(anna, NEW) | GOOD | {"near": "bleibt"} | typed
        form = anna.post(NEW, data).context["form"]
        wrong = {field.label: " ".join(field.errors) for field in form if field.errors}
        assert list(wrong) == [label]
        assert sentence in wrong[label]
        kept = {name: value for name, value in sent(form).items() if name != "once"}
        assert kept == {name: value for name, value in data.items() if name != "once"}
        assert not LexiconEntry.objects.exists()

    def test_as_much_as_is_allowed_is_taken(self, anna):
        full = "\n".join(f"{n:03}" + "x" * (LONGEST_WORD - 3) for n in range(MOST_WORDS))
        assert anna.post(NEW, opened(anna, NEW) | GOOD | {"said_fa": full}).status_code == 302
        assert len(LexiconEntry.objects.get().synonyms["fa"]) == MOST_WORDS

    @pytest.mark.parametrize(
        ("query", "field", "value"),
        [
            ("?wort=hundesteuer&sprache=de", "label", "Hundesteuer"),
            ("?wort=hundesteuer&sprache=de", "said_de", "hundesteuer"),
            ("?wort=كلب&sprache=ar", "said_ar", "كلب"),
            ("?wort=x&sprache=zz", "label", ""),
            ("", "label", ""),
        ],
    )
    def test_a_missed_word_is_filled_in(self, anna, query, field, value):
        assert sent(anna.get(f"{NEW}{query}").context["form"])[field] == value


class TestChange:
    def test_saving_untouched_changes_nothing(self, anna):
        made = make.entry(synonyms={"ar": ["كلب", "جرو"]}, near=["Tier"], topics=["sport"])
        before = LexiconEntry.objects.filter(pk=made.pk).values()[0]
        assert anna.post(url(made), opened(anna, url(made))).status_code == 302
        assert LexiconEntry.objects.filter(pk=made.pk).values()[0] == before

    def test_each_language_is_written_in_its_own_direction(self, anna):
        html = anna.get(url(make.entry())).content.decode()
        for language, direction in (("ar", "rtl"), ("fa", "rtl"), ("uk", "ltr")):
            assert f'lang="{language}" dir="{direction}"' in html

    def test_saving_and_reviewing_go_together(self, anna):
        made = make.entry()
        anna.post(url(made), opened(anna, url(made)) | {"label": "Neu", "do": "save-review"})
        made.refresh_from_db()
        assert (made.label, made.state, made.reviewed_by) == ("Neu", LexiconState.REVIEWED, anna.person)

    def test_the_form_costs_the_same_however_many_there_are(self, anna):
        made = make.entry(words=["Hund"])
        assert_constant_queries(anna, url(made), lambda: make.entry(words=["Hund"], synonyms={"tr": ["x"]}), at_most=21)

    def test_words_that_do_nothing_or_mean_something_else_too_are_told_at_their_field(self, anna):
        make.entry(label="Tierarzt & Co", synonyms={"tr": ["köpek"]})
        made = make.entry(label="Hund", words=["Sucht"], near=["bei"], synonyms={"tr": ["Köpek"], "en": ["help"]})
        page = anna.get(url(made))
        assert help_of(page, "said_tr") == '<span class="note">„<bdi>Köpek</bdi>“ meint auch: Tierarzt &amp; Co.</span>'
        assert "„<bdi>Sucht</bdi>“ bewirkt hier nichts" in help_of(page, "words")
        assert "„<bdi>bei</bdi>“ bewirkt hier nichts" in help_of(page, "near")
        assert "„<bdi>help</bdi>“ überliest die Suche" in help_of(page, "said_en")
        assert help_of(page, "said_ar") == ""

    def test_what_is_switched_off_means_nothing_else(self, anna):
        off, made = make.entry(synonyms={"tr": ["köpek"]}), make.entry(synonyms={"tr": ["köpek"]})
        lexicon.deactivate(entry=off, version=1, by=anna.person)
        assert help_of(anna.get(url(made)), "said_tr") == ""

    def test_many_other_meanings_are_counted(self, anna):
        for number in range(5):
            make.entry(label=f"Eintrag {number}", words=["Hund"])
        assert "meint auch: Eintrag 0; Eintrag 1; Eintrag 2 und 2 weitere." in help_of(
            anna.get(url(make.entry(label="Hund", words=[]))), "label"
        )

    def test_the_next_unreviewed_entry_follows_in_the_alphabet(self, anna):
        first, second, third, last = (make.entry(label=label) for label in ("Apfel", "Ärztin", "Birne", "Chor"))
        lexicon.review(entry=second, version=1, by=anna.person)
        assert anna.get(url(first)).context["next_one"] == third
        assert anna.get(url(third)).context["next_one"] == last
        assert anna.get(url(last)).context["next_one"] == first

    def test_a_search_that_finds_nothing_says_so(self, anna):
        page = anna.get(f"{url(make.entry())}?probieren=%00nirgends").content.decode()
        assert "kein Angebot in Herne" in page
        assert "\0" not in page

    def test_saving_what_is_switched_off_does_not_switch_it_on(self, anna):
        made = make.entry()
        lexicon.deactivate(entry=made, version=1, by=anna.person)
        page = anna.post(url(made), opened(anna, url(made)) | {"label": "Neu"}, follow=True).content.decode()
        assert "„Neu“ ist gespeichert und bleibt abgeschaltet." in page
        assert not made.targets.exists()


class TestTwoEditors:
    def test_the_second_sees_both_texts_and_what_only_the_other_changed_is_taken(self, anna):
        made, berta = make.entry(label="Hund", synonyms={"ar": ["كلب"], "tr": ["köpek"]}), editor("Berta Bunt")
        typed = opened(berta, url(made))
        anna.post(url(made), opened(anna, url(made)) | {"said_tr": "köpek\nit", "said_ar": "جرو", "near": "Tier"})
        response = berta.post(url(made), typed | {"said_ar": "كلب\nكلاب"})
        conflict = response.context["form"].conflict
        assert [(pair["label"], pair["mine"], pair["theirs"]) for pair in conflict.fields] == [
            ("Arabisch", "كلب\nكلاب", "جرو")
        ]
        assert {pair["label"] for pair in conflict.taken} == {"Türkisch", "Wörter in der Nähe"}
        assert "Anna Alt hat in der Zwischenzeit gespeichert" in response.content.decode()
        berta.post(url(made), sent(response.context["form"]))
        made.refresh_from_db()
        assert made.synonyms == {"ar": ["كلب", "كلاب"], "tr": ["köpek", "it"]}
        assert (made.near, made.version) == (["Tier"], 3)

    def test_who_saves_while_the_form_is_being_checked_is_noticed_too(self, anna):
        made = make.entry(label="Hund", words=["Hundesteuer"], synonyms={"tr": ["köpek"]})
        form = LexiconForm(QueryDict(urlencode(opened(anna, url(made)) | {"near": "Tier"}, doseq=True)), instance=made)
        said = {"kind": made.kind, "label": "Hund", "words": ["Hundesteuer"], "near": [], "synonyms": {"tr": ["it"]}}
        lexicon.change(entry=made, content=lexicon.Content(said, [], []), version=1, by=anna.person)
        assert not form.is_valid()
        assert [(pair["label"], pair["theirs"]) for pair in form.conflict.taken] == [("Türkisch", "it")]

    def test_the_second_may_choose_the_words_of_the_first(self, anna):
        made, berta = make.entry(synonyms={"ar": ["كلب"]}), editor("Berta Bunt")
        typed = opened(berta, url(made))
        anna.post(url(made), opened(anna, url(made)) | {"said_ar": "جرو"})
        form = berta.post(url(made), typed | {"said_ar": "كلاب", "near": "Tier"}).context["form"]
        berta.post(url(made), sent(form) | {"keep-said_ar": "theirs"})
        made.refresh_from_db()
        assert (made.synonyms, made.near) == ({"ar": ["جرو"]}, ["Tier"])


class TestDecisions:
    def test_switching_off_is_asked_first_and_can_be_taken_back(self, anna):
        made = make.entry(label="Hund")
        page = anna.get(url(made)).content.decode()
        assert "Soll die Suche „Hund“ nicht mehr kennen?" in page
        anna.post(url(made, "deactivate"), {"version": 1, "reason": "Steht doppelt."})
        made.refresh_from_db()
        assert made.deactivated_by == anna.person
        assert "Wieder einschalten" in anna.get(url(made)).content.decode()
        anna.post(url(made, "reactivate"), {"version": 2})
        made.refresh_from_db()
        assert made.deactivated_at is None

    def test_the_second_click_is_answered_in_words(self, anna):
        made = make.entry()
        assert anna.post(url(made, "review"), {"version": 1}).status_code == 302
        again = anna.post(url(made, "review"), {"version": 1})
        assert again.status_code == 409
        assert "hat sich geändert" in again.content.decode()

    def test_a_reason_that_is_no_text_is_explained(self, anna):
        made = make.entry()
        response = anna.post(url(made, "deactivate"), {"version": 1, "reason": "x" * 301})
        assert response.context["decision"].errors
        made.refresh_from_db()
        assert made.deactivated_at is None

    def test_the_history_is_a_page(self, anna):
        made = make.entry(label="Hund")
        anna.post(url(made, "review"), {"version": 1})
        page = anna.get(url(made, "history"))
        assert "Verlauf: Hund" in page.content.decode()
        assert pages.headings_are_in_order(page)


@pytest.mark.parametrize("page", ["list", "create", "edit", "history"])
class TestWhoMay:
    def address(self, page):
        return {"list": LIST, "create": NEW}.get(page) or url(make.entry(), page)

    def test_people_without_the_role_are_refused(self, client, newcomer, page):
        assert log_in(client, newcomer).get(self.address(page)).status_code == 403

    def test_without_a_second_factor_it_is_asked_for(self, client, redaktion, page):
        assert log_in(client, redaktion, second_factor=False).get(self.address(page)).status_code == 302

    def test_other_methods_are_refused(self, anna, page):
        assert anna.put(self.address(page)).status_code == 405


@pytest.mark.browser
@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
@pytest.mark.parametrize("page", ["list", "create", "edit", "off", "wrong"])
def test_nobody_is_shut_out(open_page, anna, page, width, scheme):
    entry = make.entry(synonyms={"ar": ["كلب"], "tr": ["köpek"]}, topics=["sport"])
    make.entry(synonyms={"ar": ["كلب"]})
    if page == "off":
        lexicon.deactivate(entry=entry, version=1, by=anna.person)
    address = {"list": LIST, "create": NEW, "wrong": NEW}.get(page) or url(entry)
    shown = open_page(address, client=anna, width=width, color_scheme=scheme)
    if page == "wrong":
        shown.get_by_role("button", name="Speichern").first.click()
    assert checks.everything(shown) == []
    assert shown.failures == []
