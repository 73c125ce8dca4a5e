"""The order in which rows are locked: session, item, application, year. Who keeps it never waits in a ring."""

from fund.models import AgendaItem, Session


def session(one):
    """The session as it is now, locked until the end of the transaction."""
    return Session.objects.select_for_update(of=("self",), no_key=True).select_related("board__fund").get(pk=one.pk)


def item(one):
    """(session, item) as they are now, both locked."""
    held = session(one.session)
    rows = AgendaItem.objects.select_for_update(of=("self",), no_key=True)
    found = rows.select_related(
        "application__applicant__organisation", "application_version", "budget_year", "source", "envelope"
    ).get(pk=one.pk)
    found.session = held
    return held, found
