"""Mark-up as most agencies send it, read in one pass: paragraphs, headings, simple lists, inline marks.

`tidy` writes nothing but tags out of its own list, text without angle brackets, and addresses that were asked
for, so its result is safe by construction. Tables and figures between paragraphs go the long way through nh3
(see `html.sanitise`), as does the whole when it is not exactly of that shape; a test holds that both ways say
the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from html.entities import html5

Address = Callable[[str], str | None]

MAX_TAGS = 100_000
_MAX_TAG = 2000

_OPEN, _CLOSE, _MARK, _UNMARK, _BREAK, _GROUP, _UNGROUP, _PART, _AROUND, _OTHER = range(10)
_LEAVES = {name: name for name in "p h2 h3 h4 li".split()} | {"h1": "h2", "h5": "h4", "h6": "h4"}
_MARKS = "b strong em i sub sup cite".split()
_TAGS: dict[str, tuple[int, str]] = {
    **{name: (_OPEN, kind) for name, kind in _LEAVES.items()},
    **{f"/{name}": (_CLOSE, kind) for name, kind in _LEAVES.items()},
    **{name: (_MARK, name) for name in _MARKS},
    **{f"/{name}": (_UNMARK, name) for name in (*_MARKS, "a")},
    **{name: (_GROUP, name) for name in ("ul", "ol", "blockquote")},
    **{f"/{name}": (_UNGROUP, name) for name in ("ul", "ol", "blockquote")},
    **dict.fromkeys(("br", "br/", "br /"), (_BREAK, "br")),
    **{name: (_PART, name) for name in ("table", "figure")},
    **{slash + name: (_AROUND, name) for name in "div section article main".split() for slash in ("", "/")},
}

_ODD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_REFERENCE = re.compile(r"&(?:(amp|lt|gt|nbsp);|#(\d{2,6});|([A-Za-z]{2,10};))?")
_SPACES = re.compile(r"[\t\r\n][ \t\r\n]*| [ \t\r\n]+")
_UNSEEN = re.compile(r"</?(?:span|font|u|small|mark|person|org|location|num|money|chron|event)(?:\s[^<>]*)?>")
_TAG = re.compile(r"<([^<>]*)>")
_VALUE = r"\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*')"
_DESCRIBED = re.compile(rf"([a-zA-Z][a-zA-Z0-9]*)((?:\s+[a-zA-Z_:][\w:.-]*(?:{_VALUE})?)*)\s*/?")
_HREF = re.compile(r"\shref\s*=\s*(?:\"([^\"<>]*)\"|'([^'<>]*)')")
_BLANK = re.compile(r"(?:\s|&nbsp;)*")


def tidy(html: str, address: Address, long_way: Callable[[str], str]) -> str | None:
    """`html` with its paragraphs regular, its links through `address`, its tables through `long_way`.

    None if it is not of the simple shape.
    """
    if "<pre" in html or html.count("<") + html.count("&") > MAX_TAGS or _ODD.search(html):
        return None
    told = resolved(html)
    if told is None:
        return None
    html = told
    if "</" in html and _UNSEEN.search(html):
        html = _UNSEEN.sub("", html)
    parts = _TAG.split(html.replace("\xa0", "&nbsp;"))
    if len(parts) < 3 or not html.count("<") == html.count(">") == len(parts) // 2:
        return None
    walk = _Walk(parts, address, long_way)
    return "".join(walk.out) if walk.run() else None


def resolved(html: str) -> str | None:
    """`html` with its references as nh3 writes them; None where one of them is not read here."""
    if "&" not in html:
        return html
    try:
        return _REFERENCE.sub(_reference, html)
    except ValueError:
        return None


def _reference(found: re.Match[str]) -> str:
    """A reference as nh3 writes it: only these four stay one."""
    if found[1]:
        return found[0]
    number = int(found[2] or 0)
    if not (found[3] in html5 or (32 < number < 127 or 160 <= number < 0xD800)):
        raise ValueError("no reference that is read here")
    text = unescape(found[0])
    if "<" in text or ">" in text or "&" in text:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text


class _Walk:
    """One pass over texts and tags in turn; `out` is the result when `run` says so."""

    def __init__(self, parts: list[str], address: Address, long_way: Callable[[str], str]) -> None:
        self.parts = parts
        self.address = address
        self.long_way = long_way
        self.out: list[str] = []
        self.seen: dict[str, tuple[int, str]] = {}
        self.marks: list[str] = []
        self.leaf = self.group = ""
        self.start = self.skipped = 0

    def run(self) -> bool:
        parts, out, tags, seen = self.parts, self.out, _TAGS, self.seen
        steps = (
            self._open, self._close, self._mark, self._unmark, self._break, self._group, self._ungroup, self._part
        )  # fmt: skip
        for at in range(1, len(parts), 2):
            if at < self.skipped:
                continue
            if self.leaf:
                text = parts[at - 1]
                out.append(_SPACES.sub(" ", text) if _is_loose(text) else text)
            elif not _nothing(parts[at - 1]):
                return False
            step = tags.get(parts[at]) or seen.get(parts[at])
            if step is None:
                step = seen[parts[at]] = self._described(parts[at])
            kind, name = step
            if kind < _AROUND:
                if not steps[kind](name, at):
                    return False
            elif kind == _OTHER or self.leaf or self.group:
                return False
        return not (self.leaf or self.group) and _nothing(parts[-1])

    def _open(self, name: str, _: int) -> bool:
        if self.leaf or (name == "li") != (self.group in ("ul", "ol")):
            return False
        self.leaf, self.start = name, len(self.out)
        self.out.append(f"<{name}>")
        return True

    def _close(self, name: str, _: int) -> bool:
        if name != self.leaf or self.marks:
            return False
        out, start = self.out, self.start
        self.leaf = ""
        if len(out) == start + 2 and name != "li" and _BLANK.fullmatch(out[-1]):
            del out[start:]
            return True
        out[start + 1] = out[start + 1].lstrip(" ")
        out[-1] = out[-1].rstrip(" ")
        out.append(f"</{name}>")
        return True

    def _mark(self, name: str, at: int) -> bool:
        opening = f"<{name}>"
        if name[:1] == "a":
            name, _, opening = name.partition(" ")
        if not self.leaf or name in self.marks:
            return False
        self.marks.append(name)
        self.out.append(opening)
        return True

    def _unmark(self, name: str, _: int) -> bool:
        if not self.marks or self.marks.pop() != name:
            return False
        self.out.append(f"</{name}>")
        return True

    def _break(self, _: str, at: int) -> bool:
        if not self.leaf or _BLANK.fullmatch(self.parts[at - 1]) or _BLANK.fullmatch(self.parts[at + 1]):
            return False
        self.out.append("<br>")
        return True

    def _group(self, name: str, _: int) -> bool:
        if self.leaf or self.group:
            return False
        self.group = name
        self.out.append(f"<{name}>")
        return True

    def _ungroup(self, name: str, _: int) -> bool:
        if self.leaf or self.group != name:
            return False
        self.group = ""
        self.out.append(f"</{name}>")
        return True

    def _part(self, name: str, at: int) -> bool:
        """A table or figure between paragraphs, with all that is in it."""
        if self.leaf or self.group:
            return False
        end = next((each for each in range(at + 2, len(self.parts), 2) if self.parts[each] == f"/{name}"), None)
        if end is None:
            return False
        inner = self.parts[at : end + 1]
        self.out.append(self.long_way("".join(f"<{each}>" if odd % 2 == 0 else each for odd, each in enumerate(inner))))
        self.skipped = end + 1
        return True

    def _described(self, tag: str) -> tuple[int, str]:
        """A tag with attributes: those of a block are dropped, a link keeps its address."""
        found = _DESCRIBED.fullmatch(tag) if len(tag) < _MAX_TAG else None
        name = found[1].lower() if found else ""
        known = _TAGS.get(name)
        if found is None or (name != "a" and (known is None or tag.endswith("/"))):
            return _OTHER, ""
        if known is not None:
            return known
        links = _HREF.findall(found[2])
        if len(links) != 1 or found[2].lower().count("href") != 1:
            return _OTHER, ""
        href = self.address(unescape(links[0][0] or links[0][1]))
        return (_MARK, f'a <a href="{_attribute(href)}">') if href else (_OTHER, "")


def _attribute(text: str) -> str:
    text = text.replace("&", "&amp;").replace('"', "&quot;").replace("\xa0", "&nbsp;")
    return text.replace("<", "&lt;").replace(">", "&gt;")


def _is_loose(text: str) -> bool:
    return "  " in text or "\n" in text or "\t" in text or "\r" in text


def _nothing(text: str) -> bool:
    return not text or text == " " or text.isspace()
