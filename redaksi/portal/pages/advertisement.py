"""An advertisement as readers see it: always labelled, closable, never loud (R22, R37)."""

from __future__ import annotations

from dataclasses import dataclass

from redaksi.stories.models import AdSlot


@dataclass(frozen=True, slots=True)
class AdView:
    """Its words, where it leads, and its picture's address with width and height, if it has one."""

    name: str
    text: str
    url: str
    picture: str
    width: int
    height: int
    alt: str


def ad_view(ad: AdSlot | None) -> AdView | None:
    """`ad` for a page; its picture joined."""
    if ad is None:
        return None
    picture = ad.picture
    if picture is None:
        return AdView(ad.name, ad.text, ad.url, "", 0, 0, "")
    return AdView(ad.name, ad.text, ad.url, picture.file.url, picture.width, picture.height, picture.description)
