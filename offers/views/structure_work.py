"""The Redaktion's work on boards and subprojects: list, form with members, confirm, and the goals of each field."""

from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from herne_integration import drafts
from herne_integration.idempotency import once
from herne_integration.pages import staff_page
from herne_integration.paging import page
from offers.actions import structure
from offers.choices import State
from offers.forms.decisions import DecisionForm
from offers.forms.merging import typed
from offers.forms.rows import with_more_rows
from offers.forms.structure import EndForm, GoalsForm, StructureEditor
from offers.models import FieldGoal, FieldOfAction, Goal, StructureMember, StructurePart
from offers.models.structure import live_on
from offers.views.history import history_page

MORE_MEMBERS = "more-members"


@staff_page("offers.edit_structure")
@require_safe
def structure_list(request):
    """All boards, subprojects, networks and programmes, what nobody has confirmed first."""
    day = timezone.localdate()
    living = Count("members", filter=live_on(day, "members__"))
    parts = StructurePart.objects.visible_to(request.user).select_related("parent", "field_of_action")
    parts = parts.annotate(member_count=living).order_by("-state", "kind", "name_sort", "pk")
    context = {
        "page": page(request, parts),
        "day": day,
        "number_open": parts.filter(Q(member_count=0) | Q(field_of_action=None)).count(),
    }
    return render(request, "offers/structure_list.html", context)


@staff_page("offers.edit_structure")
@require_http_methods(["GET", "HEAD", "POST"])
def structure_create(request):
    """An empty form; a double click makes one entry."""
    editor = StructureEditor(typed(request))

    def save():
        with once(request) as click:
            if click.is_first:
                part = structure.create(content=editor.content(), by=request.user)
                messages.success(request, f"„{part}“ ist angelegt.")
                click.result = reverse("offers:structure-edit", args=[part.pk])
        drafts.discard(request)
        return redirect(click.result)

    return _answer(request, editor, save)


@staff_page("offers.edit_structure")
@require_http_methods(["GET", "HEAD", "POST"])
def structure_edit(request, pk):
    """The form of one board or subproject with its members."""
    part = _part(request, pk)
    editor = StructureEditor(typed(request), part=part)

    def save():
        version = editor.form.cleaned_data["version"]
        changed = structure.change(part=part, content=editor.content(), version=version, by=request.user)
        drafts.discard(request)
        messages.success(request, f"„{changed}“ ist gespeichert.")
        return redirect("offers:structure-edit", changed.pk)

    return _answer(request, editor, save)


def _part(request, pk):
    return get_object_or_404(StructurePart.objects.visible_to(request.user), pk=pk)


def _answer(request, editor, save):
    """One form, two buttons: save, and more rows."""
    if request.method != "POST":
        return _form_page(request, editor.quieten(), is_draft=editor.form.is_bound)
    if request.POST.get("do") == MORE_MEMBERS:
        return _form_page(request, StructureEditor(with_more_rows(request.POST, "members"), part=editor.part).quieten())
    return save() if editor.is_valid() else _form_page(request, editor)


def _form_page(request, editor, **more):
    # A form that was checked has written what was typed into its entry; the page's head tells what is stored.
    part = editor.part and StructurePart.objects.select_related("confirmed_by").get(pk=editor.part.pk)
    members = part.members.live_on(timezone.localdate()).select_related("organisation") if part else ()
    context = {"editor": editor, "part": part, "members": members, **more}
    return render(request, "offers/structure_form.html", context)


@staff_page("offers.edit_structure")
@require_POST
def structure_confirm(request, pk):
    """A person has checked the entry and its members."""
    part, decision = _part(request, pk), DecisionForm(request.POST)
    seen = decision.cleaned_data["version"] if decision.is_valid() else None
    structure.confirm(part=part, version=seen, by=request.user)
    messages.success(request, f"„{part}“ ist geprüft und bestätigt.")
    return redirect("offers:structure-edit", part.pk)


@staff_page("offers.edit_structure")
@require_http_methods(["GET", "HEAD", "POST"])
def structure_leave(request, pk, member):
    """Asks for the last day of a membership, and ends it."""
    part = _part(request, pk)
    member = get_object_or_404(StructureMember.objects.select_related("part", "organisation"), part=part, pk=member)
    opened = {"version": part.version, "ends_on": timezone.localdate()}
    form = EndForm(request.POST or None, member=member, initial=opened)
    if request.method == "POST" and form.is_valid():
        version, day = form.cleaned_data["version"], form.cleaned_data["ends_on"]
        structure.end_membership(member=member, version=version, day=day, by=request.user)
        messages.success(request, f"Die Mitgliedschaft von „{member}“ endet am {day:%d.%m.%Y}.")
        return redirect("offers:structure-edit", part.pk)
    return render(request, "offers/structure_leave.html", {"part": part, "member": member, "form": form})


@staff_page("offers.edit_structure")
@require_safe
def structure_history(request, pk):
    """All changes of an entry and its members."""
    trail = ("offers:structure-list", "Struktur bearbeiten", "offers:structure-edit")
    return history_page(request, _part(request, pk), trail=trail)


@staff_page("offers.edit_structure")
@require_http_methods(["GET", "HEAD", "POST"])
def goal_list(request):
    """The goals of every field of action, one form per field; saving one confirms it."""
    links = list(FieldGoal.objects.select_related("goal", "confirmed_by"))
    goals = list(Goal.objects.all())
    rows, sent = [], request.POST.get("field", "")
    for field in FieldOfAction.objects.all():
        chosen = [link for link in links if link.field_of_action_id == field.pk]
        form = _goals_form(request, field, chosen, goals, is_sent=sent == field.key)
        if sent == field.key and form.is_valid():
            opened = form.cleaned_data["opened"]
            structure.set_goals(
                field_of_action=field, chosen=form.cleaned_data["goals"], opened=opened, by=request.user
            )
            messages.success(request, f"Die Ziele für „{field}“ sind gespeichert und bestätigt.")
            return redirect("offers:goal-list")
        rows.append((field, form, [link for link in chosen if link.state != State.CONFIRMED]))
    without = [goal for goal in goals if goal.pk not in {link.goal_id for link in links}]
    return render(request, "offers/goal_list.html", {"rows": rows, "without": without})


def _goals_form(request, field, chosen, goals, *, is_sent):
    return GoalsForm(
        request.POST if is_sent else None,
        chosen=[link.goal_id for link in chosen],
        choices=[(goal.pk, goal.label) for goal in goals],
        prefix=field.key,
    )
