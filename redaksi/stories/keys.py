"""Surrogate keys: the words by which a page says what it shows, and a change says what it touches.

A page carries the keys of all it shows (header `Surrogate-Key`); delivery purges by key and never needs to know
which addresses there are. A list and a name are different keys: a publish moves the list of a topic, but only
renaming the topic touches every story that names it.
"""

from __future__ import annotations

from datetime import date
from typing import Final

EVERYTHING: Final = "*"
FRONT: Final = "front"
FEEDS: Final = "feeds"
SITEMAPS: Final = "sitemaps"
CORRECTIONS: Final = "corrections"
STANDING: Final = "standing"
ADS: Final = "ads"


def story(pk: int) -> str:
    """The story's own page (and its tombstone)."""
    return f"story-{pk}"


def listed(pk: int) -> str:
    """Any page on which the story stands in a list, slot or `Baca juga`."""
    return f"listed-{pk}"


def translations(pk: int) -> str:
    """The pages of a story and of its translations, by the number of the original."""
    return f"translations-{pk}"


def section_list(pk: int) -> str:
    """Fronts, pages and feeds of a rubric."""
    return f"section-{pk}"


def section_front(pk: int) -> str:
    """The first page of a rubric alone: what an editor arranges."""
    return f"section-front-{pk}"


def section_name(pk: int) -> str:
    return f"section-name-{pk}"


def topic_list(pk: int) -> str:
    return f"topic-{pk}"


def topic_name(pk: int) -> str:
    return f"topic-name-{pk}"


def person_list(pk: int) -> str:
    return f"person-{pk}"


def person_name(pk: int) -> str:
    return f"person-name-{pk}"


def day(day_: date) -> str:
    """The index of one day, in the newsroom's zone."""
    return f"day-{day_.isoformat()}"
