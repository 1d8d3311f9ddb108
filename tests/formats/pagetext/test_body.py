"""The body keeps paragraphs, subheadings and lists, and nothing else."""

from __future__ import annotations

from redaksi.formats.pagetext import body
from redaksi.formats.pagetext.kinds import mark
from redaksi.formats.pagetext.lines import split

FIRST, SECOND = "Panen raya dimulai di enam desa.", "Petani menyambut harga yang lebih baik."


def read(*lines: str) -> body.Body:
    return body.read([mark(line, "Asia/Jakarta") for line in split("\n".join(lines))])


def test_the_dateline_is_a_field_and_not_text():
    found = read("Palu, Kabar.com - " + FIRST, SECOND)
    assert found.blocks == [("p", FIRST), ("p", SECOND)]
    assert found.dateline.dateline.city == "Palu"
    assert read("PALU, NUSA.TV -", FIRST).blocks == [("p", FIRST)]


def test_the_closing_bracket_is_taken_off():
    assert read(FIRST, SECOND + " (abc/def)").closing == "abc/def"
    assert read(FIRST, SECOND + " (KBN/Zaki Firdaus)").blocks == [("p", FIRST), ("p", SECOND)]


def test_a_short_line_between_paragraphs_is_a_subheading():
    assert read(FIRST, "HARGA NAIK", SECOND).blocks[1] == ("h3", "HARGA NAIK")


def test_captions_between_paragraphs_are_left_out():
    found = read(FIRST, "Petani di sawah. (Foto: Zaki)", SECOND)
    assert found.blocks == [("p", FIRST), ("p", SECOND)]
    assert len(found.left) == 1


def test_bullets_in_a_row_are_a_list_and_one_alone_is_a_pointer():
    found = read(
        FIRST, "• Satu karung benih", "• Dua liter pupuk cair", SECOND, "• Benih Unggul Dibagikan Gratis", SECOND
    )
    assert [tag for tag, _ in found.blocks] == ["p", "li", "li", "p", "p"]
    assert found.pointers == ["Benih Unggul Dibagikan Gratis"]
    assert "<ul><li>Satu karung benih</li><li>Dua liter pupuk cair</li></ul>" in found.html()


def test_tags_become_keywords():
    assert read(FIRST, "Tag: panen, padi").keywords == ["panen", "padi"]
    assert read(FIRST, "TAGS", "panen raya", "padi").keywords == ["panen raya", "padi"]
    assert read(FIRST, "#panen #padi").keywords == ["panen", "padi"]


def test_text_is_escaped():
    assert (
        read("Harga < 5 ribu & naik terus pekan ini.").html() == "<p>Harga &lt; 5 ribu &amp; naik terus pekan ini.</p>"
    )
