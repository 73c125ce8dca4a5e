"""Template tags of the portal: forms in KERN's clothes and the small pieces every page shares."""

from django import forms, template
from django.conf import settings
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.utils.translation import get_language_info, to_locale

register = template.Library()

RIGHT_TO_LEFT = {"ar", "ckb", "fa", "he", "prs", "ps", "sd", "ur", "yi"}
# Own names of languages that Django does not know or writes differently.
OWN_NAMES = {
    "am": "አማርኛ",
    "ber": "Tamaziɣt",
    "ckb": "کوردیی ناوەندی",
    "de-leicht": "Leichte Sprache",
    "ku": "Kurmancî",
    "prs": "دری",
    "ps": "پښتو",
    "rom": "Romani",
    "so": "Soomaali",
    "sq": "Shqip",
    "ti": "ትግርኛ",
}


# Languages


@register.filter
def direction(code):
    """`rtl` or `ltr` for the language of a text."""
    return "rtl" if str(code).split("-")[0] in RIGHT_TO_LEFT else "ltr"


@register.filter
def own_name(code):
    """A language's name in that language; an unknown code stays as it is."""
    if code in OWN_NAMES:
        return OWN_NAMES[code]
    try:
        return get_language_info(code)["name_local"]
    except KeyError:
        return code


@register.filter
def html_lang(code):
    """A code that may stand in a `lang` attribute."""
    return "de-x-leicht" if code == "de-leicht" else to_locale(code).replace("_", "-")


@register.simple_block_tag
def foreign(content, language="de"):
    """Text in another language than the page's: carries its own `lang` and `dir`."""
    return render_to_string("components/foreign.html", {"text": content, "language": language})


# Pieces with a body


@register.simple_block_tag
def alert(content, kind="info", title="", level=2):
    """A notice with a body: kind info, success, warning or danger."""
    return render_to_string(
        "components/alert.html",
        {"kind": kind, "title": title, "body": content, "level": level},
    )


@register.simple_block_tag
def scroll_table(content, caption, anchor="table"):
    """A table by hand (thead, tbody) that scrolls inside its own frame on small screens."""
    return render_to_string("components/table.html", {"caption": caption, "content": content, "id": anchor})


# Pages and links


@register.simple_tag
def elided_pages(page):
    """Page numbers around the current one; `…` where some are left out."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))


@register.filter
def is_gap(number):
    """Whether an entry of `elided_pages` stands for left-out pages."""
    return number == Paginator.ELLIPSIS


@register.simple_tag(takes_context=True)
def canonical(context):
    """The page's address without its query, for search engines."""
    return f"{settings.SITE_URL}{context['request'].path}"


@register.filter
def is_below(path, url):
    """Whether a page belongs to the part of the portal that `url` opens."""
    return bool(url) and path.startswith(url)


@register.filter
def dialable(phone):
    """A phone number as `tel:` wants it: `02323 16-0` becomes `+492323160`."""
    digits = "".join(sign for sign in str(phone).replace("(0)", "") if sign in "+0123456789")
    if digits.startswith("00"):
        return f"+{digits[2:]}"
    return f"+49{digits[1:]}" if digits.startswith("0") else digits


# Every topic of the vocabulary shows one of the pictograms below static/icons/topics/.
PICTOGRAMS = {
    "anerkennung": "ausbildung",
    "antidiskriminierung": "gewaltschutz",
    "asyl": "aufenthalt",
    "ausbildung": "ausbildung",
    "begegnung": "begegnung",
    "beteiligung": "begegnung",
    "bibliothek": "schule",
    "einbuergerung": "aufenthalt",
    "eu_zuwanderung": "aufenthalt",
    "fortbildung": "ausbildung",
    "kinder": "kindergarten",
    "kleidung": "kleidung",
    "lebensmittel": "kleidung",
    "maenner": "familie",
    "moebel": "wohnen",
    "mso": "begegnung",
    "musik": "freizeit",
    "netzwerk": "begegnung",
    "notfall": "gewaltschutz",
    "patenschaft": "ehrenamt",
    "psyche": "gesundheit",
    "schulden": "finanzen",
    "schwangerschaft": "familie",
    "second_hand": "kleidung",
    "studium": "ausbildung",
    "ukraine": "aufenthalt",
    "vaeter": "familie",
    "weiterbildung": "ausbildung",
    "wohnungsnotfall": "wohnen",
}
OWN_PICTOGRAMS = {
    "arbeit", "aufenthalt", "ausbildung", "begegnung", "behinderung", "behoerden", "beratung", "digitales",
    "dolmetschen", "ehrenamt", "familie", "finanzen", "frauen", "freizeit", "gesundheit", "gewaltschutz",
    "information", "jugend", "kindergarten", "kleidung", "mobilitaet", "schule", "senioren", "sport",
    "spracherwerb", "wohnen",
}  # fmt: skip


@register.filter
def pictogram(key):
    """Path below static/ of a topic's pictogram; a topic without one shows the general sign."""
    name = PICTOGRAMS.get(key, key)
    return f"icons/topics/{name if name in OWN_PICTOGRAMS else 'information'}.svg"


# Forms

KINDS = [
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "check"),
    (forms.Select, "select"),
    (forms.FileInput, "file"),
    (forms.Textarea, "textarea"),
    (forms.MultiWidget, "parts"),
    (forms.SelectDateWidget, "parts"),
]
CSS_CLASSES = {
    "check": "kern-form-check__checkbox",
    "checkboxes": "kern-form-check__checkbox",
    "radios": "kern-form-check__radio",
    "select": "kern-form-input__select",
}


@register.filter
def field_kind(field):
    """How the pack prints a bound field."""
    for widget, kind in KINDS:
        if isinstance(field.field.widget, widget):
            return kind
    return "input"


@register.filter
def kern_widget(field):
    """The widget with KERN's class; Django ties help and errors to it."""
    kind = field_kind(field)
    css = CSS_CLASSES.get(kind, "kern-form-input__input")
    if field.errors:
        css = f"{css} {css}--error"
    own = field.field.widget.attrs.get("class", "")
    return field.as_widget(attrs={"class": f"{css} {own}".strip()})


@register.filter
def kern_option(option, field):
    """One radio button or checkbox of a group, with KERN's class."""
    css = CSS_CLASSES[field_kind(field)]
    error = f" {css}--error" if field.errors else ""
    option.data["attrs"]["class"] = f"{css}{error}"
    # The group's legend, help and error are tied to the fieldset; on each option they would be read aloud again.
    for name in ("aria-invalid", "aria-describedby"):
        option.data["attrs"].pop(name, None)
    return option.tag()


@register.filter
def required_word(field):
    """Whether the label says "Pflichtfeld" (True), "freiwillig" (False) or nothing (None)."""
    if getattr(field.form, "hide_required_words", False):
        return None
    return field.field.required


@register.filter
def error_links(form):
    """All errors of a form or formset for its summary: dicts with `target` (may be empty), `label`, `message`."""
    if hasattr(form, "management_form"):
        links = [{"target": "", "label": "", "message": message} for message in form.non_form_errors()]
        for number, part in enumerate(form.forms, start=1):
            links += [{**link, "number": number} for link in error_links(part)]
        return links
    links = [{"target": "", "label": "", "message": message} for message in form.non_field_errors()]
    for field in form:
        links += [{"target": _target(field), "label": field.label, "message": message} for message in field.errors]
    return links


def _target(field):
    if field.is_hidden or not field.auto_id:
        return ""
    return field.id_for_label or f"{field.auto_id}_0"
