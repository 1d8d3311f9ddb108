"""The newsroom as an app: manifest, icons and the service worker's file."""

from __future__ import annotations

import io
import re
from base64 import b64decode

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from redaksi.newsroom.models import Identity, Picture
from redaksi.portal.colour import PAPER, readable
from redaksi.portal.icons import draw_icon
from redaksi.portal.installed import describe
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


def test_the_mark_in_a_tab_weighs_a_kilobyte_whatever_was_uploaded(client, newsroom):
    newsroom.icon = make_picture(size=(1200, 1200))
    newsroom.save()
    found = re.search(r'<link rel="icon" href="data:image/png;base64,([^"]+)">', client.get("/").content.decode())
    data = b64decode(found[1])
    assert Image.open(io.BytesIO(data)).size == (32, 32)
    assert len(data) < 700
    # Who looks for a file by its old name finds one.
    assert client.get("/favicon.ico")["Location"] == "/ikon-48.png"
    assert Image.open(io.BytesIO(client.get("/ikon-48.png").content)).size == (48, 48)


def test_another_icon_shows_at_once(client, newsroom):
    first, second = make_picture(size=(64, 64)), make_picture(size=(64, 32))
    shown = set()
    for icon in (first, second):
        newsroom.icon = icon
        newsroom.save()
        shown.add(re.search('<link rel="icon" href="[^"]+">', client.get("/").content.decode())[0])
    assert len(shown) == 2


def test_a_small_drawn_icon_stands_in_the_page_and_a_large_one_beside_it(client, newsroom):
    svg = b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'><path d='M0 0h8v8H0z'/></svg>"
    newsroom.icon = Picture.objects.create(title="Tanda", credit="Redaksi", file=ContentFile(svg, name="tanda.svg"))
    newsroom.save()
    assert '<link rel="icon" href="data:image/svg+xml,%3Csvg%20' in client.get("/").content.decode()
    large = svg.replace(b"M0 0", b"M0 0" + b" " * 3000)
    newsroom.icon = Picture.objects.create(title="Tanda", credit="Redaksi", file=ContentFile(large, name="besar.svg"))
    newsroom.save()
    assert f'<link rel="icon" href="{newsroom.icon.file.url}">' in client.get("/").content.decode()


def test_the_mark_for_home_screens_is_asked_for_by_name_alone(client, newsroom):
    answer = client.get("/apple-touch-icon.png")
    assert Image.open(io.BytesIO(answer.content)).size == (180, 180)
    assert "apple-touch-icon" not in client.get("/").content.decode()


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
    assert "manifest-src 'self'" in response["Content-Security-Policy"]
    assert "Surrogate-Key" in response
