"""RSS, Atom and JSON Feed, read back by parsers that others wrote."""

from __future__ import annotations

import json
from datetime import datetime

import atoma
import feedparser
import jsonschema
import pytest
from lxml import etree
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4

from redaksi.syndication.entries import feed
from redaksi.syndication.feeds import atom, json_feed, rss

pytestmark = pytest.mark.django_db


def test_two_parsers_read_the_same_from_rss(stories):
    data = rss(feed("/rss.xml", None))
    one, other = feedparser.parse(data), atoma.parse_rss_bytes(data)
    assert not one.bozo
    assert [entry.title for entry in one.entries] == [item.title for item in other.items]
    assert [entry.id for entry in one.entries] == [item.guid for item in other.items]
    assert one.entries[0].title == "Kapal & <Pelabuhan>"
    assert datetime(*one.entries[0].published_parsed[:6]) == stories[0].published_at.replace(tzinfo=None)
    assert other.items[0].pub_date == stories[0].published_at
    assert one.entries[0].author == "Ratna Wulandari"
    assert one.entries[0].media_content[0]["medium"] == "image"
    assert one.feed.language == "id"
    assert "Benih Unggul" not in data.decode()
    assert other.items[0].content_encoded.startswith("<p><b>Banjarmasin")


def test_rss_has_a_stable_guid_local_time_and_its_own_address(stories):
    root = etree.fromstring(rss(feed("/rss.xml", None)))
    item = root.find("channel/item")
    names = {"atom": "http://www.w3.org/2005/Atom", "media": "http://search.yahoo.com/mrss/"}
    assert item.find("guid").get("isPermaLink") == "false"
    assert item.findtext("pubDate").endswith("+0700")
    assert root.find("channel/atom:link", names).get("href").endswith("/rss.xml")
    assert item.findtext("media:content/media:credit", namespaces=names) == "Redaksi/Uji"
    assert item.find("atom:updated", names) is not None
    assert root.findall("channel/item")[1].find("atom:updated", names) is None


def test_atom_agrees_with_rss(stories):
    found = feed("/atom.xml", None)
    one, other = feedparser.parse(atom(found)), atoma.parse_atom_bytes(atom(found))
    assert not one.bozo
    assert [entry.title for entry in one.entries] == [entry.title for entry in found.entries]
    assert other.entries[0].updated == found.entries[0].updated
    assert other.entries[0].published == found.entries[0].published
    assert one.entries[0].content[0].value.count("<p>") == found.entries[0].html.count("<p>")


def test_json_feed_holds_the_same_stories(stories):
    found = feed("/feed.json", None)
    value = json.loads(json_feed(found))
    assert value["version"] == "https://jsonfeed.org/version/1.1"
    assert [item["id"] for item in value["items"]] == [entry.guid for entry in found.entries]
    assert value["items"][0]["content_html"] == found.entries[0].html


def test_json_feed_follows_its_schema(stories, shared_dir):
    folder = shared_dir / "schemas" / "json-feed"
    schemas = [json.loads((folder / name).read_text()) for name in ("feed.json", "feed-1.json")]
    known = Registry().with_resources(
        (schema.get("$id") or schema["id"], Resource(contents=schema, specification=DRAFT4)) for schema in schemas
    )
    value = json.loads(json_feed(feed("/feed.json", None)))
    jsonschema.Draft4Validator(schemas[0], registry=known).validate(value)


def test_a_newsroom_without_stories_has_feeds(db):
    empty = feed("/rss.xml", None)
    assert feedparser.parse(rss(empty)).entries == []
    assert not feedparser.parse(atom(empty)).bozo
    assert json.loads(json_feed(empty))["items"] == []
