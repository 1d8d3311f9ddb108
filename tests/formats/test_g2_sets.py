"""Packages, plans and events, damaged and hostile."""

from __future__ import annotations

import pytest

from redaksi.formats.fields import Reading
from redaksi.formats.g2_sets import read_events, read_package, read_plan
from redaksi.formats.item import FormatError, Hint
from redaksi.formats.xml import parse_xml


def element(text: str):
    return parse_xml(text.encode()).root


def package(groups: str):
    return read_package(
        element(f'<packageItem guid="1"><groupSet root="a">{groups}</groupSet></packageItem>'), Reading(Hint())
    )


def test_groups_that_hold_each_other_end():
    item = package(
        '<group id="a"><groupRef idref="b"/></group><group id="b"><groupRef idref="a"/><itemRef residref="x"/></group>'
    )
    assert item.extra["groups"] == [{"id": "a", "items": [{"id": "b", "items": [{"idref": "a"}, {"ref": "x"}]}]}]


def test_groups_that_double_at_every_level_are_told_once():
    ids = [f"g{n}" for n in range(60)]
    groups = "".join(
        f'<group id="{a}"><groupRef idref="{b}"/><groupRef idref="{b}"/></group>'
        for a, b in zip(["a", *ids], [*ids, "z"], strict=True)
    )
    assert len(str(package(groups).extra["groups"])) < 20_000


def test_a_set_without_its_root_keeps_all_groups():
    item = package('<group id="b"><itemRef residref="x"/></group>')
    assert item.extra["groups"] == [{"id": "b", "items": [{"ref": "x"}]}]
    assert "the package names no root group" in item.warnings


def test_an_empty_package_is_told_of():
    assert "the package refers to nothing" in read_package(element('<packageItem guid="1"/>'), Reading(Hint())).warnings


def test_more_references_than_any_package_has_are_refused():
    with pytest.raises(FormatError, match="more references"):
        package('<group id="a">' + '<itemRef residref="x"/>' * 2001 + "</group>")


def test_a_plan_without_headline_takes_its_first_coverages():
    coverage = "<newsCoverage><planning/><planning><headline>Rapat</headline></planning></newsCoverage>"
    plan = f"<newsCoverageSet>{coverage}</newsCoverageSet>"
    assert read_plan(element(f'<planningItem guid="1">{plan}</planningItem>'), Reading(Hint())).headline == "Rapat"


def test_an_event_without_identity_gets_one_with_a_warning():
    (event,) = read_events(
        element('<conceptItem guid="1"><concept><name>Pasar</name><eventDetails/></concept></conceptItem>'),
        Reading(Hint()),
    )
    assert event.guid.startswith("sha256:")
    assert event.headline == "Pasar"
