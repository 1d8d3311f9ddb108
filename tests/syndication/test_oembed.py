"""oEmbed: what another site may show of a story, and what it is not told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from lxml import etree

from redaksi.accountability.actions import withdraw
from redaksi.conf import config
from tests.factories import make_draft, make_story

pytestmark = pytest.mark.django_db


def ask(client, story, **values):
    return client.get("/api/v1/oembed", {"url": config.public_url + story.get_absolute_url(), **values})


def test_a_story_is_described_in_json_and_xml(client, db):
    story = make_story('Harga "Naik" & Turun')
    answer = ask(client, story)
    data = answer.json()
    assert answer["Content-Type"] == "application/json"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert (data["version"], data["type"], data["author_name"]) == ("1.0", "rich", "Ratna Wulandari")
    assert "Harga &quot;Naik&quot; &amp; Turun</a>" in data["html"]
    root = etree.fromstring(ask(client, story, format="xml").content)
    assert root.tag == "oembed"
    assert {each.tag for each in root} == set(data)
    assert root.findtext("title") == story.headline


def test_nothing_is_larger_than_asked_for(client, db):
    data = ask(client, make_story(), maxwidth="200", maxheight="90").json()
    assert (data["width"], data["height"]) == (200, 90)
    assert ask(client, make_story(), maxwidth="nol").status_code == 400
    assert ask(client, make_story(), maxheight="0").status_code == 400


def test_what_is_not_public_is_not_even_confirmed(client, db):
    draft = make_draft()
    later = make_story(at=timezone.now() + timedelta(hours=1))
    pulled = make_story()
    withdraw(pulled, "dewan-pers", "Melanggar pedoman.", None)
    for story in (draft, later, pulled):
        assert ask(client, story).status_code == 404


@pytest.mark.parametrize(
    "url",
    ["https://lain.example/dunia/1/a", "/dunia/1/a", "http://[::1", "javascript:1", f"{config.public_url}/dunia/", "x"],
)
def test_addresses_that_are_no_story_of_ours_are_unknown(client, db, url):
    assert client.get("/api/v1/oembed", {"url": url}).status_code == 404


def test_other_formats_are_not_implemented_and_an_address_is_needed(client, db):
    assert ask(client, make_story(), format="yaml").status_code == 501
    assert client.get("/api/v1/oembed").status_code == 400


def test_a_story_says_where_its_description_is(client, db):
    html = client.get(make_story().get_absolute_url()).content.decode()
    address = html.split('type="application/json+oembed" href="')[1].split('"')[0].replace("&amp;", "&")
    assert client.get(address.removeprefix(config.public_url)).json()["type"] == "rich"
