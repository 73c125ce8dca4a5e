"""Advice paths: which way to go, on the screen and on paper."""

from django.contrib.auth.decorators import login_not_required
from django.db.models import Count, Prefetch
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language, get_language_bidi
from django.views.decorators.http import require_safe

from herne_integration import pdf
from herne_integration.context import in_language
from offers import path_diagram
from offers.models import AdvicePath, Offer, OfferTranslation, PathVersion
from offers.path_presenting import ShownPath
from offers.views.paper import no_paper


def shown_path(request, key, language):
    """The path's newest published version with everything that a page shows of it; 404 where there is none."""
    paths = AdvicePath.objects.visible_to(request.user).published()
    path = get_object_or_404(paths.select_related("target_group").prefetch_related("legal_statuses"), key=key)
    return shown_version(request, path.versions.published().latest("number"), language, path=path)


def shown_version(request, version, language, *, path=None):
    """Any version as everybody reads it, or will read it."""
    path = path or version.path
    offers = Offer.objects.visible_to(request.user).listed()
    if language != "de":
        translations = OfferTranslation.objects.filter(language=language)
        offers = offers.prefetch_related(Prefetch("translations", translations, to_attr="page_translations"))
    steps = version.steps.select_related("organisation").prefetch_related(Prefetch("offers", offers), "prerequisites")
    return ShownPath(path, language, version=version, steps=steps)


@login_not_required
@require_safe
def path_list(request):
    """For whom there are paths."""
    language = get_language()
    newest = PathVersion.objects.published().newest()
    versions = {
        one.path_id: one for one in PathVersion.objects.filter(pk__in=newest).annotate(number_of=Count("steps"))
    }
    paths = AdvicePath.objects.visible_to(request.user).published().select_related("target_group")
    shown = [ShownPath(path, language, version=versions[path.pk]) for path in paths]
    return render(request, "offers/path_list.html", {"paths": shown})


@login_not_required
@require_safe
def path_detail(request, key):
    """The steps in their order: who is responsible, what to bring, by when and what comes next."""
    shown = shown_path(request, key, get_language())
    context = {
        "shown": shown,
        "diagram": path_diagram.svg(nodes(shown), is_rtl=get_language_bidi()),
        "german_url": in_language(request.path, "de"),
    }
    return render(request, "offers/path_detail.html", context)


def nodes(shown):
    """The steps as boxes of the diagram."""
    for step in shown.steps:
        needed = ", ".join(str(link.number) for link in step.needs)
        needs = f"nach Schritt {needed}" if needed else ""
        yield path_diagram.Node(step.number, step.title.text, step.unit.text, needs)


@login_not_required
@require_safe
def path_pdf(request, key):
    """The same on paper; where no PDF can be made, a page says so."""
    shown = shown_path(request, key, get_language())
    try:
        return pdf.PdfResponse(
            request, "offers/path_pdf.html", {"shown": shown}, f"weg-{shown.path.key}-{shown.language}"
        )
    except pdf.Unavailable:
        return no_paper(request)
