"""An advertisement as readers see it: always labelled, closable, never loud (R22, R37).

Of several for one place the advertiser's goes before our own and the rubric's before everybody's; equals take turns.
A third party's code is never in the page: it has a frame of its own, loaded only where the reader allows it, in a
space that is kept for it; until then our own advertisement stands there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from redaksi.stories.models import AdSlot
from redaksi.stories.pictures import SizeView


@dataclass(frozen=True, slots=True)
class AdView:
    """Its words, our own address that leads on, its picture if it has one.

    `frame` is the address of a third party's code; `size` is then the space kept for it, and `instead` what stands
    there until the reader allows it.
    """

    id: int
    text: str
    url: str
    picture: SizeView | None = None
    alt: str = ""
    frame: str = ""
    size: SizeView | None = None
    instead: AdView | None = None


def ad_view(running: Sequence[AdSlot], turn: int = 0) -> AdView | None:
    """What a place shows of the advertisements that run there (`Ground.ads_at`); `turn` chooses of equals."""
    chosen = _choose(running, turn)
    if chosen is None:
        return None
    if chosen.kind != AdSlot.Kind.TAG:
        return _view(chosen)
    own = _choose([ad for ad in running if ad.kind != AdSlot.Kind.TAG], turn)
    width, height = chosen.space
    return AdView(
        id=chosen.pk,
        text="",
        url="",
        frame=f"/iklan/{chosen.pk}/bingkai",
        size=SizeView("", width, height),
        instead=_view(own) if own else None,
    )


def turn(now: datetime) -> int:
    """Whose turn it is on a front: another one every minute."""
    return int(now.timestamp()) // 60


def _choose(running: Sequence[AdSlot], turn: int) -> AdSlot | None:
    def rank(ad: AdSlot) -> tuple[bool, bool]:
        return ad.kind != AdSlot.Kind.HOUSE, ad.section_id is not None

    best = max(map(rank, running), default=None)
    equals = [ad for ad in running if rank(ad) == best]
    return equals[turn % len(equals)] if equals else None


def _view(ad: AdSlot) -> AdView:
    picture = SizeView(ad.picture.file.url, ad.picture.width, ad.picture.height) if ad.picture else None
    return AdView(ad.pk, ad.text, f"/iklan/{ad.pk}", picture, ad.alt)
