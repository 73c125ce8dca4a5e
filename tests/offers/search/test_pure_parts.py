"""Documents, questions, lexicon and measures: values in, values out."""

from offers.choices import LexiconKind
from offers.search import judging, lexicon, questions
from offers.search.documents import EVERYWHERE, Document, weights


def document(**fields):
    names = ("titles", "descriptions", "targets", "providers", "places", "keywords", "fields", "topics", "groups")
    empty = {name: [] for name in names}
    return Document(**empty | fields)


def test_a_title_says_more_than_a_description():
    found = weights(document(titles=["Nähkurs"], descriptions=["Auch Kochen gehört dazu."]))
    assert found["nahkurs"] > found["koch"] > 0


def test_a_word_everywhere_in_an_offer_weighs_less_than_twice_its_title():
    once = weights(document(titles=["Nähkurs"]))["nahkurs"]
    often = weights(document(titles=["Nähkurs"], descriptions=["Nähkurs"], targets=["Nähkurs"]))["nahkurs"]
    assert once < often < min(1, 2 * once)


def test_topics_and_groups_stand_as_marks_and_every_document_is_counted():
    found = weights(document(topics=[("wohnen", "Wohnen")], groups=["frauen"]))
    assert {"#t:wohnen", "#g:frauen", "wohn", EVERYWHERE} <= found.keys()


def test_a_question_is_its_telling_words_in_order_and_once():
    assert questions.parse("Wo gibt es Deutschkurse? Deutschkurse für Frauen!").terms == ["deutschkurs", "frau"]


def test_a_question_of_small_words_only_keeps_them():
    assert questions.parse("und wo").terms == ["und", "wo"]


def test_no_question_is_no_question():
    assert not questions.parse("?! \u200f")


def test_phrases_know_the_numbers_of_their_terms():
    assert {(0, "post amt"), (1, "post amt"), (0, "post"), (1, "amt")} <= set(questions.parse("Post vom Amt").phrases)


def test_a_long_word_asks_for_its_parts_the_last_more_than_the_first():
    parts = {term: quality for _number, term, quality in questions.parse("Wohnsitzanmeldung").parts}
    assert parts["anmeldung"] > parts["wohnsitz"]


def test_a_word_near_the_thing_is_never_as_good_as_its_own():
    meant = lexicon.targets(
        kind=LexiconKind.EVERYDAY, words=["Zahnarzt"], near=["Arzt"], topics=["gesundheit"], groups=[]
    )
    assert meant["zahnarzt"] > meant["arzt"] == meant["#t:gesundheit"]


def test_a_topic_of_its_own_finds_all_its_offers():
    meant = lexicon.targets(kind=LexiconKind.TOPIC, words=[], near=[], topics=["wohnen"], groups=[])
    assert meant == {"#t:wohnen": lexicon.OWN_TOPIC}


def test_a_word_that_only_turns_a_meaning_stands_for_nothing():
    meant = lexicon.targets(kind=LexiconKind.SITUATION, words=["ohne Papiere"], near=[], topics=[], groups=[])
    assert meant == {lexicon.phrase("Papiere"): lexicon.PART_OF_PHRASE}


def test_the_best_order_is_one_and_the_worst_nothing():
    assert judging.ndcg(["A", "B", "C"], ["A"], ["B"]) == 1
    assert judging.ndcg(["C"], ["A"], ["B"]) == 0
    assert 0 < judging.ndcg(["B", "A"], ["A"], ["B"]) < 1


def test_a_typing_error_is_one_edit_and_always_the_same_for_a_seed():
    made = [judging.mistyped("Deutschkurs", judging.chance(seed)) for seed in range(50)]
    assert made == [judging.mistyped("Deutschkurs", judging.chance(seed)) for seed in range(50)]
    assert all(abs(len(word) - len("Deutschkurs")) <= 1 for word in made)
