"""The demo's blocks as a body that readers and the desk's form understand alike."""

from __future__ import annotations

import pytest

from redaksi.demo.blocks import stream_of
from redaksi.demo.markup import FactBox, Gallery, ListBlock
from redaksi.stories.models import Story
from tests.factories import make_picture

pytestmark = pytest.mark.django_db


def test_lists_of_every_kind_open_in_the_desk_with_all_they_hold():
    pictures = {"satu": make_picture("Satu"), "dua": make_picture("Dua")}
    blocks = (
        ("gallery", Gallery(title="Pelabuhan", pictures=("satu", "dua"))),
        ("list", ListBlock(ordered=True, items=("Pertama", "Kedua"))),
        ("fact_box", FactBox(title="Fakta", points=("Luas 12 hektare", "Dibuka 2024"))),
    )
    body = Story(body=stream_of(blocks, {}, pictures)).body
    gallery, listed, facts = (block.value for block in body)
    assert [each["picture"] for each in gallery["pictures"]] == list(pictures.values())
    assert [item.source for item in listed["items"]] == ["Pertama", "Kedua"]
    assert list(facts["points"]) == ["Luas 12 hektare", "Dibuka 2024"]
