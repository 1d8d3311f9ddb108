"""Many items in one file: each is read apart, so that a bad one stops no neighbour and is not lost unsaid.

What was refused becomes a warning on the items that were read; only when every part is refused is the file.
The caller keeps the raw bytes, so a refused part can be read again after a repair.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from redaksi.formats.item import FormatError, NewsItem

MAX_ITEMS = 2000
"""Parts of one file that are read; a feed of a year has fewer."""
_MAX_TOLD = 5

_Part = TypeVar("_Part")


def items_of(parts: Sequence[_Part], read: Callable[[_Part], Sequence[NewsItem]], part: str) -> list[NewsItem]:
    """The items of all parts, in order; `part` names one in warnings (`item of the message`).

    Raises FormatError when there are parts and none can be read, or when there are more than MAX_ITEMS.
    """
    if len(parts) > MAX_ITEMS:
        raise FormatError(f"more than {MAX_ITEMS} items in one file")
    items: list[NewsItem] = []
    refusals: list[FormatError] = []
    for each in parts:
        try:
            items.extend(read(each))
        except FormatError as refusal:
            refusals.append(refusal)
    if refusals and not items:
        raise FormatError(f"no {part} can be read: {refusals[0]}", refusals[0].line)
    if not refusals:
        return items
    notes = tuple(dict.fromkeys(f"another {part} was refused: {each}" for each in refusals))
    more = (f"{len(notes) - _MAX_TOLD} further kinds of refusal",) if len(notes) > _MAX_TOLD else ()
    return [replace(item, warnings=item.warnings + notes[:_MAX_TOLD] + more) for item in items]
