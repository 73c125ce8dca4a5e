"""Drafts of the sign-up as the pages save them."""

from tests.volunteers import make, traces_of_mail
from volunteers.actions import sign_up
from volunteers.models import ConsentText

STEPS = {
    "aufgaben": {"activity_types": ["reading"], "is_open_to_all": False},
    "zeit-und-ort": {"districts": [], "is_mobile": True, "is_always_free": True, "hours_per_week": "4"},
    "sprachen": {"german_level": "A2", "languages": [{"language": "ar", "level": "native", "may_interpret": True}]},
    "koennen": {"skills": [], "target_groups": [], "about": ""},
    "person": {"given_name": "Rana", "family_name": "Probe", "email": "rana.probe@example.org", "born_on": None},
}


def draft(*, language="de", without=(), **more):
    """The token of a draft with all pages but the last."""
    make.words()
    _volunteer, token = sign_up.begin(language=language)
    for step, data in STEPS.items():
        if step not in without:
            sign_up.save_step(token=token, step=step, data=data | more.get(step.replace("-", "_"), {}))
    return token


def consent(token, *purposes):
    """The last page: what was agreed to."""
    texts = ConsentText.objects.current()
    data = {"consents": list(purposes), "consent_texts": {purpose: texts[purpose].pk for purpose in purposes}}
    sign_up.save_step(token=token, step="einwilligung", data=data)


def mailed_token(**fields):
    """The token in the mail that confirms a finished draft."""
    token = draft(**fields)
    consent(token, "placement")
    sign_up.finish(token=token)
    return traces_of_mail.last_link().rstrip("/").rsplit("/", 1)[1]
