"""The NewsML-G2 items that hold no story themselves: packages, plans, and events.

A package keeps its groups, nested as sent, in `extra["groups"]`; what it refers to may come later or never,
so every reference stays open: `related` has those with a title, the groups have all. Each event of a
conceptItem or knowledgeItem is an item of its own (guid = conceptId), each planningItem is one.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from redaksi.formats.fields import Reading, finished
from redaksi.formats.g2_item import NAME, coded, named, read_item
from redaksi.formats.item import FormatError, NewsItem, Related
from redaksi.formats.xml import (
    Element,
    as_json,
    attribute,
    find,
    find_all,
    language_of,
    line_of,
    local,
    text_at,
    text_of,
)

_MAX_REFERENCES = 2000


def read_package(item: Element, reading: Reading) -> NewsItem:
    """A packageItem with its groups and open references."""
    groups, loose = find(item, "groupSet"), find_all(item, "itemRef")
    refs = find_all(groups, "group/itemRef") + loose
    if len(refs) > _MAX_REFERENCES or len(find_all(groups, "group/groupRef")) > _MAX_REFERENCES:
        raise FormatError("a package of more references than any has", line_of(item))
    read = read_item(item, reading, "package")
    related = tuple(each for ref in refs if (each := _reference(ref)))
    extra = {name: value for name, value in read.extra.items() if name != "groupSet"}
    tree = _groups(groups, reading) if groups is not None else [_item_ref(each) for each in loose]
    if not tree and "groups" not in extra:
        reading.warn("the package refers to nothing")
    if "groups" not in extra:
        extra["groups"] = tree
    return finished(replace(read, related=read.related or related, extra=extra), reading)


def read_plan(item: Element, reading: Reading) -> NewsItem:
    """A planningItem: headline, coverages (kind, time, who, note) in `extra["coverages"]`."""
    read = read_item(item, reading, "planning")
    coverages = [
        _coverage(each, coverage)
        for coverage in find_all(item, "newsCoverageSet/newsCoverage")
        for each in find_all(coverage, "planning")
    ]
    extra = {name: value for name, value in read.extra.items() if name != "newsCoverageSet"}
    notes = [read.editorial_note, *(each.get("note") for each in coverages)]
    if coverages:
        extra.setdefault("coverages", coverages)
        read = replace(read, editorial_note="\n".join(filter(None, notes)) or None)
    headline = read.headline or next((each["headline"] for each in coverages if "headline" in each), None)
    return finished(replace(read, headline=headline, extra=extra), reading)


def read_events(item: Element, reading: Reading) -> list[NewsItem]:
    """The events of a conceptItem or knowledgeItem. Raises FormatError when it holds none."""
    concepts = find_all(item, "concept") + find_all(item, "conceptSet/concept")
    events = [each for each in concepts if find(each, "eventDetails") is not None]
    if not events and not (concepts == [] and find(item, "itemMeta/newsItemRest") is not None):
        raise FormatError(f"a {local(item)} without events: knowledge about concepts is no news", line_of(item))
    around = read_item(item, reading, "event")
    return [_event(each, around, reading.apart()) for each in events] or [around]


def _event(concept: Element, around: NewsItem, reading: Reading) -> NewsItem:
    details = find(concept, "eventDetails")
    identity = find(concept, "conceptId")
    language = language_of(concept) or around.language
    name = named(concept, language)
    place = named(find(details, "location"), language)
    extra: dict[str, Any] = {"event": as_json(details) if details is not None else {}}
    extra["dates"] = {local(each): text_of(each) for each in find_all(details, "dates/*")}
    extra |= {key: value for key, value in around.extra.items() if key not in ("conceptSet", "event", "dates")}
    read = replace(
        around,
        guid=coded(identity) or attribute(identity, "literal") or reading.identity(around.guid, name),
        headline=name or around.headline,
        summary=text_at(concept, "definition") or around.summary,
        places=(place,) if place else around.places,
        first_created=reading.when(attribute(identity, "created"), "created") or around.first_created,
        extra=extra,
    )
    return finished(read, reading)


def _groups(group_set: Element, reading: Reading) -> list[Any]:
    by_id = {attribute(each, "id"): each for each in find_all(group_set, "group")}
    root = by_id.get(attribute(group_set, "root"))
    if root is None:
        reading.warn("the package names no root group")
        return [_group(each, {}, frozenset()) for each in by_id.values()]
    return [_group(root, by_id, frozenset())]


def _group(group: Element, by_id: dict[str | None, Element], above: frozenset[str | None]) -> dict[str, Any]:
    """A group with what it holds in order; a group that would hold itself is left a reference."""
    above |= {attribute(group, "id")}
    found: dict[str, Any] = {
        name: value for name in ("id", "role", "mode") if (value := attribute(group, name)) is not None
    }
    items: list[Any] = []
    for child in group.iterchildren("*"):
        target = attribute(child, "idref")
        if local(child) == "itemRef":
            items.append(_item_ref(child))
        elif local(child) == "groupRef" and target in by_id and target not in above:
            # Each group is told once, or a set that refers back and forth would double at every level.
            items.append(_group(by_id.pop(target), by_id, above))
        elif local(child) in ("groupRef", "conceptRef"):
            items.append(as_json(child))
    return {**found, "items": items}


def _item_ref(ref: Element) -> dict[str, Any]:
    found = {
        "ref": attribute(ref, "residref") or attribute(ref, "href"),
        "version": attribute(ref, "version"),
        "title": text_at(ref, "title") or text_at(ref, "headline"),
        "kind": coded(find(ref, "itemClass")),
        "status": coded(find(ref, "pubStatus")),
    }
    return {name: value for name, value in found.items() if value}


def _reference(ref: Element) -> Related | None:
    title = text_at(ref, "title") or text_at(ref, "headline")
    address = attribute(ref, "residref") or attribute(ref, "href")
    return Related(title, text_at(ref, "description"), url=address) if title else None


def _coverage(planning: Element, coverage: Element) -> dict[str, Any]:
    found = {
        "id": attribute(coverage, "id"),
        "kind": coded(find(planning, "itemClass")),
        "scheduled": text_at(planning, "scheduled"),
        "headline": text_at(planning, "headline"),
        "assigned_to": named(find(planning, "assignedTo")),
        "note": text_at(planning, "edNote"),
        "delivered": [as_json(each) for each in find_all(coverage, "delivery/deliveredItemRef")] or None,
    }
    return {name: value for name, value in found.items() if value}


__all__ = ["NAME", "read_events", "read_package", "read_plan"]
