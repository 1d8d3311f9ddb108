"""Which of the pages that every newsroom writes readers may see now: nothing may point at another (R27-R29)."""

from __future__ import annotations

from typing import Final

from django.db.models import QuerySet
from wagtail.models import Page

#: The last step of the addresses that law and custom give these pages.
WRITTEN: Final = frozenset({"redaksi", "pedoman-media-siber", "tentang", "kontak"})


def public_pages() -> QuerySet[Page]:
    """Those of `WRITTEN` that are published: unpublished and missing ones answer 404."""
    return Page.objects.live().filter(slug__in=sorted(WRITTEN)).order_by("pk")
