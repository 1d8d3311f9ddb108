"""Every real sample beside the project gives what a person read in it, or is refused for the right reason.

What was read stands in fixtures/formats/samples.json: all fields, long texts by their first and last words and their
length, bodies by paragraphs. Files of our own in the same shapes are held to their fields in each format's tests.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from redaksi.formats import FormatError, read
from tests.formats.kit import EDITORIAL, fixture
from tests.formats.samples import seen

KNOWN: dict[str, Any] = json.loads(fixture("samples.json"))


def result(data: bytes) -> dict[str, Any]:
    """What reading gives, in the shape of samples.json."""
    try:
        items = json.loads(json.dumps([seen(each) for each in read(data)]))
    except FormatError as refusal:
        return {"refused": str(refusal)}
    return {"items": len(items), "first": items if len(items) <= 5 else items[:3]}


@pytest.mark.parametrize("name", KNOWN)
def test_a_sample_gives_the_fields_that_a_person_read_in_it(shared_dir: Path, name: str) -> None:
    assert result((shared_dir / "wire-samples" / name).read_bytes()) == KNOWN[name]


def test_no_sample_is_without_its_expected_result(shared_dir: Path) -> None:
    folder = shared_dir / "wire-samples"
    found = {each.relative_to(folder).as_posix() for each in folder.rglob("*") if each.is_file()}
    assert found - {"README.md"} == set(KNOWN)


def test_the_page_that_the_product_starts_from(shared_dir: Path) -> None:
    (page,) = read((shared_dir / "seed" / "published-page.txt").read_bytes())
    assert page.headline == "Pakistan dan Rusia Perkuat Kerja Sama Bilateral"
    assert page.to_json()["published"] == "2021-04-08T19:40:00+07:00"
    assert (page.byline, page.editor_initials) == ("Unggul Wirawan", "WIR")
    assert page.dateline is not None
    assert (page.dateline.city, page.source, page.credit) == ("Islamabad", "BeritaSatu.com", "Xinhua")
    assert page.body_text is not None
    assert len(page.body_text.split("\n\n")) == 11
    assert len(page.related) == 10
    assert {each.section for each in page.related} == {"DUNIA"}


def test_what_is_compared_is_every_field_but_the_rest_of_a_format() -> None:
    (item,) = read(fixture("newsml_g2/berita.xml"))
    told = seen(item)
    assert set(told) == set(item.to_json()) - {"extra", "body_html", "format", "status", "kind"}
    assert told["body_text"][0] == 4
    assert EDITORIAL not in str(told["body_text"])
