"""What stands around every page."""

from __future__ import annotations

import pytest

from redaksi.newsroom.models import Identity
from redaksi.newsroom.standing import WRITTEN
from redaksi.portal.models import StandingPage
from redaksi.portal.pages.frame import Ground, absolute, frame, static_url
from tests.factories import make_section

pytestmark = pytest.mark.django_db


def test_the_frame_shows_identity_and_menu(newsroom, now):
    make_section("Tersembunyi", in_menu=False)
    shown = frame(Ground.load(now), ("list",), current=make_section("Dunia").pk)
    assert [(item.name, item.current) for item in shown.menu] == [("Dunia", True), ("Ekonomi", False)]
    assert shown.address == "Jalan Percobaan 1, Jakarta"
    assert shown.phone_link == "+62215550001"
    assert [account.name for account in shown.socials] == ["WhatsApp"]
    assert shown.year == 2026


def test_a_newsroom_that_was_never_set_up_has_a_frame_too(db, now):
    assert frame(Ground.load(now), ()).brand == "Redaksi"


def test_the_ground_takes_one_question(newsroom, now, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert [section.get_absolute_url() for section in Ground.load(now).sections] == ["/dunia/", "/ekonomi/"]


def test_the_footer_names_only_standing_pages_that_readers_may_see(client, newsroom):
    def named() -> set[str]:
        footer = client.get("/").content.decode().split("<footer")[1]
        return {slug for slug in WRITTEN if f'href="/{slug}/"' in footer}

    assert named() == WRITTEN
    StandingPage.objects.get(slug="tentang").unpublish()
    StandingPage.objects.get(slug="kontak").delete()
    assert named() == {"redaksi", "pedoman-media-siber"}
    assert client.get("/tentang/").status_code == 404
    Identity.objects.all().delete()
    assert named() == {"redaksi", "pedoman-media-siber"}


def test_addresses():
    assert absolute("https://kabar.example/a") == "https://kabar.example/a"
    assert absolute("/a").endswith("/a")
    assert absolute("/a").startswith("http")
    assert static_url("portal/tidak-ada.js") == "/static/portal/tidak-ada.js"
