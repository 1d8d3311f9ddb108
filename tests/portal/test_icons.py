"""The newsroom's marks, inside the page and beside it."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from django.core.files.base import ContentFile

from redaksi.newsroom.models import Picture
from redaksi.portal.icons import letter_icon, masthead
from tests.factories import make_picture

pytestmark = pytest.mark.django_db


def drawing(svg: bytes, name: str = "tanda.svg") -> Picture:
    return Picture.objects.create(title="Tanda", credit="Redaksi", file=ContentFile(svg, name=name))


def test_a_small_drawing_as_logo_stands_in_the_page_itself(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    svg = (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 6"><text font-family="\'Times\'">A&amp;B</text></svg>'
    )
    shown = masthead(drawing(svg))
    kind, _, address = shown.url.partition(",")
    assert (kind, shown.width, shown.height) == ("data:image/svg+xml", 9, 6)
    assert unquote(address).encode() == svg
    assert not set('"#<>&? ').intersection(address)


def test_a_large_a_lost_and_a_painted_logo_keep_their_addresses(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 6"><path d="' + b"M0 0" * 600 + b'"/></svg>'
    large, lost, painted = drawing(svg), drawing(svg[:90] + b'"/></svg>', "hilang.svg"), make_picture()
    lost.file.storage.delete(lost.file.name)
    lost.file.close()
    for logo in (large, lost, painted):
        assert masthead(logo).url == logo.file.url
    assert masthead(None) is None


def test_a_mark_is_read_once_and_another_file_is_another_mark(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 6"><path d="M0 0h9"/></svg>'
    logo = drawing(svg)
    first = masthead(logo).url
    logo.file.storage.delete(logo.file.name)
    assert masthead(logo).url == first
    logo.file = ContentFile(svg.replace(b"h9", b"h8"), name="tanda-baru.svg")
    logo.save()
    assert masthead(logo).url != first


def test_without_an_icon_the_first_letter_is_drawn():
    assert letter_icon("“kabar”", "#a3161e").startswith("data:image/svg+xml,")
    assert "%3EK%3C" in letter_icon("“kabar”", "#a3161e")
