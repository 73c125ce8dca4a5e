"""Placements of the demo: one at least in every state, and what the demo's own people have to answer."""

from datetime import timedelta

from volunteers import fitting_words
from volunteers.actions import activities, agreements, ending, placements
from volunteers.choices.agreements import Insurance, Side
from volunteers.choices.placements import DeclineReason, EndReason, HowItGoes
from volunteers.models import FollowUp, Opportunity

TIMES = "Einmal in der Woche zwei Stunden, nach Absprache."
# helper, task, how far it goes (see `Placing.STEPS`), days since it was suggested.
STORIES = (
    ("mehmet", "tandem", "suggested", 2),
    ("mehmet", "digital", "suggested", 1),
    ("mehmet", "job", "introduced", 24),
    ("emil", "tandem", "interested", 6),
    ("bernd", "driving", "refused_by_volunteer", 40),
    ("chadi", "tandem", "asked", 9),
    ("goran", "digital", "asked", 7),
    ("dilan", "interpreting", "asked", 5),
    ("selam", "tandem", "agreed", 14),
    ("frida", "job", "refused_by_organisation", 30),
    ("jana", "digital", "signed_by_volunteer", 21),
    ("hatice", "homework", "trial", 30),
    ("chadi", "interpreting", "active", 45),
    ("aylin", "tandem", "active", 150),
    ("karim", "driving", "ended", 120),
)


class Placing:
    """Walks each placement as far as its story goes."""

    # What has happened before, in order.
    STEPS = {
        "suggested": (),
        "interested": ("yes",),
        "refused_by_volunteer": ("no",),
        "asked": ("yes", "ask"),
        "agreed": ("yes", "ask", "agree"),
        "refused_by_organisation": ("yes", "ask", "refuse"),
        "introduced": ("yes", "ask", "agree", "introduce", "draw_up"),
        "signed_by_volunteer": ("yes", "ask", "agree", "introduce", "draw_up", "sign"),
        "trial": ("yes", "ask", "agree", "introduce", "draw_up", "sign", "countersign", "try_out"),
        "active": ("yes", "ask", "agree", "introduce", "draw_up", "sign", "countersign", "activate"),
        "ended": ("yes", "ask", "agree", "introduce", "draw_up", "sign", "countersign", "activate", "end"),
    }

    def __init__(self, telling):
        self.telling, self.by, self.contact = telling, telling.coordinator, telling.contact
        self.placement = self.agreement = None

    def tell(self):
        """All stories, and somebody who comes forward for a task that nobody has confirmed."""
        for story in STORIES:
            try:
                self._walk(*story)
            except Exception as error:
                error.add_note(f"Vermittlung {story}")
                raise
        with self.telling.ago(120):
            asked = FollowUp.objects.filter(placement__volunteer=self.telling.volunteers["aylin"]).earliest("due_on")
            activities.answer_follow_up(
                follow_up=asked, how=HowItGoes.WELL, by=self.contact, note="Sie ist immer pünktlich."
            )
            activities.follow_up(follow_up=asked, by=self.by, note="Beide sind zufrieden.")
        with self.telling.ago(1):
            lena = self.telling.volunteers["lena"]
            task = Opportunity.objects.get(reference="V001")
            placements.come_forward(volunteer=lena, opportunity=task, by=lena.user)

    def _walk(self, key, task, state, days):
        volunteer, opportunity = self.telling.volunteers[key], self.telling.tasks[task]
        with self.telling.ago(days):
            speaking, _against = fitting_words.for_and_against(
                volunteer, opportunity, self.telling.day - timedelta(days=days)
            )
            reasons = [str(sentence) for sentence in speaking]
            self.placement = placements.suggest(
                volunteer=volunteer, opportunity=opportunity, by=self.by, reasons=reasons
            )
        for number, step in enumerate(self.STEPS[state], start=1):
            # A step about every other day, and none of them in the future.
            with self.telling.ago(max(days - 2 * number, 0), hour=10 if days > 2 * number else 0):
                getattr(self, step)()

    def yes(self):
        """The volunteer would like to."""
        placements.say_yes(placement=self.placement, by=self.placement.volunteer.user)

    def no(self):
        """The volunteer has no time."""
        placements.say_no(placement=self.placement, by=self.placement.volunteer.user, reason=DeclineReason.TIME)

    def ask(self):
        """The institution is asked."""
        placements.ask_organisation(placement=self.placement, by=self.by)

    def agree(self):
        """It says yes."""
        placements.agree(placement=self.placement, by=self.contact)

    def refuse(self):
        """It says no."""
        placements.refuse(placement=self.placement, by=self.contact, reason=DeclineReason.FILLED)

    def introduce(self):
        """Both learn who the other is."""
        placements.introduce(placement=self.placement, by=self.by)

    def draw_up(self):
        """The agreement waits for signatures."""
        self.agreement = agreements.draw_up(
            placement=self.placement, insurance=Insurance.CITY, by=self.by, tasks_text=TIMES
        )

    def sign(self):
        """The volunteer signs."""
        agreements.sign(agreement=self.agreement, side=Side.VOLUNTEER, by=self.placement.volunteer.user)

    def countersign(self):
        """The institution signs."""
        agreements.sign(agreement=self.agreement, side=Side.ORGANISATION, by=self.contact)

    def try_out(self):
        """The trial begins."""
        activities.start_trial(placement=self.placement, by=self.by)

    def activate(self):
        """The activity begins."""
        activities.activate(placement=self.placement, by=self.by)

    def end(self):
        """It is over."""
        ending.end(placement=self.placement, reason=EndReason.COMPLETED, by=self.by)
