"""The one shape of what a newsroom receives survives being stored as JSON."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given

from redaksi.formats.item import Dateline, FormatError, ItemPicture, NewsItem, Related, Subject
from tests.formats import kit

WIB = timezone(timedelta(hours=7))


@kit.round_trips
@given(kit.items())
def test_an_item_comes_back_from_json_as_it_was(item):
    assert NewsItem.from_json(json.loads(json.dumps(item.to_json()))) == item


def test_what_is_unknown_is_absent_from_json():
    assert NewsItem(guid="1", format="x").to_json() == {
        "guid": "1",
        "format": "x",
        "version": "1",
        "status": "usable",
        "kind": "text",
    }


def test_times_keep_their_offset_and_dates_stay_dates():
    item = NewsItem(
        guid="1",
        format="x",
        published=datetime(2026, 11, 20, 18, 10, tzinfo=WIB),
        first_created=date(2026, 11, 20),
        dateline=Dateline("Palu", "Palu (KBN)"),
        subjects=(Subject("Padi", "medtop:1"),),
        pictures=(ItemPicture("https://kbn.example/a.jpg", width=3),),
        related=(Related("Panen", published=date(2026, 11, 19)),),
    )
    values = item.to_json()
    assert values["published"] == "2026-11-20T18:10:00+07:00"
    assert values["first_created"] == "2026-11-20"
    assert values["related"] == [{"headline": "Panen", "published": "2026-11-19"}]
    assert NewsItem.from_json(values) == item


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"guid": "1"},
        {"guid": "1", "format": "x", "surprise": 1},
        {"guid": "1", "format": "x", "published": "kemarin"},
        {"guid": "1", "format": "x", "published": 5},
        {"guid": "1", "format": "x", "subjects": [{"title": "x"}]},
        {"guid": "1", "format": "x", "dateline": "Palu"},
        {"guid": "1", "format": "x", "related": [1]},
    ],
)
def test_json_of_another_shape_is_refused(values):
    with pytest.raises(FormatError):
        NewsItem.from_json(values)


def test_a_refusal_knows_its_line():
    assert FormatError("rusak", 3).line == 3
    assert str(FormatError("rusak")) == "rusak"
