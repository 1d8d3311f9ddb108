"""XML: repaired where senders are careless, refused with a reason where they are dangerous."""

from __future__ import annotations

import contextlib
import time
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaksi.formats.item import FormatError
from redaksi.formats.xml import (
    MAX_DEPTH,
    Members,
    as_json,
    find,
    find_all,
    language_of,
    local,
    parse_xml,
    text_at,
    text_of,
    unknown,
    well_formed,
)

BOMB = b"""<?xml version="1.0"?>
<!DOCTYPE nitf [
 <!ENTITY a "pasar pasar pasar pasar pasar">
 <!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
 <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
]>
<nitf><p>&c;</p></nitf>"""
OUTSIDE = b"""<!DOCTYPE nitf [<!ENTITY rahasia SYSTEM "file:///etc/passwd">]>
<nitf>
<p>&rahasia;</p></nitf>"""


def test_names_are_found_whatever_their_namespace():
    root = parse_xml(b'<a xmlns="urn:x" xmlns:y="urn:y"><y:b>satu</y:b><b xml:lang="id"> dua <i>tiga</i></b></a>').root
    assert local(root) == "a"
    assert [text_of(each) for each in find_all(root, "b")] == ["satu", "dua tiga"]
    assert language_of(find(root, "b/i")) == "id"
    assert text_at(root, "c") is None


def test_names_of_characters_are_read_without_the_dtd_that_declares_them():
    root = parse_xml(
        b'<!DOCTYPE nitf SYSTEM "nitf-3-2.dtd"><nitf>satu&nbsp;dua &eacute; &amp; &lt;<![CDATA[&nbsp;]]></nitf>'
    ).root
    assert root.text == "satu\xa0dua é & <&nbsp;"


def test_an_unknown_entity_is_kept_as_text_with_a_warning():
    document = parse_xml(b"<p>harga &rupiah; 1.000</p>")
    assert text_of(document.root) == "harga &rupiah; 1.000"
    assert document.warnings == ("unknown entity rupiah kept as text",)


def test_a_bare_ampersand_is_read_with_a_warning():
    document = parse_xml(b"<p>Sari & Rekan</p>")
    assert document.root.text == "Sari & Rekan"
    assert "ampersand" in document.warnings[0]


def test_control_bytes_and_references_to_them_are_dropped_with_a_warning():
    document = parse_xml(b"<p>a\x02b\x1fc&#7;&#x0;&#xFFFF;d\xef\xbf\xbf</p>")
    assert document.root.text == "abcd"
    assert len(document.warnings) == 2


def test_windows_numbers_of_quotes_are_read_as_quotes():
    assert parse_xml(b"<p>&#147;a&#148; &#150; b</p>").root.text == "“a” – b"


def test_the_declared_charset_is_not_believed_against_the_bytes():
    document = parse_xml('<?xml version="1.0" encoding="ISO-8859-1"?><p>Ranté</p>'.encode())
    assert document.root.text == "Ranté"
    assert "holds UTF-8" in document.warnings[0]


def test_utf_16_is_read():
    assert parse_xml('<?xml version="1.0" encoding="UTF-16"?><p>Ranté</p>'.encode("utf-16")).root.text == "Ranté"


def test_undeclared_prefixes_are_repaired_with_a_warning():
    document = parse_xml(b'<!-- x --><p xsi:schemaLocation="a b"><dc:title>Judul</dc:title></p>')
    assert text_at(document.root, "title") == "Judul"
    assert "prefixes" in document.warnings[0]


@pytest.mark.parametrize("data", [BOMB, OUTSIDE])
def test_entities_of_the_senders_own_are_refused_with_the_line(data):
    with pytest.raises(FormatError, match="declares an entity of its own") as refusal:
        parse_xml(data)
    assert refusal.value.line == data[: data.rindex(b"&")].count(b"\n") + 1


def test_a_doctype_whose_entities_are_not_used_is_tolerated():
    data = b'<!DOCTYPE NewsML SYSTEM "a.dtd" [<!ENTITY % nitf SYSTEM "nitf>.dtd"> %nitf; <!-- ]> --> ]>\n<NewsML/>'
    assert local(parse_xml(data).root) == "NewsML"


def test_what_is_not_well_formed_is_refused_with_the_line():
    with pytest.raises(FormatError, match="not well-formed XML") as refusal:
        parse_xml(b'<!DOCTYPE p [\n<!ENTITY x "y">\n]>\n<p>\n<b></p>')
    assert refusal.value.line == 5


