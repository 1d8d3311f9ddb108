"""What changed between two versions of an item, for an editor's eye: words, and what stands around the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from redaksi.formats.html import to_text
from redaksi.formats.item import FormatError, NewsItem
from redaksi.wire.changes import Change, changed_words, is_changed
from redaksi.wire.models import WireItem

LONGEST: Final = 200_000
"""Characters of a body that are compared; longer ones are compared up to there."""

_FACTS: Final = (
    ("summary", _("Summary")),
    ("byline", _("Byline")),
    ("credit", _("Agency")),
    ("status", _("Status")),
    ("urgency", _("Urgency")),
    ("embargoed", _("Embargo")),
    ("expires", _("Expires")),
    ("usage_terms", _("Terms of use")),
    ("editorial_note", _("Note to editors")),
)


@dataclass(frozen=True, slots=True)
class Fact:
    """A field that changed: what it is called, what it said and says; empty for nothing."""

    label: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Passage:
    """Paragraphs in a row that all changed or all did not, each as runs of words."""

    same: bool
    paragraphs: tuple[tuple[Change, ...], ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """`old` against `new`; `headline` is empty where it did not change, `unreadable` when one cannot be read."""

    old: WireItem
    new: WireItem
    headline: tuple[Change, ...] = ()
    facts: tuple[Fact, ...] = ()
    passages: tuple[Passage, ...] = ()
    unreadable: bool = False

    @property
    def is_changed(self) -> bool:
        return bool(self.headline or self.facts or any(not each.same for each in self.passages))


def compare(old: WireItem, new: WireItem) -> Comparison:
    """What `new` says otherwise than `old`."""
    try:
        before, after = old.item, new.item
    except FormatError:
        return Comparison(old, new, unreadable=True)
    headline = changed_words(before.headline or "", after.headline or "")
    return Comparison(
        old,
        new,
        headline=tuple(change for paragraph in headline for change in paragraph) if is_changed(headline) else (),
        facts=tuple(_facts(before, after)),
        passages=tuple(_passages(changed_words(_text(before), _text(after)))),
    )


def _facts(before: NewsItem, after: NewsItem) -> Iterator[Fact]:
    for name, label in _FACTS:
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            yield Fact(str(label), old, new)


def _passages(paragraphs: Sequence[Sequence[Change]]) -> Iterator[Passage]:
    for same, run in groupby(paragraphs, key=_is_same):
        yield Passage(same, tuple(tuple(paragraph) for paragraph in run))


def _is_same(paragraph: Iterable[Change]) -> bool:
    return all(change.kind == "same" for change in paragraph)


def _text(item: NewsItem) -> str:
    return (item.body_text or to_text(item.body_html or ""))[:LONGEST]
