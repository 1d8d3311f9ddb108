from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from redaksi.wire.versions import came_late, newest, newest_first

START = datetime(2026, 11, 19, 3, 0, tzinfo=UTC)


@dataclass
class Delivery:
    version: str
    version_created: datetime | None
    received_at: datetime = START


def test_the_highest_number_wins_even_when_it_came_first():
    third, second = Delivery("3", START), Delivery("2", START + timedelta(hours=1), START + timedelta(hours=2))
    assert newest([third, second]) is third


def test_versions_without_numbers_are_ordered_by_when_they_were_sent():
    early, late = Delivery("a", START), Delivery("b", START + timedelta(minutes=1))
    assert newest([late, early]) is late


def test_equals_are_decided_by_when_they_came():
    first, second = Delivery("1", None), Delivery("1", None, START + timedelta(seconds=1))
    assert newest([first, second]) is second


def test_versions_stand_in_their_order_and_those_that_came_late_are_known():
    first, third = Delivery("1", None), Delivery("3", None, START + timedelta(minutes=1))
    second = Delivery("2", None, START + timedelta(minutes=2))
    assert newest_first([first, second, third]) == [third, second, first]
    assert came_late([first, second, third]) == [second]
    assert came_late([]) == []
