"""Wagtail's screens for advertisements, with what became of them in the list and the size made that readers get."""

from __future__ import annotations

import logging
from typing import Any

from django.db.models import QuerySet, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.views.generic import CreateView, EditView, IndexView
from wagtail.admin.widgets.button import HeaderButton

from redaksi.stories.models import AdSlot
from redaksi.stories.pictures import ADVERTISEMENT

logger = logging.getLogger(__name__)


class AdIndexView(IndexView):
    def get_base_queryset(self) -> QuerySet[AdSlot]:
        counted: QuerySet[AdSlot] = super().get_base_queryset()
        return counted.annotate(seen=Coalesce(Sum("counts__views"), 0), clicked=Coalesce(Sum("counts__clicks"), 0))

    @property
    def header_buttons(self) -> list[HeaderButton]:
        figures = HeaderButton(_("Views and clicks"), reverse("desk_ad_report"), icon_name="list-ul")
        return [*super().header_buttons, figures]


class MakesPicture:
    """The size in which readers get the picture is made when it is chosen, never while a page is rendered."""

    def save_instance(self) -> Any:
        ad = super().save_instance()  # type: ignore[misc]
        make_picture(ad)
        return ad


class AdCreateView(MakesPicture, CreateView):
    pass


class AdEditView(MakesPicture, EditView):
    pass


def make_picture(ad: AdSlot) -> bool:
    """Make the size that readers get of `ad`'s picture; False where there is none or it cannot be read (it is then
    shown as it was uploaded)."""
    if ad.picture is None or ad.picture.is_svg():
        return False
    try:
        ad.picture.get_rendition(ADVERTISEMENT)
    except (OSError, ValueError) as error:
        logger.warning("picture %s could not be resized: %s", ad.picture.pk, error)
        return False
    return True
