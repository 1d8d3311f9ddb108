from __future__ import annotations

import io
from datetime import UTC, datetime

import pytest
from lxml import etree
from PIL import Image

from redaksi.demo import drawing, gallery
from redaksi.demo.content import PictureEntry, load
from redaksi.newsroom.models import Picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry() -> PictureEntry:
    return load(datetime(2026, 11, 19, tzinfo=UTC)).pictures[0]


def test_a_stored_picture_shows_its_credit_its_words_and_that_nobody_photographed_it(entry: PictureEntry) -> None:
    data = drawing.draw_one((entry.key, entry.scene, entry.variant), (160, 107))[1]
    picture = Picture.objects.get(pk=gallery.store(entry, data).pk)
    assert (picture.credit, picture.caption, picture.description) == (entry.credit, entry.caption, entry.alt[:255])
    assert picture.origin == Picture.Origin.ILLUSTRATION
    with picture.file.open("rb") as stored:
        assert stored.read() == data


def test_the_focal_point_lies_where_the_scene_says_and_inside_the_picture(entry: PictureEntry) -> None:
    picture = gallery.store(entry, drawing.draw_one((entry.key, entry.scene, 0))[1])
    focal = picture.get_focal_point()
    wide, high = picture.width, picture.height
    assert focal.centroid == (int(entry.focal[0] * wide), int(entry.focal[1] * high))
    assert 0 <= focal.left < focal.right <= wide
    assert 0 <= focal.top < focal.bottom <= high


def test_the_word_mark_is_a_drawing_that_names_the_brand_and_fetches_nothing() -> None:
    logo = gallery.store_logo("Kabar & Pesisir", "#0f5c6e")
    with logo.file.open("rb") as stored:
        svg = stored.read()
    etree.fromstring(svg)
    assert logo.is_svg()
    assert logo.credit == "Kabar & Pesisir"
    assert b"<script" not in svg
    assert b"#0f5c6e" in svg


def test_the_icon_is_a_square_png_large_enough_for_a_home_screen() -> None:
    icon = gallery.store_icon("#0f5c6e")
    with icon.file.open("rb") as stored:
        picture = Image.open(io.BytesIO(stored.read()))
    assert (picture.format, picture.size) == ("PNG", (512, 512))
