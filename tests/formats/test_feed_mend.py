"""Feeds that are not well-formed are mended where that is safe, else taken apart."""

from __future__ import annotations

import time

import pytest

from redaksi.formats.feed_mend import MAX_BROKEN, MAX_DEPTH, fault, mend


def test_a_sound_feed_stays_as_it_is():
    text = "<rss><channel><item/></channel></rss>"
    assert mend(text).documents == (text,)
    assert mend(text).warnings == ()


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("<rss><a>b & c &nbsp; &entah; &amp;</a></rss>", "<rss><a>b &amp; c &#160; &amp;entah; &amp;</a></rss>"),
        ("<rss><a><![CDATA[b & c]]></a>&</rss>", "<rss><a><![CDATA[b & c]]></a>&amp;</rss>"),
        ("<rss><a><![CDATA[b]]>c]]></a></rss>", "<rss><a><![CDATA[b]]]]><![CDATA[>c]]></a></rss>"),
        ("<rss><dc:a/></rss>", '<rss xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:a/></rss>'),
    ],
)
def test_entities_ampersands_cdata_and_prefixes_are_mended(text, mended):
    assert mend(text).documents == (mended,)
    assert mend(text).warnings[0].startswith("the feed is not well-formed")


def test_sound_entries_stay_together_and_a_broken_one_stands_alone():
    text = "<rss><channel><title>K</title><item>1</item><item>2</item><item><b></item><item>4</item></channel></rss>"
    first, broken, last = mend(text).documents
    assert (fault(first), fault(last)) == (None, None)
    assert fault(broken) is not None
    assert first.count("<item>") == 2
    assert all("<title>K</title>" in each for each in (first, broken, last))


def test_only_so_many_broken_entries_are_tried():
    text = "<rss><channel>" + "<item><b></item>" * (MAX_BROKEN + 3) + "</channel></rss>"
    mended = mend(text)
    assert len(mended.documents) == MAX_BROKEN
    assert sum("could not be read" in warning for warning in mended.warnings) == 3


def test_a_nest_is_told_and_not_tried():
    deep = "<rss><channel><item>" + "<a>" * MAX_DEPTH + "</item></channel></rss>"
    assert mend(deep).documents == ()
    assert "nested" in mend(deep).warnings[-1]


@pytest.mark.parametrize("piece", ["<a>", "&", "<", "<![CDATA[", "<item>", "<a><![CDATA[x", "]]>", "<item", "<x:y>"])
def test_large_broken_feeds_take_time_in_proportion_to_their_size(piece):
    def spent(count: int) -> float:
        start = time.process_time()
        mend("<rss><channel><item><title>" + piece * count)
        return time.process_time() - start

    count = 400_000 // len(piece)
    assert spent(count * 4) < max(spent(count), 0.05) * 16
