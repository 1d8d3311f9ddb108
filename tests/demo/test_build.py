from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from redaksi.conf import config
from redaksi.demo import accounts, blocks, build, drawing, gallery
from redaksi.demo.content import load
from redaksi.demo.markup import FactBox, ListBlock, Quote, Table
from redaksi.desk import inbox
from redaksi.newsroom.models import Picture, User
from redaksi.stories.models import Story


@pytest.fixture
def small(monkeypatch):
    """The demo with tiny pictures and few sizes: all else is as `make demo` builds it."""
    monkeypatch.setattr(build, "draw_all", lambda entries: dict.fromkeys([e.key for e in entries], jpeg()))
    monkeypatch.setattr(build, "_make_sizes", lambda pictures: None)


def jpeg() -> bytes:
    return drawing.draw_one(("uji", "gunung", 0), size=(160, 107))[1]


@pytest.mark.django_db(transaction=True)
def test_the_demo_is_a_whole_newsroom_and_a_second_run_loses_nothing(small):
    try:
        lines = list(build.build(report=lambda line: None))
        assert Story.objects.public().count() >= 60
        assert inbox.waiting().count() >= 10
        assert {user.username for user in User.objects.all()} <= {line.split()[0] for line in lines}
        assert all(picture.credit for picture in Picture.objects.all())
        front = Client().get("/")
        assert front.status_code == 200
        stories, users = Story.objects.count(), User.objects.count()
        assert list(build.build(report=lambda line: None)) == lines
        assert (Story.objects.count(), User.objects.count()) == (stories, users)
    finally:
        (config.home / accounts.NAME).unlink(missing_ok=True)


@pytest.mark.django_db
def test_a_newsroom_of_ones_own_is_never_mixed_with_the_demo():
    User.objects.create_user("pemilik", password="kata-sandi-uji-7")
    [line] = build.build(report=lambda line: None)
    assert "was not added" in line
    assert not Story.objects.exists()


def test_drawn_bytes_are_a_jpeg():
    assert jpeg().startswith(b"\xff\xd8")


def test_blocks_of_a_file_become_blocks_of_a_story():
    parts = (
        ("paragraph", "Satu <b>kata</b>."),
        ("quote", Quote("Ya.", "Ani", "warga")),
        ("list", ListBlock(("a", "b"), ordered=True)),
        ("table", Table("Harga", ("Kota", "Rp"), (("Palu", "5"),))),
        ("fact_box", FactBox("Fakta", ("satu",))),
    )
    stream = blocks.stream_of(parts, {}, {})
    assert stream[0]["value"] == "<p>Satu <b>kata</b>.</p>"
    assert stream[1]["value"] == {"text": "Ya.", "speaker": "Ani", "role": "warga"}
    assert stream[3]["value"]["rows"] == [{"values": ["Palu", "5"]}]
    assert blocks.html_of((("heading", "Judul"), parts[2])) == "<h2>Judul</h2><ol><li>a</li><li>b</li></ol>"


@pytest.mark.django_db
def test_pictures_are_kept_with_credit_and_focal_point():
    entry = load(timezone.now() - timedelta(days=1)).pictures[0]
    picture = gallery.store(entry, jpeg())
    assert picture.credit == entry.credit
    assert picture.focal_point_x is not None
    assert gallery.store_icon("#0f5c6e").width == 512
    assert gallery.store_logo("Kabar Uji", "#0f5c6e").is_svg()
