"""Addresses that readers know, as docs/contracts/addresses.md promises them; included last."""

from __future__ import annotations

from django.urls import path, re_path
from django.views.generic import RedirectView

from redaksi.portal import advertisements, installed, views

without_slash = RedirectView.as_view(permanent=True, query_string=True, url="/%(list)s/%(slug)s")

urlpatterns = [
    path("", views.front, name="front"),
    path("indeks/", views.index, name="index"),
    path("indeks/<int:year>/<int:month>/<int:day>/", views.index, name="index-day"),
    path("cari", views.search, name="search"),
    path("cari/", RedirectView.as_view(permanent=True, query_string=True, url="/cari")),
    path("tersimpan/", installed.saved, name="saved"),
    path("luring/", installed.offline, name="offline"),
    path("manifest.webmanifest", installed.manifest, name="manifest"),
    path("sw.js", installed.worker, name="service-worker"),
    re_path(r"^ikon-(?P<size>48|192|512)\.png$", installed.icon, name="icon"),
    path("apple-touch-icon.png", installed.touch_icon, name="touch-icon"),
    path("favicon.ico", RedirectView.as_view(permanent=True, url="/ikon-48.png")),
    path("iklan/<int:pk>", advertisements.follow, name="advertisement"),
    path("iklan/<int:pk>/bingkai", advertisements.third_party, name="advertisement-frame"),
    path("koreksi/", views.corrections, name="corrections"),
    path("topik/<slug:slug>", views.topic, name="topic"),
    path("penulis/<slug:slug>", views.person, name="person"),
    re_path(r"^(?P<list>topik|penulis)/(?P<slug>[-\w]+)/$", without_slash),
    re_path(r"^(?P<rubric>[-\w]+)/(?P<pk>[0-9]+)(?:/(?P<spelling>[^/]*))?/?$", views.story, name="story"),
    path("<slug:slug>/", views.section_or_standing, name="section"),
]
