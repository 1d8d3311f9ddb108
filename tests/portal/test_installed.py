"""The newsroom as an app: manifest, icons and the service worker's file."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from redaksi.newsroom.models import Identity
from redaksi.portal.colour import PAPER, readable
from redaksi.portal.installed import describe, draw_icon
from tests.factories import make_picture

pytestmark = pytest.mark.django_db


def test_the_manifest_is_made_of_the_identity(client, newsroom):
    response = client.get("/manifest.webmanifest")
    data = response.json()
    assert response["Content-Type"] == "application/manifest+json"
    assert (data["name"], data["description"], data["start_url"]) == ("Kabar Uji", "Jernih dan teliti", "/")
    assert response["Surrogate-Key"] == "standing"
    for each in data["icons"]:
        answer = client.get(each["src"])
        assert Image.open(io.BytesIO(answer.content)).size == tuple(map(int, each["sizes"].split("x")))
    for each in data["shortcuts"]:
        assert client.get(each["url"]).status_code == 200


def test_a_long_name_is_cut_for_the_space_under_an_icon():
    assert describe(Identity(brand="Sauh Nusantara"))["short_name"] == "Sauh"
    assert describe(Identity(brand="Kabarnusantararaya"))["short_name"] == "Kabarnusanta"


def test_without_an_icon_the_first_letter_stands_on_the_accent(newsroom):
    image = Image.open(io.BytesIO(draw_icon(newsroom, 192)))
    accent = readable(newsroom.accent, PAPER)
    assert image.getpixel((2, 2)) == tuple(int(accent[at : at + 2], 16) for at in (1, 3, 5))
    assert (255, 255, 255) in {image.getpixel((x, 96)) for x in range(192)}


def test_an_uploaded_icon_stands_whole_on_paper(newsroom):
    newsroom.icon = make_picture(size=(400, 200))
    image = Image.open(io.BytesIO(draw_icon(newsroom, 192)))
    paper = tuple(int(PAPER[at : at + 2], 16) for at in (1, 3, 5))
    assert image.getpixel((96, 10)) == paper
    assert image.getpixel((96, 96)) != paper


def test_an_icon_whose_file_is_lost_is_no_error(newsroom):
    newsroom.icon = make_picture(size=(400, 200))
    newsroom.icon.file.delete(save=False)
    newsroom.icon.file.name = "tidak-ada.png"
    assert draw_icon(newsroom, 192).startswith(b"\x89PNG")


def test_the_worker_stands_at_the_root_and_may_only_ask_this_site(client, newsroom):
    response = client.get("/sw.js")
    assert response["Content-Type"].startswith("text/javascript")
    assert response["Content-Security-Policy"] == "default-src 'none'; connect-src 'self'"
    assert response["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert len(response.content) < 8_000


@pytest.mark.parametrize("path", ["/tersimpan/", "/luring/"])
def test_device_pages_are_the_same_for_everybody_and_not_indexed(client, newsroom, path):
    response = client.get(path)
    html = response.content.decode()
    assert response.status_code == 200
    assert '<meta name="robots" content="noindex">' in html
    assert 'rel="manifest"' in html
    assert "manifest-src 'self'" in response["Content-Security-Policy"]
    assert "Surrogate-Key" in response
