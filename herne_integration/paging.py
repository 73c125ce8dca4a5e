"""Every list is paged; a senseless page number shows the nearest page instead of an error."""

from django.core.paginator import Paginator

ROWS = 20


def page(request, queryset, *, size=ROWS, count=None):
    """The `Page` that `?page=` asks for: the first for nonsense, the last for anything beyond it.

    `count` is the number of rows where the page knows it already.
    """
    pages = Paginator(queryset, size)
    if count is not None:
        # A cached property of the paginator.
        pages.count = count
    return pages.get_page(request.GET.get("page"))
