"""Why a task fits somebody, and what still stands in the way: sentences in the language of the page."""

from volunteers import eligibility_reading, ranking, signing_up
from volunteers.choices.eligibility import LINE
from volunteers.choices.matching import Aspect, Point
from volunteers.choices.opportunities import OpportunityState

ABOUT_THE_TASK = (Aspect.AREA, Aspect.TARGET_GROUP, Aspect.LANGUAGE, Aspect.CLOSENESS)
# True of everybody, so no reason to anybody.
NOTHING_SAID = (Point.GROUP_OPEN, Point.LANGUAGE_FREE)


def hindrances(reasons, opportunity):
    """What stands in the way of coming forward: a full task has a line, and what nobody knows is found out first."""
    found = [reason for reason in reasons if reason.code not in LINE]
    if opportunity.state == OpportunityState.UNCONFIRMED:
        found = [reason for reason in found if not reason.is_unknown]
    return found


def for_and_against(volunteer, opportunity, day, *, placement=None):
    """(sentences that speak for it, reasons that stand in the way), read anew in a fixed number of queries."""
    person, task, reasons = eligibility_reading.judged(volunteer, opportunity, day, apart_from=placement)
    parts = ranking.score(person.facts, task, ranking.Waiting(), ranking.Weights()).parts
    speaking = [part.sentence for part in parts if speaks(part)]
    return speaking, hindrances(reasons, opportunity)


def speaks(part):
    """Whether a part of a score says something for this task that is not true of everybody."""
    return part.points > 0 and part.aspect in ABOUT_THE_TASK and part.point not in NOTHING_SAID


def places_to_change(reasons):
    """[(sentence, step of the profile on which the answer can be changed, or None)]."""
    return [(reason.sentence, signing_up.step_of(reason)) for reason in reasons]
