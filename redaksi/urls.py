"""The site map: the desk, machines, then the portal, whose addresses are the contract with readers."""

from __future__ import annotations

from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls

urlpatterns = [
    path("desk/", include(wagtailadmin_urls)),
    path("api/v1/wire/", include("redaksi.wire.urls")),
    path("", include("redaksi.syndication.urls")),
    path("", include("redaksi.portal.urls")),
]

handler404 = "redaksi.portal.views.not_found"
handler500 = "redaksi.portal.views.server_error"
