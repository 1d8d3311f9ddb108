"""Keeps the page store of this machine within its bound: a thread of the worker, as the walk takes long."""

from __future__ import annotations

import logging
import threading

from redaksi.conf import config
from redaksi.delivery.store import PageStore

logger = logging.getLogger(__name__)
FIRST_SECONDS = 600.0
EVERY_SECONDS = 6 * 3600.0


class Sweeper(threading.Thread):
    """Sweeps `first` seconds after it was started and then every `every` seconds, until `stop()`."""

    def __init__(self, first: float = FIRST_SECONDS, every: float = EVERY_SECONDS) -> None:
        super().__init__(name="sweeper", daemon=True)
        self.first, self.every = first, every
        self.stopped = threading.Event()

    def run(self) -> None:
        pause = self.first
        while not self.stopped.wait(pause):
            pause = self.every
            try:
                removed = PageStore.at(config.home).sweep(config.store_bytes)
            except OSError:
                logger.exception("the page store could not be swept")
                continue
            if removed:
                logger.info("removed %s files from the page store", removed)

    def stop(self) -> None:
        self.stopped.set()
        self.join(timeout=5)