@pytest.mark.parametrize(
    "data",
    [
        b"<p>" * (MAX_DEPTH + 1) + b"</p>" * (MAX_DEPTH + 1),
        b"<p>" * 100_000,
        b"<p a='" + b"x" * 9_000_000 + b"'/>",
        b"<p>" + b"<b/>" * 2_400_000 + b"</p>",
        b"<p " + b"".join(b"a%d='' " % n for n in range(900_000)) + b"/>",
        b"<p>" + b"<!--" * 2_500_000,
        b"<p>" + b"<![CDATA[" * 1_000_000,
        b"<!DOCTYPE " + b"<" * 9_000_000,
        b"<!DOCTYPE p [" + b"<!ENTITY a '" * 800_000,
        b"<p>" + b"&" * 9_000_000,
        b"<p>" + b"&a" * 4_500_000,
        b"<p>" + b"&#9" * 3_000_000,
        b"<" * 10_000_000,
        b"<?xml " + b" " * 10_000_000,
        b"x" * (10 * 2**20 + 1),
        b"",
        b"<p/><p/>",
        b"\x00" * 1000,
    ],
    ids=lambda data: f"{data[:12]!r}-{len(data)}",
)
def test_hostile_bytes_are_refused_quickly_and_in_little_memory(data):
    started = time.process_time()
    with pytest.raises(FormatError):
        parse_xml(data)
    assert time.process_time() - started < 2


def test_the_largest_document_taken_stays_within_two_hundred_megabytes_of_python_memory():
    data = b"<p>" + "<b>é😀</b>".encode() * 55_000 + b"</p>"
    tracemalloc.start()
    parse_xml(data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 100 * 2**20


def test_what_has_no_field_is_kept_as_json():
    root = parse_xml(b'<m><s q="a:1"><name>Satu</name></s><s q="a:2"/><t>x</t><u>y <v>z</v></u></m>').root
    assert unknown(root, ("t",)) == {"s": [{"q": "a:1", "name": "Satu"}, {"q": "a:2"}], "u": {"v": "z", "text": "y"}}
    assert as_json(root) == {"s": [{"q": "a:1", "name": "Satu"}, {"q": "a:2"}], "t": "x", "u": {"v": "z", "text": "y"}}


@given(
    st.lists(
        st.sampled_from(
            [
                "<a>",
                "</a>",
                "&",
                "&amp;",
                "&nbsp;",
                "<![CDATA[",
                "]]>",
                "<!--",
                "-->",
                "é",
                "\x01",
                "<!DOCTYPE a [",
                "]>",
                "<!ENTITY x 'y'>",
                "&x;",
                "<b:c/>",
                "<?x?>",
                "'",
                '"',
                "&#1;",
            ]
        ),
        max_size=30,
    ).map("".join)
)
def test_any_soup_of_mark_up_is_read_or_refused(soup):
    with contextlib.suppress(FormatError):
        parse_xml(soup.encode())


def test_members_are_found_as_in_the_element_they_were_gathered_from():
    root = parse_xml(b"<a><b>1</b><c><b>2</b></c><b>3</b><n:d xmlns:n='urn:n'><b><e/></b></n:d></a>").root
    for path in ("b", "c/b", "d/b/e", "x", "x/b", ".//b", ".//d/b", ".//e"):
        for members in (Members(root), Members(root, deep=True)):
            assert find_all(members, path) == find_all(root, path)
            assert find(members, path) is find(root, path)
            assert text_at(members, path) == text_at(root, path)
    assert find(Members(None), "b") is None
    assert unknown(Members(root), ("b",)) == unknown(root, ("b",)) == {"c": {"b": "2"}, "d": {"b": {"e": ""}}}


@pytest.mark.parametrize(
    "data",
    [
        b"<a>&#150;</a>", b"<a>&nbsp;</a>", b"<a>&</a>", b"<!DOCTYPE a><a/>",
        b"\xef\xbb\xbf<a/>", b"<a>\x01</a>", b"<a>\xff</a>",
        b"<?xml version='1.1'?><a/>", b"<?xml version='1.0' encoding='latin-1'?><a/>",
        b"<n:a/>", b"<a>", b"<a>\xef\xbf\xbf</a>",
    ],
)  # fmt: skip
def test_what_needs_a_repair_is_not_read_straight(data):
    assert well_formed(data) is None
    assert well_formed(b'<?xml version="1.0" encoding="utf-8"?>\n<a b="c">&amp;</a>').text == "&"


def test_an_attribute_without_measure_is_refused_wherever_it_stands():
    for before in range(0, 100_000, 33_333):
        data = b"<a>" + b"<b/>" * (before // 4) + b'<c d="' + b"x" * 100_001 + b'"/></a>'
        with pytest.raises(FormatError, match="an attribute is longer"):
            parse_xml(data)
