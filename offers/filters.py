"""The filter form of the list, and the tidy query that its links carry."""

from unicodedata import category

import django_filters
from django.db.models import Exists, OuterRef
from django.forms import Select, TextInput
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from offers.choices import State
from offers.models import District, Offer, Topic
from offers.search import finding

LONGEST_VALUE = 120
NEIGHBOURS, EVERYWHERE = "nachbarn", "alle"
REGIONS = [
    ("", _("Herne und bundesweit")),
    (NEIGHBOURS, _("auch Nachbarstädte")),
    (EVERYWHERE, _("auch Beispiele aus anderen Städten")),
]
FIELDS = ("q", "topic", "district", "region")
# What a word of the vocabulary needs to be shown.
WORDS = ("key", "label", "plain_label", "labels")


class TermSelect(Select):
    """A select whose German options say so on a page in another language."""

    template_name = "offers/_term_select.html"

    def __init__(self, *args, german=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.german = german

    def create_option(self, name, value, *args, **kwargs):
        """One option; German words carry their language."""
        option = super().create_option(name, value, *args, **kwargs)
        if value in self.german:
            option["attrs"] |= {"lang": "de", "dir": "ltr"}
        return option


class OfferFilter(django_filters.FilterSet):
    """Search, topic, district, region; the default scope is Herne and nationwide."""

    q = django_filters.CharFilter(
        label=_("Was suchen Sie?"), widget=TextInput(attrs={"type": "search", "autocomplete": "off"})
    )
    topic = django_filters.ChoiceFilter(label=_("Thema"), empty_label=_("alle Themen"), widget=TermSelect)
    district = django_filters.ChoiceFilter(label=_("Stadtbezirk"), empty_label=_("alle Stadtbezirke"))
    region = django_filters.ChoiceFilter(label=_("Region"), choices=REGIONS[1:], empty_label=REGIONS[0][1])

    class Meta:
        model = Offer
        fields = []

    def __init__(self, data, queryset, *, topics, districts):
        super().__init__(data, queryset)
        # What the search box found, or None where nothing was asked.
        self.found = None
        self.topics = {topic.key: topic for topic in topics}
        self.districts = {district.key: district for district in districts}
        self.filters["topic"].extra["choices"] = [(key, topic.text) for key, topic in self.topics.items()]
        self.filters["district"].extra["choices"] = [(key, term.text) for key, term in self.districts.items()]
        self.form.fields["topic"].widget.german = {key for key, topic in self.topics.items() if not topic.is_translated}
        self.form.hide_required_words = True

    def filter_queryset(self, queryset):
        """All of the form in one place; the region counts even where nothing was chosen."""
        chosen = self.form.cleaned_data
        if chosen.get("region") != EVERYWHERE:
            queryset = queryset.in_scope(with_neighbours=chosen.get("region") == NEIGHBOURS)
        if chosen.get("topic"):
            queryset = queryset.filter(topics__key=chosen["topic"])
        if chosen.get("district"):
            queryset = queryset.filter(location__district__key=chosen["district"])
        if chosen.get("q"):
            self.found = finding.find(chosen["q"])
            queryset = queryset.filter(pk__in=self.found.keys).order_by(self.found.ranking())
        return queryset


def used_topics():
    """Topics that at least one listed offer has."""
    listed = Offer.objects.exclude(state=State.ARCHIVED).filter(topics=OuterRef("pk"))
    return Topic.objects.filter(Exists(listed)).only(*WORDS)


def used_districts():
    """All boroughs of Herne."""
    return District.objects.only(*WORDS)


def tidy(query):
    """The part of a query that means something: one short printable value per known name, a real page number."""
    kept = QueryDict(mutable=True)
    for name in FIELDS:
        value = "".join(sign for sign in query.get(name, "") if category(sign) != "Cc")[:LONGEST_VALUE].strip()
        if value:
            kept[name] = value
    page = query.get("page", "")
    if page.isascii() and page.isdigit() and int(page[:6]) >= 1 and len(page) <= 6:
        kept["page"] = page
    return kept


def is_tidy(query):
    """Whether a query holds nothing that `tidy` would drop or change; fields of the form may be empty."""
    kept = dict(tidy(query).lists())
    known = (*FIELDS, "page")
    return all(kept.get(name, [""]) == values for name, values in query.lists() if name in known) and not (
        query.keys() - set(known)
    )
