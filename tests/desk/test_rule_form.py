"""The form of a rule says in lines what the rule keeps as conditions, and loses nothing of what it finds."""

from __future__ import annotations

from typing import Any

import pytest

from redaksi.desk.rule_form import RuleForm
from redaksi.wire.ingest import get_source
from redaksi.wire.models import RoutingRule
from tests.factories import make_section, make_topic

pytestmark = pytest.mark.django_db


def filled(**values: Any) -> RuleForm:
    return RuleForm({"name": "Harga", "active": "on", "priority": "0", **values})


def test_lines_become_conditions_and_conditions_become_lines() -> None:
    source, section, topic = get_source("Kantor Berita Uji"), make_section("Ekonomi"), make_topic("Beras")
    form = filled(
        source=[source.slug],
        credit="KBC",
        subject="medtop:04000000\n\n  ekonomi  \nekonomi",
        words="harga   beras",
        urgency="3",
        section=section.slug,
        topic=str(topic.pk),
        priority="2",
    )
    assert form.is_valid(), form.errors
    rule = form.filled()
    assert rule.conditions == {
        "source": [source.slug, "KBC"],
        "subject": ["medtop:04000000", "ekonomi"],
        "words": ["harga beras"],
        "urgency": 3,
    }
    assert (rule.section, rule.topic, rule.priority) == ("ekonomi", topic.slug, 2)
    rule.save()
    again = RuleForm(instance=RoutingRule.objects.get())
    assert again.initial["source"] == [source.slug]
    assert again.initial["credit"] == "KBC"
    assert again.initial["subject"] == "medtop:04000000\nekonomi"
    assert (again.initial["urgency"], again.initial["topic"]) == (3, topic)
    assert form.rule().conditions["source"] == (source.slug, "kbc")


def test_a_rule_that_does_nothing_is_refused() -> None:
    assert not filled(words="beras").is_valid()
    assert filled(words="beras", watch="on").is_valid()
    assert filled(stop="on").is_valid()


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"section": "tidak-ada"},
        {"topic": "999999"},
        {"urgency": "12"},
        {"priority": "x"},
        {"source": ["tidak-ada"]},
        {"words": "x" * 121},
        {"words": "\n".join(f"kata {number}" for number in range(101))},
    ],
)
def test_what_makes_no_sense_is_refused(wrong: dict[str, Any]) -> None:
    assert not filled(watch="on", **wrong).is_valid()


def test_a_name_stands_once() -> None:
    RoutingRule.objects.create(name="Harga")
    assert not filled(watch="on").is_valid()


def test_damaged_conditions_open_as_an_empty_form() -> None:
    form = RuleForm(instance=RoutingRule(name="Rusak", conditions=["bukan", "objek"]))
    assert form.initial["words"] == ""
