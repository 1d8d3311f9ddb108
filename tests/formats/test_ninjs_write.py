"""What we write as ninjs 3.1 is valid and holds the standard's own fields."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from redaksi.formats.item import Dateline, ItemPicture, NewsItem, Subject
from redaksi.formats.ninjs import parse, write
from redaksi.formats.ninjs_write import REST_ROLE, native
from tests.formats import kit


@pytest.fixture(scope="module")
def schema(shared_dir):
    folder = shared_dir / "schemas" / "ninjs"
    geo = Resource.from_contents(json.loads((folder / "GeoJSON.json").read_text("utf-8")))
    registry = Registry().with_resource("https://geojson.org/schema/GeoJSON.json", geo)
    document = json.loads((folder / "ninjs-schema_3.1.json").read_text("utf-8"))
    return Draft202012Validator(document, registry=registry, format_checker=Draft202012Validator.FORMAT_CHECKER)


@kit.round_trips
@given(item=kit.items())
def test_every_item_of_the_model_is_written_validly(schema, item):
    schema.validate(json.loads(write(item)))


def test_the_fixtures_are_written_validly(schema):
    for data in kit.fixtures("ninjs"):
        schema.validate(json.loads(write(parse(data)[0])))


def test_the_standards_own_fields_are_filled():
    item = NewsItem(
        guid="urn:kbn:1",
        format="ninjs",
        version="3",
        headline="Judul",
        byline="Sari",
        dateline=Dateline("Palu"),
        source="Dinas",
        credit="KBN",
        body_html="<p>Isi.</p>",
        body_text="Isi.",
        subjects=(Subject("padi", "medtop:1"), Subject("desa")),
        pictures=(ItemPicture("https://kbn.example/a.jpg", "Teks", "KBN/Zaki", "Alt", 3, 2),),
    )
    document = json.loads(write(item))
    assert document["standard"]["version"] == "3.1"
    assert (document["uri"], document["version"], document["type"]) == ("urn:kbn:1", "3", "text")
    assert document["headlines"] == [{"role": "main", "contentType": "text/plain", "value": "Judul"}]
    assert document["bodies"] == [{"role": "main", "contentType": "text/html", "value": "<p>Isi.</p>"}]
    assert document["infoSources"] == [{"name": "Dinas", "role": "source"}, {"name": "KBN", "role": "credit"}]
    assert document["subjects"] == [{"name": "padi", "uri": "medtop:1"}, {"name": "desa"}]
    assert document["associations"][0]["renditions"] == [
        {"name": "main", "href": "https://kbn.example/a.jpg", "width": 3, "height": 2}
    ]
    assert "altIds" not in document


def test_what_the_standard_has_no_field_for_travels_beside_it():
    item = NewsItem(guid="tanpa skema", format="ninjs", editor_initials="WIR", keywords=("a",))
    document = json.loads(write(item))
    assert document["uri"] == "urn:x-redaksi:tanpa%20skema"
    rest = json.loads(document["altIds"][0]["value"])
    assert document["altIds"][0]["role"] == REST_ROLE
    assert rest["guid"] == "tanpa skema"
    assert rest["editor_initials"] == "WIR"
    kit.same(item, parse(native(item, rest))[0])
