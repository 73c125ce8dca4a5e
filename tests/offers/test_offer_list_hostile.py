"""Whatever stands in the address of the list: a sane page, at most one step away, and soon."""

import time
from urllib.parse import quote

import pytest

from herne_integration import pdf
from offers.actions import indexing, lexicon
from tests.offers import make

pytestmark = pytest.mark.django_db
LIST = "/de/angebote/"
QUERIES = {
    "ten kilobytes": "q=" + "x" * 10_000,
    "ten kilobytes of words": "q=" + "kurs+" * 2000,
    "ten kilobytes of a name": "x" * 10_000 + "=1",
    "wildcards": "q=%25_%25__%25%25",
    "quotes": "q=%27%22%60%5C%27%3B--",
    "sql": "q=" + quote("'; DROP TABLE offers_offer; --"),
    "markup": "q=" + quote("<script>alert(1)</script>"),
    "nul": "q=kurs%00kurs&topic=%00",
    "only nul": "q=%00",
    "operators": "q=" + quote("a & b | !c <-> (d:* \\"),
    "five hundred filters": "&".join(["topic=beratung"] * 500),
    "five hundred values": "&".join(f"district={number}" for number in range(500)),
    "five hundred names": "&".join(f"f{number}=1" for number in range(500)),
    "unknown words": "topic=x&who=x&district=x&language=xx&field=x&region=x&provider=x&sort=x&unknown=x&free=x",
    "every filter": "topic=beratung&who=duldung&district=wanne&language=ar&field=ankommen&region=alle&provider=1"
    "&free=ja&open=ja&soon=ja&online=ja&childcare=ja&accessible=ja&unknown=ja&sort=titel&q=Kurs",
    "provider from afar": "provider=999999999",
    "provider too large": "provider=99999999999999999999",
    "provider negative": "provider=-1",
    "provider in Arabic digits": "provider=%D9%A1%D9%A2",
    "marks of direction": "q=%E2%80%8F%E2%80%8E%E2%80%AE%D9%85%D8%B3%D8%AA%D8%B4%D8%A7%D8%B1",
    "only marks of direction": "q=%E2%80%8F%E2%80%8E%E2%80%AE",
    "page before the first": "page=-1",
    "page nought": "page=0",
    "page in the millions": "page=1000000000",
    "page beyond all numbers": "page=" + "9" * 400,
    "page in words": "page=abc",
    "page in other digits": "page=%C2%B2%D9%A1",
    "page with a fraction": "page=1.5e9",
    "emoji": "q=%F0%9F%9A%B2%F0%9F%91%A9%E2%80%8D%F0%9F%91%A7",
    "only spaces": "q=+++%E2%80%83%C2%A0",
    "line breaks": "q=a%0D%0ASet-Cookie:x",
    "half a character": "q=%ED%A0%80&topic=%ED%BF%BF",
    "no characters at all": "q=%FF%FE%80&page=%FF",
    "broken percent": "q=%&topic=%2&district=%zz",
    "nothing but signs": "&&&===&=&q",
    "combining marks": "q=" + quote("e" + "\u0301" * 3000),
    "letters that grow when folded": "q=" + quote("\ufdfa" * 120),
    "own marks of the index": "q=%23all+%23t%3Aberatung",
    "many languages": "q=" + quote("مستشار лікар doctor Ärztin پزشک " * 100),
}


@pytest.fixture(autouse=True)
def _city(db):
    lexicon.load()
    made = [make.offer(title="Sprachkurs", topics=["beratung"]), make.offer(title="Nähcafé")]
    indexing.refresh(*(offer.pk for offer in made))


def asked(client, path, query):
    """The final page, the steps that led to it and the seconds all of it took."""
    began = time.perf_counter()
    response = client.get(path, QUERY_STRING=query)
    steps = []
    while response.status_code == 302 and len(steps) < 5:
        steps.append(response.headers["Location"])
        response = client.get(steps[-1])
    return response, steps, time.perf_counter() - began


def insane(client, path, query, most_steps):
    """What is wrong with the answer, if anything."""
    response, steps, seconds = asked(client, path, query)
    if seconds >= 1:
        # Once more: the first page of a process reads its templates, and the machine may be busy.
        _response, _steps, seconds = asked(client, path, query)
    found = {
        f"status {response.status_code}": response.status_code != 200,
        f"steps {steps}": len(steps) > most_steps,
        f"{len(response.content)} bytes": len(response.content) >= 60_000,
        f"{seconds:.1f} s": seconds >= 1,
    }
    return [what for what, is_wrong in found.items() if is_wrong]


# The paper is tidied first, and where there is nothing to print, it leads back to the list.
@pytest.mark.parametrize(("path", "most_steps"), [(LIST, 1), (f"{LIST}filter/", 1), (f"{LIST}pdf/", 2)])
def test_a_sane_page_comes_soon(client, monkeypatch, path, most_steps):
    monkeypatch.setattr(pdf, "_print", lambda html, key: b"%PDF")
    wrong = {name: insane(client, path, query, most_steps) for name, query in QUERIES.items()}
    assert {name: found for name, found in wrong.items() if found} == {}


def test_what_was_typed_stays_text(client):
    page = client.get(LIST, QUERY_STRING=QUERIES["markup"]).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_more_fields_than_any_form_has_are_refused_in_our_own_clothes(client):
    response = client.get(LIST, QUERY_STRING="&".join(["topic=beratung"] * 2000))
    assert response.status_code == 400
    assert "Impressum" in response.content.decode()
