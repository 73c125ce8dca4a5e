"""Migrating in a time that does not grow with the square of the number of tables.

Django builds a model's class anew, and those of all that are related to it, after every constraint, index and trigger,
though they change nothing of a class but two lists. With a hundred tables that is most of the work of a first start.
"""

from django.db.migrations.state import ProjectState

# Lists of a class that the database knows better; and triggers, which no class shows.
LISTS = ("constraints", "indexes")
UNSEEN = {*LISTS, "triggers"}


class SparingState(ProjectState):
    """A project state that builds a model anew only when something else of its class has changed than those lists."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._built = {}

    def clone(self):
        """A copy that spares as well."""
        copy = super().clone()
        copy.__class__, copy._built = type(self), dict(self._built)
        return copy

    def reload_model(self, app_label, model_name, delay=False):
        """Refreshes the lists of a class that is as it should be; builds every other one anew."""
        key = app_label, model_name.lower()
        state = self.models.get(key)
        shown = _shown(state) if state else None
        if "apps" in self.__dict__ and state and self._built.get(key) == shown:
            options = self.apps.get_model(*key)._meta
            for name in LISTS:
                setattr(options, name, list(state.options.get(name, [])))
            return
        self._built[key] = shown
        super().reload_model(app_label, model_name, delay)


def _shown(state):
    """What a class shows, comparable: a migration never changes a field in place, it puts another one there."""
    options = {name: value for name, value in state.options.items() if name not in UNSEEN}
    return tuple((name, id(field)) for name, field in state.fields.items()), state.bases, repr(options)
