"""Which institutions work with folders, and what must be handed over before somebody leaves one of them."""

import pytest
from django.urls import reverse
from django.utils import timezone

from herne_integration.rules import RuleBroken
from offers.actions import memberships
from offers.models import Membership
from tests.offers import make as directory
from tests.people import log_in
from tests.portal.make import person as account
from tests.welcome_folder import make
from welcome_folder.actions import institutions, team
from welcome_folder.models import Institution

pytestmark = pytest.mark.django_db
LIST, NEW = (reverse(f"welcome_folder:institution-{name}") for name in ("list", "create"))


def sent(client, url, **typed):
    form = client.get(url).context["form"]
    hidden = {name: form[name].value() for name in ("once", "version") if form[name].value() is not None}
    return client.post(url, hidden | typed)


def test_an_institution_is_entered_staffed_and_can_take_a_person_in(client, system):
    make.words()
    place = directory.organisation(name="Beratung am Markt")
    log_in(client, system)
    assert "Noch keine Stelle" in client.get(LIST).content.decode()
    assert sent(client, NEW, organisation=place.pk, areas=["wohnen", "arbeit"]).url == LIST
    assert "niemand kann hier Ordner führen" in client.get(LIST).content.decode()
    worker = account()
    memberships.grant(user=worker, organisation=place, role="case_worker", by=system)
    html = client.get(LIST).content.decode()
    assert ["Beratung am Markt" in html, "niemand kann hier" in html] == [True, False]
    log_in(client, worker)
    assert client.get(reverse("welcome_folder:intake-create")).status_code == 200


def test_an_organisation_is_offered_only_once(client, system):
    place = make.institution()
    log_in(client, system)
    answer = sent(client, NEW, organisation=place.pk, areas=["wohnen"])
    assert "gültige Auswahl" in answer.content.decode()
    assert Institution.objects.count() == 1


def test_who_saves_second_sees_both_texts(client, system):
    make.words()
    place = make.institution(areas=["wohnen"])
    institution = Institution.objects.get(organisation=place)
    url = reverse("welcome_folder:institution-edit", args=[institution.pk])
    log_in(client, system)
    assert sent(client, url, areas=["wohnen", "arbeit"]).url == LIST
    answer = client.post(url, {"version": 1, "areas": ["wohnen", "familie"]})
    assert answer.context["form"].conflict is not None
    institution.refresh_from_db()
    assert institution.areas == ["arbeit", "wohnen"]


@pytest.mark.parametrize(
    ("change", "sentence"), [({"areas": ["arbeit"]}, "wohnen"), ({"is_immigration_office": True}, "beteiligt")]
)
def test_nothing_is_taken_away_that_a_live_place_builds_on(change, sentence):
    folder = make.folder()
    institution = Institution.objects.get(organisation=folder.lead)
    for name, value in change.items():
        setattr(institution, name, value)
    with pytest.raises(RuleBroken, match=sentence):
        institutions.change(institution=institution)


def test_nobody_leaves_an_institution_before_her_folders_have_somebody_else(system):
    worker = make.case_worker()
    folder = make.folder(lead=worker)
    (membership,) = Membership.objects.filter(user=worker)
    with pytest.raises(RuleBroken, match="Ein Willkommensordner muss vorher"):
        memberships.end(membership=membership, by=system)
    colleague = make.case_worker(of=worker.office)
    team.reassign(folder=folder, from_user=worker, to_user=colleague, by=worker)
    memberships.end(membership=membership, by=system)
    assert not Membership.objects.filter(user=worker).live_on(timezone.localdate()).exists()


def test_who_leads_the_office_as_well_may_stop_being_a_case_worker(system):
    worker = make.case_worker()
    make.folder(lead=worker)
    directory.membership(worker, of=worker.office, role="office_lead")
    memberships.end(membership=Membership.objects.get(user=worker, role="case_worker"), by=system)
    assert Membership.objects.live_on(timezone.localdate()).get(user=worker).role == "office_lead"
