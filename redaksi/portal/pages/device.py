"""Pages that stand on the reader's device: what was saved for later, and what is shown where the network is gone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from redaksi.portal.pages.frame import Answer, Frame, Ground, Head, absolute, frame, static_url
from redaksi.stories import keys

STYLES: Final = ("list", "pages", "device")


@dataclass(frozen=True, slots=True)
class DevicePage:
    """`script` fills the list of saved stories; empty on the page without a network."""

    frame: Frame
    head: Head
    title: str
    script: str


def saved_page(ground: Ground) -> Answer:
    """The list of saved stories, the same bytes for everybody: the device fills it."""
    return _page(ground, "portal/saved.html", "/tersimpan/", _("Saved stories"), static_url("portal/saved.js"))


def offline_page(ground: Ground) -> Answer:
    """What the service worker shows where there is neither a network nor a copy."""
    return _page(ground, "portal/offline.html", "/luring/", _("No network"), "")


def _page(ground: Ground, template: str, url: str, title: str, script: str) -> Answer:
    page = DevicePage(
        frame=frame(ground, STYLES),
        head=Head(f"{title} - {ground.identity.brand}", title, absolute(url), robots="noindex"),
        title=title,
        script=script,
    )
    return Answer(template, page, (keys.STANDING,))
