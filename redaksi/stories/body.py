"""A story's body as a row of frozen parts, made from what the editor stored by pure functions.

Paragraphs pass the allow-list again on their way out: what an old import or a direct write left in the database
cannot reach a reader.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

import nh3
from wagtail.rich_text import expand_db_html

from redaksi.stories.fields import Fields
from redaksi.stories.kinds import BEST, Player, Reviewed, player
from redaksi.stories.languages import kept
from redaksi.stories.pictures import WIDE, AnyPicture, PictureView, picture_view

INLINE_TAGS: Final = {"p", "a", "b", "strong", "i", "em", "sub", "sup", "br", "span"}
_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
Raw = Mapping[str, Any]
Kind = Literal[
    "paragraph",
    "heading",
    "quote",
    "picture",
    "gallery",
    "video",
    "list",
    "table",
    "embed",
    "baca_juga",
    "fact_box",
    "review",
]


@dataclass(frozen=True, slots=True)
class ReadAlso(Fields):
    """A story that the body points to, `Baca juga`."""

    headline: str
    url: str


@dataclass(frozen=True, slots=True)
class ReviewView(Fields):
    """What a review is about: `kind` is a type of schema.org, `sort` its name; `rating` 1 to `BEST`, 0 for none."""

    kind: str
    sort: str
    name: str
    maker: str
    rating: int

    @property
    def stars(self) -> str:
        """The mark as full and empty stars."""
        return "★" * self.rating + "☆" * (BEST - self.rating) if self.rating else ""


@dataclass(frozen=True, slots=True)
class BodyPart(Fields):
    """One part of a body. `kind` says which of the other fields are filled.

    paragraph: `html` (inline mark-up), `dateline` on the first one; heading: `text`; quote: `text`, `speaker`, `role`;
    picture: `picture`; list: `ordered`, `items` (inline mark-up); table: `head`, `rows`, `text` (its caption);
    embed: `url`, `text`; baca_juga: `also`; fact_box: `text`, `items` (plain); gallery: `text`, `pictures`;
    video: `url`, `text` (what is seen), `speaker` (its credit), `role` (its length as written), `picture` (a still),
    `player` (where it plays after a click); review: `review`, `text` (the verdict).
    """

    kind: Kind
    html: str = ""
    text: str = ""
    dateline: str = ""
    speaker: str = ""
    role: str = ""
    picture: PictureView | None = None
    ordered: bool = False
    items: tuple[str, ...] = ()
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    url: str = ""
    also: ReadAlso | None = None
    pictures: tuple[PictureView, ...] = ()
    player: Player | None = None
    review: ReviewView | None = None


@dataclass(frozen=True, slots=True)
class References:
    """What bodies point at, fetched beforehand: only what readers may see is in here."""

    stories: Mapping[int, ReadAlso]
    pictures: Mapping[int, AnyPicture]


def reference_ids(blocks: Sequence[Raw]) -> tuple[set[int], set[int]]:
    """Ids of the (stories, pictures) that a body points at."""
    stories = {block["value"] for block in blocks if block["type"] == "baca_juga"}
    pictures = {pk for block in blocks for pk in _picture_ids(block)}
    return {pk for pk in stories if isinstance(pk, int)}, {pk for pk in pictures if isinstance(pk, int)}


def kept_pictures(blocks: Sequence[Raw]) -> list[Raw]:
    """What a body keeps of each picture in it, alone or in a gallery: `picture` (its id), `caption`, `alt`."""
    return [each for block in blocks for each in _kept_of(block)]


def body_parts(
    blocks: Sequence[Raw], references: References, dateline: str = "", link_rel: str = ""
) -> tuple[BodyPart, ...]:
    """The parts of a body in order; `dateline` opens its first paragraph, `link_rel` marks all its links.

    Parts of a kind that is not known, and references to what readers may not see, are left out.
    """
    parts: list[BodyPart] = []
    for block in blocks:
        made = _MAKERS.get(block["type"])
        if made and block["value"]:
            parts += made(block["value"], references, link_rel)
    first = next((place for place, part in enumerate(parts) if part.kind == "paragraph"), None)
    if dateline and first is not None:
        parts[first] = replace(parts[first], dateline=dateline)
    return tuple(parts)


def word_count(parts: Sequence[BodyPart]) -> int:
    """Words that a reader reads in `parts`."""
    texts = (f"{part.html} {part.text} {' '.join(part.items)} {' '.join(map(' '.join, part.rows))}" for part in parts)
    return sum(len(_TAG.sub(" ", text).split()) for text in texts)


def inline(html: str, link_rel: str = "") -> str:
    """Inline mark-up of an editor through the allow-list, paragraphs kept."""
    if "linktype" in html:
        html = expand_db_html(html)
    return nh3.clean(
        html,
        tags=INLINE_TAGS,
        attributes={"a": {"href"}, "span": {"lang"}},
        attribute_filter=kept,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=link_rel or None,
        strip_comments=True,
    ).strip()


def _paragraphs(value: str, references: References, link_rel: str) -> list[BodyPart]:
    html = inline(value, link_rel)
    found = _PARAGRAPH.findall(html) or [html]
    return [BodyPart("paragraph", html=text.strip()) for text in found if _TAG.sub("", text).strip()]


def _heading(value: str, references: References, link_rel: str) -> list[BodyPart]:
    return [BodyPart("heading", text=value)]


def _quote(value: Raw, references: References, link_rel: str) -> list[BodyPart]:
    text = value.get("text", "").strip().strip("“”\"'").strip()
    return [BodyPart("quote", text=text, speaker=value.get("speaker", ""), role=value.get("role", ""))] if text else []


def _picture(value: Raw, references: References, link_rel: str) -> list[BodyPart]:
    picture = references.pictures.get(value.get("picture") or 0)
    if picture is None:
        return []
    view = picture_view(picture, WIDE, value.get("caption", ""), value.get("alt", ""))
    return [BodyPart("picture", picture=view)]


def _gallery(value: Raw, references: References, link_rel: str) -> list[BodyPart]:
    found = [part.picture for each in _values(value.get("pictures")) for part in _picture(each, references, link_rel)]
    shown = tuple(picture for picture in found if picture)
    return [BodyPart("gallery", text=value.get("title") or "", pictures=shown)] if shown else []


def _video(value: Raw, references: References, link_rel: str) -> list[BodyPart]:
    url = value.get("url", "")
    if not url.startswith(("https://", "http://")):
        return []
    poster = references.pictures.get(value.get("poster") or 0)
    return [
        BodyPart(
            "video",
            url=url,
            text=value.get("title") or url,
            speaker=value.get("credit") or "",
            role=value.get("length") or "",
            picture=picture_view(poster, WIDE) if poster else None,
            player=player(url),
        )
    ]


def _list(value: Raw, references: References, link_rel: str) -> list[BodyPart]:
    items = (inline(item, link_rel) for item in _items(value.get("items")))
    lines = tuple(_PARAGRAPH.sub(r"\1 ", item).strip() for item in items)
    shown = tuple(line for line in lines if line)
    return [BodyPart("list", ordered=bool(value.get("ordered")), items=shown)] if shown else []


def _table(value: Raw, references: References, link_rel: str) -> list[BodyPart]:
    head = tuple(str(column.get("heading") or "") for column in value.get("columns", ()))
    rows = tuple(tuple(str(cell or "") for cell in row.get("values", ())) for row in value.get("rows", ()))
    return [BodyPart("table", head=head, rows=rows, text=value.get("caption") or "")] if rows else []


def _embed(value: Raw, references: References, link_rel: str) -> list[BodyPart]:
    url = value.get("url", "")
    known = url.startswith(("https://", "http://"))
    return [BodyPart("embed", url=url, text=value.get("title") or url)] if known else []


def _read_also(value: int, references: References, link_rel: str) -> list[BodyPart]:
    also = references.stories.get(value)
    return [BodyPart("baca_juga", also=also)] if also else []


def _fact_box(value: Raw, references: References, link_rel: str) -> list[BodyPart]:
    points = tuple(point for point in _items(value.get("points")) if point)
    return [BodyPart("fact_box", text=value.get("title", ""), items=points)] if points else []


def _review(value: Raw, references: References, link_rel: str) -> list[BodyPart]:
    name, mark = str(value.get("name") or "").strip(), str(value.get("rating") or "")
    if not name:
        return []
    sort = str(value.get("kind") or "")
    kind = Reviewed(sort) if sort in Reviewed.values else Reviewed.OTHER
    rating = int(mark) if mark in {str(each) for each in range(1, BEST + 1)} else 0
    view = ReviewView(kind.value, str(kind.label), name, str(value.get("maker") or ""), rating)
    return [BodyPart("review", text=value.get("verdict") or "", review=view)]


def _items(value: Any) -> list[str]:
    return [str(item or "") for item in _values(value)]


def _values(value: Any) -> list[Any]:
    """A list block's values: Wagtail stores them bare or as `{"type": "item", "value": ...}`."""
    bare = (item.get("value") if isinstance(item, Mapping) and "value" in item else item for item in value or ())
    return [each for each in bare if each]


def _picture_ids(block: Raw) -> list[Any]:
    """The pictures that one block shows."""
    if block["type"] == "video":
        return [block["value"].get("poster")]
    return [each.get("picture") for each in _kept_of(block)]


def _kept_of(block: Raw) -> list[Raw]:
    value = block["value"]
    match block["type"]:
        case "picture":
            return [value]
        case "gallery":
            return _values(value.get("pictures"))
    return []


_MAKERS: Final[dict[str, Callable[[Any, References, str], list[BodyPart]]]] = {
    "paragraph": _paragraphs,
    "heading": _heading,
    "quote": _quote,
    "picture": _picture,
    "gallery": _gallery,
    "video": _video,
    "list": _list,
    "table": _table,
    "embed": _embed,
    "baca_juga": _read_also,
    "fact_box": _fact_box,
    "review": _review,
}
