"""The own profile: reading and changing it, pausing, being away, leaving, coming back, going for good."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from herne_integration import drafts, history
from herne_integration.one_form import create, is_sent
from herne_integration.rules import RuleBroken
from herne_integration.versions import Conflict
from volunteers import profile_presenting, profile_reading, signing_up
from volunteers.actions import drafting, erasure, profiles
from volunteers.choices.profiles import HERE
from volunteers.forms.profiles import PARTS, AbsenceForm, PauseForm, SureForm
from volunteers.models import Absence
from volunteers.views.frames import form_page, own_page


@own_page
@require_safe
def my_profile(request, volunteer):
    """All answers, part by part, with the way to change each."""
    said = profile_reading.typed(volunteer)
    shown = profile_presenting.parts(said, get_language())
    context = {
        "volunteer": volunteer,
        "parts": [(part, reverse("volunteers:my-edit", args=[part.step.key])) for part in shown],
        "absences": volunteer.absences.filter(last_on__gte=timezone.localdate()),
        "is_here": volunteer.state in HERE,
    }
    return render(request, "volunteers/my_profile.html", context)


@own_page
@require_http_methods(["GET", "HEAD", "POST"])
def my_edit(request, volunteer, step):
    """The questions of the sign-up, one part at a time; whoever saves second sees both texts."""
    if step not in PARTS:
        raise Http404
    make, template = PARTS[step]
    stored = profile_reading.typed(volunteer)
    form = make(drafts.posted(request), typed=stored)
    if is_sent(request, form) and _save(request, volunteer, form, stored, step):
        drafts.discard(request)
        messages.success(request, _("Gespeichert."))
        return redirect("volunteers:my-profile")
    context = {"fields": f"volunteers/_{FIELDS[template]}.html", "version": volunteer.version}
    return form_page(request, form, title=signing_up.BY_KEY[step].title, button=_("Speichern"), **context)


FIELDS = {"interests": "interest_fields", "times": "time_fields", "languages": "language_fields", "": "plain_fields"}


def _save(request, volunteer, form, stored, step):
    """Whether it is saved; else the form says why, with both texts where somebody else was faster."""
    if request.POST.get("version") != str(volunteer.version):
        form.conflict = _conflict(volunteer, stored, form.kept(), step)
        return False
    try:
        content = drafting.content(form.kept())
        profiles.change(volunteer=volunteer, content=content, by=request.user, version=volunteer.version)
    except RuleBroken as refusal:
        form.add_error(None, refusal.sentence)
        return False
    return True


def _conflict(volunteer, stored, kept, step):
    conflict = Conflict(*history.last_edit(volunteer))
    sides = [
        next(part for part in profile_presenting.parts(said, get_language()) if part.step.key == step).facts
        for said in (stored | kept, stored)
    ]
    for (label, mine), (_label, theirs) in zip(*sides, strict=False):
        if mine != theirs:
            conflict.add(label, mine, theirs)
    return conflict


@own_page
@require_http_methods(["GET", "HEAD", "POST"])
def my_pause(request, volunteer):
    """Nothing is suggested for a while."""
    form = PauseForm(request.POST if request.method == "POST" else None)
    if is_sent(request, form):
        try:
            profiles.pause(volunteer=volunteer, by=request.user, until=form.cleaned_data["until"])
        except RuleBroken as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Sie machen Pause. Wir schlagen Ihnen nichts vor."))
            return redirect("volunteers:my")
    text = _("Was läuft, läuft weiter. Neue Vorschläge kommen erst nach der Pause.")
    return form_page(request, form, title=_("Pause machen"), button=_("Pause beginnen"), text=text)


@own_page
@require_POST
def my_resume(request, volunteer):
    """Back from a pause."""
    profiles.resume(volunteer=volunteer, by=request.user)
    messages.success(request, _("Schön, dass Sie wieder da sind."))
    return redirect("volunteers:my")


@own_page
@require_http_methods(["GET", "HEAD", "POST"])
def my_absence_create(request, volunteer):
    """Days away."""
    form = AbsenceForm(drafts.posted(request))
    if is_sent(request, form):
        days = {name: form.cleaned_data[name] for name in ("first_on", "last_on")}
        made = create(
            request,
            form,
            lambda: profiles.add_absence(volunteer=volunteer, by=request.user, **days),
            said=_("Eingetragen."),
            url=reverse("volunteers:my-profile"),
        )
        if made:
            return made
    return form_page(request, form, title=_("Wann sind Sie nicht da?"), button=_("Eintragen"))


@own_page
@require_POST
def my_absence_remove(request, volunteer, pk):
    """She is there after all."""
    profiles.remove_absence(absence=get_object_or_404(Absence, pk=pk, volunteer=volunteer), by=request.user)
    messages.success(request, _("Gelöscht."))
    return redirect("volunteers:my-profile")


@own_page
@require_http_methods(["GET", "HEAD", "POST"])
def my_leave(request, volunteer):
    """Stops helping; the profile stays until it is erased."""
    form = SureForm(request.POST if request.method == "POST" else None)
    if is_sent(request, form):
        profiles.leave(volunteer=volunteer, by=request.user)
        messages.success(request, _("Danke für alles! Sie können jederzeit zurückkommen."))
        return redirect("volunteers:my")
    text = _("Alles, was läuft oder wartet, endet. Ihr Profil bleibt, bis Sie es löschen.")
    return form_page(request, form, title=_("Mit dem Ehrenamt aufhören"), button=_("Aufhören"), text=text)


@own_page
@require_POST
def my_return(request, volunteer):
    """Helps again."""
    profiles.come_back(volunteer=volunteer, by=request.user)
    messages.success(request, _("Schön, dass Sie wieder da sind."))
    return redirect("volunteers:my")


@own_page
@require_http_methods(["GET", "HEAD", "POST"])
def my_erase(request, volunteer):
    """Everything goes, at once; the page says what stays."""
    form = SureForm(request.POST if request.method == "POST" else None)
    if is_sent(request, form):
        erasure.erase(volunteer=volunteer, by=request.user)
        request.session.flush()
        return redirect("volunteers:my-erased")
    return form_page(
        request, form, title=_("Alles löschen"), button=_("Endgültig löschen"), template="volunteers/my_erase.html"
    )


@login_not_required
@require_safe
def my_erased(request):
    """Gone."""
    return render(request, "volunteers/my_erased.html")
