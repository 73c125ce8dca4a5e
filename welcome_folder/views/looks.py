"""Who has looked in: for the team of one folder, and for data protection over all of them, without any content."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from herne_integration.pages import staff_page
from herne_integration.paging import page as paged
from welcome_folder import looks
from welcome_folder.access import folder_page
from welcome_folder.choices.access import Purpose
from welcome_folder.forms.looks import LookFilter
from welcome_folder.models import ViewLog
from welcome_folder.views.frames import page


@folder_page(Purpose.ACCESS)
@require_safe
def look_list(request, folder):
    """Every look at this folder."""
    found = paged(request, looks.of_folder(folder))
    rows = looks.told(found.object_list, own={request.place.organisation.pk}, names_people=False)
    return page(request, "welcome_folder/look_list.html", folder, "access", rows=rows, found=found)


@staff_page("welcome_folder.view_access_log")
@require_safe
def access_log(request):
    """Every look, refusal and search, by day, outcome, account and folder; keys instead of names of residents."""
    chosen = LookFilter(request.GET, ViewLog.objects.visible_to(request.user))
    found = paged(request, chosen.qs)
    context = {"filter": chosen, "found": found, "rows": looks.told(found.object_list)}
    return render(request, "welcome_folder/access_log.html", context)
