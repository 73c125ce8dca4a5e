"""Who changed what: the context that pghistory stores beside each change."""

from pghistory.middleware import HistoryMiddleware as PghistoryMiddleware


class HistoryMiddleware(PghistoryMiddleware):
    """Keeps the account's key only: an address could name a person."""

    def get_context(self, request):
        """The key of the signed-in user, or None."""
        return {"user": request.user.pk}
