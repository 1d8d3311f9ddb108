"""A pasted page as lines: tidy, without bullets, wrapped lines joined; and what a line's wording tells."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from redaksi.formats.item import FormatError

MAX_LINES = 20_000
"""A page has hundreds of lines."""

TERMINAL = re.compile(r"[.!?…][\"'”’»)\]]{0,3}(?:\s?[(\[][^()\[\]]{1,30}[)\]]\.?)?$")
_LINE_END = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_BULLET = re.compile(r"(?:[•●▪■◦‣∙·►▶➤➢★☆✓✔*]|[-–—](?=\s))\s*")
_WORD = re.compile(r"[^\W\d_][\w'’\-.]*")
_POINTER = re.compile(r"\s?[(\[](?P<pointer>(?:baca|lihat|simak) juga ?: ?[^()\[\]]{5,200})[)\]]\.?$", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_][\w.'’\-]*,?")
_PARTICLES = ("bin", "al-", "van", "de", "der")
_WRAPS = range(50, 121)


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its tidy text, and whether a bullet stood before it."""

    text: str
    bullet: bool = False

    @property
    def words(self) -> int:
        return len(self.text.split())


def split(text: str) -> list[Line]:
    """The lines that hold something, in order. Raises `FormatError` for more than a page can have."""
    raw = _LINE_END.split(text)
    if len(raw) > 5 * MAX_LINES:
        raise FormatError(f"too long for a page: {len(raw)} lines")
    tidy = _joined([tidied(line) for line in raw])
    if len(tidy) > MAX_LINES:
        raise FormatError(f"too long for a page: {len(tidy)} lines")
    return [_line(piece) for each in tidy for piece in _pointer_apart(each)]


def tidied(text: str) -> str:
    """`text` in one line, with plain single spaces and without invisible characters."""
    return " ".join(_INVISIBLE.sub("", text).split())


def is_prose(text: str) -> bool:
    """Whether a line reads as a sentence of a story and not as a heading, label or menu."""
    words = _WORD.findall(text[:2000])
    if len(words) < (2 if text.startswith(('"', "“")) else 3):
        return False
    lower = len([word for word in words if word[0].islower()]) / len(words)
    if lower < 0.3:
        return len(words) > 40 and bool(TERMINAL.search(text))
    if TERMINAL.search(text):
        return True
    return len(words) >= 18 or (len(words) >= 7 and text[-1] in ":,;")


def is_upper(text: str) -> bool:
    """Whether all its letters are capitals."""
    return text.upper() == text and text.lower() != text


def is_name(text: str, most: int = 5) -> bool:
    """Whether it can be a person's name: up to `most` capitalised words, no digits."""
    words = text.split()
    if not 1 <= len(words) <= most or len(text) > 60 or not text[0].isupper():
        return False
    return all(_NAME.fullmatch(word) and (word[0].isupper() or word.lower().startswith(_PARTICLES)) for word in words)


def _pointer_apart(text: str) -> list[str]:
    """A pointer in brackets at the end of a paragraph, `(Baca juga: ...)`, as a line of its own."""
    found = _POINTER.search(text[-250:]) if text.endswith((")", "]", ").", "].")) else None
    if not found or len(found[0]) == len(text):
        return [text]
    return [text[: len(text) - len(found[0])].rstrip(), found["pointer"]]


def _line(text: str) -> Line:
    found = _BULLET.match(text)
    if found and found.end() < len(text):
        return Line(text[found.end() :], bullet=True)
    return Line(text)


def _joined(lines: list[str]) -> list[str]:
    """The lines that hold something. Where an e-mail or a narrow window has wrapped them, paragraphs are restored."""
    width = max(map(len, lines), default=0)
    pairs = [(last, line) for last, line in pairwise(lines) if last and line]
    full = [last for last, line in pairs if _is_full(last, line, width)]
    cut = sum(not TERMINAL.search(last) for last in full)
    wrapped = width in _WRAPS and cut >= 3 and cut * 2 >= len(full) and len(full) * 4 >= len(pairs)
    out: list[str] = []
    last = ""
    for line in lines:
        if wrapped and last and line and _is_full(last, line, width):
            out[-1] += " " + line
        elif line:
            out.append(line)
        last = line
    return out


def _is_full(last: str, line: str, width: int) -> bool:
    """Whether the next line's first word did not fit any more."""
    return len(last) + 1 + len(line.split(" ", 1)[0]) > width
