"""HTML of others made safe and regular: an allow-list (nh3), then paragraphs.

The result knows only p, h2-h4, lists, blockquote, tables, figure, figcaption, pre, inline marks,
`a[href]` (http, https, mailto) and `img[src]` (http, https): no style, class, id or handler, nothing that
runs. Loose text becomes paragraphs, so that every body looks alike whatever the sender's mark-up.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from html import escape, unescape
from urllib.parse import urljoin, urlsplit

import nh3

from redaksi.formats.item import FormatError
from redaksi.formats.paragraphs import Told, recognised
from redaksi.formats.regular import tidy

MAX_DEPTH = 256
"""Elements open at once; HTML parsers take quadratic time on deeper nests, so those lose their mark-up."""

MAX_LENGTH = 700_000
"""Characters of one text with mark-up: a hundred pages of a newspaper."""

MAX_MARKUP = 100_000
"""Tags and entities together; a story has hundreds, so what has more loses its mark-up and keeps its text."""

_BLOCKS = frozenset(
    "p h2 h3 h4 ul ol li blockquote table caption thead tbody tfoot tr th td figure figcaption pre".split()
)
_INLINE = frozenset("a strong em b i br img sub sup cite".split())
_CONTAINERS = frozenset("div section article main header footer aside address dl dt dd center h1 h5 h6 hr".split())
_KEPT = _BLOCKS | _INLINE
_WIDE = _KEPT | _CONTAINERS
_ROWS = frozenset(("li", "tr", "td", "th"))
_LEAVES = frozenset("p h2 h3 h4 pre".split())
_CELLS = frozenset("li th td figcaption caption".split())
_VOID = frozenset(("br", "img", "hr"))
_CELL_OPENINGS = tuple(f"<{name}" for name in sorted(_CELLS))
_AS = {"h1": "h2", "h5": "h4", "h6": "h4"}
_DROPPED_WHOLE = frozenset(
    "script style iframe object embed applet noscript noembed noframes template svg math title textarea "
    "select option button audio video canvas map frameset xmp plaintext".split()
)
_ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}
_TOKEN = re.compile(r'<(/?)([a-z][a-z0-9]*)((?:\s+[a-z-]+="[^"]*")*)\s*/?>')
_PAIR = re.compile(r'([a-z-]+)="([^"]*)"')
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_NUMBER = re.compile(r"\d{1,5}")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_UNCOUNTED = frozenset("p li dd dt tr td th tbody thead tfoot option br img hr input meta link col source wbr".split())
_EMPTY = re.compile(r"<(p|h[2-4]|figcaption)>(?:\s|&nbsp;|<br>)*</\1>")
_EDGES = re.compile(r"(<(?:p|h[2-4]|li|figcaption)>)[ \n]+|[ \n]+(</(?:p|h[2-4]|li|figcaption)>)")
_PRE_START = re.compile(r"<pre>\n+")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_LATIN_SIGNS = re.compile("[\x80-\xbf]")
_GAP = re.compile(r"\n{3,}")
_MARK = re.compile(r'<[^<>"]*(?:"[^"]*"[^<>"]*)*>')
_GAP_OF = {f"<{slash}{name}>": "\n\n" for name in _BLOCKS - _ROWS for slash in ("", "/")} | {
    "<li>": "\n- ", "<tr>": "\n", "</tr>": "\n", "</td>": "\t", "</th>": "\t", "<br>": "\n"
}  # fmt: skip
_GAP_TAG = re.compile("|".join(sorted(_GAP_OF, key=len, reverse=True)))
_PARTING = re.compile(r"\n[ \t]*\n\s*")


def sanitise(html: str, base: str | None = None) -> str:
    """`html` through the allow-list, in regular blocks; relative links are resolved against `base`.

    Links and pictures that stay relative or have another scheme lose their address. Applying it to its own
    result changes nothing. Raises FormatError for more than MAX_LENGTH characters.
    """
    if len(html) > MAX_LENGTH:
        raise FormatError("more text than any news has")
    told = recognised(html)
    return told.html if told else _sanitised(html, base)


def story_of(html: str, base: str | None = None, legal: bool = False) -> Told:
    """`sanitise` and `text_of` its result. `legal` as for `paragraphs.recognised`."""
    if len(html) > MAX_LENGTH:
        raise FormatError("more text than any news has")
    told = recognised(html, legal)
    if told is None:
        clean = _sanitised(html, base)
        told = Told(clean, text_of(clean))
    return told


def _sanitised(html: str, base: str | None) -> str:
    simple = tidy(
        html, lambda href: web_address(href, base, ("http", "https", "mailto")), lambda part: _long_way(part, base)
    )
    return _long_way(html, base) if simple is None else simple


def _long_way(html: str, base: str | None) -> str:
    html = _CONTROL.sub("", html)
    if not html or html.isspace():
        return ""
    if _too_much(html) or _too_deep(html):
        return from_text(_words(html))
    wide = _cleaner(_WIDE, base).clean(html)
    return _cleaner(_KEPT, None).clean(_Regular().run(wide)).strip()


def to_text(html: str) -> str:
    """Plain text of HTML (sanitised or not), a blank line between paragraphs, list items as `- item`."""
    return text_of(sanitise(html))


def text_of(clean: str) -> str:
    """As `to_text`, for HTML that `sanitise` has written."""
    told = _with_pre(clean) if "<pre" in clean else _MARK.sub("", _spaced(clean))
    text = (unescape(told) if "&" in told else told).replace("\xa0", " ")
    lines = "\n".join([line.strip(" ") for line in text.split("\n")])
    return (_GAP.sub("\n\n", lines) if "\n\n\n" in lines else lines).strip()


def from_text(text: str) -> str:
    """Paragraphs (parted by blank lines) as `<p>`, single line ends as `<br>`; everything escaped."""
    text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(f"<p>{_lines(part.strip())}</p>" for part in _PARTING.split(text) if part.strip())


def first_image(clean: str) -> dict[str, str] | None:
    """Attributes (`src`, `alt`, `width`, `height`) of the first picture of sanitised HTML, unescaped."""
    for kind, name, value in _tokens(clean):
        if kind == "open" and name == "img" and "src" in (told := dict(_PAIR.findall(value))):
            return {key: unescape(text) for key, text in told.items()}
    return None


def web_address(href: str, base: str | None = None, schemes: tuple[str, ...] = ("http", "https")) -> str | None:
    """`href` as an absolute address with one of `schemes`, or None; never raises."""
    try:
        address = urljoin(base or "", href.strip())
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in schemes and (parts.netloc or parts.scheme == "mailto") else None


def _lines(paragraph: str) -> str:
    escaped = escape(paragraph, quote=False).replace("\xa0", "&nbsp;")
    return "<br>".join(_SPACE.sub(" ", line).strip() for line in escaped.split("\n"))


@lru_cache(maxsize=64)
def _cleaner(tags: frozenset[str], base: str | None) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(tags),
        clean_content_tags=set(_DROPPED_WHOLE),
        attributes=_ATTRIBUTES,
        attribute_filter=_attribute_filter(base),
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )


def _attribute_filter(base: str | None) -> Callable[[str, str, str], str | None]:
    def keep(tag: str, attribute: str, value: str) -> str | None:
        if attribute == "href":
            return web_address(value, base, ("http", "https", "mailto"))
        if attribute == "src":
            return web_address(value, base)
        if attribute == "alt":
            return value
        return value if _NUMBER.fullmatch(value) else None

    return keep


def _too_much(html: str) -> bool:
    """Whether there is more mark-up than any story has, or more than nh3 takes in linear time.

    Its time grows with the length times the characters that it may have to escape (measured: 2e-11 s).
    """
    escaped = html.count("&") + (0 if html.isascii() else len(_LATIN_SIGNS.findall(html)))
    return html.count("<") + html.count("&") > MAX_MARKUP or escaped * len(html) > 2 * 10**10


def _too_deep(html: str) -> bool:
    open_of: dict[str, int] = {}
    depth = 0
    for closing, tag in _TAG.findall(html):
        name = tag.lower()
        if name in _UNCOUNTED:
            continue
        count = open_of.get(name, 0)
        step = (-1 if count else 0) if closing else 1
        open_of[name] = count + step
        depth += step
        if depth > MAX_DEPTH:
            return True
    return False


def _words(html: str) -> str:
    """The text of a nest too deep to parse: tags become breaks, scripts and styles go whole."""
    html = re.sub(r"(?i)<(script|style)\b[^<]*(?:<(?!/\1\b)[^<]*)*", " ", html)
    return unescape(re.sub(r"(?: ?<[^<>]*>)+ ?", "\n\n", re.sub(r"\s+", " ", html)))


def _tokens(clean: str) -> list[tuple[str, str, str]]:
    """(`open` | `close` | `text`, tag, attributes or text) of HTML that nh3 wrote."""
    found: list[tuple[str, str, str]] = []
    at = 0
    for token in _TOKEN.finditer(clean):
        if token.start() > at:
            found.append(("text", "", clean[at : token.start()]))
        found.append(("close" if token.group(1) else "open", token.group(2), token.group(3)))
        at = token.end()
    if at < len(clean):
        found.append(("text", "", clean[at:]))
    return found


def _spaced(clean: str) -> str:
    """`clean` with line ends and tabs for the tags of blocks."""
    return _GAP_TAG.sub(lambda tag: _GAP_OF[tag[0]], clean.replace("</p><p>", "\n\n"))


def _with_pre(clean: str) -> str:
    out: list[str] = []
    pre = 0
    for kind, name, value in _tokens(clean):
        if kind == "text":
            out.append(value if pre else _SPACE.sub(" ", value))
        elif name == "pre":
            pre += 1 if kind == "open" else -1
            out.append("\n\n")
        else:
            out.append(_break(kind, name))
    return "".join(out)


def _break(kind: str, name: str) -> str:
    if name == "br":
        return "\n"
    if name == "li":
        return "\n- " if kind == "open" else ""
    if name == "tr":
        return "\n"
    if name in ("td", "th"):
        return "\t" if kind == "close" else ""
    return "\n\n" if name in _BLOCKS else ""


class _Regular:
    """Rewrites cleaned HTML so that text stands in blocks: loose text and double `<br>` make paragraphs."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.stack: list[str] = []
        self.held_break = False

    def run(self, clean: str) -> str:
        for kind, name, value in _tokens(clean):
            if kind == "text":
                self._text(value)
            elif name in _INLINE:
                self._inline(kind, name, value)
            else:
                self._block(kind, name, value)
        self._end_paragraph()
        told = "".join(self.out)
        if "  " in told and "<pre" not in told:  # where a picture without an address stood
            told = re.sub("  +", " ", told)
        return _EDGES.sub(r"\1\2", _PRE_START.sub("<pre>", _EMPTY.sub("", told)))

    def _text(self, text: str) -> None:
        blank = not text.strip().replace("&nbsp;", "")
        if "pre" in self.stack:
            self.out.append(text)
        elif blank and (self.held_break or not self._in_text()):
            return
        else:
            self._release()
            self._begin()
            self.out.append(_SPACE.sub(" ", text))

    def _inline(self, kind: str, name: str, attributes: str) -> None:
        if name == "br" and "pre" in self.stack:
            self.out.append("\n" if kind == "open" else "")
        elif name == "br":
            self._br()
        elif name == "img":
            if "src" in dict(_PAIR.findall(attributes)):
                self.out.append(f"<img{attributes}>")
        elif kind == "close":
            self._close_inline(name)
        elif name != "a" or attributes:
            self._release()
            self._begin()
            self.stack.append(name)
            self.out.append(f"<{name}{attributes}>")

    def _br(self) -> None:
        if not self._in_text():
            return
        if not self.held_break:
            self.held_break = True
        elif self.stack[-1] == "p":
            self.held_break = False
            self._end_paragraph()
            self.out.append("<p>")
            self.stack.append("p")

    def _close_inline(self, name: str) -> None:
        if name in self.stack and not any(each in _BLOCKS for each in self.stack[self._last(name) :]):
            while (top := self.stack.pop()) != name:
                self.out.append(f"</{top}>")
            self.out.append(f"</{name}>")

    def _block(self, kind: str, name: str, attributes: str) -> None:
        self._end_paragraph()
        name = _AS.get(name, name)
        if name not in _BLOCKS:
            self.held_break = self._in_text() and not self.out[-1].startswith(_CELL_OPENINGS)
            return
        if kind == "open":
            self.stack.append(name)
            self.out.append(f"<{name}{attributes}>")
        elif name in self.stack:
            while (top := self.stack.pop()) != name:
                self.out.append(f"</{top}>")
            self.out.append(f"</{name}>")

    def _begin(self) -> None:
        """A paragraph for text that stands in none."""
        if not self._in_text():
            self.stack.append("p")
            self.out.append("<p>")

    def _in_text(self) -> bool:
        return any(name in _LEAVES or name in _CELLS for name in reversed(self.stack))

    def _release(self) -> None:
        if self.held_break:
            self.held_break = False
            self.out.append("<br>")

    def _end_paragraph(self) -> None:
        self.held_break = False
        while self.stack and (self.stack[-1] in _INLINE or self.stack[-1] in _LEAVES):
            self.out.append(f"</{self.stack.pop()}>")

    def _last(self, name: str) -> int:
        return len(self.stack) - 1 - self.stack[::-1].index(name)
