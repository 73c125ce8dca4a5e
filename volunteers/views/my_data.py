"""What the portal knows of a volunteer, on one page to be printed, and her consents."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from herne_integration.one_form import is_sent
from volunteers import placement_words, profile_presenting, profile_reading
from volunteers.actions import consents
from volunteers.choices.consents import NEEDED, ConsentPurpose
from volunteers.forms.profiles import SureForm
from volunteers.forms.sign_up import in_words
from volunteers.models import ConsentText, Placement
from volunteers.views.frames import form_page, own_page


@own_page
@require_safe
def my_data(request, volunteer):
    """All of it, in words."""
    rows = Placement.objects.visible_to(request.user).filter(volunteer=volunteer).select_related("opportunity")
    context = {
        "volunteer": volunteer,
        "parts": profile_presenting.parts(profile_reading.typed(volunteer), get_language()),
        "absences": volunteer.absences.all(),
        "consents": volunteer.consents.all(),
        "clearances": volunteer.clearances.select_related("requirement"),
        "attendances": volunteer.attendances.select_related("session__course"),
        "placements": [(one, placement_words.standing(one)) for one in rows],
    }
    return render(request, "volunteers/my_data.html", context)


@own_page
@require_safe
def my_consents(request, volunteer):
    """Each purpose with its words, given or not."""
    live = {consent.purpose: consent for consent in volunteer.consents.live().select_related("text")}
    newest = ConsentText.objects.current()
    rows = []
    for purpose in ConsentPurpose:
        consent = live.get(purpose.value)
        text = consent.text if consent else newest.get(purpose.value)
        rows.append((purpose, consent, in_words(text) if text else "", text))
    return render(request, "volunteers/my_consents.html", {"rows": rows, "needed": NEEDED})


@own_page
@require_POST
def my_consent_give(request, volunteer, purpose):
    """Says yes to one purpose, in the words on the page."""
    key = request.POST.get("text", "")
    text = ConsentText.objects.filter(pk=key).first() if key.isdecimal() else None
    consents.give(volunteer=volunteer, purpose=_purpose(purpose), by=request.user, text=text)
    messages.success(request, _("Danke, das ist eingetragen."))
    return redirect("volunteers:my-consents")


@own_page
@require_http_methods(["GET", "HEAD", "POST"])
def my_consent_withdraw(request, volunteer, purpose):
    """Takes a yes back; without the needed one helping ends, and the page says so before."""
    purpose = _purpose(purpose)
    form = SureForm(request.POST if request.method == "POST" else None)
    if is_sent(request, form):
        consents.withdraw(volunteer=volunteer, purpose=purpose, by=request.user)
        messages.success(request, _("Zurückgenommen."))
        return redirect("volunteers:my-consents")
    text = _("Ohne diese Zustimmung endet Ihr Ehrenamt.") if purpose in NEEDED else ""
    return form_page(request, form, title=_("Zustimmung zurücknehmen"), button=_("Zurücknehmen"), text=text)


def _purpose(key):
    if key not in ConsentPurpose.values:
        raise Http404
    return ConsentPurpose(key)
