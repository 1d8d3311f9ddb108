"""XML in, without its dangers: no DTD, no entities of the sender's, no network, bounded size and depth.

A DOCTYPE is tolerated and dropped; the names that HTML gives to characters (`&nbsp;`) are read although
only the dropped DTD declared them. What XML forbids and senders send (control bytes, bare ampersands,
undeclared prefixes) is repaired with a warning. Names are matched without their namespace.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Container
from functools import lru_cache
from html.entities import html5
from typing import Any, NamedTuple, TypeAlias

from lxml import etree

from redaksi.formats.charset import check_size, decode
from redaksi.formats.item import FormatError

Element: TypeAlias = etree._Element
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

CUT = "redaksi.cut"
"""Local name of the empty element that stands for a story that was cut out (see `cut`)."""

MAX_DEPTH = 256
"""Elements open at once; libxml2 itself keeps this limit."""
MAX_TEXT = 200_000
"""Characters of one field."""
_UNDECLARED_PREFIX = 201  # libxml2, XML_NS_ERR_UNDEFINED_NAMESPACE
_MAX_MARKS = 120_000
_MAX_ATTRIBUTE = 100_000

_DECLARATION = re.compile(r"^\s*<\?xml\b([^>]{0,300})\?>")
_STRAIGHT = re.compile(
    rb"""(?:<\?xml\s+version=["']1\.0["'](?:\s+encoding=["'][Uu][Tt][Ff]-8["'])?(?:\s+standalone=["']\w+["'])?\s*\?>\s*)?<[A-Za-z]"""
)
_ENCODING = re.compile(rb"""<\?xml\b[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']""")
_CONTROLS = bytes(range(9)) + b"\x0b\x0c" + bytes(range(14, 32))
_NONCHARACTERS = re.compile(rb"\xef\xbf[\xbe\xbf]|\xed[\xa0-\xbf][\x80-\xbf]")
_SKIPPED = rb"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)"
_AMPERSAND = rb"&(?:#(x[0-9a-fA-F]{1,8}|[0-9]{1,9});|([A-Za-z_][A-Za-z0-9._-]{0,60});)?"
_BARE_REFERENCE = re.compile(_AMPERSAND)
_REFERENCE = re.compile(_SKIPPED + rb"|" + _AMPERSAND, re.DOTALL)
_DOCTYPE = re.compile(_SKIPPED + rb"|(<!DOCTYPE\b)|<[A-Za-z_]", re.DOTALL)
_DOCTYPE_PART = re.compile(rb"""<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)|"[^"]*"|'[^']*'|[\[\]<>]""", re.DOTALL)
_ENTITY = re.compile(rb"<!ENTITY\s+([A-Za-z_][A-Za-z0-9._-]{0,60})\s")
_PREFIX = re.compile(rb"[<\s/]([A-Za-z_][A-Za-z0-9._-]{0,60}):[A-Za-z_]")
_ROOT = re.compile(_SKIPPED + rb"|<[A-Za-z_][^\s/>]*", re.DOTALL)
_XML_NAMES = frozenset((b"amp", b"lt", b"gt", b"quot", b"apos"))


class Document(NamedTuple):
    """A parsed document and what had to be repaired to read it."""

    root: Element
    warnings: tuple[str, ...]


class _Repair:
    """Makes well-formed bytes out of almost well-formed ones and remembers what it did."""

    def __init__(self) -> None:
        self.warnings: list[str] = []
        self.declared_entities: frozenset[bytes] = frozenset()

    def note(self, warning: str) -> None:
        if warning not in self.warnings:
            self.warnings.append(warning)

    def reference(self, match: re.Match[bytes]) -> bytes:
        number, name = match.group(1), match.group(2)
        if not match.group(0).startswith(b"&"):
            return match.group(0)
        if number is not None:
            return self._numbered(number)
        if name is None:
            self.note("an ampersand stood alone; read as a character")
            return b"&amp;"
        return self._named(name, match)

    def _numbered(self, number: bytes) -> bytes:
        code = int(number[1:], 16) if number[:1] == b"x" else int(number)
        if 0x80 <= code <= 0x9F:
            # Old editors number the typographic quotes and dashes as in Windows-1252 (HTML 5, 13.2.5.80).
            code = ord(bytes([code]).decode("windows-1252", "redaksi-c1"))
        legal = code in (9, 10, 13) or 32 <= code < 0xD800 or 0xE000 <= code <= 0xFFFD or code >= 0x10000
        if not legal or code > 0x10FFFF:
            self.note("references to characters that XML forbids were dropped")
            return b""
        return b"&#%d;" % code

    def _named(self, name: bytes, match: re.Match[bytes]) -> bytes:
        if name in _XML_NAMES:
            return match.group(0)
        if name in self.declared_entities:
            line = match.string.count(b"\n", 0, match.start()) + 1
            raise FormatError(f"the file declares an entity of its own ({name.decode()}) and uses it", line)
        characters = html5.get(name.decode() + ";")
        if characters is not None:
            return b"".join(b"&#%d;" % ord(each) for each in characters)
        self.note(f"unknown entity {name.decode()} kept as text")
        return b"&amp;" + name + b";"


def parse_xml(data: bytes, charset: str | None = None) -> Document:
    """Read untrusted XML; `charset` is what the transport declared.

    Raises FormatError, with the line, for what is not well-formed, declares and uses entities, is larger
    than 10 MB, nests deeper than MAX_DEPTH, or holds more tags or longer attributes than news ever does.
    """
    check_size(data)
    root = well_formed(data, charset)
    if root is not None:
        return Document(root, ())
    declared = _ENCODING.search(data[:300])
    read = decode(data, declared.group(1).decode("ascii") if declared else charset)
    repair = _Repair()
    repair.warnings.extend(read.warnings)
    root = _tree(_clean(read.text, repair), repair)
    if len(read.text) > _MAX_ATTRIBUTE:
        _check_attributes(root)
    return Document(root, tuple(repair.warnings))


def well_formed(data: bytes, charset: str | None = None) -> Element | None:
    """The root of a document in UTF-8 that needs no repair, has no DOCTYPE and breaks no limit; None for any other.

    libxml2 itself refuses what XML forbids; numbered references are left to the repair, which knows what senders mean.
    """
    if charset is not None or not _STRAIGHT.match(data) or b"&#" in data or b"<!DOCTYPE" in data:
        return None
    if has_many_marks(data):
        return None
    try:
        root = etree.fromstring(data, _PARSERS.straight)
    except etree.XMLSyntaxError:
        return None
    if len(data) > _MAX_ATTRIBUTE and any(
        data.find(b"<", at, at + _MAX_ATTRIBUTE // 2) < 0
        for at in range(0, len(data) - _MAX_ATTRIBUTE // 2, _MAX_ATTRIBUTE // 2)
    ):
        _check_attributes(root)
    return root


def has_many_marks(data: bytes) -> bool:
    """Whether a document has more tags, attributes or references than any news file."""
    if len(data) <= _MAX_MARKS:
        return False
    return any(mark in data and data.count(mark) > _MAX_MARKS for mark in (b"&", b"=", b"<"))


def _clean(text: str, repair: _Repair) -> bytes:
    raw = _DECLARATION.sub("", text, count=1).encode("utf-8", "replace")
    clean = raw.translate(None, _CONTROLS)
    if b"\xef\xbf" in clean or b"\xed" in clean:
        clean = _NONCHARACTERS.sub(b"", clean)
    if len(clean) != len(raw):
        repair.note("control characters that XML forbids were dropped")
    if has_many_marks(clean):
        raise FormatError("the file holds more tags than any news file")
    clean = _without_doctype(clean, repair)
    if b"&" not in clean:
        return clean
    marked = b"<![CDATA[" in clean or b"<!--" in clean or b"<?" in clean
    return (_REFERENCE if marked else _BARE_REFERENCE).sub(repair.reference, clean)


def _without_doctype(text: bytes, repair: _Repair) -> bytes:
    """Blank the DOCTYPE out, line ends kept so that later line numbers stay true."""
    start = next((m.start() for m in _DOCTYPE.finditer(text) if m.group(1) or m.group(0)[1:2].isalpha()), None)
    if start is None or not text.startswith(b"<!DOCTYPE", start):
        return text
    depth = inner = 0
    for part in _DOCTYPE_PART.finditer(text, start):
        token = part.group(0)
        inner += (token == b"[") - (token == b"]")
        depth += (token == b"<") - (token == b">")
        if token == b">" and depth <= 0 and inner <= 0:
            doctype = text[start : part.end()]
            repair.declared_entities = frozenset(_ENTITY.findall(doctype))
            return text[:start] + b"\n" * doctype.count(b"\n") + text[part.end() :]
    raise FormatError("the DOCTYPE never ends", text.count(b"\n", 0, start) + 1)


def _tree(text: bytes, repair: _Repair) -> Element:
    try:
        return etree.fromstring(text, _parser())
    except etree.XMLSyntaxError as error:
        if getattr(error, "code", None) != _UNDECLARED_PREFIX:
            raise _refusal(error) from None
    try:
        root = etree.fromstring(_with_prefixes(text), _parser())
    except etree.XMLSyntaxError as error:
        raise _refusal(error) from None
    repair.note("the file uses namespace prefixes that it does not declare")
    return root


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=False,
        remove_comments=True,
        remove_pis=True,
    )


class _Parsers(threading.local):
    """A parser for each thread: making one costs more than reading a short item with it."""

    def __init__(self) -> None:
        self.straight = _parser()


_PARSERS = _Parsers()


def _with_prefixes(text: bytes) -> bytes:
    """Declare every prefix on the root, below any declaration that the file itself makes deeper down."""
    root = next((m for m in _ROOT.finditer(text) if m.group(0)[1:2] not in b"!?"), None)
    if root is None:
        return text
    end = text.find(b">", root.end())
    own = set(re.findall(rb"xmlns:([A-Za-z0-9._-]+)\s*=", text[root.start() : end]))
    used = sorted(set(_PREFIX.findall(text)) - own - {b"xml", b"xmlns"})[:50]
    attributes = b"".join(b' xmlns:%b="urn:undeclared:%b"' % (each, each) for each in used)
    return text[: root.end()] + attributes + text[root.end() :]


def _refusal(error: etree.XMLSyntaxError) -> FormatError:
    return FormatError(f"not well-formed XML: {error.msg}", error.lineno or None)


def _check_attributes(root: Element) -> None:
    holders: Any = root.xpath(f"//*[@*[string-length() > {_MAX_ATTRIBUTE}]]")
    if holders:
        raise FormatError("an attribute is longer than any in news", line_of(holders[0]))


def local(element: Element) -> str:
    """The element's name without its namespace (`newsItem`); empty for what is no element."""
    tag = element.tag
    return _local(tag) if isinstance(tag, str) else ""


@lru_cache(maxsize=4096)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


class Members(dict[str, list[Element]]):
    """Children of an element by local name (or all elements below it), gathered in one pass.

    `find`, `find_all` and `text_at` take it in place of the element, which `of` is.
    """

    __slots__ = ("deep", "of")

    def __init__(self, of: Element | None, deep: bool = False) -> None:
        self.of = of
        self.deep = deep
        if of is not None:
            for each in of.iterdescendants() if deep else of:
                tag = each.tag
                if isinstance(tag, str):
                    self.setdefault(_local(tag), []).append(each)


def find(element: Element | Members | None, path: str) -> Element | None:
    """The first element on a `path` of local names (`itemMeta/pubStatus`), whatever their namespaces."""
    if element is None:
        return None
    if isinstance(element, Members):
        found = find_all(element, path) if "/" in path else element.get(path)
        return found[0] if found else None
    deep, steps, _ = _PATHS.get(path) or _steps(path)
    if len(steps) == 1 and not deep:
        return next(element.iterchildren(steps[0]), None)
    return next(iter(find_all(element, path)), None)


def find_all(element: Element | Members | None, path: str) -> list[Element]:
    """All elements on a `path` of local names, in document order; a path that begins with `.//` looks at any depth."""
    if element is None:
        return []
    deep, steps, names = _PATHS.get(path) or _steps(path)
    if isinstance(element, Members):
        if deep != element.deep:
            return find_all(element.of, path)
        if deep and names[-1] not in element and names[-1] != "*":
            return []
        found = element.get(names[0], [])
    else:
        found = list(element.iterdescendants(steps[0]) if deep else element.iterchildren(steps[0]))
    for name in steps[1:] if found else ():
        found = [child for each in found for child in each.iterchildren(name)]
    return found


_PATHS: dict[str, tuple[bool, list[str], list[str]]] = {}


def _steps(path: str) -> tuple[bool, list[str], list[str]]:
    names = path.removeprefix(".//").split("/")
    steps = [name if name == "*" else f"{{*}}{name}" for name in names]
    _PATHS[path] = path.startswith(".//"), steps, names
    return _PATHS[path]


def text_of(element: Element | None) -> str | None:
    """All text in the element with white space collapsed; None when there is none.

    Raises FormatError for a text longer than MAX_TEXT: no field of a story is.
    """
    if element is None:
        return None
    if not len(element):
        text = element.text or ""
        if len(text) <= MAX_TEXT:
            return collapse(text) or None
    parts: list[str] = []
    length = 0
    for part in element.itertext():
        parts.append(str(part))
        length += len(part)
        if length > MAX_TEXT:
            raise FormatError("a field is longer than any in news", line_of(element))
    return collapse("".join(parts)) or None


def contents(element: Element) -> str:
    """Whatever text the element holds, for identities only."""
    return "".join(map(str, element.itertext()))


def text_at(element: Element | Members | None, path: str) -> str | None:
    """`text_of` the first element on the path that has text."""
    for each in find_all(element, path):
        if text := text_of(each):
            return text
    return None


def line_of(element: Element) -> int | None:
    """The line (from 1) on which the element begins, where known."""
    line: Any = element.sourceline
    return line if isinstance(line, int) else None


def attribute(element: Element | None, name: str) -> str | None:
    """An attribute's value, stripped; None when absent or empty."""
    value = None if element is None else element.get(name)
    return (value.strip() or None) if value else None


def language_of(element: Element | None) -> str | None:
    """`xml:lang` of the element or of the nearest one around it."""
    while element is not None:
        tag = attribute(element, XML_LANG)
        if tag:
            return tag
        element = element.getparent()
    return None


def collapse(text: str) -> str:
    """White space of any length as one blank, none at the ends."""
    return " ".join(text.split())


def as_json(element: Element) -> Any:
    """An element that the model has no field for, as plain JSON: text, or attributes, children and text."""
    found: dict[str, Any] = {str(name).rpartition("}")[2]: str(value) for name, value in element.attrib.items()}
    for child in element.iterchildren("*"):
        found.setdefault(local(child), []).append(as_json(child))
    for name, value in list(found.items()):
        if isinstance(value, list) and len(value) == 1:
            found[name] = value[0]
    text = collapse(element.text or "") if len(element) else text_of(element)
    if not found:
        return text or ""
    if text:
        found["text"] = text
    return found


def unknown(parent: Element | Members | None, known: Container[str]) -> dict[str, Any]:
    """The children of `parent` whose local names are not `known`, as JSON by name."""
    members = parent if isinstance(parent, Members) else Members(parent)
    kept = {name: [as_json(each) for each in children] for name, children in members.items() if name not in known}
    return {name: values[0] if len(values) == 1 else values for name, values in kept.items()}
