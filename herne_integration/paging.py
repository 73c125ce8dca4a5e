"""Every list is paged; a senseless page number shows the nearest page instead of an error."""

from django.core.paginator import Paginator

ROWS = 20


def page(request, queryset, *, size=ROWS):
    """The `Page` that `?page=` asks for: the first for nonsense, the last for anything beyond it."""
    return Paginator(queryset, size).get_page(request.GET.get("page"))
