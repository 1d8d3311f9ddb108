"""Which lines of a page are the story and which are pointers to other stories.

A small state machine walks down the page. It leaves the story at a heading such as BERITA LAINNYA, at the
foot, and after the story's closing (source, initials, editor, tags); it comes back when two paragraphs
follow each other as they never do in a list of cards.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from redaksi.formats.pagetext import datelines
from redaksi.formats.pagetext.kinds import Kind, Marked
from redaksi.formats.pagetext.lines import is_prose
from redaksi.formats.pagetext.vocabulary import SEE_ALSO

_PASSED_OVER = (Kind.FURNITURE, Kind.MENU, Kind.CAPTION, Kind.SEE_ALSO)
_HEAD_KINDS = (Kind.DATE, Kind.CREDIT, Kind.CARD_DATE, Kind.CAPTION, Kind.FURNITURE, Kind.MENU)


@dataclass
class Zones:
    """The page taken apart: the story's lines in order, runs of cards, inline pointers,
    and credit lines that stand below the cards."""

    story: list[Marked] = field(default_factory=list)
    cards: list[list[Marked]] = field(default_factory=list)
    see_also: list[str] = field(default_factory=list)
    credits: list[Marked] = field(default_factory=list)


def part(lines: Sequence[Marked]) -> Zones:
    """Sort the lines of a page into its zones; menus, advertisements and the foot are left out."""
    return _Walk(lines).run()


class _Walk:
    def __init__(self, lines: Sequence[Marked]) -> None:
        self.lines = lines
        self.zones = Zones()
        self.state = "story"
        self.paragraphs = 0
        self.closed = False
        self.apart = False  # after the closing, something that is no paragraph came between

    def run(self) -> Zones:
        skip = 0
        in_list = _list_starts(self.lines)
        for at, line in enumerate(self.lines):
            if skip:
                skip -= 1
            elif line.kind is Kind.SEE_ALSO:
                skip = self._see_also(at)
            elif line.kind is Kind.HEADING:
                skip = self._heading(at)
            elif line.kind is Kind.FOOTER:
                self.apart = True
                self.state = "foot" if self.paragraphs else self.state
            elif line.kind not in (Kind.FURNITURE, Kind.TAGS) or self.state == "story":
                self._take(at, at in in_list)
        return self.zones

    def _take(self, at: int, starts_list: bool) -> None:
        line = self.lines[at]
        if self.state == "story" and starts_list and self.paragraphs:
            self._open_cards()
        if self.state != "story" and self._resumes(at):
            self._come_back()
        if self.state != "story" and self.paragraphs and line.kind in (Kind.CREDIT, Kind.CLOSING):
            self.zones.credits.append(line)
        elif self.state == "cards":
            self.zones.cards[-1].append(line)
        elif self.state == "story":
            self.zones.story.append(line)
            self.paragraphs += line.kind is Kind.PROSE
            self._watch_closing(line)

    def _watch_closing(self, line: Marked) -> None:
        if not self.paragraphs:
            return
        if line.kind in (Kind.CREDIT, Kind.CLOSING, Kind.TAGS):
            self.closed, self.apart = True, False
        elif self.closed and line.kind in (Kind.SHORT, Kind.DATE, Kind.CARD_DATE):
            self.apart = True

    def _see_also(self, at: int) -> int:
        """Note an inline pointer; how many following lines were its headlines."""
        found = SEE_ALSO.fullmatch(self.lines[at].text)
        rest = (found["rest"] or found["chosen"] or found["bare"] or "") if found else ""
        if rest.strip():
            self.zones.see_also.append(rest.strip())
            return 0
        return self._pointed(at)

    def _pointed(self, at: int) -> int:
        taken = 0
        for line in self.lines[at + 1 : at + 6]:
            heads_card = line.kind is Kind.SHORT and line.line.words >= 4
            if not heads_card or self._followed_by_card_date(at + 1 + taken):
                break
            self.zones.see_also.append(line.text)
            taken += 1
        return taken

    def _heading(self, at: int) -> int:
        text = self.lines[at].text.strip(" :").lower()
        mid_story = self.state == "story" and self.paragraphs and not self.closed
        if text in ("baca juga", "lihat juga", "simak juga") and mid_story and (taken := self._pointed(at)):
            return taken
        self._open_cards()
        return 0

    def _open_cards(self) -> None:
        self.state = "cards"
        self.apart = True
        self.zones.cards.append([])

    def _resumes(self, at: int) -> bool:
        """Whether the story begins or goes on here: a dateline, or a second paragraph right behind."""
        line = self.lines[at]
        if line.kind is not Kind.PROSE or (self.closed and self.apart):
            return False
        dateline = datelines.find(line.text)
        if dateline is not None and dateline.strong and not self.paragraphs:
            return True
        following = [each for each in self.lines[at + 1 : at + 12] if each.kind not in _PASSED_OVER][:2]
        if not following or following[0].kind is not Kind.PROSE or not is_prose(following[0].text):
            return False
        return len(following) < 2 or following[1].kind is not Kind.CARD_DATE

    def _come_back(self) -> None:
        """Return to the story; what stood right above it in the list was its headline and head lines."""
        self.state = "story"
        if self.paragraphs or not self.zones.cards:
            return
        run = self.zones.cards[-1]
        start = len(run)
        while start and run[start - 1].kind in _HEAD_KINDS:
            start -= 1
        while start and run[start - 1].kind in (Kind.SHORT, Kind.PROSE) and len(run) - start < 8:
            start -= 1
            if run[start].kind is Kind.SHORT and run[start].line.words >= 4:
                break
        self.zones.story.extend(run[start:])
        del run[start:]

    def _followed_by_card_date(self, at: int) -> bool:
        return any(line.kind is Kind.CARD_DATE for line in self.lines[at + 1 : at + 3])


def _list_starts(lines: Sequence[Marked]) -> frozenset[int]:
    """Where cards without a heading begin: the first of at least two `headline, summary, RUBRIC | date`."""
    starts: list[int] = []
    for at, line in enumerate(lines):
        if line.kind is not Kind.CARD_DATE:
            continue
        back = at - 1
        if back > 0 and lines[back].kind is Kind.PROSE:
            back -= 1
        if back > 0 and lines[back].kind is Kind.SHORT and lines[back].line.words >= 3:
            starts.append(back)
    return frozenset(starts) if len(starts) > 1 else frozenset()
