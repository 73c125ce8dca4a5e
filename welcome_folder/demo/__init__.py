"""The folders of the demo: invented people, told through the actions, with dates relative to the day of loading.

Nothing is drawn by chance; what differs from one load to the next are keys and folder numbers.
"""

from django.contrib.auth import get_user_model
from django.db import transaction

from welcome_folder.actions import nightly
from welcome_folder.demo.stories import STORIES
from welcome_folder.demo.telling import Telling
from welcome_folder.models import WelcomeFolder


@transaction.atomic
def load(*, cast, day):
    """Tells all stories once; `cast` is {key: (user, organisation)}. Returns how many folders that made."""
    users = [user for user, _organisation in cast.values()]
    # Locked, so that two processes that start at once do not both tell them; an erased folder does not come back.
    list(get_user_model().objects.select_for_update(of=("self",)).filter(pk__in=[user.pk for user in users]))
    if WelcomeFolder.objects.filter(opened_by__in=users).exists():
        return 0
    telling = Telling(cast, day)
    for story in STORIES:
        telling.tell(story)
    nightly.run(day=day)
    return len(STORIES)
