"""New versions of rules and weights are published from a day on, each with its basis; old ones stay."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from herne_integration.rules import RuleBroken
from tests.volunteers import make
from tests.volunteers.working import at_her_desk, key_of, url
from volunteers.actions import eligible, matching_records, policies
from volunteers.models import MatchWeights, RequirementPolicy

pytestmark = pytest.mark.django_db
MINORS = {"asks_fuehrungszeugnis": "legal", "basis_fuehrungszeugnis": "§ 72a SGB VIII", "valid_fuehrungszeugnis": "36"}


@pytest.fixture
def coordinator(client):
    make.words()
    return at_her_desk(client)


def typed(client, address, **more):
    return {"once": key_of(client, address), "valid_from": timezone.localdate().isoformat(), **more}


def test_the_form_says_what_holds_now(client, coordinator):
    form = client.get(url("policy-create", "minors")).context["form"]
    asked = {name: form[name].value() for name in form.fields if name.endswith("fuehrungszeugnis")}
    assert asked == {
        "asks_fuehrungszeugnis": "legal",
        "basis_fuehrungszeugnis": "§ 72a Abs. 3 und 4 SGB VIII, § 30a BZRG",
        "valid_fuehrungszeugnis": 60,
        "fresh_fuehrungszeugnis": 3,
    }
    assert [form["minimum_age"].value(), form["asks_schulung"].value()] == [18, ""]


def test_a_new_version_holds_from_its_day_on_and_the_old_one_stays(client, coordinator):
    address, day = url("policy-create", "minors"), timezone.localdate() + timedelta(days=9)
    old = RequirementPolicy.objects.current(timezone.localdate())["minors"]
    data = typed(client, address, **MINORS, asks_schulung="house", basis_schulung="Regel", minimum_age="16")
    data |= {"valid_from": day.isoformat(), "minimum_age_basis": "Jugendliche dürfen mitmachen"}
    for _click in range(2):
        assert client.post(address, data).status_code == 302
    new = RequirementPolicy.objects.get(task_class="minors", number=old.number + 1)
    assert [new.published_by, new.minimum_age, new.items.count()] == [coordinator, 16, 2]
    certificate = new.items.get(requirement__key="fuehrungszeugnis")
    assert [certificate.is_legal, certificate.valid_months, certificate.fresh_months] == [True, 36, None]
    assert not new.items.get(requirement__key="schulung").is_legal
    assert RequirementPolicy.objects.current(day - timedelta(days=1))["minors"] == old
    assert RequirementPolicy.objects.current(day)["minors"] == new
    mira, task = make.volunteer(), make.opportunity(task_class="minors")
    codes = [[one.code for one in eligible.reasons(volunteer=mira, opportunity=task, day=at)] for at in (day, None)]
    assert codes == [["legal_missing", "house_missing"], ["legal_missing"]]
    assert "kommt" in client.get(url("policy-list")).content.decode()


@pytest.mark.parametrize(
    ("more", "field"),
    [
        (MINORS | {"basis_fuehrungszeugnis": " "}, "basis_fuehrungszeugnis"),
        (MINORS | {"valid_fuehrungszeugnis": "-1"}, "valid_fuehrungszeugnis"),
        (MINORS | {"minimum_age": "16"}, "minimum_age_basis"),
        (MINORS | {"asks_fuehrungszeugnis": "vielleicht"}, "asks_fuehrungszeugnis"),
        ({"valid_from": "gestern"}, "valid_from"),
    ],
)
def test_what_names_no_basis_or_makes_no_sense_is_refused_and_kept(client, coordinator, more, field):
    address, before = url("policy-create", "minors"), RequirementPolicy.objects.count()
    page = client.post(address, typed(client, address, note="Ein Hinweis, der bleibt.") | more)
    assert [page.status_code, list(page.context["form"].errors)] == [200, [field]]
    assert "Ein Hinweis, der bleibt." in page.content.decode()
    assert RequirementPolicy.objects.count() == before


def test_nothing_is_published_for_a_day_that_is_over(client, coordinator):
    yesterday = timezone.localdate() - timedelta(days=1)
    for address in (url("policy-create", "minors"), url("weights-create")):
        said = dict.fromkeys(("area", "target_group", "language", "closeness", "load"), "1")
        said |= {"volunteer_waits": "0,01", "opportunity_waits": "0,01"}
        page = client.post(address, typed(client, address, **said) | {"valid_from": yesterday.isoformat()})
        assert "frühestens ab heute" in page.content.decode()
    assert not MatchWeights.objects.filter(valid_from=yesterday).exists()
    with pytest.raises(RuleBroken, match="frühestens ab heute"):
        policies.publish(task_class="minors", valid_from=yesterday, items=[], by=coordinator)
    assert client.get(url("policy-create", "unsinn")).status_code == 404


def test_new_weights_are_set_once(client, coordinator):
    address = url("weights-create")
    form = client.get(address).context["form"]
    now = matching_records.first_weights(coordinator)
    assert Decimal(form["area"].value().replace(",", ".")) == now.area
    said = dict.fromkeys(("area", "target_group", "language", "closeness", "load"), "2,5")
    said |= {"volunteer_waits": "0.0050", "opportunity_waits": "0,01", "note": "Beschluss vom Montag"}
    data = typed(client, address, **said)
    for _click in range(2):
        assert client.post(address, data).status_code == 302
    row = MatchWeights.objects.current(timezone.localdate())
    assert [row.area, row.volunteer_waits, row.set_by, row.note] == [
        Decimal("2.5"),
        Decimal("0.005"),
        coordinator,
        "Beschluss vom Montag",
    ]
    again = client.post(address, typed(client, address, **said))
    assert [again.status_code, list(again.context["form"].errors)] == [200, ["valid_from"]]


@pytest.mark.parametrize(
    ("name", "text"), [("area", "viel"), ("area", "-1"), ("area", "1,23456"), ("volunteer_waits", "0,02"), ("area", "")]
)
def test_weights_that_break_a_promise_are_refused_at_the_form(client, coordinator, name, text):
    address = url("weights-create")
    said = dict.fromkeys(("area", "target_group", "language", "closeness", "load"), "1")
    said |= {"volunteer_waits": "0,01", "opportunity_waits": "0,01", name: text}
    page = client.post(address, typed(client, address, **said))
    assert [page.status_code, bool(page.context["form"].errors)] == [200, True]
    assert not MatchWeights.objects.filter(valid_from=timezone.localdate()).exists()
