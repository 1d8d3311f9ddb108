"""Rules are data: each catches what it says and says why."""

import pytest

from redaksi.formats.item import Dateline, NewsItem, Subject
from redaksi.wire.routing import Rule, RuleError, route, why

ITEM = NewsItem(
    guid="urn:x:1",
    format="ninjs",
    language="id-ID",
    headline="Harga Beras Turun di Pasar Induk",
    body_text="Stok bulog aman.",
    urgency=3,
    credit="KBC",
    subjects=(Subject("Ekonomi", "medtop:04000000"),),
    keywords=("beras",),
    places=("Jawa Timur",),
    dateline=Dateline("Surabaya"),
)


@pytest.mark.parametrize(
    ("conditions", "reasons"),
    [
        ({}, ()),
        ({"source": ["antar-kota"]}, ("source: antar-kota",)),
        ({"source": ["kbc"]}, ("source: KBC",)),
        ({"subject": ["medtop:04000000"]}, ("subject: medtop:04000000",)),
        ({"keyword": ["Beras", "jagung"]}, ("keyword: beras",)),
        ({"words": ["harga  beras"]}, None),
        ({"words": ["harga beras"]}, ("words: harga beras",)),
        ({"words": ["beras turun", "x"], "urgency": 3}, ("urgency 3", "words: beras turun")),
        ({"words": ["bera"]}, None),
        ({"place": ["surabaya"]}, ("place: Surabaya",)),
        ({"language": ["id"]}, ("language: id",)),
        ({"language": ["en"], "keyword": ["beras"]}, None),
        ({"urgency": 2}, None),
    ],
)
def test_all_conditions_must_hold_and_each_says_why(conditions, reasons):
    assert why(Rule.from_json("uji", conditions), ITEM, "antar-kota") == reasons


@pytest.mark.parametrize(
    "conditions", [[], {"warna": ["merah"]}, {"keyword": "beras"}, {"keyword": []}, {"urgency": 12}, {"urgency": "3"}]
)
def test_conditions_of_another_shape_are_refused_with_a_reason(conditions):
    with pytest.raises(RuleError, match=r"\w"):
        Rule.from_json("uji", conditions)


def test_the_first_rubric_wins_the_highest_priority_and_any_watch():
    rules = [
        Rule.from_json("satu", {"keyword": ["beras"]}, section="ekonomi", priority=1),
        Rule.from_json("dua", {}, section="nasional", topic="pangan", priority=5, watch=True),
        Rule.from_json("tiga", {"keyword": ["jagung"]}, topic="jagung", priority=9),
    ]
    routing = route(ITEM, "x", rules)
    assert (routing.section, routing.topic, routing.priority, routing.watch) == ("ekonomi", "pangan", 5, True)
    assert [name for name, _ in routing.because] == ["satu", "dua"]


def test_a_rule_that_stops_ends_the_asking():
    rules = [Rule.from_json("satu", {}, priority=1, stop=True), Rule.from_json("dua", {}, section="nasional")]
    assert route(ITEM, "x", rules).section == ""
