"""Agencies number what they send (IPTC 7901, ANPA 1312): which numbers are missing, as pure arithmetic.

Numbers count up within a service, wrap at the end of their digits and begin anew each day. So a small step forward
names what was missed, a number from before fills its gap, and a large step is a new day.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from redaksi.formats.item import NewsItem

# A step larger than this is a new day or another count, not that many items lost.
LARGEST_GAP = 50
# So many missing numbers of a service are remembered.
REMEMBERED = 100


def number_of(item: NewsItem) -> tuple[str, int, int] | None:
    """Service, number and how many digits numbers have; None for an item without a number."""
    service, number = item.extra.get("service"), item.extra.get("number")
    if not isinstance(service, str) or not isinstance(number, str) or not number.isascii() or not number.isdigit():
        return None
    return (service.lower(), int(number), len(number)) if len(number) <= 6 else None


def count(state: Mapping[str, Any], item: NewsItem) -> dict[str, Any]:
    """The state after `item`: `{service: {"last": int, "missed": [int]}}`; an item without a number changes nothing."""
    found = number_of(item)
    if found is None:
        return dict(state)
    service, number, digits = found
    known = state.get(service)
    if not known:
        return {**state, service: {"last": number, "missed": []}}
    last, missed = known["last"], [each for each in known["missed"] if each != number]
    step = (number - last) % 10**digits
    if number in known["missed"] or step == 0 or _is_late(step, digits):
        return {**state, service: {"last": last, "missed": missed}}
    if step <= LARGEST_GAP:
        missed += [(last + each) % 10**digits for each in range(1, step)]
    return {**state, service: {"last": number, "missed": missed[-REMEMBERED:]}}


def missed(state: Mapping[str, Any]) -> list[str]:
    """The missing numbers as the desk names them: `bdt 0062`."""
    return [f"{service} {number:04}" for service, known in sorted(state.items()) for number in known["missed"]]


def _is_late(step: int, digits: int) -> bool:
    """A few numbers back: sent again or overtaken on the way."""
    return 10**digits - step <= 10
