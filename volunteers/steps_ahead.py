"""What the coordination may do next with a placement: the buttons of its page. Values in, steps out."""

from dataclasses import dataclass

from volunteers.choices.placements import LIVE, NEXT_STATES, OPEN, PlacementState

STATE = PlacementState


@dataclass(frozen=True)
class Step:
    """One button: `key` in the address, whether it is the one to press, and what it does."""

    key: str
    label: str
    target: PlacementState | None
    is_main: bool = False
    has_form: bool = False


STEPS = (
    Step("zusage", "Zusage der ehrenamtlichen Person eintragen", STATE.INTERESTED, is_main=True),
    Step("fragen", "Einrichtung fragen", STATE.ASKED, is_main=True),
    Step("einverstanden", "Ja der Einrichtung eintragen", None, is_main=True),
    Step("vorstellen", "Einander vorstellen", STATE.INTRODUCED, is_main=True),
    Step("probezeit", "Probezeit beginnen", STATE.TRIAL),
    Step("beginnen", "Einsatz beginnen", STATE.ACTIVE, is_main=True),
    Step("absage", "Ehrenamtliche Person möchte nicht", STATE.VOLUNTEER_DECLINED, has_form=True),
    Step("ablehnung", "Einrichtung möchte nicht", STATE.ORGANISATION_DECLINED, has_form=True),
    Step("ausnahme", "Ausnahme machen", None, has_form=True),
    Step("vereinbarung", "Vereinbarung erstellen", None, has_form=True),
    Step("ohne-vereinbarung", "Beginnen, bevor beide unterschrieben haben", STATE.ACTIVE, has_form=True),
    Step("beenden", "Beenden", STATE.ENDED, has_form=True),
)


def ahead(state, *, is_agreed, is_fixed, is_signed):
    """The steps that are possible, in the order of `STEPS`.

    `is_agreed`: the organisation said yes; `is_fixed`: somebody has signed the agreement; `is_signed`: both have.
    """
    state = PlacementState(state)
    return [step for step in STEPS if _is_possible(step, state, is_agreed, is_fixed, is_signed)]


def _is_possible(step, state, is_agreed, is_fixed, is_signed):
    if step.key == "einverstanden":
        return state == STATE.ASKED and not is_agreed
    if step.key == "vorstellen":
        return state == STATE.ASKED and is_agreed
    if step.key == "ausnahme":
        return state in (*OPEN, *LIVE)
    if step.key == "vereinbarung":
        return state in LIVE and not is_fixed
    if (step.key == "beginnen" and not is_signed) or (step.key == "ohne-vereinbarung" and is_signed):
        return False
    return step.target in NEXT_STATES[state]
