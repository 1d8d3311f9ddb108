"""Sizes are made by the worker, once."""

from __future__ import annotations

import pytest
from django.core.cache import cache

from redaksi.newsroom.models import Picture, PictureRendition
from redaksi.portal.pictures import ensure_renditions
from redaksi.stories.pictures import SPECS
from tests.factories import make_picture

# Wagtail leaves the temporary file of each size it makes for the garbage collector.
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:.*SpooledTemporaryFile"),
]


@pytest.fixture(autouse=True)
def _forgotten() -> None:
    """Wagtail remembers sizes by the picture's number, which each test begins anew."""
    cache.clear()


def test_every_size_is_made_once():
    picture = make_picture()
    assert ensure_renditions(picture) == len(SPECS)
    assert ensure_renditions(picture) == len(SPECS)
    assert PictureRendition.objects.filter(image=picture).count() == len(SPECS)


def test_a_broken_file_is_no_error(caplog):
    picture = make_picture()
    picture.file.storage.delete(picture.file.name)
    assert ensure_renditions(Picture.objects.get(pk=picture.pk)) == 0
    assert "could not be resized" in caplog.text
