"""The purge journal: how every process that serves pages learns, at once, what a change made old. Imports no Django.

A purge appends one line to a file under a lock, then raises a counter that all processes map: the writer has
done both before the editor gets an answer. A reader looks at the counter (a memory read) and reads the new lines
only when it moved. Generations grow with the clock (unix milliseconds), so even a counter lost in a power cut
never repeats an old one.

A page carries the generation read before its first query. It is fresh while none of its keys was purged later:
a purge during rendering makes the page old by itself.
"""

from __future__ import annotations

import fcntl
import json
import mmap
import os
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

EVERYTHING = "*"
COMPACT_FROM_BYTES = 4 * 2**20
KEPT_KEYS = 50_000

Freshness = Literal["fresh", "changed", "gone"]


class PurgeJournal:
    """One journal in `folder` (files `purges` and `generation`); safe for several processes and threads at once.

    `counter[0]` is the mapped generation, for the edge's hot path.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self._lines = self.folder / "purges"
        self._mapped = self.folder / "generation"
        self.counter, self._counter_inode = _map_counter(self._mapped)
        self._compacted_size = 0
        try:
            self._finish()
        except OSError:
            # A disk that takes nothing: what was written can be read all the same.
            if not self._lines.exists():
                raise

    @classmethod
    def at(cls, home: Path) -> PurgeJournal:
        """The journal of the newsroom whose data is in `home`."""
        return cls(home / "journal")

    def generation(self) -> int:
        """The newest purge; read it before a page's first query. A memory read, no system call."""
        return int(self.counter[0])

    def _finish(self) -> None:
        """A writer killed between its line and the counter: what it wrote becomes visible now."""
        with self._locked() as file:
            newest = max((row["generation"] for row in _rows(_read(file))), default=0)
            if newest > self.counter[0]:
                self.counter[0] = newest

    def is_lost(self) -> bool:
        """Whether the mapped counter is no longer the one in the folder: somebody removed it from under us."""
        try:
            return self._mapped.stat().st_ino != self._counter_inode
        except OSError:
            return True

    def recover(self) -> None:
        """Map the counter that is in the folder, making folder, journal and counter anew where they are not.

        A journal that was lost knows nothing: every older page is gone. Raises OSError where it cannot be written.
        """
        with self._locked():
            pass

    def purge(self, keys: Iterable[str], *, gone: bool = False) -> int:
        """Make every page that carries one of `keys` old, in all processes at once; returns the new generation.

        `gone` pages are never served again, not even while the application is down. The key "*" means every
        page. The line is on disk when this returns. Raises OSError where the journal cannot be written: the
        caller keeps its outbox row and tries again.
        """
        wanted = sorted(set(keys))
        if not wanted:
            return self.generation()
        with self._locked() as file:
            generation = self._next()
            _append(file, {"generation": generation, "kind": "gone" if gone else "changed", "keys": wanted})
            self.counter[0] = generation
            size = os.fstat(file).st_size
        if size > COMPACT_FROM_BYTES + 2 * self._compacted_size:
            self.compact()
        return generation

    def compact(self, kept_keys: int = KEPT_KEYS) -> None:
        """Rewrite the journal with one line per generation still needed.

        All gone keys stay. Of the changed ones the newest `kept_keys` stay; what is older than those becomes the
        floor, and every page pressed before the floor counts as changed.
        """
        with self._locked() as file:
            known = Purges()
            known.take(_read(file))
            rows = list(_compacted(known, kept_keys))
            beside = self._lines.with_name("purges~")
            with beside.open("wb") as out:
                out.write(b"".join(_line(row) for row in rows))
                out.flush()
                os.fsync(out.fileno())
                self._compacted_size = out.tell()
            beside.replace(self._lines)
            # The counter moves so that every reader looks, sees another file, and reads it whole.
            self.counter[0] = self._next()

    def view(self) -> PurgeView:
        """A reader of this journal."""
        return PurgeView(self)

    def open_lines(self) -> int:
        """A descriptor of the journal's lines, for reading."""
        return os.open(self._lines, os.O_RDONLY | os.O_CLOEXEC)

    def is_current(self, lines: int) -> bool:
        """Whether the descriptor `lines` is still the journal, and no compacted file took its place."""
        try:
            return os.fstat(lines).st_ino == self._lines.stat().st_ino
        except FileNotFoundError:
            return False

    @contextmanager
    def _locked(self) -> Iterator[int]:
        while True:
            self.folder.mkdir(parents=True, exist_ok=True)
            file = os.open(self._lines, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o644)
            try:
                fcntl.flock(file, fcntl.LOCK_EX)
                # Between opening and locking another process may have put a compacted file in its place.
                if self.is_current(file):
                    self._map_again()
                    self._begin(file)
                    yield file
                    return
            finally:
                os.close(file)

    def _map_again(self) -> None:
        if not self.is_lost():
            return
        fresh, inode = _map_counter(self._mapped)
        highest = max(fresh[0], self.counter[0]) + 1
        fresh[0] = highest
        # Who still maps the lost file sees that something moved, and looks.
        self.counter[0] = highest
        self.counter, self._counter_inode = fresh, inode

    def _begin(self, file: int) -> None:
        """A journal that is new, or was lost, knows nothing of older pages: none of them may be served."""
        if os.fstat(file).st_size == 0:
            generation = self._next()
            _append(file, {"generation": generation, "kind": "gone", "keys": [EVERYTHING]})
            self.counter[0] = generation

    def _next(self) -> int:
        return max(self.generation() + 1, time.time_ns() // 1_000_000)


class Purges:
    """What the journal's lines say: when each key was last purged."""

    def __init__(self) -> None:
        self.floor = 0
        self.changed: dict[str, int] = {}
        self.gone: dict[str, int] = {}

    def take(self, lines: bytes) -> None:
        """Apply journal lines; a torn one is passed over."""
        for row in _rows(lines):
            generation = row["generation"]
            if row["kind"] == "floor":
                self.floor = max(self.floor, generation)
                continue
            known = self.gone if row["kind"] == "gone" else self.changed
            for key in row["keys"]:
                known[key] = max(known.get(key, 0), generation)

    def judge(self, generation: int, keys: Iterable[str]) -> Freshness:
        """Whether a page pressed at `generation` with `keys` is fresh, changed or gone."""
        names = (*keys, EVERYTHING)
        if any(self.gone.get(key, 0) > generation for key in names):
            return "gone"
        if generation < self.floor or any(self.changed.get(key, 0) > generation for key in names):
            return "changed"
        return "fresh"


class PurgeView(Purges):
    """The journal as one process reads it; not for several threads at once."""

    _lines = -1

    def __init__(self, journal: PurgeJournal) -> None:
        super().__init__()
        self.journal = journal
        self.generation = 0
        # Held open: its inode number cannot go to another file while we compare by it.
        self._lines = journal.open_lines()
        self._offset = 0
        self.refresh()

    def refresh(self) -> None:
        """Read what was purged since the last call; cheap where nothing was. Raises OSError where it cannot."""
        counter = self.journal.generation()
        if counter == self.generation:
            return
        if not self.journal.is_current(self._lines):
            newer = self.journal.open_lines()
            os.close(self._lines)
            self._lines, self._offset = newer, 0
        os.lseek(self._lines, self._offset, os.SEEK_SET)
        data = _read_on(self._lines)
        whole = data[: data.rfind(b"\n") + 1]
        self._offset += len(whole)
        self.take(whole)
        self.generation = counter

    def __del__(self) -> None:
        if self._lines >= 0:
            os.close(self._lines)


def _map_counter(path: Path) -> tuple[memoryview, int]:
    """(the counter, the file's inode number); for reading only where the disk takes nothing."""
    try:
        file, access = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644), mmap.ACCESS_WRITE
    except OSError:
        file, access = os.open(path, os.O_RDONLY | os.O_CLOEXEC), mmap.ACCESS_READ
    try:
        if os.fstat(file).st_size < 8:
            os.truncate(file, 8)
        return memoryview(mmap.mmap(file, 8, access=access)).cast("Q"), os.fstat(file).st_ino
    finally:
        os.close(file)


