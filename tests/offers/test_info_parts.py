"""The pure parts of information pages: markup, numbers between Arabic words, what has ended."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.template import Context, Template

from offers.choices import State
from offers.info_contacts import ended
from offers.info_markup import Block, blocks
from offers.templatetags.info_texts import numbers

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("\n\n \n", []),
        ("Ein Satz.", [Block(False, ("Ein Satz.",))]),
        ("Zeile 1\nZeile 2\n\nNeu", [Block(False, ("Zeile 1", "Zeile 2")), Block(False, ("Neu",))]),
        ("Vorher\n- eins\n- zwei\nNachher", [
            Block(False, ("Vorher",)), Block(True, ("eins", "zwei")), Block(False, ("Nachher",)),
        ]),
        ("- eins\r\n\r\n- zwei", [Block(True, ("eins",)), Block(True, ("zwei",))]),
        ("-kein Punkt", [Block(False, ("-kein Punkt",))]),
        ("- ", [Block(False, ("-",))]),
    ],
    ids=["nothing", "blank", "sentence", "paragraphs", "list", "two_lists", "no_space", "lone_mark"],
)  # fmt: skip
def test_markup_is_paragraphs_and_lists(text, found):
    assert blocks(text) == found


HOSTILE = [
    "<script>alert(1)</script>",
    "[Klick](javascript:alert(1))",
    '"><img src=x onerror=alert(1)>',
    "{{ settings.SECRET_KEY }}{% debug %}",
]


@pytest.mark.parametrize("text", HOSTILE, ids=["script", "link", "attribute", "template"])
@pytest.mark.parametrize("language", ["de", "ar"])
def test_nothing_else_means_anything(text, language):
    section = SimpleNamespace(body=SimpleNamespace(language=language, text=text), blocks=blocks(text))
    html = Template("{% include 'offers/_info_blocks.html' with section=section only %}")
    page = html.render(Context({"section": section}))
    assert not {"<script", "<img", "<a "} & {tag for tag in ("<script", "<img", "<a ") if tag in page}
    assert "javascript:" not in page.replace("(javascript:alert(1))", "")


def test_three_megabytes_are_read_in_passing():
    assert len(blocks("- Punkt\n\n" * 350_000)) == 350_000


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("رقم 02323 16-0 هنا", 'رقم <bdi dir="ltr">02323 16-0</bdi> هنا'),
        ("112 و 116117", "112 و 116117"),
        ("<b>22–6", '&lt;b&gt;<bdi dir="ltr">22–6</bdi>'),
    ],
    ids=["telephone", "one_part", "markup"],
)
def test_numbers_keep_their_order_between_arabic_words(text, html):
    assert numbers(text, "ar") == html


def test_numbers_need_nothing_in_german():
    assert numbers("02323 16-0 & mehr", "de") == "02323 16-0 &amp; mehr"


def contact(**things):
    return SimpleNamespace(**{"organisation": None, "offer": None, "task": None} | things)


@pytest.mark.parametrize(
    ("one", "why"),
    [
        (contact(organisation=SimpleNamespace(state=State.UNCONFIRMED)), ""),
        (contact(organisation=SimpleNamespace(state=State.ARCHIVED)), "die Einrichtung ist archiviert"),
        (contact(offer=SimpleNamespace(state=State.ARCHIVED, valid_until=None)), "das Angebot ist archiviert"),
        (contact(offer=SimpleNamespace(state=State.CONFIRMED, valid_until=TODAY)), ""),
        (
            contact(offer=SimpleNamespace(state=State.CONFIRMED, valid_until=date(2026, 11, 21))),
            "das Angebot ist vorbei",
        ),
        (contact(task=SimpleNamespace(key="kita")), ""),
    ],
    ids=["there", "archived_unit", "archived_offer", "last_day", "over", "task"],
)
def test_a_contact_point_ends_with_what_it_names(one, why):
    assert ended(one, TODAY) == why
