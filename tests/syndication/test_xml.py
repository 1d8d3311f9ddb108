"""XML that is always well-formed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from redaksi.syndication.xml import Writer


@given(st.text(), st.text())
def test_any_text_makes_a_document_that_parses(text, attribute):
    xml = Writer()
    with xml.element("a", {"b": attribute}):
        xml.add("c", text)
    root = etree.fromstring(xml.bytes())
    assert root.tag == "a"
    assert len(root) == 1


def test_text_and_attributes_are_escaped():
    xml = Writer()
    xml.add("a", "1 < 2 & 3", {"b": '"x"'})
    root = etree.fromstring(xml.bytes())
    assert (root.text, root.get("b")) == ("1 < 2 & 3", '"x"')
