"""The pages of the sign-up: which there are, in which order, and what is still missing. Values in, values out."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from volunteers.choices.eligibility import ReasonCode, Relaxation


@dataclass(frozen=True)
class Step:
    """One page: `key` stands in the address and in the draft, `needs` are names of which one must have a value."""

    key: str
    title: object
    needs: tuple = ()


INTERESTS = Step("aufgaben", _("Aufgaben"), (("activity_types", "is_open_to_all"),))
TIME_AND_PLACE = Step("zeit-und-ort", _("Zeit und Ort"), (("districts", "is_mobile"), ("hours_per_week",)))
LANGUAGES = Step("sprachen", _("Sprachen"), (("german_level",),))
SKILLS = Step("koennen", _("Können"))
PERSON = Step("person", _("Über Sie"), (("given_name",), ("email",)))
CONSENT = Step("einwilligung", _("Prüfen und senden"), (("consents",),))
STEPS = (INTERESTS, TIME_AND_PLACE, LANGUAGES, SKILLS, PERSON, CONSENT)
BY_KEY = {step.key: step for step in STEPS}

# Where somebody changes the answer that a reason is about.
OF_RELAXATION = {
    Relaxation.INTEREST: INTERESTS,
    Relaxation.DISTANCE: TIME_AND_PLACE,
    Relaxation.TIME: TIME_AND_PLACE,
    Relaxation.ABSENCE: TIME_AND_PLACE,
    Relaxation.HOURS: TIME_AND_PLACE,
    Relaxation.LANGUAGE: LANGUAGES,
    Relaxation.INTERPRETING: LANGUAGES,
    Relaxation.GERMAN: LANGUAGES,
    Relaxation.SKILL: SKILLS,
}
OF_CODE = {ReasonCode.AGE_UNKNOWN: PERSON, ReasonCode.TOO_YOUNG: PERSON}


def is_done(step, typed):
    """Whether everything is there that a page needs."""
    return all(any(typed.get(name) for name in names) for names in step.needs)


def first_open(draft, typed):
    """The first page that has not been saved or lacks something; the last one where all is there."""
    open_steps = (step for step in STEPS if step.key not in draft or not is_done(step, typed))
    return next(open_steps, CONSENT)


def missing(typed):
    """Pages before the last one that still lack something."""
    return [step for step in STEPS if step is not CONSENT and not is_done(step, typed)]


def neighbours(step):
    """(the page before, the page after); None at either end."""
    place = STEPS.index(step)
    return (STEPS[place - 1] if place else None), (STEPS[place + 1] if place + 1 < len(STEPS) else None)


def step_of(reason):
    """The page on which the answer behind a reason can be changed, or None."""
    return OF_CODE.get(reason.code) or OF_RELAXATION.get(reason.relaxation)
