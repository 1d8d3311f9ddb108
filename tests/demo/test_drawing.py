from __future__ import annotations

import io
from datetime import UTC, datetime

import pytest
from PIL import Image

from redaksi.demo.content import PictureEntry, load
from redaksi.demo.drawing import SIZE, draw_all, draw_one
from redaksi.demo.pictures import VARIANTS

SMALL = (160, 107)


@pytest.fixture(scope="module")
def entries() -> tuple[PictureEntry, ...]:
    return load(datetime(2026, 11, 19, tzinfo=UTC)).pictures


def test_a_drawn_picture_is_a_progressive_jpeg_of_the_size_asked() -> None:
    key, data = draw_one(("kapal", "laut_kapal", 1), SMALL)
    picture = Image.open(io.BytesIO(data))
    assert (key, picture.format, picture.size) == ("kapal", "JPEG", SMALL)
    assert picture.info["progressive"]


def test_a_variant_beyond_the_last_begins_again() -> None:
    assert draw_one(("a", "gunung", VARIANTS + 1), SMALL) == draw_one(("a", "gunung", 1), SMALL)


def test_several_processes_draw_the_very_pictures_that_one_draws(entries: tuple[PictureEntry, ...]) -> None:
    chosen = entries[:2]
    drawn = draw_all(chosen)
    assert list(drawn) == [entry.key for entry in chosen]
    first = chosen[0]
    assert drawn[first.key] == draw_one((first.key, first.scene, first.variant))[1]
    assert Image.open(io.BytesIO(drawn[first.key])).size == SIZE
