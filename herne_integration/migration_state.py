"""Migrating in a time that does not grow with the square of the number of tables.

Django builds a model's class anew, and those of all that are related to it, after every field, constraint, index and
trigger. With two hundred tables, all of which lead to accounts and institutions, that is nearly all of the work of a
first start. Here a class is built alone, or not at all, where nothing else can have changed.
"""

from functools import cached_property

from django.db.migrations.state import ProjectState, StateApps

# Lists of a class that the database knows better; and triggers, which no class shows.
LISTS = ("constraints", "indexes")
UNSEEN = {*LISTS, "triggers"}


class SparingState(ProjectState):
    """A project state that builds as little as it can.

    Classes that refer to one that was built alone still know its predecessor: enough for every statement about tables,
    which asks for its name and its key. Whoever runs code on models (`RunPython`) gets all of them built anew, because
    the state then counts as delayed; so does every change that reaches beyond one class.
    """

    @cached_property
    def apps(self):
        """All classes, built together."""
        self._built = {key: _shown(state) for key, state in self.models.items()}
        return StateApps(self.real_apps, self.models)

    def clone(self):
        """A copy that spares as well."""
        copy = super().clone()
        copy.__class__ = type(self)
        if "apps" in self.__dict__:
            copy._built = dict(self._built)
        return copy

    def reload_model(self, app_label, model_name, delay=False):
        """Refreshes the lists of a class that is as it should be, builds it alone, or leaves all to the next look."""
        if "apps" not in self.__dict__:
            return
        key = app_label, model_name.lower()
        state, before = self.models[key], self._built.get(key)
        shown = self._built[key] = _shown(state)
        if before == shown:
            options = self.apps.get_model(*key)._meta
            for name in LISTS:
                setattr(options, name, list(state.options.get(name, [])))
        elif before is None or delay or _has_grown(before, shown):
            self._build_alone(key)
        else:
            del self.__dict__["apps"]

    def _build_alone(self, key):
        self.is_delayed = True
        with self.apps.bulk_update():
            self.apps.unregister_model(*key)
        self.apps.render_multiple([self.models[key]])


def _has_grown(before, shown):
    """Whether a class has only got more fields."""
    return set(before[0]) < set(shown[0]) and before[1:] == shown[1:]


def _shown(state):
    """What a class shows, comparable: a migration never changes a field in place, it puts another one there."""
    options = {name: value for name, value in state.options.items() if name not in UNSEEN}
    return tuple((name, id(field)) for name, field in state.fields.items()), state.bases, repr(options)
