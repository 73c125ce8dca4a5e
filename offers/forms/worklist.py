"""The filters of the work lists of the Redaktion."""

import django_filters
from django.conf import settings
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When

from offers.choices import Origin, State
from offers.models import Offer, OfferTranslation, Organisation

STATES = [("alle", "alle, auch archivierte"), *State.choices]
DUE = [("1", "ist fällig")]
# Unconfirmed entries come first: they are the work.
STATE_ORDER = Case(
    When(state=State.UNCONFIRMED, then=Value(0)), When(state=State.CONFIRMED, then=Value(1)), default=Value(2)
)


def foreign_languages():
    """(code, German name) of the languages that offers are translated into."""
    return [(code, GERMAN_NAMES.get(code, name)) for code, name in settings.LANGUAGES if code != "de"]


GERMAN_NAMES = {"en": "Englisch", "ar": "Arabisch"}


def translation_choices():
    """What may be missing, per language."""
    return [
        (f"{code}-{kind}", f"{name} {word}")
        for code, name in foreign_languages()
        for kind, word in (("fehlt", "fehlt"), ("veraltet", "veraltet"), ("ungeprueft", "nicht geprüft"))
    ]


class WorkFilter(django_filters.FilterSet):
    """What all work lists filter by: words and state; without a state the archive stays out."""

    text_lookups = ()

    q = django_filters.CharFilter(label="Suche", method="with_words")
    state = django_filters.ChoiceFilter(label="Stand", choices=STATES, method="in_state", empty_label="ohne Archiv")
    origin = django_filters.ChoiceFilter(label="Herkunft", choices=Origin.choices, empty_label="alle")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.form.hide_required_words = True

    def filter_queryset(self, queryset):
        """Nonsense in the address filters nothing; the archive is shown only when asked for."""
        queryset = super().filter_queryset(queryset)
        return queryset if self.form.cleaned_data.get("state") else queryset.exclude(state=State.ARCHIVED)

    def with_words(self, queryset, name, value):
        """Every word occurs somewhere."""
        for word in value.replace("\x00", " ").split()[:6]:
            anywhere = Q()
            for lookup in self.text_lookups:
                anywhere |= Q(**{f"{lookup}__icontains": word})
            queryset = queryset.filter(anywhere)
        return queryset

    def in_state(self, queryset, name, value):
        """One state, or all with the archive."""
        return queryset if value == "alle" else queryset.filter(state=value)


class OfferWorkFilter(WorkFilter):
    """The work list of offers."""

    text_lookups = ("title", "description", "provider_text", "organisation__name", "reference")

    due = django_filters.ChoiceFilter(label="Prüfung", choices=DUE, method="is_due", empty_label="alle")
    translation = django_filters.ChoiceFilter(
        label="Übersetzung", choices=translation_choices, method="lacks_translation", empty_label="alle"
    )

    class Meta:
        model = Offer
        fields = ("q", "state", "origin", "due", "translation")

    def __init__(self, *args, day, **kwargs):
        super().__init__(*args, **kwargs)
        self.day = day

    def is_due(self, queryset, name, value):
        """The day of the next review has come."""
        return queryset.filter(review_on__lte=self.day)

    def lacks_translation(self, queryset, name, value):
        """No row in that language, one of an older German text, or one that nobody has reviewed."""
        code, _dash, kind = value.partition("-")
        rows = OfferTranslation.objects.filter(offer=OuterRef("pk"), language=code)
        if kind == "fehlt":
            return queryset.filter(~Exists(rows))
        if kind == "veraltet":
            return queryset.filter(Exists(rows.filter(source_revision__lt=OuterRef("text_revision"))))
        return queryset.filter(Exists(rows.filter(reviewed_at__isnull=True)))


class OrganisationWorkFilter(WorkFilter):
    """The work list of institutions."""

    text_lookups = ("name", "kind", "duties", "reference")

    class Meta:
        model = Organisation
        fields = ("q", "state", "origin")


def offers_to_work_on(user):
    """All offers with what the list shows, unconfirmed first, then what is due for review."""
    return (
        Offer.objects.visible_to(user)
        .select_related("organisation")
        .prefetch_related("translations")
        .order_by(STATE_ORDER, F("review_on").asc(nulls_last=True), "title_sort", "pk")
    )


def next_to_check(offer, user):
    """The unconfirmed entry of the same origin that follows in the alphabet, from the end back to its beginning."""
    waiting = Offer.objects.visible_to(user).filter(state=State.UNCONFIRMED, origin=offer.origin).exclude(pk=offer.pk)
    is_before = Case(When(title_sort__lt=offer.title_sort, then=Value(1)), default=Value(0))
    return waiting.order_by(is_before, "title_sort", "pk").only("title").first()


def found_sentence(count, one, many):
    """How many entries the list has."""
    return f"{count} {one if count == 1 else many}"
