"""What every template knows as `portal`."""

from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language, get_language_bidi, get_language_info


@dataclass(frozen=True)
class LanguageLink:
    """The same page in another language; `name` is the language's own."""

    code: str
    name: str
    direction: str
    href: str
    is_current: bool


class Portal:
    """Facts about the house and the page; computed only when a template asks."""

    is_demo = settings.DEMO
    is_official = settings.OFFICIAL
    city_phone = settings.CITY_PHONE
    sign_language_video = settings.SIGN_LANGUAGE_VIDEO
    site_url = settings.SITE_URL

    def __init__(self, request):
        self._request = request

    @property
    def language(self):
        """Code of the page's language."""
        return get_language()

    @property
    def direction(self):
        """`rtl` or `ltr`."""
        return "rtl" if get_language_bidi() else "ltr"

    @property
    def today(self):
        """The day in Herne."""
        return timezone.localdate()

    @cached_property
    def language_links(self):
        """The page in every language, path and query kept."""
        here = self._request.get_full_path()
        return [
            LanguageLink(
                code,
                get_language_info(code)["name_local"],
                "rtl" if get_language_info(code)["bidi"] else "ltr",
                in_language(here, code),
                code == get_language(),
            )
            for code, _name in settings.LANGUAGES
        ]

    @cached_property
    def alternates(self):
        """(hreflang, address) of the page for search engines: no query, so that they agree with the canonical address.

        Filters and pages of a list are that list: there are more combinations than offers, and the sitemap names every
        offer. Without a language the address leads to the reader's own.
        """
        paths = {code: in_language(self._request.path, code) for code, _name in settings.LANGUAGES}
        paths["x-default"] = paths["de"].removeprefix("/de")
        return [(code, f"{settings.SITE_URL}{path}") for code, path in paths.items()]


def in_language(path, code):
    """The address of the same page in a language: addresses differ in their first part only.

    So it holds for what leads nowhere as well. An address without a language stays as it is.
    """
    prefix = f"/{get_language()}/"
    return f"/{code}/{path.removeprefix(prefix)}" if path.startswith(prefix) else path


def portal(request):
    """Context processor."""
    return {"portal": Portal(request)}
