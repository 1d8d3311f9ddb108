"""Missing numbers are named, late ones fill their gap, a new day is no gap."""

from redaksi.formats.item import NewsItem
from redaksi.wire.numbers import count, missed, number_of


def item(number: str, service: str = "bdt") -> NewsItem:
    return NewsItem(guid=f"x{number}", format="iptc7901", extra={"service": service, "number": number})


def after(*numbers: str) -> dict:
    state: dict = {}
    for number in numbers:
        state = count(state, item(number))
    return state


def test_a_skipped_number_is_missed_until_it_comes():
    assert missed(after("0061", "0063")) == ["bdt 0062"]
    assert missed(after("0061", "0063", "0062", "0064")) == []


def test_numbers_wrap_and_begin_anew_without_alarm():
    assert missed(after("9999", "0000", "0001")) == []
    assert missed(after("0750", "0001", "0002")) == []


def test_the_same_or_an_overtaken_number_changes_nothing():
    assert after("0061", "0061", "0060")["bdt"] == {"last": 61, "missed": []}


def test_services_are_counted_apart_and_items_without_number_not_at_all():
    state = count(after("0001"), item("0005", "eko"))
    assert set(state) == {"bdt", "eko"}
    assert number_of(NewsItem(guid="x", format="ninjs")) is None
