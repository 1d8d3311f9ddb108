"""Pointers to other stories: cards of headline, summary, `RUBRIC | date`, and lists of headlines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from redaksi.formats.item import Related
from redaksi.formats.pagetext.kinds import Kind, Marked
from redaksi.formats.pagetext.vocabulary import is_rubric

_NUMBER = re.compile(r"#?(\d{1,2})[.)]?\s+(?=[^\W\d_])")
_FEWEST_WORDS = 4


def read(run: Sequence[Marked]) -> list[Related]:
    """The cards of one list in order; lines that fit no card are left out."""
    lines = [line for line in run if line.kind in (Kind.SHORT, Kind.PROSE, Kind.DATE, Kind.CARD_DATE)]
    return _unnumbered([card for group in _groups(lines) if (card := _card(group)) is not None])


def _unnumbered(found: list[Related]) -> list[Related]:
    """A list numbered 1, 2, 3 loses its numbers; a headline that only begins with one keeps it."""
    numbers = [_NUMBER.match(card.headline) for card in found]
    if len(found) < 2 or any(each is None or int(each[1]) != at for at, each in enumerate(numbers, 1)):
        return found
    return [
        replace(card, headline=card.headline[number.end() :])
        for card, number in zip(found, numbers, strict=True)
        if number is not None
    ]


def is_meta(line: Marked) -> bool:
    """Whether a line of a card is its rubric or date."""
    if line.kind in (Kind.DATE, Kind.CARD_DATE):
        return True
    return line.kind is Kind.SHORT and line.line.words <= 3 and is_rubric(line.text)


def _groups(lines: Sequence[Marked]) -> list[list[Marked]]:
    """One list of lines a card. Rubric and date stand above or below the headline, alike in one list."""
    meta_first = bool(lines) and is_meta(lines[0])
    groups: list[list[Marked]] = [[]]
    for at, line in enumerate(lines):
        current = groups[-1]
        if _begins(current, line, lines[at - 1] if at else None, meta_first):
            groups.append([])
        groups[-1].append(line)
    return [group for group in groups if group]


def _begins(current: list[Marked], line: Marked, before: Marked | None, meta_first: bool) -> bool:
    if not current or before is None:
        return False
    has_text = any(not is_meta(each) for each in current)
    if is_meta(line):
        # Rubric above and date below one headline is a card too: only a second line of the same sort ends it.
        return has_text and meta_first and (is_meta(before) or line.kind is not Kind.DATE or _has_date(current))
    if is_meta(before):
        return has_text and not (meta_first and len(current) < 2)
    texts = [each for each in current if not is_meta(each)]
    return line.kind is Kind.SHORT and bool(texts) and not _is_summary(line, texts)


def _has_date(group: list[Marked]) -> bool:
    return any(each.kind in (Kind.DATE, Kind.CARD_DATE) for each in group)


def _is_summary(line: Marked, texts: list[Marked]) -> bool:
    """Whether a line without a full stop is still a summary: long, with few capitals, under a headline."""
    words = line.text.split()
    lower = sum(1 for word in words if word[:1].islower())
    return len(texts) == 1 and len(words) >= 12 and lower > len(words) / 2 and texts[0].kind is Kind.SHORT


def _card(group: list[Marked]) -> Related | None:
    texts = [each for each in group if not is_meta(each)]
    metas = [each for each in group if is_meta(each)]
    if not texts:
        return None
    headline = texts[0].text
    if not metas and len(texts) == 1 and len(headline.split()) < _FEWEST_WORDS:
        return None
    summary = " ".join(each.text for each in texts[1:]) or None
    return Related(headline=headline, summary=summary, section=_section(metas), published=_published(metas))


def _section(metas: list[Marked]) -> str | None:
    for meta in metas:
        words = meta.around if meta.kind in (Kind.DATE, Kind.CARD_DATE) else meta.text
        if words and is_rubric(words.strip(" |")):
            return words.strip(" |")
    return None


def _published(metas: list[Marked]) -> date | datetime | None:
    return next((meta.moment.value for meta in metas if meta.moment is not None), None)
