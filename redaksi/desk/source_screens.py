"""The sources in Wagtail's furniture: their addresses, their form, and what replaces Wagtail's own views."""

from __future__ import annotations

from typing import Any

from django.contrib import messages as flash
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic import DeleteView, EditView
from wagtail.admin.viewsets.model import ModelViewSet

from redaksi.desk import source_views, source_wizard
from redaksi.desk.permissions import may
from redaksi.desk.source_panels import SOURCE_FORM
from redaksi.newsroom.roles import IDENTITY
from redaksi.wire.models import Source


class SourceEditView(EditView):
    """Wagtail's form; what was saved is then seen on the source's own page."""

    def get_success_url(self) -> str:
        return reverse("sumber:health", args=[self.object.pk])


class SourceDeleteView(DeleteView):
    """A source whose deliveries are kept is not deleted: what came from it would lose its origin."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if may(request.user, IDENTITY) and self.object.files.exists():
            flash.error(request, _("Deliveries of this source are kept, so it cannot be deleted. Pause it instead."))
            return redirect("sumber:health", self.object.pk)
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer


class SourceMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may(request.user, IDENTITY)


class SourceViewSet(ModelViewSet):
    model = Source
    icon = "download"
    name = "sumber"
    add_to_settings_menu = True
    menu_order = 300
    menu_item_class = SourceMenuItem
    edit_handler = SOURCE_FORM
    edit_view_class = SourceEditView
    delete_view_class = SourceDeleteView
    copy_view_enabled = False

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", source_views.source_list, name="index"),
            path("new/", source_wizard.add_source, name="add"),
            path("<int:pk>/", source_views.source_health, name="health"),
            path("<int:pk>/coba/", source_views.try_source, name="try"),
            path("<int:pk>/token/", source_views.source_token, name="token"),
            path("<int:pk>/<slug:act>/", source_views.act_on_source, name="act"),
            *(pattern for pattern in super().get_urlpatterns() if pattern.name not in {"index", "add"}),
        ]
