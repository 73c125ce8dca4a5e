"""From an empty portal to a fund that takes applications, on pages."""

import threading

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from fund.actions import funds
from fund.models import BudgetYear, Fund, FundingSource, RemedyText
from herne_integration.rules import RuleBroken
from tests.people import log_in, person

SETUP = reverse("fund:setup-detail")


def a_fund():
    return Fund.objects.create(key="fonds", name="Verfügungsfonds")


def sent(client, page, **typed):
    url = reverse(f"fund:{page}")
    form = client.get(url).context["form"]
    hidden = {key: form[key].value() for key in ("once", "version") if key in form.fields}
    return client.post(url, {key: value for key, value in hidden.items() if value is not None} | typed)


def open_steps(client):
    return [step.title for step in client.get(SETUP).context["steps"] if not step.is_done]


@pytest.mark.django_db
class TestSettingUp:
    def test_every_step_is_ticked_off_when_it_is_done(self, client, projektbuero):
        log_in(client, projektbuero)
        assert len(open_steps(client)) == 8
        assert "Verfügungsfonds einrichten" in client.get(reverse("roof:overview")).content.decode()
        assert sent(client, "fund-create", name="Verfügungsfonds Integration", purpose="Modellprojekte").url == SETUP
        assert sent(client, "source-create", name="Haushalt der Stadt", carries_over="on").url == SETUP
        today = timezone.localdate()
        text = {"text": "Klage binnen eines Monats …", "months": "1", "valid_from": today.isoformat()}
        assert sent(client, "remedy-create", **text).url == SETUP
        sent(client, "year-create", year=str(today.year))
        source, year = FundingSource.objects.get(), BudgetYear.objects.get()
        assert [source.key, source.carries_over] == ["haushalt-der-stadt", True]
        allot = reverse("fund:allot-create", args=[year.pk])
        once = client.get(allot).context["form"]["once"].value()
        client.post(allot, {"once": once, "source": source.pk, "amount": "200.000,00"})
        assert open_steps(client) == ["Richtlinie eingeben", "Gremium mit Sitzen anlegen", "Runde öffnen"]
        html = client.get(SETUP).content.decode()
        assert ["Reste sind übertragbar" in html, "rechtlich zu prüfen" in html] == [True, True]

    def test_a_second_fund_is_refused_at_the_form_and_nothing_typed_is_lost(self, client, projektbuero):
        a_fund()
        log_in(client, projektbuero)
        html = sent(client, "fund-create", name="Noch einer", purpose="Zweck").content.decode()
        assert ["Es gibt schon einen Fonds" in html, "Noch einer" in html, Fund.objects.count()] == [True, True, 1]

    def test_before_there_is_a_fund_nobody_pays_in(self, client, projektbuero):
        log_in(client, projektbuero)
        answer = client.get(reverse("fund:source-create"))
        assert [answer.status_code, "zuerst den Fonds" in answer.content.decode()] == [409, True]

    def test_the_same_source_twice_is_refused_and_so_is_a_name_without_letters(self, client, projektbuero):
        a_fund()
        log_in(client, projektbuero)
        sent(client, "source-create", name="Stadt")
        assert "gibt es in diesem Fonds schon" in sent(client, "source-create", name="Stadt").content.decode()
        assert "mindestens einen Buchstaben" in sent(client, "source-create", name="…").content.decode()
        assert FundingSource.objects.filter(key="stadt").count() == 1

    def test_who_saves_second_sees_both_names(self, client, projektbuero):
        fund = a_fund()
        log_in(client, projektbuero)
        assert sent(client, "fund-edit", name="Neuer Name").url == SETUP
        answer = client.post(reverse("fund:fund-edit"), {"version": fund.version, "name": "Anderer Name"})
        assert answer.context["form"].conflict is not None
        assert Fund.objects.get().name == "Neuer Name"

    def test_a_new_remedy_text_leaves_the_one_before(self, client, projektbuero):
        log_in(client, projektbuero)
        for text in ("Alt", "Neu"):
            sent(client, "remedy-create", text=text, months="1", valid_from="2026-01-01")
        assert list(RemedyText.objects.values_list("number", "text")) == [(2, "Neu"), (1, "Alt")]

    def test_only_the_office_founds(self, lenkungsgruppe):
        with pytest.raises(RuleBroken, match="nur das Projektbüro"):
            funds.found(fund=Fund(name="Fonds"), by=lenkungsgruppe)


@pytest.mark.django_db(transaction=True)
def test_two_that_found_at_once_found_one():
    office = person("Selma Büro", "projektbuero")
    barrier, refused = threading.Barrier(2), []

    def found(name):
        barrier.wait()
        try:
            funds.found(fund=Fund(name=name), by=office)
        except RuleBroken as rule:
            refused.append(rule.sentence)
        finally:
            connection.close()

    threads = [threading.Thread(target=found, args=(name,)) for name in ("Einer", "Zweiter")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [Fund.objects.count(), len(refused)] == [1, 1]
