"""What search engines read: robots.txt and the sitemap."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import EmptyPage, PageNotAnInteger
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from herne_integration.roof.sitemaps import SECTIONS, Address

# Below every language: for people who log in, and pages that a form leads to.
CLOSED = (
    "redaktion/",
    "konto/",
    "uebersicht/",
    "dateien/",
    "demo/",
    "galerie/",
    "barrierefreiheit/melden/",
    "fonds/antraege/",
    "fonds/antrag/",
    "fonds/teams/",
    "fonds/weiter/",
)


@login_not_required
@require_safe
@cache_control(public=True, max_age=86400)
def robots(request):
    """What is closed, and where the sitemap is. A draft may be read: how else would it say "noindex"?"""
    lines = ["User-agent: *", *(f"Disallow: /{code}/{path}" for code, _name in settings.LANGUAGES for path in CLOSED)]
    if settings.OFFICIAL:
        lines += ["", f"Sitemap: {settings.SITE_URL}{reverse('machines:sitemap')}"]
    else:
        lines += ["", "# Entwurf: Jede Antwort trägt X-Robots-Tag: noindex, nofollow."]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")


@login_not_required
@require_safe
@cache_control(public=True, max_age=3600)
def sitemap(request):
    """The index of all parts."""
    parts = [
        {"location": f"{settings.SITE_URL}{reverse('machines:sitemap-part', args=[name, page])}"}
        for name, section in SECTIONS.items()
        for page in section().paginator.page_range
    ]
    return render(request, "sitemap_index.xml", {"sitemaps": parts}, content_type="application/xml")


@login_not_required
@require_safe
@cache_control(public=True, max_age=3600)
def sitemap_part(request, section, page):
    """One file of addresses, each with the same page in the other languages."""
    if section not in SECTIONS:
        raise Http404
    try:
        addresses = SECTIONS[section]().get_urls(page=page, site=Address, protocol=Address.protocol)
    except (EmptyPage, PageNotAnInteger) as error:
        raise Http404 from error
    return render(request, "sitemap.xml", {"urlset": addresses}, content_type="application/xml")
