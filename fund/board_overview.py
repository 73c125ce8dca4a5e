"""What boards ask of a person on "Meine Übersicht": her sessions, and how many items wait for her vote."""

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone

from fund.choices.agenda import ItemState
from fund.choices.sessions import SessionState
from fund.models import AgendaItem, Recusal, Seat, Session, Vote
from herne_integration.overview import Item


def items(user):
    """For members of a board: the way to their sessions."""
    today = timezone.localdate()
    if not user.has_perm("fund.sit_on_board") or not Seat.objects.live_on(today).filter(user=user).exists():
        return []
    coming = Session.objects.of_member(user, day=today).not_over().order_by("starts_at")
    waiting = _waiting(user, coming)
    text = f"Nächste: {coming[0].name}." if coming else "Zurzeit keine Einladung."
    if waiting:
        text = "Punkte, zu denen Ihre Stimme fehlt."
    url = reverse("fund:sitting-list")
    return [Item(title="Meine Sitzungen", text=text, url=url, count=waiting or len(coming) or None)]


def _waiting(user, sessions):
    """Open items on which she has not voted and from which she has not stepped back."""
    running = sessions.filter(state=SessionState.OPEN)
    found = AgendaItem.objects.filter(session__in=running.values("pk"), state=ItemState.OPEN)
    voted = Vote.objects.filter(item=OuterRef("pk"), holder=user.pk)
    recused = Recusal.objects.in_force().filter(item=OuterRef("pk"), seat__user=user.pk)
    return found.filter(~Exists(voted), ~Exists(recused)).count()
