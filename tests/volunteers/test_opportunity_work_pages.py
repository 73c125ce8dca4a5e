"""Tasks as the coordination enters, changes, confirms and archives them."""

import pytest
from django.utils import timezone

from tests.volunteers import make
from tests.volunteers.working import at_her_desk, post, url
from volunteers.models import (
    ImportedOpportunity,
    Opportunity,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(client):
    return at_her_desk(client)


def typed_opportunity(client, address, **more):
    """What the form shows, with changes."""
    form = client.get(address).context["form"]
    shown = {bound.html_name: bound.value() for bound in form if bound.value() not in (None, "", [])}
    shown = {name: value for name, value in shown.items() if value is not False}
    return shown | more


def test_an_opportunity_is_entered_once_changed_and_confirmed(client, coordinator):
    address, office = url("opportunity-create"), make.contact().office
    typed = typed_opportunity(client, address, title="Vorlesen", windows="Montag 15:00-17:00\nDi 9.00-11.00")
    wrong = client.post(address, typed | {"windows": "irgendwann", "title": "Vorlesen"})
    assert [list(wrong.context["form"].errors), "irgendwann" in wrong.content.decode()] == [["windows"], True]
    for _click in range(2):
        assert client.post(address, typed).status_code == 302
    task = Opportunity.objects.get(title="Vorlesen")
    assert [str(one) for one in task.windows.all()] == ["Montag, 15:00 bis 17:00", "Dienstag, 09:00 bis 11:00"]
    assert client.post(url("opportunity-confirm", task.pk), {"version": task.version}).status_code == 409
    address = url("opportunity-edit", task.pk)
    more = {"organisation": office.pk, "contact_name": "Karla", "contact_email": "karla@example.org", "capacity": "2"}
    assert client.post(address, typed_opportunity(client, address, **more)).status_code == 302
    task.refresh_from_db()
    assert [task.capacity, task.windows.count()] == [2, 2]
    assert client.post(url("opportunity-confirm", task.pk), {"version": task.version + 1}).status_code == 409
    assert client.post(url("opportunity-confirm", task.pk), {"version": task.version}).status_code == 302
    task.refresh_from_db()
    assert [task.state, task.confirmed_by] == ["confirmed", coordinator]


def test_the_second_editor_sees_both_texts(client, coordinator):
    task = make.opportunity()
    address = url("opportunity-edit", task.pk)
    typed = typed_opportunity(client, address, title="Meiner")
    Opportunity.objects.filter(pk=task.pk).update(title="Ihrer", version=task.version + 1)
    answer = client.post(address, typed)
    assert [field["theirs"] for field in answer.context["form"].conflict.fields if field["label"] == "Titel"] == [
        "Ihrer"
    ]
    task.refresh_from_db()
    assert task.title == "Ihrer"


def test_archiving_asking_and_restoring(client, coordinator):
    task = make.opportunity()
    assert client.post(url("opportunity-ask", task.pk)).status_code == 302
    assert task.confirmation_requests.count() == 1
    assert client.post(url("opportunity-archive", task.pk), {"reason": ""}).status_code == 200
    post(client, "opportunity-archive", task.pk, reason="wird nicht mehr gebraucht")
    task.refresh_from_db()
    assert task.state == "archived"
    assert client.get(url("opportunity-board", task.pk)).status_code == 200
    post(client, "opportunity-restore", task.pk, version=task.version)
    task.refresh_from_db()
    assert task.state == "unconfirmed"
    assert client.post(url("opportunity-restore", task.pk), {"version": task.version}).status_code == 409


def test_what_an_import_says_otherwise_is_shown(client, coordinator):
    task = make.unconfirmed_opportunity(reference="vol-001")
    conflict = {"field": "title", "label": "Titel", "current": task.title, "old": "Alt", "new": "Neu laut Quelle"}
    ImportedOpportunity.objects.create(reference="vol-001", cells={}, conflicts=[conflict], imported_at=timezone.now())
    page = client.get(url("opportunity-conflict-list")).content.decode()
    assert "Neu laut Quelle" in page
    assert url("opportunity-edit", task.pk) in page
