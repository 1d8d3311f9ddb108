"""The components of NewsML 1.2 by their roles."""

from __future__ import annotations

from redaksi.formats.fields import Reading
from redaksi.formats.item import Hint
from redaksi.formats.newsml1_content import contents_of, pictures_of
from redaksi.formats.xml import parse_xml


def read(inside: str):
    reading = Reading(Hint())
    root = parse_xml(f"<NewsComponent>{inside}</NewsComponent>".encode()).root
    return contents_of(root, reading), reading


def part(role: str, content: str) -> str:
    return f'<NewsComponent><Role FormalName="{role}"/>{content}</NewsComponent>'


def photo(href: str) -> str:
    return f'<ContentItem Href="{href}"><MediaType FormalName="Photo"/></ContentItem>'


def test_the_first_main_text_is_the_story_and_others_are_told_of():
    found, reading = read(part("Main", "<ContentItem><DataContent>Satu &amp; dua</DataContent></ContentItem>") * 2)
    assert found.markup == "<p>Satu &amp; dua</p>"
    assert reading.warnings == ["1 further texts of the item were left out"]


def test_style_sheets_and_logos_are_no_news():
    found, _ = read(
        part("StyleSheet", "<ContentItem><DataContent>p{}</DataContent></ContentItem>") + part("Logo", photo("l.png"))
    )
    assert (found.markup, found.images) == ("", [])


def test_photos_of_the_same_role_are_different_pictures():
    found, _ = read(part("Main", photo("a.jpg")) + part("Main", photo("b.jpg")))
    assert [each.href for each in pictures_of(found, None, "KBL")] == ["a.jpg", "b.jpg"]


def test_html_as_escaped_text_is_read_as_html():
    found, _ = read(
        '<ContentItem><Format FormalName="XHTML"/><DataContent>&lt;p&gt;Satu&lt;/p&gt;</DataContent></ContentItem>'
    )
    assert found.markup == "<p>Satu</p>"


def test_encoded_content_is_left_out_with_a_warning():
    found, reading = read(
        '<ContentItem><Encoding Notation="Base64"><DataContent>AAAA</DataContent></Encoding></ContentItem>'
    )
    assert found.markup == ""
    assert reading.warnings == ["encoded content inside the file was left out"]
