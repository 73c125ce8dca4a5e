"""What is shown of something that has translations: which text, and how far it can be relied on. No query."""

from offers.choices import TranslationStatus
from offers.facts import Said


class InLanguage:
    """Mixin of what a page shows; expects `original`, `language`, and `translation` or None."""

    def said(self, name):
        """A text: the translation where there is one, else the German original."""
        own = getattr(self.translation, name, "")
        return Said(own, self.language) if own else Said(getattr(self.original, name))

    @property
    def title(self):
        """The title."""
        return self.said("title")

    @property
    def is_only_german(self):
        """Whether the reader of another language gets the German text."""
        return self.language != "de" and self.translation is None

    @property
    def translation_status(self):
        """How far the translation can be relied on, or None."""
        return self.translation.status if self.translation else None

    @property
    def translation_is_outdated(self):
        """Whether the German text has moved on."""
        return self.translation_status == TranslationStatus.OUTDATED

    @property
    def is_machine_translated(self):
        """Whether no human has looked at the translation."""
        return self.translation_status == TranslationStatus.MACHINE
