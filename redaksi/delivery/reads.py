"""Reads of stories, counted by the edge in memory and handed on as small files. Imports no Django.

The edge writes one file every few seconds, whole or not at all; the clock takes each file, adds it to the story's
popularity and removes it. Robots, HEAD and revalidations are not reads.
"""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from redaksi.delivery.negotiate import is_robot

KNOWN_AGENTS = 2000
MOST_COUNTED = 50_000
# A clock that stopped for a day must not fill the disk.
MOST_FILES = 20_000


@dataclass(frozen=True, slots=True)
class Reads:
    """Reads by story id until `until` (unix seconds), from one file."""

    until: float
    by_story: dict[int, int]
    path: Path

    def done(self) -> None:
        """Remove the file: its reads are counted elsewhere now."""
        self.path.unlink(missing_ok=True)


class ReadCounter:
    """Counts in one edge process, on any of its threads; `flush` hands the counts on."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._counts: dict[int, int] = {}
        self._robots: dict[str | None, bool] = {}
        self._counting = threading.Lock()

    def note(self, story: int, user_agent: str | None) -> None:
        """One answer with the body of `story` went to `user_agent`."""
        robot = self._robots.get(user_agent)
        if robot is None:
            robot = self._learn(user_agent)
        if robot:
            return
        with self._counting:
            # Numbers that somebody makes up must not fill the memory.
            if story in self._counts or len(self._counts) < MOST_COUNTED:
                self._counts[story] = self._counts.get(story, 0) + 1

    def flush(self, now: float) -> bool:
        """Write what was counted; False where there was nothing or the disk took nothing (then it is kept)."""
        with self._counting:
            counts, self._counts = self._counts, {}
        if not counts:
            return False
        name = f"{time.time_ns()}-{os.getpid()}.json"
        beside = self.folder / f"{name}~"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            beside.write_text(json.dumps({"until": now, "reads": counts}))
            beside.rename(self.folder / name)
        except OSError:
            with self._counting:
                for story, number in counts.items():
                    self._counts[story] = self._counts.get(story, 0) + number
            return False
        return True

    def _learn(self, user_agent: str | None) -> bool:
        if len(self._robots) >= KNOWN_AGENTS:
            self._robots.clear()
        return self._robots.setdefault(user_agent, is_robot(user_agent))


def collect(folder: Path) -> Iterator[Reads]:
    """The files waiting in `folder`, oldest first; a damaged one, and the oldest beyond 20,000, are removed."""
    waiting = sorted(folder.glob("*.json"))
    for path in waiting[:-MOST_FILES]:
        path.unlink(missing_ok=True)
    for path in waiting[-MOST_FILES:]:
        try:
            held = json.loads(path.read_bytes())
            reads = Reads(float(held["until"]), {int(story): int(n) for story, n in held["reads"].items()}, path)
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            path.unlink(missing_ok=True)
            continue
        yield reads
