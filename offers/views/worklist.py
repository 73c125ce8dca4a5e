"""The phone list of the Redaktion as a file."""

from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from herne_integration import pdf, prepared_files
from herne_integration.pages import staff_page
from herne_integration.rules import RuleBroken


@staff_page("offers.edit_offer")
@require_POST
def worklist_pdf(request):
    """Has the list made by a job; the page it leads to shows how far it is."""
    if not pdf.available():
        raise RuleBroken("Hier fehlt die Bibliothek Pango, ohne sie entstehen keine PDF-Dateien.")
    title = "Telefonliste: nicht bestätigte Angebote in Herne"
    return redirect(prepared_files.prepare("offers-worklist", by=request.user, title=title))
