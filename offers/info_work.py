"""What the Redaktion sees of information pages: what is a draft, outdated, ended or open."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Exists, OuterRef, Q

from offers.choices import State, TranslationStatus
from offers.info_contacts import ended
from offers.models import InfoContact, InfoPage, InfoPageTranslation, OpenValue, ValueSetting


@dataclass(frozen=True)
class Row:
    """One page with its work."""

    page: InfoPage
    languages: list
    ended: list
    open_values: list


def waiting(pages, *, day):
    """Pages with an outdated translation, a contact point that has ended, or a value that is still open."""
    translations = InfoPageTranslation.objects.filter(page=OuterRef("pk"))
    outdated = translations.filter(source_revision__lt=OuterRef("text_revision"))
    gone = Q(organisation__state=State.ARCHIVED) | Q(offer__state=State.ARCHIVED) | Q(offer__valid_until__lt=day)
    contacts = InfoContact.objects.filter(gone, page=OuterRef("pk"))
    filled = ValueSetting.objects.filter(open_value=OuterRef("pk"), valid_from__lte=day)
    values = OpenValue.objects.filter(~Exists(filled), page=OuterRef("pk"))
    return pages.filter(Exists(outdated) | Exists(contacts) | Exists(values))


def rows(pages, *, day):
    """All pages of a queryset; the number of queries is the same for many."""
    pages = list(pages.prefetch_related("translations", "open_values"))
    gone = {}
    for contact in InfoContact.objects.filter(page__in=pages).select_related("organisation", "offer", "task"):
        if why := ended(contact, day):
            gone.setdefault(contact.page_id, []).append((contact, why))
    filled = set(ValueSetting.objects.valid_on(day).values_list("open_value_id", flat=True))
    return [
        Row(
            page,
            _languages(page),
            gone.get(page.pk, []),
            [value for value in page.open_values.all() if value.pk not in filled],
        )
        for page in pages
    ]


def _languages(page):
    found = {}
    for row in page.translations.all():
        row.page = page
        found[row.language] = row.status
    codes = [code for code, _name in settings.LANGUAGES if code != "de"]
    return [(code, found.get(code, TranslationStatus.MISSING)) for code in codes]


def values(page, *, day):
    """(value, what holds on that day or None) of one page."""
    settings = ValueSetting.objects.filter(open_value__page=page).valid_on(day).select_related("set_by")
    now = {one.open_value_id: one for one in settings}
    return [(value, now.get(value.pk)) for value in OpenValue.objects.filter(page=page)]
