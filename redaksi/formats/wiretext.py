"""Text as the old wires carry it: control bytes, hard-wrapped lines, columns, and notes below the story."""

from __future__ import annotations

import re
from html import escape

from redaksi.formats.fields import filed_in
from redaksi.formats.item import Dateline

MAX_TRANSMISSION = 2 * 1024 * 1024
"""Bytes of one transmission: a day of a busy service."""
SOH, STX, ETX, EOT = "\x01", "\x02", "\x03", "\x04"
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_NOTE_MARK = re.compile(r"^\s*(?:#\s+\S.*|\*(?:\s?\*){2,}\s*)$")
_NOTES = re.compile(
    r"""^\s*(?:(?:catatan\s+(?:untuk\s+)?redaksi|catatan\s+redaktur|notes?\s+(?:to|for)\s+editors|redaktionelle\s+hinweise)\b.{0,60}
    |.{0,60}\b(?:not\s+(?:intended\s+)?for\s+publication|tidak\s+untuk\s+(?:dipublikasikan|disiarkan|dimuat))\b.{0,40})$""",
    re.IGNORECASE | re.VERBOSE,
)
_SIGNATURE = re.compile(r"[a-z]{2,5}(?: [a-z0-9]{2,5}){1,7}")
_COLUMNS = re.compile(r"\S(?: {3,}|\t+)\S")
_STARS = re.compile(r"^\s*\*(?:\s?\*){2,}\s*$")


def messages(data: bytes) -> list[bytes]:
    """The messages of a transmission: each begins at SOH and ends at EOT, and either may be missing."""
    parts = re.split(rb"\x04|(?=(?:\x16{1,4})?\x01)(?<!\x16)", data)
    return [each for each in parts if each.strip(b"\x00\x0c\x16\x7f \t\r\n")]


def plain(text: str) -> str:
    """Text with unified line ends and without controls; tabs stay."""
    return _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def story_and_notes(text: str) -> tuple[str, str | None]:
    """The story, and what stands below the first line that opens notes to the desk.

    Such a line is a heading with `#`, a row of stars, or, below a blank line, `Catatan untuk redaksi`
    and the like.
    """
    lines = text.split("\n")
    start = next((at for at in range(len(lines)) if _opens_notes(lines, at)), len(lines))
    story, notes = lines[:start], [line for line in lines[start:] if not _STARS.match(line)]
    while story and (not story[-1].strip() or _SIGNATURE.fullmatch(story[-1].strip())):
        signature = story.pop().strip()
        if signature:
            notes.append(signature)
    note = "\n".join(line.strip() for line in notes if line.strip())
    return "\n".join(story), note or None


def paragraphs(text: str) -> list[str]:
    """Paragraphs parted by blank lines or begun by an indent; wrapped lines are joined, columns kept as lines."""
    found: list[list[str]] = [[]]
    for line in text.split("\n"):
        if not line.strip():
            found.append([])
        elif _indented(line) and not _COLUMNS.search(line):
            found.append([line])
        else:
            found[-1].append(line)
    return [_columns(each) or " ".join(" ".join(each).split()) for each in found if each]


def to_html(blocks: list[str]) -> str:
    """Paragraphs as HTML; one that kept its lines is a table and becomes `pre`."""
    return "".join(
        f"<pre>{escape(each, quote=False)}</pre>" if "\n" in each else f"<p>{escape(each, quote=False)}</p>"
        for each in blocks
    )


def take_dateline(blocks: list[str]) -> tuple[Dateline | None, str | None, str | None]:
    """Take the dateline off the first or second paragraph, in place: it, the agency in it, and the summary.

    A paragraph before the one with the dateline is the sender's summary; it also stays in the text.
    """
    for at, block in enumerate(blocks[:2]):
        found = filed_in(block)
        if found:
            dateline, agency, blocks[at] = found
            return dateline, agency, blocks[0] if at else None
    return None, None, None


def opens_notes(line: str) -> bool:
    """Whether a line, at the start of a paragraph, says that notes to the desk follow."""
    return bool(_NOTE_MARK.match(line) or _NOTES.match(line))


def _opens_notes(lines: list[str], at: int) -> bool:
    alone = at == 0 or not lines[at - 1].strip()
    return opens_notes(lines[at]) if alone else bool(_NOTE_MARK.match(lines[at]))


def _indented(line: str) -> bool:
    return line.startswith(("  ", "\t")) and not line.startswith("  " * 8)


def _columns(lines: list[str]) -> str | None:
    """The lines as they stand when most of them have columns; None for running text."""
    if len(lines) < 2 or 3 * sum(bool(_COLUMNS.search(line.strip())) for line in lines) < 2 * len(lines):
        return None
    return "\n".join(line.rstrip() for line in lines)
