"""What help is wanted, for everybody: the list, one task, how it works. Reading sets no cookie."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from herne_integration.paging import page
from offers.words import words
from volunteers import presenting, promises
from volunteers.choices.opportunities import OpportunityState
from volunteers.filters.opportunities import Listing
from volunteers.forms.browsing import BrowseForm
from volunteers.models import Opportunity, RequirementPolicy
from volunteers.views.frames import own_volunteer


@login_not_required
@require_safe
def opportunity_list(request):
    """Cards and choices with numbers; the address holds the whole state."""
    known, language = words(), get_language()
    listing = Listing(request.GET, fields=known.fields, districts=known.districts)
    found = page(request, listing.keys)
    rows = Opportunity.objects.visible_to(request.user).select_related("organisation", "district").in_bulk(list(found))
    context = {
        "listing": listing,
        "form": BrowseForm(listing, fields=known.fields, districts=known.districts),
        "page": found,
        "cards": [presenting.card(rows[key], language) for key in found if key in rows],
    }
    return render(request, "volunteers/opportunity_list.html", context)


@login_not_required
@require_safe
def opportunity_detail(request, pk):
    """One task: what, for whom, when, what is required and why, and the one button."""
    rows = Opportunity.objects.visible_to(request.user).with_parts().with_places_left()
    one, language, day = get_object_or_404(rows, pk=pk), get_language(), timezone.localdate()
    policy = RequirementPolicy.objects.current(day).get(one.task_class) if one.task_class else None
    context = {
        "opportunity": one,
        "card": presenting.card(one, language),
        "facts": presenting.facts(one, language),
        "requirements": presenting.requirements(one, policy, language),
        "age": presenting.age(one, policy),
        "skills": presenting.skills(one),
        "is_archived": one.state == OpportunityState.ARCHIVED,
        "volunteer": own_volunteer(request.user),
    }
    return render(request, "volunteers/opportunity_detail.html", context)


@login_not_required
@require_safe
def how_it_works(request):
    """The steps from the sign-up to the first day, with who answers when."""
    return render(request, "volunteers/how_it_works.html", {"promises": promises})
