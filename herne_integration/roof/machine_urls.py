"""Addresses of the roof for machines, without a language."""

from django.urls import path

from herne_integration.roof.views import machines

app_name = "machines"
urlpatterns = [
    path("robots.txt", machines.robots, name="robots"),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
    path("sitemap-<slug:section>-<int:page>.xml", machines.sitemap_part, name="sitemap-part"),
]
