"""What was printed: the next supplement begins there."""

from offers.actions.records import recorded
from welcome_folder import paper_reading
from welcome_folder.models import Printout


def record(*, folder, kind, by, language, at, sheet=None):
    """Notes a print, with the areas that its printer could read."""
    areas = paper_reading.areas_of(by, folder)
    with recorded("gedruckt", by=by):
        return Printout.objects.create(
            folder=folder, kind=kind, sheet=sheet, language=language, areas=areas, printed_at=at, printed_by=by
        )
