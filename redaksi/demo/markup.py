"""The little markup of the demo's content files: blocks, inline text and relative dates.

Blank lines part the blocks; see `parse_blocks` for the kinds and `dated` for the dates.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime
from typing import Literal

WIB = timezone(timedelta(hours=7), "WIB")
DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)

BlockKind = Literal[
    "paragraph",
    "heading",
    "quote",
    "list",
    "table",
    "fact_box",
    "baca_juga",
    "embed",
    "picture",
    "gallery",
    "video",
    "review",
]


class ContentError(ValueError):
    """A content file that cannot be read; `str(error)` names the file and says what is wrong."""


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody said, without quotation marks; `role` is empty where the name says enough."""

    text: str
    speaker: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class ListBlock:
    """Items as inline HTML, numbered when `ordered`."""

    items: tuple[str, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one header row; cells are plain text."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class FactBox:
    """A titled box of short facts, each plain text."""

    title: str
    points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Embed:
    """Something elsewhere: its address, and what is seen there in plain words."""

    url: str
    title: str


@dataclass(frozen=True, slots=True)
class Gallery:
    """Picture keys in their order, under a title."""

    title: str
    pictures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Video:
    """A video elsewhere: its address, length (`4:12`), credit, and what is seen there; `poster` is a picture key."""

    url: str
    length: str
    credit: str
    title: str
    poster: str


@dataclass(frozen=True, slots=True)
class Review:
    """What a review is about: `kind` is a type of schema.org (`Book`), `rating` 1 to 5 or empty."""

    kind: str
    name: str
    maker: str
    rating: str
    verdict: str


BlockValue = Embed | str | Quote | ListBlock | Table | FactBox | Gallery | Video | Review
Block = tuple[BlockKind, BlockValue]
"""(kind, value). A paragraph is inline HTML (`b`, `i`, `a` only) without its `p`; a heading, plain text;
baca_juga, a story key; picture, a picture key; the rest, the classes above."""


def slugify(headline: str) -> str:
    """Lower-case words joined by hyphens, as in a public address: `Harga Cabai, Lagi` is `harga-cabai-lagi`."""
    return "-".join(re.findall(r"[a-z0-9]+", headline.lower().replace("’", "").replace("'", "")))


def inline_html(text: str) -> str:
    """`**bold**`, `_italic_` and `[text](url)` as `b`, `i` and `a`; everything else escaped."""
    text = html.escape(" ".join(text.split()), quote=False)
    text = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", text)
    text = re.sub(r"\[([^]]+)\]\((https?://[^)\s]+|/[^)\s]*)\)", r'<a href="\2">\1</a>', text)
    return re.sub(r"(?<![\w/])_([^_]+)_(?!\w)", r"<i>\1</i>", text)


def parse_blocks(body: str, name: str) -> tuple[Block, ...]:
    """The blocks of a body: chunks between blank lines; `name` is for the error message.

    A chunk is a paragraph unless it begins with `## ` (heading), `> ` (quote, whose last line `> -- `
    names speaker and role), `- ` or `1. ` (list), `|` (table, caption in a first line `|= `),
    `!fakta ` (fact box), `@baca ` or `@foto ` (another story, a picture), `@embed ` (address, title),
    `@galeri ` (title, then a picture a line), `@video ` (address, then length, credit, title and poster a line each),
    `@ulasan ` (kind, then name, maker, rating, `-` for none, and verdict a line each).
    """
    chunks = (chunk.strip("\n") for chunk in re.split(r"\n\s*\n", body))
    return tuple(_block(chunk, name) for chunk in chunks if chunk.strip())


def _block(chunk: str, name: str) -> Block:
    for prefix, parse in _PARSERS.items():
        if chunk.startswith(prefix):
            try:
                return parse(chunk.removeprefix(prefix))
            except ValueError as error:
                raise ContentError(f"{name}: cannot read {chunk[:60]!r}: {error}") from error
    return "paragraph", inline_html(chunk)


def _quote(chunk: str) -> Block:
    said, who = chunk.replace("\n> ", "\n").rsplit("\n-- ", 1)
    speaker, _, role = who.partition(", ")
    return "quote", Quote(" ".join(said.split()), speaker, role)


def _items(chunk: str, bullet: str) -> tuple[str, ...]:
    items = re.split(rf"(?:^|\n){bullet}", chunk)
    return tuple(" ".join(item.split()) for item in items if item.strip())


def _list(chunk: str, bullet: str) -> Block:
    items = tuple(inline_html(item) for item in _items(chunk, bullet))
    return "list", ListBlock(items, ordered=bullet != "- ")


def _embed(chunk: str) -> Block:
    url, title = chunk.split(maxsplit=1)
    return "embed", Embed(url, title.strip())


def _gallery(chunk: str) -> Block:
    title, *pictures = chunk.splitlines()
    return "gallery", Gallery(title.strip(), tuple(each.strip() for each in pictures))


def _video(chunk: str) -> Block:
    url, length, credit, title, poster = (line.strip() for line in chunk.splitlines())
    return "video", Video(url, length, credit, title, poster)


def _review(chunk: str) -> Block:
    kind, name, maker, rating, verdict = (line.strip() for line in chunk.splitlines())
    return "review", Review(kind, name, maker, rating.replace("-", ""), verdict)


def _table(chunk: str) -> Block:
    lines = chunk.splitlines()
    caption = lines.pop(0).removeprefix("= ") if lines[0].startswith("=") else ""
    rows = [tuple(cell.strip() for cell in line.strip().strip("|").split("|")) for line in lines]
    if len({len(row) for row in rows}) != 1:
        raise ValueError("rows of a table must be equally long")
    return "table", Table(caption, rows[0], tuple(rows[1:]))


def _fact_box(chunk: str) -> Block:
    title, points = chunk.split("\n", 1)
    return "fact_box", FactBox(title.strip(), _items(points, "- "))


_PARSERS: dict[str, Callable[[str], Block]] = {
    "## ": lambda chunk: ("heading", chunk),
    "> ": _quote,
    "- ": lambda chunk: _list("- " + chunk, "- "),
    "1. ": lambda chunk: _list("1. " + chunk, r"\d+\. "),
    "|": _table,
    "!fakta ": _fact_box,
    "@baca ": lambda chunk: ("baca_juga", chunk.strip()),
    "@foto ": lambda chunk: ("picture", chunk.strip()),
    "@embed ": _embed,
    "@galeri ": _gallery,
    "@video ": _video,
    "@ulasan ": _review,
}


def dated(text: str, moment: datetime) -> str:
    """`text` with its `{{...}}` dates written out relative to `moment`."""
    local = moment.astimezone(WIB)
    return re.sub(r"\{\{(\w+)([+-]\d+)?\}\}", lambda found: _moment_text(found, local), text)


def _moment_text(found: re.Match[str], moment: datetime) -> str:
    """`hari`: Kamis (19/11/2026); `singkat`: Kamis (19/11); `tanggal`: 19 November 2026; `bulan`, `tahun`.

    The number counts days, months or years. `kerja` is `hari`, moved to the working day before it when
    it falls on a weekend (after it, when it looks ahead), since offices announce little on Sundays.
    """
    word, step = found[1], int(found[2] or 0)
    if word == "tahun":
        return str(moment.year + step)
    if word == "bulan":
        years, month = divmod(moment.month - 1 + step, 12)
        return f"{MONTHS[month]} {moment.year + years}"
    day = moment + timedelta(days=step)
    while word == "kerja" and day.weekday() > 4:
        day += timedelta(days=1 if step > 0 else -1)
    if word == "tanggal":
        return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    if word == "singkat":
        return f"{DAYS[day.weekday()]} ({day.day}/{day.month})"
    if word in ("hari", "kerja"):
        return f"{DAYS[day.weekday()]} ({day.day}/{day.month}/{day.year})"
    raise ContentError(f"unknown date word {found[0]}")


def timed(text: str, now: datetime) -> str:
    """A wire file's text with its `{{now-35m}}` and `{{now-35m|rfc822}}` written out, in minutes from `now`."""
    return re.sub(
        r"\{\{now(?:([+-]\d+)m)?(?:\|(\w+))?\}\}",
        lambda found: _wire_time(now + timedelta(minutes=int(found[1] or 0)), found[2]),
        text,
    )


def _wire_time(moment: datetime, shape: str | None) -> str:
    """A time for a wire file: ISO 8601, `rfc822` for RSS, `panjang`, `tanggal` or `hari` as portals print it."""
    local = moment.astimezone(WIB).replace(microsecond=0)
    if shape == "rfc822":
        return format_datetime(local)
    if shape == "panjang":
        date = f"{DAYS[local.weekday()]}, {local.day} {MONTHS[local.month - 1]} {local.year}"
        return f"{date} | {local:%H:%M} WIB"
    if shape == "tanggal":
        return f"{local.day} {MONTHS[local.month - 1]} {local.year}"
    if shape == "hari":
        return f"{DAYS[local.weekday()]} ({local.day}/{local.month}/{local.year})"
    return local.isoformat()
