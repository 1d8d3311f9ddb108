"""A story cut out of XML before it is parsed is read as it would be out of the whole tree."""

from __future__ import annotations

import time

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from redaksi.formats import newsml_12, newsml_g2, nitf
from redaksi.formats.cut import MAX_CUT, _cut, read_xml
from redaksi.formats.fields import Reading
from redaksi.formats.item import FormatError, Hint, NewsItem
from redaksi.formats.paragraphs import recognised
from redaksi.formats.xml import parse_xml
from tests.formats.hostile import HOSTILE
from tests.formats.kit import fuzzed
from tests.formats.test_paragraphs import good, mutated, stories

G2 = (
    '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" {guid}xml:lang="id"><itemMeta>{odd}'
    '<itemClass qcode="ninat:text"/></itemMeta><contentMeta>'
    "<dateline>kata</dateline><headline>Judul</headline></contentMeta><contentSet><inlineXML>"
    '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>{story}</body></html></inlineXML>'
    "</contentSet></newsItem>"
)
NITF = (
    '<!DOCTYPE nitf SYSTEM "nitf-3-6.dtd">\n<nitf><head><docdata><doc-id {guid}/>{odd}</docdata></head>'
    '<body><body.head><hedline><hl1>Judul</hl1></hedline></body.head><body.content id="a">\n{story}'
    "</body.content></body></nitf>"
)
NEWSML = (
    "<NewsML><NewsItem><Identification><NewsIdentifier><PublicIdentifier>{guid}</PublicIdentifier></NewsIdentifier>"
    "</Identification>{odd}<NewsComponent><NewsLines><HeadLine>Judul</HeadLine><DateLine>kata</DateLine></NewsLines>"
    "<ContentItem><DataContent><nitf><body><body.content>{story}</body.content></body></nitf></DataContent></ContentItem>"
    "</NewsComponent></NewsItem></NewsML>"
)
GUIDS = {G2: 'guid="a:b" ', NITF: 'id-string="a"', NEWSML: "a"}
READ = {G2: newsml_g2._items, NITF: nitf._items, NEWSML: newsml_12._items}
ODD = [
    "",
    "",
    "",
    "<!-- x -->",
    "<![CDATA[<body><p>a</p></body>]]>",
    "<?x <body><p>a</p></body>?>",
    "<redaksi.cut n='0'/>",
    "<body><p>Lain.</p></body>",
    "<edNote><body><p>Meja.</p></body></edNote>",
    "<body.content><p>Lain.</p></body.content>",
    "&nbsp;",
    "&#150;",
    "&",
    "<!-- <body> -->",
    "<x:y/>",
    "<body.end><note><body.content><p>x</p></body.content></note></body.end>",
]


def whole(made: str, data: bytes, hint: Hint) -> list[NewsItem] | str:
    try:
        parsed = parse_xml(data, hint.charset)
        return READ[made](parsed.root, Reading(hint, parsed.warnings, legal=True))
    except FormatError as refusal:
        return f"{refusal} in line {refusal.line}"


def cut(made: str, data: bytes, hint: Hint) -> list[NewsItem] | str:
    try:
        return read_xml(data, hint, READ[made])
    except FormatError as refusal:
        return f"{refusal} in line {refusal.line}"


@fuzzed
@given(st.sampled_from([G2, NITF, NEWSML]), good | good | stories | mutated(), st.sampled_from(ODD), st.booleans())
def test_an_item_is_the_same_whether_its_story_was_cut_out_or_not(made, story, odd, named):
    story = story.replace("<br>", "<br/>") if named else story
    data = made.format(story=story, odd=odd, guid=GUIDS[made] if named else "").encode("utf-8", "replace")
    event("cut" if _cut(data, []) else "whole")
    assert cut(made, data, Hint()) == whole(made, data, Hint())


@fuzzed
@given(st.sampled_from([G2, NITF, NEWSML]), good, st.sampled_from(ODD), st.data())
def test_a_damaged_document_is_the_same_too(made, story, odd, data):
    text = made.format(story=story.replace("<br>", "<br/>"), odd=odd, guid=GUIDS[made])
    at = data.draw(st.integers(0, len(text)))
    to = at + data.draw(st.integers(0, 12))
    piece = data.draw(
        st.sampled_from(["", "<body>", "</body>", "<p>", "<!--", "-->", "<", ">", "&", '"', "\x00", text[:to]])
    )
    damaged = (text[:at] + piece + text[to:]).encode()
    assert cut(made, damaged, Hint()) == whole(made, damaged, Hint())


@pytest.mark.parametrize("made", [G2, NITF, NEWSML])
def test_what_agencies_send_is_cut(made):
    data = made.format(story="<p>kata - <b>Satu</b> dua.</p>\n<p>“Tiga.”</p>", odd="", guid=GUIDS[made]).encode()
    stories = []
    assert b"Satu" not in (_cut(data, stories) or data)
    assert len(stories) == 1
    (item,) = cut(made, data, Hint())
    assert (item.headline, item.warnings) == ("Judul", ())
    assert item.body_text in ("kata - Satu dua.\n\n“Tiga.”", "Satu dua.\n\n“Tiga.”")


@pytest.mark.parametrize("made", [G2, NITF, NEWSML])
def test_nothing_hostile_is_cut_and_read_otherwise_than_whole(made):
    for piece in HOSTILE:
        data = made.format(story=f"<p>Kata {piece}</p>", odd="", guid=GUIDS[made]).encode("utf-8", "replace")
        assert cut(made, data, Hint()) == whole(made, data, Hint())


def test_each_item_of_a_message_keeps_its_own_story():
    items = "".join(G2.format(story=f"<p>Kisah {n}.</p>", odd="", guid=f'guid="a:{n}" ') for n in range(30))
    data = f'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header/><itemSet>{items}</itemSet></newsMessage>'.encode()
    assert [each.body_text for each in read_xml(data, Hint(), newsml_g2._items)] == [f"Kisah {n}." for n in range(30)]


def test_a_very_long_document_is_read_whole():
    data = NITF.format(story="<p>kata</p>", odd=" " * MAX_CUT, guid=GUIDS[NITF]).encode()
    assert cut(NITF, data, Hint()) == whole(NITF, data, Hint())


def test_stories_that_belong_to_no_body_are_not_lost():
    data = NITF.format(story="<p>Isi.</p>", odd="<x><body><p>Lain.</p></body></x>", guid=GUIDS[NITF]).encode()
    (item,) = cut(NITF, data, Hint())
    assert item.body_text == "Isi."
    assert "Lain." in str(item.extra)


@pytest.mark.parametrize("end", ["", "</body>", "</body>" * 50_000])
@pytest.mark.parametrize("piece", ["<body><p>", "<body.content>\n<p>a", "<body><p>a</p>"])
def test_bodies_without_number_or_end_take_no_time(piece, end):
    data = (piece * ((MAX_CUT - len(end)) // len(piece)) + end).encode()
    started = time.process_time()
    _cut(data, [])
    assert time.process_time() - started < 1


def test_an_element_of_ours_in_a_senders_file_is_no_story():
    for number in ("0", "1", "9" * 5000, "x", "²"):
        story = f'<body><redaksi.cut n="{number}"/></body><x><body><p>Lain.</p></body></x>'
        data = G2.format(story=story, odd="", guid=GUIDS[G2]).encode()
        assert cut(G2, data, Hint()) == whole(G2, data, Hint())
        reading = Reading(Hint(), stories=[recognised("<p>a</p>")])
        assert reading.story(number) == (("<p>a</p>", "a") if number == "0" else None)
