"""An archive of any size: original-looking Indonesian stories with authors, topics, pictures and the search index.

`python -m benchmarks.archive FOLDER STORIES [--database URL]` builds a newsroom in FOLDER: the demo first, then the
archive in batches, each one transaction. What was interrupted goes on where it stopped; what is complete is left alone.
A bigger archive reaches further back, it is not denser: a day holds as many stories in each.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

BATCH: Final = 4000
A_DAY: Final = 280
PEOPLE, TOPICS, EDITORS = 5000, 2000, 40
READ_HOURS, READ_STORIES = 7 * 24, 300
CORRECTED: Final = 200  # one story in so many carries a correction
SEED: Final = 45


@dataclass(frozen=True, slots=True)
class Plan:
    """What is being built: `first` is the first story's number, `ends` (unix seconds) the last one's time."""

    stories: int
    first: int
    ends: float

    def time_of(self, place: int) -> datetime:
        return datetime.fromtimestamp(self.ends - (self.stories - 1 - place) * 86400 / A_DAY, UTC)


def main() -> int:
    """Build what is missing and say how fast it went."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks.archive")
    asked.add_argument("folder", type=Path)
    asked.add_argument("stories", type=int)
    asked.add_argument("--database", default="", help="DATABASE_URL; empty: SQLite in FOLDER")
    given = asked.parse_args()
    build(given.folder.absolute(), given.stories, given.database)
    return 0


def build(folder: Path, stories: int, database: str = "") -> dict[str, Any]:
    """Build the newsroom in `folder` in a process of its own; returns its `archive.json`, with what it took."""
    environment = environ(folder, database)
    folder.mkdir(parents=True, exist_ok=True)
    # Where the archive was built by an older state of the code.
    subprocess.run([sys.executable, "-m", "django", "migrate"], env=environment, check=True, stdout=subprocess.DEVNULL)
    subprocess.run(
        [sys.executable, "-m", "redaksi", "demo-build"], env=environment, check=True, stdout=subprocess.DEVNULL
    )
    subprocess.run([sys.executable, "-m", "benchmarks.archive_load", str(stories)], env=environment, check=True)
    return dict(json.loads((folder / "archive.json").read_text()))


def environ(folder: Path, database: str = "") -> dict[str, str]:
    """The environment of every process that works on the newsroom in `folder`."""
    own = {"REDAKSI_HOME": str(folder), "DJANGO_SETTINGS_MODULE": "redaksi.settings"}
    return {**os.environ, **own, "DATABASE_URL": database}


@dataclass(slots=True)
class State:
    """`archive.json` in the newsroom's folder: the plan, and what building took so far."""

    path: Path
    plan: Plan
    seconds: float = 0.0
    complete: bool = False

    @classmethod
    def at(cls, path: Path, stories: int, first: int) -> State:
        """What is being built at `path`; raises SystemExit where another size was begun there."""
        try:
            held = json.loads(path.read_text())
        except FileNotFoundError:
            return cls(path, Plan(stories, first, time.time() - 60))
        if held["plan"]["stories"] != stories:
            raise SystemExit(f"{path.parent} holds an archive of {held['plan']['stories']:,} stories")
        return cls(path, Plan(**held["plan"]), held["seconds"], held["complete"])

    def keep(self) -> None:
        beside = self.path.with_suffix(".json~")
        beside.write_text(
            json.dumps({"plan": asdict(self.plan), "seconds": round(self.seconds, 1), "complete": self.complete})
        )
        beside.replace(self.path)


def batches(plan: Plan, done: int) -> Iterator[range]:
    """Places of the stories that are not there yet, a batch at a time."""
    for start in range(done, plan.stories, BATCH):
        yield range(start, min(start + BATCH, plan.stories))


def reads(plan: Plan, now: datetime) -> Iterable[tuple[int, datetime, int]]:
    """(story, hour, times read) of the last week: the newest are read most."""
    chance = random.Random(SEED)
    hour = now.replace(minute=0, second=0, microsecond=0)
    for back in range(min(READ_HOURS, plan.stories * 24 // A_DAY)):
        newest = plan.first + plan.stories - 1 - back * A_DAY // 24
        reach = min(READ_STORIES, newest - plan.first + 1)
        for place in range(reach):
            yield newest - place, hour - timedelta(hours=back), 1 + chance.randrange(1 + 5000 // (place + 1))


if __name__ == "__main__":
    raise SystemExit(main())
