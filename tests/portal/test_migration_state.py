"""Migrating builds a model anew when its class changes, and not for what only the database shows."""

from django.db import migrations, models
from django.db.models import Q

from herne_integration.migration_state import SparingState

CHECK = models.CheckConstraint(condition=Q(number__gt=0), name="house_number_positive")


def built(*operations):
    """Whether each operation has built the class anew, and the class at the end."""
    state, told = SparingState(), []
    fields = [("id", models.BigAutoField(primary_key=True)), ("number", models.IntegerField())]
    migrations.CreateModel("House", fields).state_forwards("town", state)
    before = state.apps.get_model("town", "House")
    for operation in operations:
        state = state.clone()
        operation.state_forwards("town", state)
        after = state.apps.get_model("town", "House")
        told.append(after is not before)
        before = after
    return told, before


def test_a_constraint_and_an_index_change_lists_of_the_class_and_nothing_else():
    index = models.Index(fields=["number"], name="house_number_index")
    told, house = built(
        migrations.AddField("house", "street", models.TextField(default="")),
        migrations.AddConstraint("house", CHECK),
        migrations.AddIndex("house", index),
    )
    assert told == [True, False, False]
    assert ([one.name for one in house._meta.constraints], [one.name for one in house._meta.indexes]) == (
        ["house_number_positive"],
        ["house_number_index"],
    )


def test_what_is_taken_away_leaves_the_lists():
    _told, house = built(
        migrations.AddField("house", "street", models.TextField(default="")),
        migrations.AddConstraint("house", CHECK),
        migrations.RemoveConstraint("house", "house_number_positive"),
    )
    assert house._meta.constraints == []


def test_another_field_or_option_builds_the_class_anew():
    told, house = built(
        migrations.AddField("house", "street", models.TextField(default="")),
        migrations.AlterField("house", "number", models.TextField()),
        migrations.AlterModelOptions("house", {"ordering": ["number"]}),
    )
    assert (told, house._meta.ordering) == ([True, True, True], ["number"])
