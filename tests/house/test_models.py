"""Promises that every model keeps: stamps in pairs, personal fields declared, constraints named."""

import re

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.test.utils import isolate_apps
from pghistory.models import Event

from herne_integration import privacy
from herne_integration.constraints import stamped

LABELS = {"portal", "accounts", "roof", "offers", "volunteers", "fund", "welcome_folder"}
# Moments that the machine sets or that are planned, so that no person stands beside them.
MACHINE_MOMENTS = {
    "built_at",
    "closes_at",
    "created_at",
    "expires_at",
    "failed_at",
    "imported_at",
    "joined_at",
    "opens_at",
    "recorded_at",
    "scanned_at",
    "sent_at",
    "starts_at",
    "started_at",
    "used_at",
    "window_ends_at",
}


def own_models():
    """Our models without the event tables, which repeat the fields of what they record."""
    return [model for model in apps.get_models() if model._meta.app_label in LABELS and not issubclass(model, Event)]


def unpaired_stamps(model):
    """Moments without a person, people without a moment, and pairs that the database does not hold together."""
    fields = {field.name: field for field in model._meta.local_fields}
    decisions = {name.removesuffix("_at") for name in fields if name.endswith("_at") and name not in MACHINE_MOMENTS}
    decisions |= {
        name.removesuffix("_by")
        for name, field in fields.items()
        if name.endswith("_by") and f"{name.removesuffix('_by')}_at" not in MACHINE_MOMENTS
    }
    found = []
    for decision in sorted(decisions):
        moment, person = fields.get(f"{decision}_at"), fields.get(f"{decision}_by")
        if moment is None or person is None:
            found.append(f"{model.__name__}.{decision}: only one of _at and _by")
        elif person.remote_field.on_delete is not models.PROTECT:
            found.append(f"{model.__name__}.{decision}_by: not PROTECT")
        elif (moment.null or person.null) and not _is_stamped(model, decision):
            found.append(f"{model.__name__}.{decision}: no stamped() constraint")
    return found


def _is_stamped(model, decision):
    wanted = stamped(decision, name="x").condition
    return any(getattr(constraint, "condition", None) == wanted for constraint in model._meta.constraints)


def unclassified(model):
    """Fields that are declared neither personal nor plain, both, or that are gone."""
    fields = {field.name for field in model._meta.get_fields() if not field.auto_created or field.concrete}
    personal, plain = privacy.PERSONAL.get(model, frozenset()), privacy.PLAIN.get(model, frozenset())
    found = [f"{model.__name__}.{name}: not classified" for name in fields - personal - plain]
    found += [f"{model.__name__}.{name}: personal and plain" for name in personal & plain]
    found += [f"{model.__name__}.{name}: classified, but gone" for name in (personal | plain) - fields]
    return sorted(found)


def badly_named(model):
    """Constraints and indexes whose name does not begin with app and model, and constraints without a sentence."""
    names = _names(model)
    found = []
    for thing in [*model._meta.constraints, *model._meta.indexes]:
        if not any(thing.name.startswith(f"{model._meta.app_label}_{name}_") for name in names):
            found.append(f"{model.__name__}: {thing.name}")
        if isinstance(thing, (CheckConstraint, UniqueConstraint)) and not _speaks_german(thing):
            found.append(f"{model.__name__}: {thing.name} has no sentence")
    return found


def _names(model):
    """Ways to write a model's name in a constraint: `prepared_file`, `preparedfile`, `file`."""
    words = re.findall(r"[A-Z][a-z0-9]*", model.__name__)
    return {"_".join(words).lower(), "".join(words).lower(), words[-1].lower()}


def _speaks_german(constraint):
    """Whether a form can show the constraint by itself; Django has its own sentence for plain unique fields."""
    is_plain = isinstance(constraint, UniqueConstraint) and constraint.fields and constraint.condition is None
    own = constraint.violation_error_message
    return is_plain or str(own) != str(constraint.default_violation_error_message)


@pytest.mark.parametrize("check", [unpaired_stamps, unclassified, badly_named])
def test_every_model_keeps_its_promises(check):
    assert [finding for model in own_models() for finding in check(model)] == []


def test_no_machine_moment_is_listed_in_vain():
    names = {field.name for model in own_models() for field in model._meta.fields}
    assert MACHINE_MOMENTS - names == set()


def test_nothing_is_classified_that_is_no_model():
    assert [model.__name__ for model in privacy.PERSONAL if model not in set(apps.get_models())] == []


def test_people_are_never_deleted_along_with_what_they_did():
    """Only a person's own short-lived things go with them."""
    own = {
        f"{model._meta.label}.{field.name}"
        for model in own_models()
        for field in model._meta.local_fields
        if field.is_relation and field.related_model is apps.get_model(settings.AUTH_USER_MODEL)
        if field.remote_field.on_delete is not models.PROTECT
    }
    assert own <= {"portal.Draft.user"}


class TestTheChecks:
    @isolate_apps()
    def make(self, constraints=(), **fields):
        meta = type("Meta", (), {"app_label": "portal", "constraints": list(constraints)})
        return type("Thing", (models.Model,), {"__module__": "portal.models", "Meta": meta, **fields})

    def person(self, on_delete=models.PROTECT):
        return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete, null=True, related_name="+")

    def test_a_moment_without_a_person_is_noticed(self):
        model = self.make(decided_at=models.DateTimeField(null=True))
        assert unpaired_stamps(model) == ["Thing.decided: only one of _at and _by"]

    def test_a_person_without_a_moment_is_noticed(self):
        assert unpaired_stamps(self.make(decided_by=self.person())) == ["Thing.decided: only one of _at and _by"]

    def test_a_person_who_can_be_deleted_is_noticed(self):
        model = self.make(decided_at=models.DateTimeField(null=True), decided_by=self.person(models.SET_NULL))
        assert unpaired_stamps(model) == ["Thing.decided_by: not PROTECT"]

    def test_a_pair_that_the_database_does_not_hold_is_noticed(self):
        model = self.make(decided_at=models.DateTimeField(null=True), decided_by=self.person())
        assert unpaired_stamps(model) == ["Thing.decided: no stamped() constraint"]

    def test_a_stamped_pair_and_a_machine_moment_are_left_alone(self):
        model = self.make(
            [stamped("decided", name="portal_thing_decided_stamped")],
            decided_at=models.DateTimeField(null=True),
            decided_by=self.person(),
            sent_at=models.DateTimeField(null=True),
        )
        assert unpaired_stamps(model) == []

    def test_an_undeclared_field_is_noticed(self):
        model = privacy.classified(plain="id")(self.make(name=models.TextField()))
        assert unclassified(model) == ["Thing.name: not classified"]
        privacy.PERSONAL.pop(model), privacy.PLAIN.pop(model)

    def test_a_declared_field_that_is_gone_is_noticed(self):
        model = privacy.classified(personal="name age", plain="id name")(self.make(name=models.TextField()))
        assert unclassified(model) == ["Thing.age: classified, but gone", "Thing.name: personal and plain"]
        privacy.PERSONAL.pop(model), privacy.PLAIN.pop(model)

    def test_a_constraint_with_a_foreign_name_is_noticed(self):
        odd = CheckConstraint(condition=Q(id__gt=0), name="something", violation_error_message="Satz.")
        assert badly_named(self.make([odd])) == ["Thing: something"]

    def test_a_constraint_without_a_sentence_is_noticed(self):
        mute = CheckConstraint(condition=Q(id__gt=0), name="portal_thing_id")
        assert badly_named(self.make([mute])) == ["Thing: portal_thing_id has no sentence"]
