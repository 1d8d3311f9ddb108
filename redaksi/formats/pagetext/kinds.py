"""What each line of a page is, judged by its own words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from redaksi.formats import times
from redaksi.formats.pagetext import datelines
from redaksi.formats.pagetext import vocabulary as words
from redaksi.formats.pagetext.credits import CLOSING, CREDIT, ends_with_initials, is_laporan
from redaksi.formats.pagetext.lines import Line, is_prose, is_upper

LONGEST_LABEL = 400
"""Characters; what is longer is a paragraph."""

_AROUND_DATE = " |-–—•·,/:()[]\t"


class Kind(Enum):
    """The part that a line plays on a page."""

    PROSE = auto()
    SHORT = auto()
    DATE = auto()
    CARD_DATE = auto()
    CREDIT = auto()
    CLOSING = auto()
    HEADING = auto()
    SEE_ALSO = auto()
    CAPTION = auto()
    TAGS = auto()
    FOOTER = auto()
    FURNITURE = auto()
    MENU = auto()


@dataclass(frozen=True, slots=True)
class Marked:
    """A line with its kind; for dates, the moment and what stands around it."""

    line: Line
    kind: Kind
    moment: times.Moment | None = None
    around: str = ""

    @property
    def text(self) -> str:
        return self.line.text


def mark(line: Line, zone: str) -> Marked:
    """`line` with the kind that its words show."""
    if len(line.text) > LONGEST_LABEL:
        return Marked(line, Kind.PROSE)
    return _labelled(line) or _dated(line, zone) or _credited(line) or _plain(line)


def _labelled(line: Line) -> Marked | None:
    text = line.text
    if text[-1] in "-–—" and datelines.find(text) is not None:
        return Marked(line, Kind.SHORT)
    bare = text.strip(" :.|»>-–—*")
    for kind, holds in (
        (Kind.SEE_ALSO, _points_elsewhere(text) and words.SEE_ALSO.fullmatch(text)),
        (Kind.HEADING, words.HEADING.fullmatch(bare) and not text.endswith(".")),
        (Kind.FOOTER, words.FOOTER.fullmatch(text)),
        (Kind.CLOSING, CLOSING.fullmatch(text)),
        (Kind.TAGS, words.TAGS.fullmatch(text) or words.HASHTAGS.fullmatch(text)),
        (Kind.CAPTION, _is_caption(text)),
        (Kind.FURNITURE, words.is_call(text) or words.FURNITURE.fullmatch(bare or text)),
        (Kind.FURNITURE, words.is_share_row(text)),
        (Kind.MENU, words.is_menu(text)),
    ):
        if holds:
            return Marked(line, kind)
    return None


def _credited(line: Line) -> Marked | None:
    return Marked(line, Kind.CREDIT) if CREDIT.match(line.text) or is_laporan(line.text) else None


def _points_elsewhere(text: str) -> bool:
    return ":" in text or ";" in text or bool(words.SEE_ALSO_CASED.match(text))


def _is_caption(text: str) -> bool:
    if words.CAPTION.fullmatch(text):
        return True
    return len(text) < 300 and bool(words.CAPTION_CREDIT.fullmatch(text)) and not ends_with_initials(text)


def _dated(line: Line, zone: str) -> Marked | None:
    text = line.text
    if len(text) > 120:
        return None
    moment = times.find(text, zone)
    if moment is None:
        ago = words.RELATIVE.search(text)
        around = (text[: ago.start()] + " " + text[ago.end() :]) if ago else ""
        short = ago is not None and (not around.strip(_AROUND_DATE) or words.is_rubric(around.strip(_AROUND_DATE)))
        return Marked(line, Kind.CARD_DATE, None, around.strip(_AROUND_DATE)) if short else None
    before, after = text[: moment.start].strip(_AROUND_DATE), text[moment.end :].strip(_AROUND_DATE)
    around = f"{before} | {after}".strip(_AROUND_DATE)
    if len(around.split()) > (4 if is_prose(text) else 8):
        return None
    if around and "|" not in around and words.is_rubric(around):
        return Marked(line, Kind.CARD_DATE, moment, around)
    label = re.sub(words.DATE_PREFIX, "", around).strip(_AROUND_DATE)
    if not label or CREDIT.match(label) or (_is_origin(label) and _is_apart(text, moment, label)):
        return Marked(line, Kind.DATE, moment, around)
    return None


def _is_apart(text: str, moment: times.Moment, label: str) -> bool:
    """Whether a date stands beside its label and not in one phrase with it (`Jadwal Salat 8 April 2021`)."""
    if isinstance(moment.value, datetime):
        return True
    beside = (text[: moment.start].rstrip() or " ")[-1] + (text[moment.end :].lstrip() or " ")[0]
    return any(each in "|-–—•·/:" for each in beside) or ("," in beside and len(label.split()) <= 2)


def _is_origin(label: str) -> bool:
    """`Kompas.com`, `Nama Penulis`, `admin`: a brand or a name beside a date, not a sentence."""
    parts = [part for part in re.split(r"\s*[|•·/]\s*|\s[-–—]\s", label) if part]
    return len(label) <= 60 and all(len(part.split()) <= 4 for part in parts) and len(parts) <= 3


def _plain(line: Line) -> Marked:
    if is_prose(line.text):
        return Marked(line, Kind.PROSE)
    if words.ADDRESS.fullmatch(line.text) and not is_upper(line.text):
        return Marked(line, Kind.FOOTER)
    return Marked(line, Kind.SHORT)
