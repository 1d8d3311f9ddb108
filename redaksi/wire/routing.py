"""Where an item goes, by rules that are data: pure. All conditions of a rule must hold; each says why it did.

Conditions are JSON: `{"source": ["kbc"], "subject": ["medtop:04000000", "ekonomi"], "keyword": ["beras"],
"words": ["harga beras"], "place": ["Banjarmasin"], "language": ["id"], "urgency": 3}`. A list holds when one of its
entries does, `urgency` when the item is at least that urgent (1 is flash). `{}` catches everything.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from redaksi.formats.item import NewsItem


class RuleError(ValueError):
    """Conditions that cannot be understood; `str(error)` says which and what is expected."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its conditions (lower case) and what it does with what it catches."""

    name: str
    conditions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    urgency: int | None = None
    section: str = ""
    priority: int = 0
    topic: str = ""
    watch: bool = False
    stop: bool = False

    @classmethod
    def from_json(cls, name: str, conditions: object, **effect: Any) -> Rule:
        """The rule with these conditions; raises RuleError for any other shape."""
        if not isinstance(conditions, dict):
            raise RuleError("conditions are an object of lists")
        rest = dict(conditions)
        urgency = rest.pop("urgency", None)
        if urgency is not None and (not isinstance(urgency, int) or not 1 <= urgency <= 9):
            raise RuleError("urgency is a number from 1 to 9")
        for key, values in rest.items():
            if key not in _TESTS:
                raise RuleError(f"no condition is called {key!r}; there are: {', '.join([*_TESTS, 'urgency'])}")
            if not isinstance(values, list) or not values or not all(isinstance(v, str) and v.strip() for v in values):
                raise RuleError(f"{key}: expected a list of words")
        read = {key: tuple(value.strip().lower() for value in values) for key, values in rest.items()}
        return cls(name, read, urgency, **effect)


@dataclass(frozen=True, slots=True)
class Routing:
    """What the rules say about one item; `because` is `[(rule, reasons)]` of every rule that caught it."""

    section: str = ""
    priority: int = 0
    topic: str = ""
    watch: bool = False
    because: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def rows(self) -> list[dict[str, Any]]:
        """`because` as `WireItem.routed` keeps it."""
        return [{"rule": name, "because": list(reasons)} for name, reasons in self.because]


def route(item: NewsItem, source: str, rules: Sequence[Rule]) -> Routing:
    """Ask `rules` in their order: the first rubric and topic win, the highest priority, any watch."""
    caught: list[tuple[Rule, tuple[str, ...]]] = []
    for rule in rules:
        reasons = why(rule, item, source)
        if reasons is None:
            continue
        caught.append((rule, reasons))
        if rule.stop:
            break
    return Routing(
        section=next((rule.section for rule, _ in caught if rule.section), ""),
        priority=max((rule.priority for rule, _ in caught), default=0),
        topic=next((rule.topic for rule, _ in caught if rule.topic), ""),
        watch=any(rule.watch for rule, _ in caught),
        because=tuple((rule.name, reasons) for rule, reasons in caught),
    )


def why(rule: Rule, item: NewsItem, source: str) -> tuple[str, ...] | None:
    """The reasons for which `rule` catches `item` of the source with this short name; None when it does not."""
    reasons = []
    if rule.urgency is not None:
        if item.urgency is None or item.urgency > rule.urgency:
            return None
        reasons.append(f"urgency {item.urgency}")
    for key, wanted in rule.conditions.items():
        found = _TESTS[key](item, source, wanted)
        if found is None:
            return None
        reasons.append(f"{key}: {found}")
    return tuple(reasons)


def _one_of(have: Iterable[str | None], wanted: tuple[str, ...]) -> str | None:
    return next((each for each in have if each and each.strip().lower() in wanted), None)


def _source(item: NewsItem, source: str, wanted: tuple[str, ...]) -> str | None:
    return _one_of((source, item.credit, item.source), wanted)


def _subject(item: NewsItem, source: str, wanted: tuple[str, ...]) -> str | None:
    return _one_of((value for each in item.subjects for value in (each.code, each.name)), wanted)


def _keyword(item: NewsItem, source: str, wanted: tuple[str, ...]) -> str | None:
    return _one_of(item.keywords, wanted)


def _place(item: NewsItem, source: str, wanted: tuple[str, ...]) -> str | None:
    city = item.dateline.city if item.dateline else None
    return _one_of((*item.places, city), wanted)


def _language(item: NewsItem, source: str, wanted: tuple[str, ...]) -> str | None:
    tag = (item.language or "").lower()
    return _one_of((tag, tag.partition("-")[0]), wanted)


def _words(item: NewsItem, source: str, wanted: tuple[str, ...]) -> str | None:
    parts = (item.headline, item.slugline, item.summary, item.body_text)
    text = " ".join(" ".join(part for part in parts if part).lower().split())
    return next((word for word in wanted if word in text and re.search(rf"\b{re.escape(word)}\b", text)), None)


_TESTS: Mapping[str, Callable[[NewsItem, str, tuple[str, ...]], str | None]] = {
    "source": _source,
    "subject": _subject,
    "keyword": _keyword,
    "words": _words,
    "place": _place,
    "language": _language,
}
