"""Indonesian news copy of our own making: chains of the words of the demo newsroom, with made-up names in them.

Word follows word as in the demo's stories, so common words are common and rare words rare; names follow Zipf's law.
The same seed gives the same copy.
"""

from __future__ import annotations

import json
import random
import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from redaksi.demo.content import FOLDER
from redaksi.discovery.terms import terms

SYLLABLES: Final = (
    "ba be bo da de di ga gu ha ja ka ke ko la le li lo ma me mi na ni nu pa pu ra re ri ro sa se si su ta te ti to "
    "wa ya rang mang lang tung nam sin kar jar pan sem ton bur dar kal mer sul tan gar wir".split()
)
SENTENCES: Final = 40_000
NAMES: Final = 20_000
CITIES: Final = tuple(
    "Ambon Banda Aceh|Bandung|Banjarmasin|Denpasar|Jakarta|Jayapura|Kendari|Kupang|Makassar|Manado|Mataram|Medan|"
    "Padang|Palangka Raya|Palembang|Palu|Pekanbaru|Pontianak|Samarinda|Semarang|Surabaya|Ternate|Yogyakarta".split("|")
)
_FRONT = re.compile(r"\+\+\+.*?\+\+\+", re.DOTALL)
_END = (".", "!", "?")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as readers see it, inside a JSON string, and as the terms that the index keeps."""

    text: str
    json: str
    terms: str


def sentence(text: str) -> Sentence:
    return Sentence(text, json.dumps(text, ensure_ascii=False)[1:-1], " ".join(terms(text)))


class Zipf:
    """Draws from `items`, the n-th about 1/(n + flat) as often as the first."""

    def __init__(self, items: list, flat: float = 2.0) -> None:
        self.items = items
        self.weights = list(accumulate(1 / (place + flat) for place in range(len(items))))

    def draw(self, chance: random.Random, count: int = 1) -> list:
        return chance.choices(self.items, cum_weights=self.weights, k=count)


class Words:
    """Sentences, headlines and names to draw from."""

    def __init__(self, seed: int = 45) -> None:
        chance = random.Random(seed)
        follows, starts = _chain()
        made = (_sentence(chance, follows, starts) for _ in range(SENTENCES))
        self.sentences = [sentence(text) for text in made]
        short = [each for each in self.sentences if 4 <= each.text.count(" ") <= 9]
        self.headlines = [sentence(_title(each.text)) for each in short]
        self.decks = [each for each in self.sentences if 60 <= len(each.text) <= 280]
        self.names = Zipf([sentence(name) for name in names(chance, NAMES)])


def names(chance: random.Random, count: int) -> list[str]:
    """`count` different names of two to four syllables."""
    found: dict[str, None] = {}
    while len(found) < count:
        found["".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))).capitalize()] = None
    return list(found)


def _chain() -> tuple[dict[tuple[str, str], list[str]], list[tuple[str, str]]]:
    follows: dict[tuple[str, str], list[str]] = defaultdict(list)
    starts = []
    for path in sorted((FOLDER / "stories").rglob("*.md")):
        copy = _FRONT.sub("", path.read_text(encoding="utf-8"))
        for line in re.split(r"\n+|(?<=[.!?])\s+", copy):
            words = re.sub(r"\{\{.*?\}\}|[*_#>\[\]()\"“”|]", "", line).split()
            if len(words) < 5 or any("/" in word or "=" in word for word in words):
                continue
            starts.append((words[0], words[1]))
            for at in range(len(words) - 2):
                follows[words[at], words[at + 1]].append(words[at + 2])
                # One word of memory beside two: sentences wander off, as no two stories say the same.
                follows["", words[at + 1]].append(words[at + 2])
    return follows, starts


def _sentence(chance: random.Random, follows: dict[tuple[str, str], list[str]], starts: list[tuple[str, str]]) -> str:
    words = list(chance.choice(starts))
    while not words[-1].endswith(_END) and len(words) < 30:
        state = ("", words[-1]) if chance.random() < 0.5 else (words[-2], words[-1])
        after = follows.get(state)
        if not after:
            break
        words.append(chance.choice(after))
    return " ".join(words).rstrip(".,;:!?") + "."


def _title(text: str) -> str:
    return " ".join(word[:1].upper() + word[1:] for word in text.rstrip(".").split())
