"""One at a time for each name, within a process: who comes second waits and finds the work done."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Turns:
    """Locks by name that exist only while somebody holds or awaits them."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._locks: dict[str, tuple[threading.Lock, int]] = {}

    @contextmanager
    def turn(self, name: str, seconds: float) -> Iterator[bool]:
        """Wait for the turn of `name`, at most `seconds`, then go on without it; yields whether there was a wait."""
        lock = self._enter(name)
        taken = lock.acquire(blocking=False)
        waited = not taken
        if waited:
            taken = lock.acquire(timeout=seconds)
        try:
            yield waited
        finally:
            if taken:
                lock.release()
            self._leave(name)

    def _enter(self, name: str) -> threading.Lock:
        with self._guard:
            lock, users = self._locks.get(name, (threading.Lock(), 0))
            self._locks[name] = (lock, users + 1)
            return lock

    def _leave(self, name: str) -> None:
        with self._guard:
            lock, users = self._locks[name]
            if users == 1:
                del self._locks[name]
            else:
                self._locks[name] = (lock, users - 1)
