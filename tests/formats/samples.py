"""Items as they are compared with what a person read in the file: every field, long texts by their ends."""

from __future__ import annotations

from typing import Any

from redaksi.formats.item import NewsItem

_LONG = ("summary", "usage_terms", "editorial_note", "caption", "copyright", "alt")


def seen(item: NewsItem) -> dict[str, Any]:
    """All fields that are set, without `extra`; the body as number of paragraphs, first and last words."""
    found = {name: _short(name, value) for name, value in item.to_json().items()}
    for name in ("extra", "body_html", "format"):
        found.pop(name, None)
    if item.body_text:
        parts = item.body_text.split("\n\n")
        found["body_text"] = (len(parts), " ".join(parts[0].split()[:3]), " ".join(parts[-1].split()[-2:]))
    return {name: value for name, value in found.items() if (name, value) not in _USUAL}


_USUAL = (("version", "1"), ("status", "usable"), ("kind", "text"))


def _short(name: str, value: Any) -> Any:
    if isinstance(value, list):
        return [_short(name, each) for each in value]
    if isinstance(value, dict):
        return {key: _short(key, each) for key, each in value.items()}
    if isinstance(value, str) and name in _LONG and len(value.split()) > 8:
        words = value.split()
        return f"{' '.join(words[:3])} ... {' '.join(words[-2:])} ({len(words)})"
    return value
