"""What each kind of page asks of the database: so many questions at most, and the same at any size of the archive."""

from __future__ import annotations

import time

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks import archive
from benchmarks.archive_load import Loader
from redaksi.discovery.popular import forget_remembered
from redaksi.newsroom.models import PictureRendition
from redaksi.stories.models import Place, Story
from tests.portal.conftest import furnish

pytestmark = pytest.mark.django_db
AT_MOST = {"story": 8, "front": 12, "rubric": 6, "topic": 8, "author": 6, "index": 4, "search": 6}
SMALL, LARGE = 200, 1800


@pytest.fixture
def loader():
    picture = furnish()
    PictureRendition.objects.create(
        image=picture, filter_spec="fill-480x320|format-jpeg|jpegquality-72", file="a.jpg", width=480, height=320
    )
    return Loader(archive.Plan(LARGE, 1001, time.time() - 60))


def counts() -> dict[str, int]:
    """Queries of one page of each kind, asked for a second time: what is remembered for a minute is known then."""
    story = Story.objects.select_related("section").earliest("published_at")
    addresses = {
        "story": story.get_absolute_url(),
        "front": "/",
        "rubric": "/dunia/",
        "topic": "/topik/pakistan",
        "author": "/penulis/penulis-0",
        "index": f"/indeks/{story.published_at:%Y/%m/%d}/",
        "search": "/cari?q=desa",
    }
    found = {}
    for kind, address in addresses.items():
        assert Client().get(address).status_code == 200
        with CaptureQueriesContext(
            connection,
        ) as asked:
            Client().get(address)
        found[kind] = len(asked)
    return found


def test_pages_ask_the_same_of_a_small_and_a_large_archive(loader):
    forget_remembered()
    loader.load(range(LARGE - SMALL, LARGE))
    small = counts()
    loader.load(range(LARGE - SMALL))
    assert Story.objects.count() == LARGE
    assert Place.objects.filter(kind=Place.Kind.PAIR).exists()
    large = counts()
    assert {kind: count for kind, count in large.items() if count > AT_MOST[kind]} == {}
    assert large == small