def _compacted(known: Purges, kept_keys: int) -> Iterator[dict[str, object]]:
    newest = sorted(known.changed.items(), key=lambda item: item[1], reverse=True)
    floor = max(known.floor, newest[kept_keys][1] if len(newest) > kept_keys else 0)
    if floor:
        yield {"generation": floor, "kind": "floor", "keys": []}
    for kind, items in (("gone", list(known.gone.items())), ("changed", newest[:kept_keys])):
        by_generation: dict[int, list[str]] = {}
        for key, generation in items:
            by_generation.setdefault(generation, []).append(key)
        for generation, keys in sorted(by_generation.items()):
            yield {"generation": generation, "kind": kind, "keys": keys}


def _line(row: dict[str, object]) -> bytes:
    return json.dumps(row, separators=(",", ":")).encode() + b"\n"


def _append(file: int, row: dict[str, object]) -> None:
    line = _line(row)
    size = os.fstat(file).st_size
    # A line torn by a power cut must not swallow this one.
    if size and os.pread(file, 1, size - 1) != b"\n":
        line = b"\n" + line
    while line:
        line = line[os.write(file, line) :]
    os.fdatasync(file)


def _rows(lines: bytes) -> Iterator[dict[str, Any]]:
    for line in lines.splitlines():
        try:
            row = json.loads(line)
            complete = isinstance(row["generation"], int) and row["kind"] in {"changed", "gone", "floor"}
        except (ValueError, TypeError, KeyError):
            continue
        if complete and isinstance(row.get("keys"), list):
            yield row


def _read(file: int) -> bytes:
    os.lseek(file, 0, os.SEEK_SET)
    return _read_on(file)


def _read_on(file: int) -> bytes:
    parts = []
    while part := os.read(file, 1 << 20):
        parts.append(part)
    return b"".join(parts)
