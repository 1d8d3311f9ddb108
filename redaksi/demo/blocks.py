"""The demo's blocks as a story's body, and as plain HTML for standing pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from redaksi.demo.markup import Block, Embed, FactBox, Gallery, ListBlock, Quote, Review, Table, Video
from redaksi.newsroom.models import Picture
from redaksi.stories.models import Story


def stream_of(
    blocks: tuple[Block, ...], stories: Mapping[str, Story], pictures: Mapping[str, Picture]
) -> list[dict[str, Any]]:
    """Blocks as raw StreamField data; keys of stories and pictures become their numbers.

    Items of lists stand bare: Wagtail takes `{"type": "item", "value": ...}` for an item only where it has an id too.
    """
    body = []
    for kind, value in blocks:
        if kind == "baca_juga":
            body.append({"type": kind, "value": stories[str(value)].pk})
        elif kind == "picture":
            body.append({"type": kind, "value": _picture(pictures[str(value)])})
        elif kind == "paragraph":
            body.append({"type": kind, "value": f"<p>{value}</p>"})
        elif isinstance(value, Gallery):
            rows = [_picture(pictures[key]) for key in value.pictures]
            body.append({"type": kind, "value": {"title": value.title, "pictures": rows}})
        elif isinstance(value, Video):
            named = {"url": value.url, "title": value.title, "length": value.length, "credit": value.credit}
            body.append({"type": kind, "value": {**named, "poster": pictures[value.poster].pk}})
        else:
            body.append({"type": kind, "value": _value(value)})
    return body


def html_of(blocks: tuple[Block, ...]) -> str:
    """Headings, paragraphs and lists as HTML; other kinds do not stand on standing pages."""
    parts = []
    for kind, value in blocks:
        if kind == "heading":
            parts.append(f"<h2>{value}</h2>")
        elif isinstance(value, ListBlock):
            tag = "ol" if value.ordered else "ul"
            parts.append(f"<{tag}>{''.join(f'<li>{item}</li>' for item in value.items)}</{tag}>")
        elif kind == "paragraph":
            parts.append(f"<p>{value}</p>")
    return "".join(parts)


def _picture(picture: Picture) -> dict[str, Any]:
    return {"picture": picture.pk, "caption": "", "alt": ""}


def _value(value: object) -> object:
    if isinstance(value, Quote):
        return {"text": value.text, "speaker": value.speaker, "role": value.role}
    if isinstance(value, ListBlock):
        return {"ordered": value.ordered, "items": list(value.items)}
    if isinstance(value, Table):
        columns = [{"type": "text", "heading": name} for name in value.header]
        rows = [{"values": list(row)} for row in value.rows]
        return {"columns": columns, "rows": rows, "caption": value.caption}
    if isinstance(value, FactBox):
        return {"title": value.title, "points": list(value.points)}
    if isinstance(value, Review):
        return asdict(value)
    if isinstance(value, Embed):
        return {"url": value.url, "title": value.title}
    return value
