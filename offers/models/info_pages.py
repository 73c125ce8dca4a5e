"""What newcomers have to know about everyday life: the topics of the welcome folder."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Func, Q, Value
from django.db.models.lookups import Exact

from herne_integration.constraints import stamped
from herne_integration.models import Versioned
from herne_integration.privacy import classified
from offers.models.links import tracked
from offers.models.offers import Offer
from offers.models.organisations import Organisation
from offers.models.responsibilities import Task
from offers.models.translations import TRANSLATION_FIELDS, Translation, translation_constraints
from offers.models.vocabulary import Topic

INFO_TEXT_FIELDS = ("title", "lead", "sections")


class InfoPageQuerySet(models.QuerySet):
    """Filters of information pages."""

    def visible_to(self, user):
        """Everybody reads published pages, the Redaktion drafts as well."""
        return self.all() if user.has_perm("offers.edit_info_page") else self.published()

    def published(self):
        """What everybody may read."""
        return self.filter(published_at__isnull=False)


def _person(verb):
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=f"{verb} von"
    )


def _json_is(name, kind):
    """A JSON column holds a list ("array") or pairs ("object")."""
    return Q(Exact(Func(name, function="jsonb_typeof", output_field=models.TextField()), Value(kind)))


@classified(
    personal="published_by confirmed_by",
    plain="id key title lead sections topics position source source_year text_revision published_at confirmed_at"
    " version",
)
@pghistory.track()
class InfoPage(Versioned):
    """One topic of everyday life ("Informationsseite").

    `sections` is a list of `{"key", "heading", "body"}`: they belong to no other page and are always read together. The
    key stays with a section wherever it moves, so that its translation finds it.
    """

    TEXT_FIELDS = INFO_TEXT_FIELDS

    key = models.SlugField("Kürzel in der Adresse", max_length=60, unique=True)
    title = models.CharField("Titel", max_length=120)
    lead = models.TextField("Kurz gesagt", max_length=600, blank=True)
    sections = models.JSONField("Abschnitte", default=list, blank=True)
    topics = models.ManyToManyField(Topic, blank=True, related_name="info_pages", verbose_name="Themen")
    position = models.PositiveSmallIntegerField("Reihenfolge", default=0)
    source = models.TextField("Quellen", max_length=2000, blank=True)
    source_year = models.PositiveSmallIntegerField("Jahr der Quellen", null=True, blank=True)
    text_revision = models.PositiveIntegerField("Fassung der deutschen Texte", default=1)
    published_at = models.DateTimeField("veröffentlicht am", null=True, blank=True)
    published_by = _person("veröffentlicht")
    confirmed_at = models.DateTimeField("bestätigt am", null=True, blank=True)
    confirmed_by = _person("bestätigt")

    objects = InfoPageQuerySet.as_manager()

    class Meta:
        verbose_name = "Informationsseite"
        verbose_name_plural = "Informationsseiten"
        ordering = ("position", "key")
        default_permissions = ()
        permissions = [("edit_info_page", "Informationsseiten bearbeiten")]
        constraints = [
            stamped("published", name="offers_info_page_published_stamped"),
            stamped("confirmed", name="offers_info_page_confirmed_stamped"),
            models.CheckConstraint(
                condition=~Q(title=""),
                name="offers_info_page_has_title",
                violation_error_message="Eine Informationsseite braucht einen Titel.",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | Q(published_at__isnull=False),
                name="offers_info_page_confirmed_is_published",
                violation_error_message="Bestätigt werden kann nur, was veröffentlicht ist.",
            ),
            models.CheckConstraint(
                condition=_json_is("sections", "array"),
                name="offers_info_page_sections_are_a_list",
                violation_error_message="Abschnitte sind eine Liste.",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def path(self):
        """The address without the language."""
        return f"/informationen/{self.key}/"


@classified(plain="id infopage topic")
@tracked
class InfoPageTopic(InfoPage.topics.through):
    """An information page is about a topic."""

    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = "Thema der Informationsseite"
        verbose_name_plural = "Themen der Informationsseiten"


@classified(personal="translated_by reviewed_by", plain=f"{TRANSLATION_FIELDS} page title lead sections")
@pghistory.track()
class InfoPageTranslation(Translation):
    """The texts of an information page in one language; `sections` are `{"heading", "body"}` by the section's key."""

    OF = "page"

    page = models.ForeignKey(InfoPage, models.CASCADE, related_name="translations", verbose_name="Informationsseite")
    title = models.CharField("Titel", max_length=120, blank=True)
    lead = models.TextField("Kurz gesagt", max_length=600, blank=True)
    sections = models.JSONField("Abschnitte", default=dict, blank=True)

    class Meta:
        verbose_name = "Übersetzung einer Informationsseite"
        verbose_name_plural = "Übersetzungen der Informationsseiten"
        default_permissions = ()
        constraints = [
            *translation_constraints("page", name="offers_info_page_translation"),
            models.CheckConstraint(
                condition=_json_is("sections", "object"),
                name="offers_info_page_translation_sections_by_key",
                violation_error_message="Übersetzte Abschnitte stehen unter ihrem Kürzel.",
            ),
        ]


@classified(plain="id page position organisation offer task note")
@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class InfoContact(models.Model):
    """Whom a page names: an institution, an offer, or a task whose responsible unit is looked up ("Anlaufstelle")."""

    page = models.ForeignKey(InfoPage, models.CASCADE, related_name="contacts", verbose_name="Informationsseite")
    position = models.PositiveSmallIntegerField("Platz")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="info_contacts", verbose_name="Einrichtung"
    )
    offer = models.ForeignKey(
        Offer, models.PROTECT, null=True, blank=True, related_name="info_contacts", verbose_name="Angebot"
    )
    task = models.ForeignKey(
        Task, models.PROTECT, null=True, blank=True, related_name="info_contacts", verbose_name="Aufgabe"
    )
    note = models.CharField("Wofür", max_length=200, blank=True)

    class Meta:
        verbose_name = "Anlaufstelle"
        verbose_name_plural = "Anlaufstellen"
        ordering = ("page", "position", "pk")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, offer__isnull=True, task__isnull=True)
                | Q(organisation__isnull=True, offer__isnull=False, task__isnull=True)
                | Q(organisation__isnull=True, offer__isnull=True, task__isnull=False),
                name="offers_info_contact_names_one",
                violation_error_message="Eine Anlaufstelle ist eine Einrichtung, ein Angebot oder eine Aufgabe.",
            ),
            models.UniqueConstraint(
                fields=["page", "organisation", "offer", "task"],
                nulls_distinct=False,
                name="offers_info_contact_once",
                violation_error_message="Diese Anlaufstelle steht schon auf der Seite.",
            ),
        ]

    def __str__(self):
        return str(self.organisation or self.offer or self.task)
