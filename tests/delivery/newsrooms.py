"""Whole newsrooms for tests: `redaksi serve` as an operator starts it, and a desk that publishes when told to."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from redaksi.delivery.journal import PurgeJournal
from tests.delivery.house import PROJECT, Reply, ask, free_port, until_true

DESK = """
import django; django.setup()
import json, sys
from datetime import timedelta
from django.utils import timezone
from tests.factories import make_story, publish
from redaksi.accountability.actions import withdraw
from redaksi.stories.models import Story
for line in sys.stdin:
    word, value = json.loads(line)
    if word == "publish":
        story = make_story(value)
    elif word == "correct":
        story = Story.objects.get(pk=value[0])
        story.headline = value[1]
        story = publish(story)
    elif word == "expire":
        story = Story.objects.get(pk=value[0])
        story.expire_at = timezone.now() + timedelta(seconds=value[1])
        story = publish(story)
    else:
        story = Story.objects.get(pk=value)
        withdraw(story, "sara", "Sebab.", None)
    print(json.dumps([story.pk, story.get_absolute_url()]), flush=True)
"""


class Newsroom:
    """One machine: a home, its processes behind one port, and a desk."""

    def __init__(self, home: Path, port: int = 0, before: tuple[str, ...] = (), **settings: str) -> None:
        self.home, self.port, self.before = home, port or free_port(), before
        self.environ = {
            **os.environ,
            "REDAKSI_HOME": str(home),
            "REDAKSI_PORT": str(self.port),
            "DJANGO_SETTINGS_MODULE": "redaksi.settings",
            **settings,
        }
        self.served: subprocess.Popen[bytes] | None = None
        self.desk: subprocess.Popen[str] | None = None

    def prepare(self) -> None:
        self._run("-m", "redaksi", "prepare")

    def serve(self) -> None:
        self.served = subprocess.Popen(
            [*self.before, sys.executable, "-m", "redaksi", "serve"], env=self.environ, cwd=PROJECT
        )
        until_true(lambda: self.get("/").status == 200, 90)

    def get(self, target: str, **headers: str) -> Reply:
        return ask(self.port, target, headers={name.replace("_", "-"): value for name, value in headers.items()})

    def act(self, word: str, value: Any) -> tuple[int, str]:
        """Have the desk `publish` a headline, `correct` (id, headline), `expire` (id, seconds) or `withdraw` an id;
        returns (id, address)."""
        if self.desk is None or self.desk.poll() is not None:
            self._close_desk()
            self.desk = subprocess.Popen(
                [sys.executable, "-c", DESK],
                env=self.environ,
                cwd=PROJECT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        assert self.desk.stdin is not None
        assert self.desk.stdout is not None
        self.desk.stdin.write(json.dumps([word, value]) + "\n")
        self.desk.stdin.flush()
        line = self.desk.stdout.readline()
        if not line:
            raise BrokenPipeError("the desk ended")
        pk, address = json.loads(line)
        return int(pk), str(address)

    def family(self) -> dict[str, int]:
        """The newsroom's processes by name."""
        assert self.served is not None
        return {name: pid for pid, name in descendants(self.served.pid).items()}

    def generation(self) -> int:
        return PurgeJournal.at(self.home).generation()

    def seconds_until_shown(self, text: str, path: str = "/", since: float = 0.0) -> float:
        since = since or time.monotonic()
        until_true(lambda: text.encode() in self.get(path).body, 20)
        return time.monotonic() - since

    def stop(self) -> None:
        self._close_desk()
        if self.served is not None:
            family = descendants(self.served.pid)
            self.served.send_signal(signal.SIGTERM)
            with suppress(subprocess.TimeoutExpired):
                self.served.wait(20)
            for pid in family:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            self.served = None

    def _close_desk(self) -> None:
        if self.desk is not None:
            self.desk.kill()
            # What was said to a desk that is gone cannot be handed on any more.
            with suppress(BrokenPipeError):
                self.desk.communicate()
            self.desk = None

    def _run(self, *words: str) -> None:
        done = subprocess.run([sys.executable, *words], env=self.environ, cwd=PROJECT, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr


@contextmanager
def newsroom(home: Path, **settings: Any) -> Iterator[Newsroom]:
    """A newsroom that serves; its home is prepared already."""
    built = Newsroom(home, **settings)
    try:
        built.serve()
        yield built
    finally:
        built.stop()


def descendants(top: int) -> dict[int, str]:
    """Every process below `top`, by name."""
    parents: dict[int, tuple[int, str, str]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            name, _, rest = stat.read_text().partition("(")[2].rpartition(")")
            parents[int(stat.parent.name)] = (int(rest.split()[1]), name, rest.split()[0])
    found: dict[int, str] = {}
    frontier = {top}
    while frontier:
        frontier = {pid for pid, (parent, _, state) in parents.items() if parent in frontier and state != "Z"}
        found |= {pid: parents[pid][1] for pid in frontier}
    return found
