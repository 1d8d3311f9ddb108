"""Whatever a newsroom chooses, its words can be read."""

from __future__ import annotations

import pytest

from redaksi.newsroom.models import Face, Identity, Paper
from redaksi.portal.colour import contrast
from redaksi.portal.look import DAYS, FACES, NIGHTS, Look

GROUNDS = [
    pytest.param(ground, id=f"{paper}-{n}") for n, all_ in ((1, DAYS), (2, NIGHTS)) for paper, ground in all_.items()
]


def test_every_choice_has_its_colours_and_its_letters():
    assert set(DAYS) == set(NIGHTS) == set(Paper.values)
    assert set(FACES) == set(Face.values)
    assert all(face.endswith("serif") for face in FACES.values())


@pytest.mark.parametrize("ground", GROUNDS)
def test_words_stand_at_aaa_and_greys_at_aa_on_every_ground(ground):
    assert contrast(ground.ink, ground.paper) >= 7
    assert contrast(ground.ink, ground.tint) >= 7
    assert contrast(ground.soft, ground.paper) >= 6
    assert contrast(ground.soft, ground.tint) >= 4.5


@pytest.mark.parametrize("accent", ["#ffff00", "#000000", "#ffffff", "#a3161e", "#00e5ff"])
@pytest.mark.parametrize("paper", Paper.values)
def test_the_accent_can_be_read_on_every_ground_by_day_and_by_night(accent, paper):
    words = Look(accent, paper).words()
    for time in ("DAY", "NIGHT"):
        assert contrast(words[f"{time}-ACCENT"], words[f"{time}-PAPER"]) >= 5


def test_a_look_is_what_the_identity_says():
    identity = Identity(accent="#0f5c6e", paper="cool", headline_face="slab", body_face="sans")
    assert Look.of(identity, "night") == Look("#0f5c6e", "cool", "slab", "sans", "night")
    assert "Rockwell" in Look.of(identity).words()["HEADLINE-FACE"]
