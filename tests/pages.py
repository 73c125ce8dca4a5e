"""What tests of public pages look at: elements of the HTML, weight, cookies."""

import gzip
import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

from django.contrib.staticfiles import finders

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class _Languages(HTMLParser):
    """Collects every text with the language and direction that hold for it."""

    def __init__(self):
        super().__init__()
        self.open, self.texts = [], []

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            attrs = dict(attrs)
            language, direction = self.open[-1][1:] if self.open else ("", "")
            self.open.append((tag, attrs.get("lang", language), attrs.get("dir", direction)))

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if data.strip() and self.open:
            self.texts.append((data.strip(), *self.open[-1][1:]))


def language_of(response, text):
    """(lang, dir) that hold where `text` first stands as a whole text of the page."""
    parser = _Languages()
    parser.feed(response.content.decode())
    return next((language, direction) for found, language, direction in parser.texts if found == text)


def headings_are_in_order(response):
    """One h1, and no level is skipped."""
    levels = [int(level) for level in re.findall(r"<h([1-6])", response.content.decode())]
    return levels.count(1) == 1 and all(after - before <= 1 for before, after in pairwise(levels))


def compressed(data):
    """Bytes as a browser with gzip gets them."""
    return len(gzip.compress(data, 6))


def first_load(response):
    """Compressed weight of the page with its sheets and scripts."""
    html = response.content.decode()
    linked = re.findall(r'(?:rel="stylesheet" href|script type="module" src)="/static/([^"]+)"', html)
    assert linked
    return compressed(response.content) + sum(compressed(Path(finders.find(path)).read_bytes()) for path in linked)
