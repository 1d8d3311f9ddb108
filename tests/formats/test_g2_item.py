"""Properties of NewsML-G2 items, one by one."""

from __future__ import annotations

import pytest

from redaksi.formats.fields import Reading
from redaksi.formats.g2_item import last_part, named, read_item
from redaksi.formats.item import FormatError, Hint
from redaksi.formats.xml import parse_xml


def read(inside: str, hint: Hint | None = None):
    return read_item(parse_xml(f'<newsItem guid="1">{inside}</newsItem>'.encode()).root, Reading(hint or Hint()))


def test_codes_and_uris_have_the_same_last_part():
    assert last_part("stat:usable") == last_part("http://cv.iptc.org/newscodes/pubstatusg2/usable") == "usable"
    assert last_part(None) == ""


def test_a_name_in_the_items_language_is_preferred():
    element = parse_xml(b'<s qcode="a:b"><name xml:lang="en">farm</name><name xml:lang="id">tani</name></s>').root
    assert (named(element, "id"), named(element, "de")) == ("tani", "farm")
    assert named(parse_xml(b'<s qcode="a:b"/>').root) == "b"
    assert named(parse_xml(b'<s uri="https://a.example/b"/>').root) is None


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("ninat:text", "text"),
        ("ninat:picture", "picture"),
        ("ninat:composite", "package"),
        ("ninat:video", "video"),
        ("x:y", "text"),
    ],
)
def test_the_item_class_is_the_kind(code, kind):
    item = read(f'<itemMeta><itemClass qcode="{code}"/></itemMeta>')
    assert item.kind == kind
    assert bool(item.warnings) == (code == "x:y")


@pytest.mark.parametrize("signal", ["sig:kill", "sig:retraction", "x:withdrawal"])
def test_a_kill_signal_cancels(signal):
    item = read(
        '<itemMeta><itemClass qcode="ninat:text"/><pubStatus qcode="stat:usable"/>'
        f'<signal qcode="{signal}"/></itemMeta>'
    )
    assert item.status == "canceled"
    assert "Signal:" in (item.editorial_note or "")


def test_plain_and_escaped_inline_data_are_bodies():
    assert read("<contentSet><inlineData>Satu\n\ndua</inlineData></contentSet>").body_html == "<p>Satu</p><p>dua</p>"
    data = '<contentSet><inlineData contenttype="text/html">&lt;p&gt;a&lt;/p&gt;</inlineData></contentSet>'
    assert read(data).body_html == "<p>a</p>"


def test_the_first_readable_alternative_is_the_body():
    assert (
        read(
            "<contentSet><inlineXML/><inlineXML><p>a</p></inlineXML><inlineXML><p>b</p></inlineXML></contentSet>"
        ).body_text
        == "a"
    )


def test_initials_and_login_names_are_no_byline():
    names = "".join(f"<creator><name>{each}</name></creator>" for each in ("tl", "lestari.tuti", "Tuti Lestari"))
    assert read(f"<contentMeta>{names}</contentMeta>").byline == "Tuti Lestari"


def test_the_hints_language_serves_where_the_item_names_none():
    assert read("<itemMeta/>", Hint(language="id")).language == "id"


def test_nothing_at_all_is_refused():
    with pytest.raises(FormatError, match="without guid, metadata and content"):
        read_item(parse_xml(b"<newsItem/>").root, Reading(Hint()))
