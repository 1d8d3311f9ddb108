"""The pictures of an entry are found wherever feeds put them."""

from __future__ import annotations

import feedparser

from redaksi.formats.feed_media import member, pictures
from redaksi.formats.item import ItemPicture

BASE = "https://kabar.example/"


def test_the_widest_of_several_sizes_is_taken():
    entry = {"media_content": [{"url": "a.jpg", "width": "140"}, {"url": "b.jpg", "width": "460", "height": "x"}]}
    assert pictures(entry, (), BASE) == (ItemPicture(BASE + "b.jpg", width=460),)


def test_sound_and_video_are_no_pictures():
    entry = {
        "media_content": [{"url": "a.mp4", "medium": "video"}],
        "links": [{"rel": "enclosure", "type": "audio/mpeg", "href": "a.mp3"}, {"rel": "alternate", "href": "a.jpg"}],
    }
    assert pictures(entry, (), BASE) == ()


def test_a_thumbnail_serves_where_there_is_nothing_better_and_then_the_text():
    assert pictures({"media_thumbnail": [{"url": "t.jpg"}]}, (), BASE) == (ItemPicture(BASE + "t.jpg"),)
    assert pictures({}, ("<p>x</p>", '<img src="https://a.example/y.jpg" alt="z">'), BASE) == (
        ItemPicture("https://a.example/y.jpg", alt="z"),
    )


def test_addresses_that_are_none_are_passed_over():
    assert pictures({"media_content": [{"url": "javascript:alert(1)", "medium": "image"}, 3]}, (), BASE) == ()


def test_members_are_read_past_feedparsers_stand_ins():
    entry = feedparser.FeedParserDict(published="kemarin")
    assert member(entry, "updated") is None
    assert member(entry, "published") == "kemarin"
