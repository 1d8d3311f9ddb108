"""The beginning of a delivery's bytes as text that is safe to show, around the line where reading stopped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

SHOWN: Final = 40
"""Lines that are shown."""
WIDEST: Final = 400
"""Characters of one line that are shown."""
LOOKED_AT: Final = 512 * 1024
"""Bytes in which the line is looked for."""
_DUMPED: Final = 16 * 24
# Control characters become their pictures (U+2400), so that nothing in a file can command a screen.
_PICTURES: Final = {number: 0x2400 + number for number in range(32) if number != 9} | {127: 0x2421}
# Directions of writing are left to the page: a file must not turn its lines around.
_TURNS: Final = dict.fromkeys(
    (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F), "\N{REPLACEMENT CHARACTER}"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its number in the file (or the offset of a dump), and whether reading stopped there."""

    number: str
    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Excerpt:
    """`dump` when the bytes are no text and stand as hexadecimal numbers; `cut` when the file goes on."""

    lines: tuple[Line, ...]
    dump: bool
    cut: bool


def excerpt(data: bytes, line: int | None = None) -> Excerpt:
    """The first lines of `data`, or those around `line`; never raises."""
    head = data[:LOOKED_AT]
    if _is_binary(head):
        return _dump(head, len(data) > _DUMPED)
    lines = head.decode("utf-8", "replace").splitlines()
    at = line - 1 if line and 0 < line <= len(lines) else 0
    first = max(0, min(at - SHOWN // 2, len(lines) - SHOWN))
    shown = tuple(
        Line(str(number + 1), _safe(lines[number]), line == number + 1)
        for number in range(first, min(first + SHOWN, len(lines)))
    )
    return Excerpt(shown, False, first + SHOWN < len(lines) or len(data) > len(head))


def _is_binary(head: bytes) -> bool:
    sample = head[:4096]
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    odd = sum(byte < 9 or 13 < byte < 27 or 27 < byte < 32 for byte in sample)
    return b"\x00" in sample or odd * 10 > len(sample)


def _dump(head: bytes, cut: bool) -> Excerpt:
    rows = []
    for at in range(0, min(len(head), _DUMPED), 16):
        part = head[at : at + 16]
        text = "".join(chr(byte) if 32 <= byte < 127 else "·" for byte in part)
        rows.append(Line(f"{at:06x}", f"{part.hex(' '):<47}  {text}"))
    return Excerpt(tuple(rows), True, cut)


def _safe(line: str) -> str:
    cut = line if len(line) <= WIDEST else f"{line[:WIDEST]} …"
    return cut.translate(_PICTURES).translate(_TURNS)
