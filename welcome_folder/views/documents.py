"""The papers of a folder, and their files."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from herne_integration import drafts, stored_files
from herne_integration.idempotency import once
from herne_integration.quarantine.kinds import KINDS
from herne_integration.rules import RuleBroken
from welcome_folder import document_presenting
from welcome_folder.access import folder_page
from welcome_folder.actions import documents
from welcome_folder.actions.safety import lock_folder
from welcome_folder.choices.access import Purpose
from welcome_folder.forms.documents import DocumentForm, NewDocumentForm, kinds
from welcome_folder.models import DocumentFile, FolderDocument
from welcome_folder.views.frames import page

GET_POST = require_http_methods(["GET", "HEAD", "POST"])


@folder_page(Purpose.DOCUMENTS)
@require_safe
def document_list(request, folder):
    """All sheets with their papers, and what nobody has entered yet."""
    visible = FolderDocument.objects.visible_to(request.user).filter(folder=folder).select_related("kind__document")
    files = {}
    attached = DocumentFile.objects.visible_to(request.user).filter(document__folder=folder).select_related("file")
    for one in attached:
        files.setdefault(one.document_id, []).append(one)
    sheets = document_presenting.sheets(list(visible), kinds(request.place), files, timezone.localdate())
    return page(request, "welcome_folder/document_list.html", folder, "documents", sheets=sheets)


@folder_page(Purpose.DOCUMENTS)
@GET_POST
def document_create(request, folder):
    """A paper; `?art=` is the position of its kind in the list."""
    form = NewDocumentForm(
        drafts.posted(request), request.FILES or None, place=request.place, initial={"kind": _kind_asked(request)}
    )
    if request.method == "POST" and form.is_valid():
        try:
            with once(request) as click:
                if click.is_first:
                    document = documents.record(folder=folder, by=request.user, **form.arguments())
                    _attach(request, document, form)
                    click.result = reverse("welcome_folder:document-list", args=[folder.pk])
                    messages.success(request, "Das Papier ist eingetragen.")
            drafts.discard(request)
            return redirect(click.result)
        except RuleBroken as refusal:
            form.add_error(None, refusal.sentence)
    return _form_page(request, folder, form, title="Papier eintragen")


@folder_page(Purpose.DOCUMENTS, kind="document", object_argument="document")
@GET_POST
def document_edit(request, folder, document):
    """Where a paper is, until when it holds, and its files."""
    if request.method == "POST":
        folder = lock_folder(folder.pk)
    document = _document(request, folder, document)
    form = DocumentForm(drafts.posted(request), request.FILES or None, instance=document)
    if request.method == "POST" and form.is_valid():
        documents.change(document=form.save(commit=False), by=request.user)
        _attach(request, document, form)
        drafts.discard(request)
        messages.success(request, "Das Papier ist gespeichert.")
        return redirect("welcome_folder:document-list", folder.pk)
    files = DocumentFile.objects.visible_to(request.user).filter(document=document).select_related("file")
    return _form_page(request, folder, form, title=str(document), document=document, files=files)


@folder_page(Purpose.DOCUMENTS, kind="file", object_argument="file")
@require_safe
def document_file(request, folder, file):
    """The copy, as a download that is kept nowhere."""
    return _file(request, folder, file, original=False)


@folder_page(Purpose.DOCUMENTS, kind="original", object_argument="file")
@require_safe
def document_original(request, folder, file):
    """The untouched original, once it is scanned."""
    return _file(request, folder, file, original=True)


@folder_page(Purpose.DOCUMENTS, kind="file", object_argument="file")
@require_POST
def document_file_remove(request, folder, file):
    """Takes a file out of the folder for good."""
    attached = _attached(request, folder, file)
    documents.detach(attached=attached, by=request.user)
    messages.success(request, "Die Datei ist gelöscht.")
    return redirect("welcome_folder:document-edit", folder.pk, attached.document_id)


def _file(request, folder, file, *, original):
    attached = _attached(request, folder, file)
    response = stored_files.file_response(attached.file, original=original)
    # A name that a person gave to her file may name her; beside the number it says nothing.
    ending = KINDS[attached.file.content_type if original else attached.file.copy_type].extension
    response["Content-Disposition"] = content_disposition_header(True, f"{folder.number}.{ending}")
    return response


def _attach(request, document, form):
    if form.cleaned_data["file"]:
        documents.attach(document=document, by=request.user, upload=form.cleaned_data["file"])


def _document(request, folder, pk):
    visible = FolderDocument.objects.visible_to(request.user).filter(folder=folder).select_related("kind__document")
    return get_object_or_404(visible, pk=pk)


def _attached(request, folder, pk):
    visible = DocumentFile.objects.visible_to(request.user).filter(document__folder=folder)
    return get_object_or_404(visible.select_related("file", "document__kind", "document__folder"), pk=pk)


def _kind_asked(request):
    position = request.GET.get("art", "")
    if not position:
        return None
    if not position.isdecimal() or len(position) > 4:
        raise Http404
    return kinds(request.place).filter(document__position=int(position)).first()


def _form_page(request, folder, form, **context):
    is_draft = request.method != "POST" and form.is_bound
    return page(
        request, "welcome_folder/document_form.html", folder, "documents", form=form, is_draft=is_draft, **context
    )
