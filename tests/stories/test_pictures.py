"""A picture as readers get it."""

from __future__ import annotations

import pytest
from django.core.cache import cache

from redaksi.newsroom.models import Picture
from redaksi.stories.pictures import CARD, SHARE, SPECS, WIDE, picture_view
from tests.factories import make_picture

pytestmark = pytest.mark.django_db


def test_without_sizes_a_picture_is_shown_as_it_was_uploaded():
    picture = make_picture(size=(900, 600))
    view = picture_view(picture, WIDE)
    assert (view.src.url, view.src.width, view.src.height) == (picture.file.url, 900, 600)
    assert view.webp == ()
    assert view.share == view.src


# Wagtail leaves the temporary file of each size it makes for the garbage collector.
@pytest.mark.filterwarnings("ignore:.*SpooledTemporaryFile")
def test_made_sizes_are_offered_from_narrow_to_wide():
    cache.clear()  # Wagtail remembers sizes by the picture's number, which each test begins anew
    picture = make_picture(size=(1000, 700))
    picture.get_renditions(*SPECS)
    view = picture_view(Picture.objects.get(pk=picture.pk), CARD)
    assert [size.width for size in view.webp] == sorted(size.width for size in view.webp)
    assert view.srcset.count("w, ") == len(view.webp) - 1
    assert view.src.url.endswith(".jpg")
    assert view.share.url != view.src.url
    assert SHARE in SPECS


def test_the_storys_own_caption_comes_before_the_pictures():
    picture = make_picture()
    picture.caption = "Milik gambar"
    picture.origin = Picture.Origin.AI
    assert picture_view(picture, WIDE).caption == "Milik gambar"
    view = picture_view(picture, WIDE, caption="Milik berita", alt="Pengganti")
    assert (view.caption, view.alt, view.made_by_ai) == ("Milik berita", "Pengganti", True)
