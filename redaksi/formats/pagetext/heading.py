"""The head of a story: headline, standfirst, and the times between them and the first paragraph."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from redaksi.formats.pagetext import datelines
from redaksi.formats.pagetext.credits import is_byline
from redaksi.formats.pagetext.kinds import Kind, Marked
from redaksi.formats.pagetext.lines import is_name
from redaksi.formats.pagetext.vocabulary import UPDATED

_SUFFIX = re.compile(r"\s[|–—-]\s[^|–—]{2,40}$")
_PICTURE_STORY = re.compile(r"(?:foto|video|infografis)\s?:\s?[A-Z]\w+\s\w", re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"\s[-–—]\s(?:page|halaman|hal)\.?\s\d+(?:\sall)?$", re.IGNORECASE)
_HEAD_DATES = (Kind.DATE, Kind.CARD_DATE)


@dataclass
class Head:
    """What stands above the body; `body` is the index at which the body begins."""

    body: int
    headline: str | None = None
    summary: str | None = None
    left: list[Marked] = field(default_factory=list)


def find(story: Sequence[Marked]) -> Head:
    """The head of a story's lines. The body begins at its dateline, else behind the last date or byline."""
    anchors = _anchors(story)
    body = _body_start(story, anchors[-1] if anchors else -1)
    head = Head(body)
    above = [line for line in story[:body] if line.kind in (Kind.SHORT, Kind.PROSE, Kind.CAPTION)]
    chosen = _headline(story, above, anchors, body)
    if chosen is not None:
        head.headline = _PAGE_NUMBER.sub("", chosen.text)
        head.summary = _standfirst(story, chosen, anchors, body)
    told = {_key(head.headline or ""), head.summary}
    head.left = [line for line in above if _key(line.text) not in told and line.text not in told]
    return head


def times_of(lines: Sequence[Marked]) -> tuple[date | datetime | None, date | datetime | None, list[str]]:
    """(published, updated, warnings) out of the date lines of a head, a time of day preferred."""
    dated = [(line, line.moment) for line in lines if line.kind in _HEAD_DATES and line.moment is not None]
    updated = [moment for line, moment in dated if UPDATED.search(line.around)]
    published = [moment for _, moment in dated if moment not in updated] or updated
    timed = [moment for moment in published if isinstance(moment.value, datetime)] or published
    if not timed:
        return None, None, []
    best = timed[-1] if isinstance(timed[-1].value, datetime) else timed[0]
    said = [f"{moment.value.isoformat()} also stands at the head" for moment in timed if moment.value != best.value]
    change = updated[-1].value if updated and updated[-1] is not best else None
    return best.value, change, [*best.warnings, *said]


def _anchors(story: Sequence[Marked]) -> list[int]:
    """Dates and credits of the head: most of the story's paragraphs still follow them."""
    total = sum(line.kind is Kind.PROSE for line in story)
    found, before = [], 0
    for at, line in enumerate(story):
        before += line.kind is Kind.PROSE
        if line.kind in (Kind.DATE, Kind.CARD_DATE, Kind.CREDIT) and before * 2 <= max(total - 1, 0) and before <= 3:
            found.append(at)
    return found


def _body_start(story: Sequence[Marked], anchor: int) -> int:
    """The first paragraph; one with a dateline, if it is among the first that follow the anchor."""
    paragraphs = [at for at, line in enumerate(story) if line.kind is Kind.PROSE and at > anchor]
    for at in range(max(anchor, 0), len(story)):
        line = story[at]
        if line.kind not in (Kind.PROSE, Kind.SHORT) or (paragraphs and at > paragraphs[min(2, len(paragraphs) - 1)]):
            continue
        found = datelines.find(line.text)
        if found is not None and (found.strong or line.text[-1] in "-–—" or (found.rest and at in paragraphs[:2])):
            return at
    return paragraphs[0] if paragraphs else len(story)


def _headline(story: Sequence[Marked], above: Sequence[Marked], anchors: Sequence[int], body: int) -> Marked | None:
    repeated = _repeated(above)
    if repeated is not None:
        return repeated
    first = _cluster_start(story, anchors)
    upper = [line for line in story[:first] if line in above] if anchors else list(above)
    between = [line for line in story[first:body] if line in above and line.kind is Kind.SHORT] if anchors else []
    return _nearest(upper) or next((line for line in between if _is_headline(line)), None) or _last_resort(above)


def _cluster_start(story: Sequence[Marked], anchors: Sequence[int]) -> int:
    """The first of the date and credit lines that stand together just above the body."""
    if not anchors:
        return 0
    start = anchors[-1]
    for at in reversed(anchors[:-1]):
        if any(_is_headline(line) for line in story[at + 1 : start]):
            break
        start = at
    return start


def _repeated(above: Sequence[Marked]) -> Marked | None:
    """A line that stands twice, as page title and as headline; the later one."""
    counts = Counter(_key(line.text) for line in above if line.kind is not Kind.CAPTION)
    twice = [line for line in above if counts[_key(line.text)] > 1 and line.line.words >= 2]
    return min(reversed(twice), key=lambda line: len(line.text), default=None)


def _key(text: str) -> str:
    text = _PAGE_NUMBER.sub("", text).replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')
    return " ".join(_SUFFIX.sub("", text).casefold().split())


def _nearest(lines: Sequence[Marked]) -> Marked | None:
    """The headline-like line nearest above the date; a name or kicker gives way to one just above it."""
    shorts = [line for line in lines if line.kind is Kind.SHORT][-4:]
    for line in reversed(shorts):
        others = any(_is_headline(each) for each in shorts if each is not line)
        if _is_headline(line) and not (others and (is_name(line.text, 3) or is_byline(line.text))):
            return line
    return shorts[-1] if shorts and shorts[-1].line.words >= 2 else None


def _is_headline(line: Marked) -> bool:
    return line.kind is Kind.SHORT and 3 <= line.line.words <= 30


def _last_resort(above: Sequence[Marked]) -> Marked | None:
    """A headline that reads like a sentence, or names its picture (`Foto: ...`)."""
    sentences = [line for line in above if line.kind is Kind.PROSE and line.line.words <= 20]
    return sentences[0] if sentences else next((line for line in above if _PICTURE_STORY.match(line.text)), None)


def _standfirst(story: Sequence[Marked], headline: Marked, anchors: Sequence[int], body: int) -> str | None:
    """The sentence under the headline and above the date; below the date it may as well be a caption."""
    at = next(number for number, line in enumerate(story) if line is headline)
    end = next((anchor for anchor in anchors if anchor > at), body)
    return next((line.text for line in story[at + 1 : end] if line.kind is Kind.PROSE), None)
