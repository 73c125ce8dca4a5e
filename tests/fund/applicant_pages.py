"""What tests of the applicant's pages share: a browser for somebody, a draft opened by a mailed link."""

from django.test import Client
from django.urls import reverse

from fund.actions import drafts
from fund.views.applicant_door import SESSION
from herne_integration import idempotency
from tests.fund import make
from tests.people import log_in


def browser(user=None, *, draft=None):
    """A browser, logged in or with the secret of a draft that has no account."""
    client = Client()
    if user is not None:
        log_in(client, user)
    if draft is not None:
        session = client.session
        session[SESSION] = {str(draft.pk): draft.key}
        session.save()
    return client


def url(name, application, *args):
    """The address of a page of an application."""
    return reverse(f"fund:{name}", args=[application.pk, *args])


def sent(**fields):
    """A form as it is sent the first time."""
    return {"once": idempotency.new_key()} | fields


def plan(rows=(), **fields):
    """A page of rows as it is sent: `rows` are dicts of what is typed."""
    data = sent(**{"zeile-TOTAL_FORMS": len(rows), "zeile-INITIAL_FORMS": 0} | fields)
    for number, row in enumerate(rows):
        data |= {f"zeile-{number}-{name}": value for name, value in row.items()}
    return data


def shown(client, address, status=200):
    """The text of a page."""
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def anonymous_draft(**fields):
    """An empty draft as somebody without an account begins it, and her browser."""
    made, key = drafts.begin(fund=make.a_round().fund, email="kasse@example.org", **fields)
    made.key = key
    return made, browser(draft=made)
