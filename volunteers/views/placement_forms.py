"""Steps of a placement that need some words: a no, an end, an exception, the agreement, how it goes."""

from herne_integration.one_form import is_sent
from volunteers.actions import activities, agreements, ending, placements
from volunteers.forms.work import (
    AgreementForm,
    CoordinatorForm,
    DeclineForm,
    EndForm,
    FollowUpForm,
    OverrideForm,
)
from volunteers.models import FollowUp, Placement
from volunteers.views.work import GET_POST, coordination, done, form_page, seen


def _page(request, placement, form, act, *, title, said, button="Speichern", text=""):
    """One form about a placement: the action gets what was typed, then the placement's page says what happened."""
    if is_sent(request, form):
        act(form)
        return done(request, said, "volunteers:placement-detail", placement.pk)
    back = ("volunteers:placement-detail", str(placement.opportunity), placement.pk)
    return form_page(request, form, title=title, back=back, button=button, text=text, part="placements")


@coordination
@GET_POST
def placement_decline(request, pk, side):
    """A no that the coordination was told: `side` absage (volunteer) or ablehnung (organisation)."""
    placement, form = seen(request, Placement.objects.with_people(), pk), DeclineForm(request.POST or None)
    say_no = placements.say_no if side == "absage" else placements.refuse
    whose = "Ehrenamtliche Person möchte nicht" if side == "absage" else "Einrichtung möchte nicht"

    def act(form):
        say_no(placement=placement, by=request.user, **form.cleaned_data)

    return _page(request, placement, form, act, title=whose, said="Die Absage ist eingetragen.")


@coordination
@GET_POST
def placement_end(request, pk):
    """It ends, for a reason that the statistics count."""
    placement, form = seen(request, Placement.objects.with_people(), pk), EndForm(request.POST or None)

    def act(form):
        ending.end(placement=placement, by=request.user, **form.cleaned_data)

    return _page(request, placement, form, act, title="Vermittlung beenden", said="Beendet.", button="Beenden")


@coordination
@GET_POST
def placement_override(request, pk):
    """What is no law is set aside, with role and reason."""
    placement, form = seen(request, Placement.objects.with_people(), pk), OverrideForm(request.POST or None)
    text = "Gesetzliche Voraussetzungen haben keine Ausnahme. Rolle und Begründung bleiben im Verlauf."

    def act(form):
        placements.override(placement=placement, by=request.user, **form.cleaned_data)

    said = "Die Ausnahme ist festgehalten."
    return _page(request, placement, form, act, title="Ausnahme machen", said=said, text=text)


@coordination
@GET_POST
def placement_begin(request, pk):
    """They begin before both have signed, for a reason that stays."""
    placement, form = seen(request, Placement.objects.with_people(), pk), OverrideForm(request.POST or None)
    text = "Ohne Vereinbarung ist nicht festgehalten, wer den Einsatz versichert. Der Grund bleibt im Verlauf."

    def act(form):
        activities.activate(placement=placement, by=request.user, without_agreement=form.override())

    title, said = "Beginnen, bevor beide unterschrieben haben", "Der Einsatz hat begonnen."
    return _page(request, placement, form, act, title=title, said=said, text=text, button="Einsatz beginnen")


@coordination
@GET_POST
def placement_agreement(request, pk):
    """The agreement is drawn up, or changed as long as nobody has signed."""
    placement = seen(request, Placement.objects.with_people(), pk)
    known = getattr(placement, "agreement", None)
    initial = {name: getattr(known, name) for name in AgreementForm.base_fields} if known else {}
    initial = initial or {"tasks_text": placement.opportunity.commitment_text}
    form = AgreementForm(request.POST or None, initial=initial)

    def act(form):
        agreements.draw_up(placement=placement, by=request.user, **form.cleaned_data)

    text = "Beide Seiten lesen und unterschreiben sie danach selbst."
    title, said = "Vereinbarung erstellen", "Die Vereinbarung liegt beiden zum Unterschreiben vor."
    return _page(request, placement, form, act, title=title, said=said, text=text, button="Erstellen")


@coordination
@GET_POST
def placement_reassign(request, pk):
    """A colleague takes it on."""
    placement, form = seen(request, Placement.objects.with_people(), pk), CoordinatorForm(request.POST or None)

    def act(form):
        placements.reassign(placement=placement, coordinator=form.cleaned_data["coordinator"], by=request.user)

    return _page(request, placement, form, act, title="Vermittlung übergeben", said="Übergeben.", button="Übergeben")


@coordination
@GET_POST
def follow_up_done(request, pk):
    """Both sides were asked how it goes."""
    follow_up = seen(request, FollowUp.objects.select_related("placement__opportunity", "placement__volunteer"), pk)
    placement, form = follow_up.placement, FollowUpForm(request.POST or None)

    def act(form):
        activities.follow_up(follow_up=follow_up, by=request.user, note=form.cleaned_data["note"])

    title = f"{placement.volunteer}: {follow_up.get_kind_display()}"
    text = "Fragen Sie beide Seiten, wie es geht."
    return _page(request, placement, form, act, title=title, said="Festgehalten.", text=text, button="Erledigt")
