"""Pages in the shapes of Indonesian portals, with what stands in them, and ways a copy can be spoilt."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from redaksi.formats.item import NewsItem

FOLDER = Path(__file__).resolve().parents[2] / "fixtures" / "formats" / "pagetext"
NAMES = sorted(path.stem for path in FOLDER.glob("*.txt"))


def page(name: str) -> str:
    return (FOLDER / f"{name}.txt").read_text(encoding="utf-8")


def expected(name: str) -> dict[str, Any]:
    known = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return {key: known.get(key) for key in FIELDS} | {
        "related": known["related"],
        "keywords": known.get("keywords", []),
    }


def seen(item: NewsItem) -> dict[str, Any]:
    """What a page's expectation speaks of, out of an item."""
    values = item.to_json()
    return {
        **{key: values.get(key) for key in FIELDS},
        "city": item.dateline.city if item.dateline else None,
        "editor": item.extra.get("editor"),
        "paragraphs": (item.body_text or "").split("\n\n"),
        "related": values.get("related", []),
        "keywords": list(item.keywords),
    }


FIELDS = (
    "headline",
    "published",
    "version_created",
    "byline",
    "editor",
    "editor_initials",
    "city",
    "credit",
    "source",
    "summary",
    "paragraphs",
)

SPOILT = {
    "line ends of Windows": lambda text: text.replace("\n", "\r\n"),
    "line ends of old Macs": lambda text: text.replace("\n", "\r"),
    "no blank lines": lambda text: re.sub(r"\n{2,}", "\n", text),
    "many blank lines": lambda text: re.sub(r"\n", "\n\n\n", text),
    "blank lines with spaces": lambda text: text.replace("\n\n", "\n \t \n"),
    "indented with tabs": lambda text: "\t" + text.replace("\n", "\n\t"),
    "trailing spaces": lambda text: text.replace("\n", "   \n"),
    "no-break spaces": lambda text: text.replace(" ", "\xa0"),
    "zero-width spaces": lambda text: text.replace(" ", " \u200b"),
    "double spaces": lambda text: text.replace(" ", "  "),
    "a byte order mark": lambda text: "\ufeff" + text,
    "no end of the last line": lambda text: text.rstrip(),
    "headings in capitals": lambda text: re.sub(
        r"(?m)^(Berita \w+|Baca Juga|Artikel Terkait|Terpopuler.*)$", lambda found: found[0].upper(), text
    ),
    "headings in small letters": lambda text: re.sub(
        r"(?m)^(BERITA \w+|BAGIKAN|REKOMENDASI)$", lambda found: found[0].capitalize(), text
    ),
}
"""Ways a copy differs while its words stay the same."""
