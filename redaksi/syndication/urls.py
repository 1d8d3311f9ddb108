"""Addresses that machines know: feeds, sitemaps, robots.txt, ads.txt."""

from __future__ import annotations

from django.urls import path

from redaksi.syndication import views

urlpatterns = [
    path("rss.xml", views.rss, name="rss"),
    path("<slug:slug>/rss.xml", views.section_rss, name="section-rss"),
    path("atom.xml", views.atom, name="atom"),
    path("feed.json", views.json_feed, name="json-feed"),
    path("sitemap.xml", views.sitemap_index, name="sitemap"),
    path("sitemap-<int:year>-<int:month>.xml", views.sitemap_month, name="sitemap-month"),
    path("sitemap-news.xml", views.sitemap_news, name="sitemap-news"),
    path("robots.txt", views.robots, name="robots"),
    path("ads.txt", views.ads, name="ads"),
    path("api/v1/oembed", views.oembed, name="oembed"),
    path("llms.txt", views.llms, name="llms"),
]
