"""The body of a story: paragraphs, subheadings and lists, without dateline, closing and leftovers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

from redaksi.formats.pagetext import datelines
from redaksi.formats.pagetext.credits import split_closing
from redaksi.formats.pagetext.kinds import Kind, Marked
from redaksi.formats.pagetext.lines import is_prose
from redaksi.formats.pagetext.vocabulary import TAGS

_TAG_WORDS = 5


@dataclass
class Body:
    """Blocks in order as (`p` | `h3` | `li`, text), and what was found around them."""

    blocks: list[tuple[str, str]] = field(default_factory=list)
    dateline: datelines.Found | None = None
    closing: str | None = None
    pointers: list[str] = field(default_factory=list)
    keywords: list[str] = field(default_factory=list)
    left: list[Marked] = field(default_factory=list)

    @property
    def paragraphs(self) -> list[str]:
        return [text for _, text in self.blocks]

    def html(self) -> str:
        """The blocks as HTML, list items gathered."""
        out: list[str] = []
        inside = False
        for tag, text in self.blocks:
            if (tag == "li") != inside:
                inside = not inside
                out.append("<ul>" if inside else "</ul>")
            out.append(f"<{tag}>{escape(text, quote=False)}</{tag}>")
        return "".join(out) + ("</ul>" if inside else "")


def read(story: Sequence[Marked]) -> Body:
    """The body out of a story's lines from its first paragraph on."""
    body = Body()
    last = max((at for at, line in enumerate(story) if line.kind is Kind.PROSE), default=-1)
    last = _with_credited(story, last)
    last = _with_list(story, last)
    listed = _listed(story[: last + 1])
    for at, line in enumerate(story[: last + 1]):
        credited = at == last and line.kind is Kind.CAPTION
        _add(body, Marked(line.line, Kind.PROSE) if credited else line, at in listed, first=not body.blocks)
    _take_tags(body, story[last + 1 :])
    if body.blocks and body.blocks[-1][0] == "p":
        text, body.closing = split_closing(body.blocks[-1][1])
        body.blocks[-1] = ("p", text)
    return body


def _add(body: Body, line: Marked, listed: bool, first: bool) -> None:
    if line.kind is Kind.CAPTION:
        body.left.append(line)
    if line.kind not in (Kind.PROSE, Kind.SHORT):
        return
    text = line.text
    if first and body.dateline is None and (found := datelines.find(text)) is not None:
        body.dateline, text = found, found.rest
    if not text:
        return
    if listed:
        body.blocks.append(("li", text))
    elif line.kind is Kind.PROSE or text.endswith(":") or (first and body.dateline is not None):
        body.blocks.append(("p", text))
    elif line.line.bullet and line.line.words >= 4:
        body.pointers.append(text)
    elif body.blocks:
        body.blocks.append(("h3", text))
    else:
        body.left.append(line)


def _listed(story: Sequence[Marked]) -> frozenset[int]:
    """Lines with bullets that make a list: two or more in a row, and not the whole body."""
    text = [at for at, line in enumerate(story) if line.kind in (Kind.PROSE, Kind.SHORT)]
    bulleted = {at for at in text if story[at].line.bullet}
    if len(bulleted) * 10 >= len(text) * 8:
        return frozenset()
    places = {at: number for number, at in enumerate(text)}
    near = {places[at] for at in bulleted}
    return frozenset(at for at in bulleted if places[at] - 1 in near or places[at] + 1 in near)


def _with_credited(story: Sequence[Marked], last: int) -> int:
    """A last paragraph that ends with `(AGENCY/Name)` looks like a caption, but follows the others."""
    following = story[last + 1] if 0 <= last < len(story) - 1 else None
    if following is not None and following.kind is Kind.CAPTION:
        text, sign = split_closing(following.text)
        return last + 1 if sign and "/" in sign and is_prose(text) else last
    return last


def _with_list(story: Sequence[Marked], last: int) -> int:
    """A list that ends the body belongs to it, if its introduction ends with a colon."""
    if last < 0 or not story[last].text.endswith(":"):
        return last
    end = last
    while end + 1 < len(story) and story[end + 1].line.bullet and story[end + 1].kind is Kind.SHORT:
        end += 1
    return end


def _take_tags(body: Body, tail: Sequence[Marked]) -> None:
    """Keywords out of `Tag: a, b`, `#a #b`, or a heading and the short lines under it; the rest is left."""
    under = False
    for line in tail:
        if line.kind is Kind.TAGS:
            found = TAGS.fullmatch(line.text)
            words = found["rest"] if found else line.text
            under = found is not None and not words
            body.keywords.extend(_keywords(words or ""))
        elif line.kind is Kind.SHORT and under and line.line.words <= _TAG_WORDS:
            body.keywords.append(line.text.lstrip("#"))
        else:
            under = False
            if line.kind in (Kind.SHORT, Kind.CAPTION):
                body.left.append(line)


def _keywords(text: str) -> list[str]:
    parts = text.split("#") if "#" in text else text.replace("|", ",").replace(";", ",").split(",")
    return [word for part in parts if (word := part.strip(" ,#"))]
