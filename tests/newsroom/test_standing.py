"""Which standing pages may be pointed at."""

from __future__ import annotations

import pytest

from redaksi.newsroom.standing import WRITTEN, public_pages
from redaksi.portal.setup import create_standing_pages

pytestmark = pytest.mark.django_db


def test_only_published_pages_of_the_known_addresses_are_public():
    assert not public_pages().exists()
    pages = {page.slug: page for page in create_standing_pages("Kabar Uji")}
    assert {page.slug for page in public_pages()} == WRITTEN
    pages["tentang"].unpublish()
    assert {page.slug for page in public_pages()} == WRITTEN - {"tentang"}
