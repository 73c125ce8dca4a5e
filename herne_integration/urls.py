"""All addresses: pages carry a language prefix, machine addresses do not."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = [
    path("", include("herne_integration.portal_urls")),
    path("", include("herne_integration.roof.machine_urls")),
    path("", include("offers.feed_urls")),
]
urlpatterns += i18n_patterns(
    path("", include("herne_integration.roof.urls")),
    path("", include("offers.urls")),
    path("", include("welcome_folder.urls")),
    path("", include("fund.urls")),
    path("", include("volunteers.urls")),
    path("", include("herne_integration.file_urls")),
    path("konto/", include("herne_integration.accounts.urls")),
    path("konto/", include("herne_integration.accounts.entrance_urls")),
)

handler400 = "herne_integration.errors.bad_request"
handler403 = "herne_integration.errors.forbidden"
handler404 = "herne_integration.errors.not_found"
handler429 = "herne_integration.errors.too_many_requests"  # allauth's limits look for it here
handler500 = "herne_integration.errors.server_error"
