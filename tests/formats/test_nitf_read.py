"""Single elements of NITF as agencies send them."""

from __future__ import annotations

import pytest

from redaksi.formats.fields import Reading
from redaksi.formats.item import Hint, Subject
from redaksi.formats.nitf_read import read_nitf
from redaksi.formats.xml import parse_xml


def read(head: str = "", body: str = ""):
    text = f"<nitf><head><docdata><doc-id id-string='1'/></docdata>{head}</head><body>{body}</body></nitf>"
    return read_nitf(parse_xml(text.encode()).root, Reading(Hint()))


@pytest.mark.parametrize(
    ("attributes", "subject"),
    [
        ('tobject.subject.refnum="04001000" tobject.subject.detail="Bawang"', Subject("Bawang", "subj:04001000")),
        ('tobject.subject.refnum="medtop:1" tobject.subject.matter="Tani"', Subject("Tani", "medtop:1")),
        ('tobject.subject.type="Ekonomi"', Subject("Ekonomi")),
    ],
)
def test_subject_codes_are_told_from_other_codes(attributes, subject):
    assert read(f"<tobject><tobject.subject {attributes}/></tobject>").subjects == (subject,)


def test_the_title_serves_where_there_is_no_headline():
    assert read("<title>Judul</title>").headline == "Judul"


def test_media_that_are_no_pictures_are_left_out():
    media = '<media media-type="video"><media-reference mime-type="video/mp4" source="a.mp4"/></media>'
    assert read(body=f"<body.content>{media}</body.content>").pictures == ()


def test_a_photo_without_text_is_a_picture():
    media = '<media media-type="photo"><media-reference source="a.jpg"/></media>'
    assert read(body=f"<body.content>{media}</body.content>").kind == "picture"


def test_an_unknown_management_status_is_withheld():
    text = "<nitf><head><docdata management-status='x'/></head><body/></nitf>"
    item = read_nitf(parse_xml(text.encode()).root, Reading(Hint()))
    assert item.status == "withheld"
