"""Addresses of the wire for machines; mounted under `/api/v1/wire/`."""

from __future__ import annotations

from django.urls import path

from redaksi.wire import views

app_name = "wire"
urlpatterns = [
    path("<slug:source>", views.deliver, name="deliver"),
    path("<slug:source>/websub", views.hub, name="websub"),
]
