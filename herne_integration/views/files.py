"""Prepared files: how far the work is, and the download. Only who asked sees either."""

from django.http import FileResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from herne_integration import prepared_files
from herne_integration.errors import error_page
from herne_integration.models import PreparedFile

SECONDS = 5


@require_safe
@cache_control(private=True, no_store=True)
def file_detail(request, pk):
    """Progress, then the download. The page reloads itself by a header while the job works, without a script."""
    file = get_object_or_404(PreparedFile.objects.visible_to(request.user), pk=pk)
    if not prepared_files.may_fetch(file, request.user):
        return _gone(request, file)
    if file.expires_at <= timezone.now():
        return error_page(request, 410, _("Die Datei wurde nach einem Tag gelöscht. Sie können sie neu anfordern."))
    response = render(request, "portal/file_detail.html", {"file": file, "seconds": SECONDS})
    if file.is_unfinished:
        response["Refresh"] = str(SECONDS)
    return response


@require_safe
@cache_control(private=True, no_store=True)
def file_download(request, pk):
    """The file itself, always as a download."""
    ready = PreparedFile.objects.visible_to(request.user).filter(state="ready", expires_at__gt=timezone.now())
    file = get_object_or_404(ready, pk=pk)
    if not prepared_files.may_fetch(file, request.user):
        return _gone(request, file)
    content = file.content.open()
    return FileResponse(content, as_attachment=True, filename=file.name, content_type=file.content_type)


def _gone(request, file):
    """Answered, not raised: the removal must stay."""
    prepared_files.withdraw(file)
    return error_page(request, 404)
