"""How long a page holds by itself: the moments at which the edge must stop serving it, though every job died."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from redaksi.stories import keys
from redaksi.stories.moments import expiries, next_on_fronts

_NUMBERED = re.compile(r"(story|listed|section)-(\d{1,18})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Horizon:
    """Unix seconds from which on a page is changed, and from which on it is gone; 0: never by itself."""

    changed_at: float = 0.0
    gone_at: float = 0.0


def horizon(names: Iterable[str], now: datetime) -> Horizon:
    """The horizon at `now` of a page that shows what the surrogate keys `names` say (at most two queries).

    A story's own page is gone when the story expires; what lists it, or shows what begins or ends at its time, is
    changed then.
    """
    shown: dict[str, set[int]] = {"story": set(), "listed": set(), "section": set()}
    front = False
    for name in names:
        front = front or name == keys.FRONT
        if found := _NUMBERED.fullmatch(name):
            shown[found[1]].add(int(found[2]))
    ends = expiries(shown["story"] | shown["listed"], now)
    changes = [ends[pk] for pk in shown["listed"] if pk in ends]
    if front or shown["section"] or shown["story"]:
        following = next_on_fronts(shown["section"], front, now)
        changes += [following] if following else []
    own = [ends[pk] for pk in shown["story"] if pk in ends]
    return Horizon(*(min(moments).timestamp() if moments else 0.0 for moments in (changes, own)))
