"""Pointers to other stories: cards of headline, summary, `RUBRIC | date`, and lists of headlines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import groupby, zip_longest

from redaksi.formats.item import Related
from redaksi.formats.pagetext.kinds import Kind, Marked
from redaksi.formats.pagetext.vocabulary import is_rubric

_NUMBER = re.compile(r"#?(\d{1,2})[.)]?\s+(?=[^\W\d_])")
_FEWEST_WORDS = 4
_CARD_KINDS = (Kind.SHORT, Kind.PROSE, Kind.DATE, Kind.CARD_DATE, Kind.MENU)


def read(run: Sequence[Marked]) -> list[Related]:
    """The cards of one list in order; lines that fit no card are left out."""
    lines = _without_menus(run)
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
    return line.kind in (Kind.SHORT, Kind.MENU) and line.line.words <= 3 and is_rubric(line.text)


def _without_menus(run: Sequence[Marked]) -> list[Marked]:
    """The lines of cards. Three bare rubrics in a row are a menu and no rubrics of cards."""
    kept: list[Marked] = []
    for is_menu, lines in groupby(run, key=lambda line: line.kind is Kind.MENU):
        rubrics = list(lines)
        if not is_menu or (len(rubrics) < 3 and all(is_rubric(line.text) for line in rubrics)):
            kept.extend(rubrics)
    return [line for line in kept if line.kind in _CARD_KINDS]


def _groups(lines: Sequence[Marked]) -> list[list[Marked]]:
    """One list of lines a card, by the rubrics and dates that stand above, below or around headlines."""
    runs = [(meta, list(each)) for meta, each in groupby(lines, key=is_meta)]
    metas = [each for meta, each in runs if meta]
    if not metas or not runs[0][0]:
        pairs = _paired(runs)
    elif not runs[-1][0] or len(runs) < 3:
        pairs = [(texts, rubric) for (_, rubric), (_, texts) in zip(runs[::2], runs[1::2], strict=False)]
    else:
        # RUBRIC, headline, date: what stands between two headlines is shared out.
        shared = [metas[0], *(part for each in metas[1:-1] for part in (each[:1], each[1:])), metas[-1]]
        texts = [each for meta, each in runs if not meta]
        pairs = [(each, [*shared[2 * at], *shared[2 * at + 1]]) for at, each in enumerate(texts)]
    return [group for texts, meta in pairs for group in _worded(texts, meta)]


def _paired(runs: Sequence[tuple[bool, list[Marked]]]) -> list[tuple[list[Marked], list[Marked]]]:
    texts = [each for meta, each in runs if not meta]
    metas = [each for meta, each in runs if meta]
    return list(zip_longest(texts, metas, fillvalue=[]))


def _worded(texts: Sequence[Marked], meta: list[Marked]) -> list[list[Marked]]:
    """The cards among lines between two dates: a sentence belongs to the headline above it."""
    groups: list[list[Marked]] = []
    for line in texts:
        if groups and len(groups[-1]) < 3 and _is_summary(line, single=len(texts) == 2 and bool(meta)):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [[*group, *meta] if group is groups[-1] else group for group in groups]


def _is_summary(line: Marked, single: bool) -> bool:
    """Whether a line under a headline is its summary: a sentence, or long with few capitals."""
    words = line.text.split()
    lower = sum(1 for word in words if word[:1].islower())
    return line.kind is Kind.PROSE or (lower * 5 >= len(words) * 2 and len(words) >= (5 if single else 12))


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
