"""A form that is sent after the session has ended is kept for its author, who finds it again after logging in.

In a view, `posted` stands where `request.POST` would:

    form = OfferForm(drafts.posted(request), instance=offer)
    if request.method == "POST" and form.is_valid():
        offer = offers.change(...)
        drafts.discard(request)
        return redirect(...)

The page that a draft leads to shows the form as it was, and a second `POST` from there is an ordinary one.

A form marked with `data-draft="<address>"` is sent there every ten seconds while somebody types; that view calls
`autosave`, the page of the form takes `resumed` instead of `posted` and calls `forget` once the form is saved.
"""

from datetime import timedelta
from uuid import UUID

from django.http import QueryDict
from django.utils import timezone

from herne_integration import idempotency
from herne_integration.models import Draft

LIFETIME = timedelta(hours=24)
LARGEST = 256 * 1024
# Words in the names of fields whose content is never kept; `code` is the second factor's field.
SECRETS = ("password", "passwort", "csrf", "secret", "token")


def keep(*, user, path, data):
    """Keeps what was posted to `path`; returns the `Draft`, or None where there is nothing to keep or far too much.

    Secrets and files are dropped, the idempotency key stays: the form still makes one object.
    """
    text = _without_secrets(data)
    return Draft.objects.create(user=user, path=path, data=text) if _fits(text, path) else None


def autosave(*, user, path, data):
    """Keeps what somebody is typing on a page, one draft for each person and page; returns whether it was kept.

    What comes late, after the form itself has been saved, is not kept.
    """
    text = _without_secrets(data)
    if not _fits(text, path) or idempotency.is_used(data.get(idempotency.NAME, "")):
        return False
    rows = Draft.objects.filter(user=user, path=path)
    if not rows.update(data=text, created_at=timezone.now()):
        Draft.objects.create(user=user, path=path, data=text)
    return True


def resumed(request):
    """Like `posted`; without a named draft, what this person was typing on this page when she left it."""
    data = posted(request)
    if data is None:
        fresh = timezone.now() - LIFETIME
        rows = Draft.objects.filter(user=request.user, path=request.path, created_at__gte=fresh)
        draft = rows.order_by("-created_at").first()
        data = QueryDict(draft.data) if draft else None
    return data


def forget(*, user, path):
    """Deletes everything that somebody has typed on a page and not saved."""
    return Draft.objects.filter(user=user, path=path).delete()[0]


def posted(request):
    """What a form is bound to: the POST, else the draft that `?entwurf=` names, if it is this person's and page's."""
    if request.method == "POST":
        return request.POST
    draft = _named(request)
    return QueryDict(draft.data) if draft else None


def discard(request):
    """Forgets the draft that led to this page; call it once the form is saved."""
    draft = _named(request)
    if draft:
        draft.delete()


def purge(*, at=None):
    """Deletes drafts after a day; returns how many."""
    old = Draft.objects.filter(created_at__lt=(at or timezone.now()) - LIFETIME)
    return old.delete()[0]


def _without_secrets(data):
    kept = QueryDict(mutable=True)
    for name, values in data.lists():
        if name != "code" and not any(word in name.lower() for word in SECRETS):
            kept.setlist(name, values)
    return kept.urlencode()


def _fits(text, path):
    return bool(text) and len(text) <= LARGEST and len(path) <= Draft._meta.get_field("path").max_length


def _named(request):
    """The draft in the address, or None: not visible is as good as not there."""
    key = request.GET.get("entwurf")
    if not key or not request.user.is_authenticated:
        return None
    try:
        pk = UUID(key)
    except ValueError:
        return None
    fresh = timezone.now() - LIFETIME
    return Draft.objects.filter(pk=pk, user=request.user, path=request.path, created_at__gte=fresh).first()
