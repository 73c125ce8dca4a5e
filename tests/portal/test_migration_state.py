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


def town():
    """A state with houses, streets that they stand in, and a city of streets; every class is built."""
    state = SparingState()
    key = ("id", models.BigAutoField(primary_key=True))
    migrations.CreateModel("City", [key]).state_forwards("town", state)
    city = models.ForeignKey("town.City", models.CASCADE)
    migrations.CreateModel("Street", [key, ("city", city)]).state_forwards("town", state)
    street = models.ForeignKey("town.Street", models.CASCADE)
    migrations.CreateModel("House", [key, ("street", street)]).state_forwards("town", state)
    assert state.apps.get_model("town", "House")
    return state


def test_a_new_field_leaves_the_classes_that_refer_to_its_own_alone():
    before = town()
    after = before.clone()
    migrations.AddField("street", "name", models.TextField(default="")).state_forwards("town", after)
    assert after.apps.get_model("town", "Street") is not before.apps.get_model("town", "Street")
    assert after.apps.get_model("town", "House") is before.apps.get_model("town", "House")
    assert not hasattr(before.apps.get_model("town", "Street"), "name")


def test_code_on_models_sees_classes_that_know_each_other():
    before = town()
    state = before.clone()
    migrations.AddField("street", "name", models.TextField(default="")).state_forwards("town", state)
    migrations.CreateModel(
        "Door",
        [("id", models.BigAutoField(primary_key=True)), ("house", models.ForeignKey("town.House", models.CASCADE))],
    ).state_forwards("town", state)
    state = state.clone()
    state.clear_delayed_apps_cache()  # what RunPython begins with
    house, street = state.apps.get_model("town", "House"), state.apps.get_model("town", "Street")
    assert house._meta.get_field("street").related_model is street
    assert str(house.objects.filter(street__name="x").query)
    assert [one.name for one in house._meta.related_objects] == ["door"]


def test_what_reaches_beyond_a_class_builds_all_anew():
    before = town()
    after = before.clone()
    migrations.AlterField("city", "id", models.UUIDField(primary_key=True)).state_forwards("town", after)
    street, city = after.apps.get_model("town", "Street"), after.apps.get_model("town", "City")
    assert street._meta.get_field("city").related_model is city
    assert isinstance(street._meta.get_field("city").target_field, models.UUIDField)
