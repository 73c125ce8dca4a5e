"""What tests of the Redaktion's pages share: forms filled in as a browser would send them."""

from django.forms import CheckboxInput
from django.test import Client
from django.urls import reverse

from tests.people import log_in, person

NEW = "/de/redaktion/angebote/neu/"
NEW_ORGANISATION = "/de/redaktion/einrichtungen/neu/"


def edit_url(offer):
    """The long form of an offer."""
    return reverse("offers:offer-edit", args=[offer.pk])


def editor(name):
    """Somebody of the Redaktion, logged in, in a browser of their own."""
    client = Client()
    client.person = person(name, "redaktion")
    return log_in(client, client.person)


def sent(form):
    """A form of the page as a browser would send it, nothing changed."""
    data = {}
    for field in form:
        value = field.value()
        if getattr(field.field.widget, "allow_multiple_selected", False):
            data[field.html_name] = [str(getattr(one, "pk", one)) for one in value or ()]
        elif isinstance(field.field.widget, CheckboxInput):
            data |= {field.html_name: "on"} if value else {}
        else:
            shown = field.field.widget.format_value(value)
            shown = shown[0] if isinstance(shown, list) else shown
            data[field.html_name] = "" if shown is None else str(shown)
    return data


def all_sent(whole):
    """The same for all parts of the long form."""
    data = {}
    for form in [*whole.parts, whole.hours.management_form, whole.runs.management_form]:
        data |= sent(form)
    return data


def opened(client, url):
    """What the form at `url` sends if nothing is changed."""
    context = client.get(url).context
    return all_sent(context["editor"]) if "editor" in context else sent(context["form"])


def errors(response):
    """{label: messages} of a long form that came back."""
    whole = response.context["editor"]
    found = {field.label: list(field.errors) for field in whole if field.errors}
    return found | ({"": list(whole.non_field_errors())} if whole.non_field_errors() else {})
