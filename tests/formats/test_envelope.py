"""Many items in one file."""

from __future__ import annotations

import pytest

from redaksi.formats.envelope import MAX_ITEMS, items_of
from redaksi.formats.item import FormatError, NewsItem


def odd(number: int) -> list[NewsItem]:
    if number % 2 == 0:
        raise FormatError(f"{number} is even", number)
    return [NewsItem(str(number), "angka")]


def test_a_refused_part_stops_no_neighbour_and_is_told_of():
    first, second = items_of([1, 2, 3], odd, "number of the list")
    assert (first.guid, second.guid) == ("1", "3")
    assert first.warnings == second.warnings == ("another number of the list was refused: 2 is even",)


def test_when_every_part_is_refused_so_is_the_file_with_the_line():
    with pytest.raises(FormatError, match="no number of the list can be read: 2 is even") as refusal:
        items_of([2, 4], odd, "number of the list")
    assert refusal.value.line == 2


def test_an_empty_file_gives_nothing():
    assert items_of([], odd, "number") == []


def test_more_parts_than_any_file_has_are_refused():
    with pytest.raises(FormatError, match="more than 2000 items"):
        items_of(range(MAX_ITEMS + 1), odd, "number")


def test_many_refusals_are_told_of_in_short():
    (item,) = items_of([1, *range(2, 40, 2)], odd, "number")
    assert len(item.warnings) == 6
    assert item.warnings[-1] == "14 further kinds of refusal"
