"""An application as long as it may be is still a paper that a page can make."""

import time

import pytest
from django.urls import reverse

from fund.models import Application
from herne_integration import pdf
from tests.fund import make
from tests.people import log_in

PROSE = ("summary", "new_approach", "lasting_effect", "not_otherwise_fundable", "short_notice")
WORDS = ("Wir üben Deutsch, nähen, kochen und gehen gemeinsam zum Amt; niemand soll verloren gehen. " * 60)[:4000]
# Seconds of processor time; laid out side by side and kept together it was ten minutes.
MOST = 15


@pytest.mark.django_db
@pytest.mark.skipif(not pdf.available(), reason="no Pango")
def test_the_longest_texts_make_a_paper_soon(client):
    club = make.applicant()
    draft = make.draft(of=club)
    for number in range(10):
        make.cost(draft, label=WORDS[:200], note=WORDS[:500], amount=f"{number + 1}.00")
    Application.objects.filter(pk=draft.pk).update(**dict.fromkeys(PROSE, WORDS))
    began = time.process_time()
    answer = log_in(client, club.chair).get(reverse("fund:application-pdf", args=[draft.pk]))
    assert answer.content.startswith(b"%PDF")
    assert time.process_time() - began < MOST
