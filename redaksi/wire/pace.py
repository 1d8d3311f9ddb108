"""How fast one sender may deliver to us: a token bucket for each source, in the memory of one process."""

from __future__ import annotations

import math
import threading
import time

from redaksi.conf import config


class Pace:
    """`per_minute` deliveries a minute for each key, as many saved up; 0 limits nobody."""

    def __init__(self, per_minute: int) -> None:
        self.per_minute = per_minute
        self._held: dict[int, tuple[float, float]] = {}
        self._lock = threading.Lock()

    def wait(self, key: int, now: float | None = None) -> int:
        """Take one delivery; 0 if it may come, else how many seconds the sender has to wait."""
        if not self.per_minute:
            return 0
        now = time.monotonic() if now is None else now
        rate = self.per_minute / 60
        with self._lock:
            tokens, at = self._held.get(key, (float(self.per_minute), now))
            tokens = min(float(self.per_minute), tokens + (now - at) * rate)
            allowed = tokens >= 1
            self._held[key] = (tokens - 1 if allowed else tokens, now)
        return 0 if allowed else max(1, math.ceil((1 - tokens) / rate))


pace = Pace(config.push_per_minute)
