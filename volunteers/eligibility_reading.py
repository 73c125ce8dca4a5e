"""Whether somebody fits a task, read anew from the tables: a pair's facts and the judgement about them."""

from volunteers import facts_reading
from volunteers.eligibility import eligibility
from volunteers.models import Opportunity, RequirementPolicy, Volunteer


def person(volunteer, *, apart_from=None):
    """The `facts_reading.Person` of a volunteer; `apart_from`: a placement that does not stand in its own way."""
    rows = Volunteer.objects.filter(pk=volunteer.pk)
    return facts_reading.people(rows, apart_from=getattr(apart_from, "pk", None))[0]


def task(opportunity, day, *, apart_from=None):
    """The facts of a task on a day."""
    rows, policies = Opportunity.objects.filter(pk=opportunity.pk), RequirementPolicy.objects.current(day)
    return facts_reading.tasks(rows, policies, apart_from=getattr(apart_from, "pk", None))[0]


def judged(volunteer, opportunity, day, *, apart_from=None):
    """(`Person`, facts of the task, why they do not fit: a list of `eligibility.Reason`, empty for "fits")."""
    one = person(volunteer, apart_from=apart_from)
    other = task(opportunity, day, apart_from=apart_from)
    return one, other, eligibility(one.facts, other, day)
