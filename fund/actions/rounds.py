"""Rounds and the guidelines they follow: the office plans them."""

import json

from django.db import transaction
from django.utils import timezone

from fund import canonical, guideline_shape
from fund.models import GuidelineVersion, Round
from herne_integration.rules import RuleBroken

OFFICE_ONLY = "Das kann nur das Projektbüro."
OVERLAP = "In dieser Zeit läuft schon die Runde „{other}“."
BACKWARDS = "Eine Runde schließt, nachdem sie geöffnet hat."
IN_USE = "Nach dieser Fassung laufen schon Runden: Sie bleibt, wie sie ist. Legen Sie eine neue Fassung an."
FASTER = "Jemand hat diese Fassung in der Zwischenzeit geändert. Sehen Sie sie an, bevor Sie Ihre Änderung speichern."
FIXED = "In dieser Runde sind schon Anträge eingegangen: Ihre Förderrichtlinie und ihr Beginn bleiben."


@transaction.atomic
def plan(*, fund, guideline, name, opens_at, closes_at, by, decision_planned_on=None, note=""):
    """A new round; the closing moment is cut to the second, which still counts to its end."""
    _office(by)
    closes_at = closes_at.replace(microsecond=0)
    _check(fund, opens_at, closes_at)
    return Round.objects.create(
        fund=fund,
        guideline=guideline,
        name=name,
        opens_at=opens_at,
        closes_at=closes_at,
        decision_planned_on=decision_planned_on,
        note=note,
    )


@transaction.atomic
def change(*, one, by):
    """Saves a changed round (`form.save(commit=False)` has counted its version)."""
    _office(by)
    stored = Round.objects.select_for_update(of=("self",)).get(pk=one.pk)
    if one.version != stored.version + 1:
        raise RuleBroken("Jemand hat in der Zwischenzeit gespeichert. Bitte sehen Sie den neuen Stand an.")
    one.closes_at = one.closes_at.replace(microsecond=0)
    _check(stored.fund, one.opens_at, one.closes_at, besides=one.pk)
    is_fixed = (stored.guideline_id, stored.opens_at) != (one.guideline_id, one.opens_at)
    if is_fixed and one.applications.submitted().exists():
        raise RuleBroken(FIXED)
    one.fund = stored.fund
    one.save(force_update=True)
    return one


@transaction.atomic
def enter_guideline(*, fund, name, valid_from, rules, by, source=""):
    """A new version of the guideline; `rules` as in `fund/demo/guideline.json`."""
    _office(by)
    _readable(rules)
    type(fund).objects.select_for_update(of=("self",), no_key=True).get(pk=fund.pk)
    latest = fund.guidelines.order_by("-number").first()
    return GuidelineVersion.objects.create(
        fund=fund,
        number=latest.number + 1 if latest else 1,
        name=name,
        valid_from=valid_from,
        rules=rules,
        source=source,
        entered_at=timezone.now(),
        entered_by=by,
    )


@transaction.atomic
def change_guideline(*, guideline, rules, by, seen="", **told):
    """Corrects a version that no round follows yet; `told` are name, valid_from and source, where they change.

    `seen`: the `fingerprint` of the version that was put before whoever changes it.
    """
    _office(by)
    _readable(rules)
    guideline = GuidelineVersion.objects.select_for_update(of=("self",)).get(pk=guideline.pk)
    if guideline.rounds.exists():
        raise RuleBroken(IN_USE)
    if seen and seen != fingerprint(guideline):
        raise RuleBroken(FASTER)
    for name, value in {"rules": rules, **told}.items():
        setattr(guideline, name, value)
    guideline.save(update_fields=["rules", *told])
    return guideline


def fingerprint(guideline):
    """What two people have to have seen alike before one of them changes a version."""
    told = {name: getattr(guideline, name) for name in ("name", "valid_from", "source", "rules")}
    return canonical.sha256(canonical.plain(told))


def read_guideline(text):
    """A guideline from JSON: {"name", "source", "rules"}; every rule says its value, where it is from, and whether that
    is only an example."""
    read = json.loads(text)
    for name, rule in read["rules"].items():
        if set(rule) != {"value", "is_example", "source"} or (
            rule["is_example"] and "Beispielwert" not in rule["source"]
        ):
            raise ValueError(f"{name}: a rule has value, is_example and source; an example says Beispielwert")
    return read


def _check(fund, opens_at, closes_at, *, besides=None):
    if closes_at <= opens_at:
        raise RuleBroken(BACKWARDS)
    type(fund).objects.select_for_update(of=("self",), no_key=True).get(pk=fund.pk)
    other = fund.rounds.filter(opens_at__lte=closes_at, closes_at__gte=opens_at).exclude(pk=besides).first()
    if other:
        raise RuleBroken(OVERLAP.format(other=other.name))


def _readable(rules):
    found = guideline_shape.problems(rules)
    if found:
        raise RuleBroken(" ".join(found))


def _office(by):
    if not by.has_perm("fund.manage_fund"):
        raise RuleBroken(OFFICE_ONLY)
