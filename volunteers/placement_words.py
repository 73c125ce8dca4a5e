"""A placement as the volunteer reads it: what the state means and what happens next. Values in, words out."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from volunteers import promises
from volunteers.choices.placements import BEGUN, PlacementState


@dataclass(frozen=True)
class Standing:
    """Where a placement stands, and what happens next."""

    title: str
    following: str


def standing(placement):
    """The `Standing` of a placement, in the language of the page."""
    state, days = PlacementState(placement.state), {"days": promises.ORGANISATION}
    if state == PlacementState.SUGGESTED:
        return Standing(_("Ein Vorschlag für Sie"), _("Sagen Sie ja oder nein. Beides ist in Ordnung."))
    if state == PlacementState.INTERESTED:
        if placement.is_enquiry:
            following = _("Die Koordination fragt zuerst nach, ob noch Hilfe gesucht wird. Sie hören von uns.")
        else:
            following = _(
                "Die Koordination fragt jetzt die Einrichtung. Sie hören in höchstens %(days)s Tagen von uns."
            )
        return Standing(_("Sie haben ja gesagt"), following % days)
    if state == PlacementState.ASKED:
        return _asked(placement, days)
    if state == PlacementState.INTRODUCED:
        following = _("Melden Sie sich bei der Ansprechperson und verabreden Sie sich.")
        return Standing(_("Sie können sich jetzt kennenlernen"), following)
    if state in BEGUN:
        title = _("Sie sind in der Probezeit") if state == PlacementState.TRIAL else _("Sie sind dabei")
        return Standing(title, _("Die Koordination fragt nach zwei Wochen und nach drei Monaten, wie es geht."))
    return Standing(OVER[state](), _("Hier ist nichts mehr zu tun."))


def _asked(placement, days):
    if placement.agreed_at:
        return Standing(_("Beide haben ja gesagt"), _("Die Koordination stellt Sie einander jetzt vor."))
    following = _("Sie antwortet in höchstens %(days)s Tagen. Bis dahin weiß sie nicht, wer Sie sind.")
    return Standing(_("Die Einrichtung ist gefragt"), following % days)


OVER = {
    PlacementState.VOLUNTEER_DECLINED: lambda: _("Sie haben nein gesagt"),
    PlacementState.ORGANISATION_DECLINED: lambda: _("Diesmal hat es nicht gepasst"),
    PlacementState.ENDED: lambda: _("Beendet"),
}
