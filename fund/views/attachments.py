"""Files of an application: one section per document, with what it is for."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fund import content, document_pages
from fund.actions import attachments
from fund.choices.applications import Topic
from fund.forms.submissions import AttachmentForm
from fund.models import Attachment
from fund.views.applicant_door import applicant_page, keys, reader_page
from fund.views.topic_pages import frame, require_topic
from herne_integration import drafts as typed
from herne_integration import stored_files
from herne_integration.one_form import create, is_sent


@applicant_page
@require_http_methods(["GET", "HEAD", "POST"])
def application_documents(request, application):
    """All documents that this applicant needs or may add; each has a form of its own."""
    require_topic(request, application, Topic.DOCUMENTS)
    shown = document_pages.of(application, content.of(application), request.door.unlocked)
    sent = request.POST.get("document", "")
    for one in shown:
        typed_here = (typed.posted(request), request.FILES or None) if one.document.key == sent else ()
        one.form = AttachmentForm(*typed_here, document=one.document.key) if one.may_change else None
        if one.form and one.document.key == sent and is_sent(request, one.form):
            answer = create(request, one.form, lambda one=one: _attach(request, application, one))
            if answer:
                return answer
    return render(
        request, "fund/application_documents.html", {"documents": shown, **frame(application, Topic.DOCUMENTS)}
    )


@applicant_page
@require_POST
def attachment_remove(request, application, attachment):
    """Takes a file out again."""
    require_topic(request, application, Topic.DOCUMENTS)
    attached = get_object_or_404(application.attachments.current().select_related("file"), pk=attachment)
    attachments.detach(attached=attached, **request.door.writer)
    messages.success(request, "Die Datei ist entfernt.")
    return redirect(f"{reverse('fund:application-documents', args=[application.pk])}#{attached.document}")


@reader_page
@require_safe
def attachment_file(request, application, attachment):
    """The copy of a file, as a download that is kept nowhere."""
    visible = Attachment.objects.visible_to(request.user, keys=keys(request)).filter(application=application)
    attached = get_object_or_404(visible.select_related("file"), pk=attachment)
    return stored_files.file_response(attached.file)


def _attach(request, application, one):
    """Stores the file; back to its section."""
    file, document = one.form.cleaned_data["file"], one.document
    attachments.attach(application=application, document=document.key, upload=file, **request.door.writer)
    messages.success(request, f"Hochgeladen: {document.label}")
    return f"{reverse('fund:application-documents', args=[application.pk])}#{document.key}"
