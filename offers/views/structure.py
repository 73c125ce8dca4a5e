"""Who works with whom: the structure of the city's integration work for everybody."""

from django.contrib.auth.decorators import login_not_required
from django.db.models import F, Prefetch
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, get_language_bidi
from django.views.decorators.http import require_safe

from herne_integration.paging import page
from offers import structure, structure_diagram
from offers.choices_structure import StructureKind
from offers.models import FieldGoal, FieldOfAction, StructureMember, StructurePart

# More than that is another page: a card has up to a screen of members.
PARTS_SHOWN = 24


@login_not_required
@require_safe
def structure_overview(request):
    """Boards, subprojects, networks and programmes by field of action, with goals and members."""
    parts = page(request, living_parts(request.user, timezone.localdate()), size=PARTS_SHOWN)
    terms, links = list(FieldOfAction.objects.all()), list(goals_of_fields())
    context = {
        "fields": structure.fields(terms, links, parts, get_language()),
        "page": parts,
        "has_subprojects": any(part.kind == StructureKind.SUBPROJECT for part in parts),
        "diagram": structure_diagram.picture(terms, links, list(parts), is_rtl=get_language_bidi()),
    }
    return render(request, "offers/structure_overview.html", context)


def living_parts(user, day):
    """What is there on that day, field by field, with its members."""
    members = StructureMember.objects.live_on(day).select_related("organisation")
    parts = StructurePart.objects.visible_to(user).live_on(day).prefetch_related(Prefetch("members", members))
    order = F("field_of_action__position").asc(nulls_last=True)
    return parts.select_related("organisation").order_by(order, "kind", "name_sort", "pk")


def goals_of_fields():
    """Which goals belong to which field of action, in the order of the goals."""
    return FieldGoal.objects.select_related("goal").order_by("goal__position", "goal__key")
