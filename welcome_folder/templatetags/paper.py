"""Words on papers that a person carries: her language, and German beside it."""

import unicodedata

from django import template
from django.template.defaultfilters import linebreaksbr
from django.utils import translation
from django.utils.html import conditional_escape, format_html, format_html_join

from welcome_folder import paper_facts, presenting

register = template.Library()
register.filter("shown_number", presenting.spaced_number)
GERMAN = '<article class="{}" lang="de" dir="ltr">{}</article>'


@register.simple_tag
def both(text):
    """`{% both _("Termine") %}`: the word in the paper's language, and in German beside it unless it is the same."""
    own = str(text)
    with translation.override("de"):
        german = str(text)
    return _both(own, german)


@register.simple_tag
def both_term(term):
    """The same for a word of a controlled list: what residents read, and the office's word."""
    own, german = term.text, str(term)
    if translation.get_language() == "de":
        return own
    return _both(own if _is_translated(term) else german, german)


@register.filter
def german_only(text):
    """A text that exists in German only: marked, where the paper is in another language."""
    if not text:
        return ""
    if translation.get_language() == "de":
        return conditional_escape(text)
    return format_html(GERMAN, "inline", text)


@register.filter
def name(text):
    """A name, in whichever script: its direction is its own."""
    strong = next((kind for kind in map(unicodedata.bidirectional, str(text)) if kind in {"L", "R", "AL"}), "L")
    return format_html('<bdi dir="{}">{}</bdi>', "ltr" if strong == "L" else "rtl", text)


@register.filter
def spaced_number(number):
    """The folder number in groups; it reads from left to right on every paper."""
    return format_html('<bdi dir="ltr" class="folder-number">{}</bdi>', presenting.spaced_number(number))


@register.filter
def left_to_right(text):
    """A date, a telephone number or an amount inside text of any direction."""
    return format_html('<bdi dir="ltr">{}</bdi>', text) if text else ""


@register.filter
def german_block(text, css_class):
    """A German text on a line of its own, in one box: hundreds of them stand on the paper of a family."""
    if translation.get_language() == "de":
        return format_html('<div class="{}">{}</div>', css_class, text)
    return format_html(GERMAN, css_class, text)


@register.filter
def as_blocks(text, css_class="words"):
    """A German text of one or more lines."""
    return german_block(linebreaksbr(str(text).strip()), css_class) if text else ""


@register.filter
def personal_facts(contents):
    """What is known of the person, with its words."""
    return [paper_facts.Fact(fact.label, _lines(fact.lines)) for fact in paper_facts.personal(contents)]


@register.simple_tag
def kin_word(relative):
    """What somebody is to the folder's person."""
    return both(paper_facts.kin(relative))


@register.simple_tag
def birth_on_paper(person):
    """When somebody was born."""
    return _in_lines(paper_facts.birth(person))


@register.simple_tag
def custody_on_paper(tie):
    """Who decides for a child."""
    return _in_lines(paper_facts.custody(tie))


@register.simple_tag
def original_on_paper(document):
    """Where a paper itself is."""
    return _in_lines(paper_facts.original(document))


@register.filter
def link_of(contents, number):
    """The code of a sheet."""
    return contents.links[number]


def _both(own, german):
    if own == german:
        return german_only(german)
    return format_html("{} {}", own, format_html(GERMAN, "beside", german))


def _is_translated(term):
    """Whether there is a word in the paper's language; a kind of paper carries its word's own labels."""
    return getattr(term, "document", term).is_translated


def _in_lines(lines):
    return format_html_join("", "<div>{}</div>", ((line,) for line in _lines(lines)))


def _lines(lines):
    return [format_html_join(" ", "{}", ((PARTS[kind](value),) for kind, value in line)) for line in lines]


PARTS = {
    "word": both,
    "words": lambda words: _both(words.own, words.german),
    "term": both_term,
    "german": german_only,
    "plain": left_to_right,
}
