"""What changed between two takes of an item, word by word: pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

# Paragraphs longer than this are shown as replaced: comparing their words would cost more than it tells.
LONGEST = 1500
_WORDS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Change:
    """A run of words: the same in both, gone from the old, or new; `text` has single spaces between words."""

    kind: Literal["same", "gone", "new"]
    text: str


def changed_words(old: str, new: str) -> list[list[Change]]:
    """Paragraphs of both texts in order, each as runs of words; the words of `new` are those not `gone`.

    Paragraphs are parted by a blank line or a line end. Paragraphs are matched first and words inside those that
    changed, so the cost stays bounded for long texts.
    """
    before, after = _paragraphs(old), _paragraphs(new)
    result: list[list[Change]] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            result += [[Change("same", text)] for text in after[j1:j2]]
        else:
            result += _pairs(before[i1:i2], after[j1:j2])
    return result


def is_changed(paragraphs: Sequence[Sequence[Change]]) -> bool:
    """Whether anything differs."""
    return any(change.kind != "same" for paragraph in paragraphs for change in paragraph)


def _paragraphs(text: str) -> list[str]:
    return [" ".join(part.split()) for part in text.splitlines() if part.strip()]


def _pairs(before: Sequence[str], after: Sequence[str]) -> Iterator[list[Change]]:
    """Changed paragraphs side by side; where one side has more, they went or came whole."""
    left = list(before)
    for text in after:
        alike = max(left, key=lambda other: _alike(other, text), default=None)
        if alike is None or _alike(alike, text) < 0.3:
            yield [Change("new", text)]
            continue
        # What stood before the matching one and has no partner went.
        while left and left[0] != alike:
            yield [Change("gone", left.pop(0))]
        left.pop(0)
        yield list(_runs(alike, text))
    yield from ([Change("gone", text)] for text in left)


def _alike(one: str, other: str) -> float:
    ours, theirs = set(one.lower().split()), set(other.lower().split())
    return len(ours & theirs) / max(len(ours), len(theirs), 1)


def _runs(old: str, new: str) -> Iterator[Change]:
    before, after = _WORDS.split(old), _WORDS.split(new)
    if len(before) + len(after) > 2 * LONGEST:
        yield from (Change("gone", old), Change("new", new))
        return
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Change("same", " ".join(after[j1:j2]))
            continue
        if i2 > i1:
            yield Change("gone", " ".join(before[i1:i2]))
        if j2 > j1:
            yield Change("new", " ".join(after[j1:j2]))
