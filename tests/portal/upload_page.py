"""A page that takes a file, for the tests and for `bench/uploads.py`: no page of the foundation does."""

from django import forms
from django.http import HttpResponse
from django.template import engines
from django.urls import path

from herne_integration import stored_files, urls
from herne_integration.upload_fields import UploadField, UploadForm

PAGE = """{% extends "base.html" %}{% load crispy_forms_tags uploads %}
{% block heading %}<h1>Bescheid hochladen</h1>{% endblock %}
{% block content %}{% not_scanned %}<form method="post" enctype="multipart/form-data" novalidate>{% csrf_token %}
{{ form|crispy }}<button class="kern-btn kern-btn--primary">Senden</button></form>{% endblock %}"""


class ProbeForm(UploadForm):
    """One line of text and a file."""

    text = forms.CharField(label="Aktenzeichen", max_length=5)
    file = UploadField(label="Bescheid")


def take(request):
    """(form, file or None): what the page does before it answers."""
    form = ProbeForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        return form, stored_files.store(form.cleaned_data["file"], by=request.user)
    return form, None


def probe(request):
    """Stores the file and answers its key; otherwise the form as it was."""
    form, file = take(request)
    if file:
        return HttpResponse(str(file.pk), content_type="text/plain", status=201)
    return HttpResponse(engines["django"].from_string(PAGE).render({"form": form}, request))


urlpatterns = [path("probe/", probe), *urls.urlpatterns]
handler400, handler403, handler404, handler500 = urls.handler400, urls.handler403, urls.handler404, urls.handler500
