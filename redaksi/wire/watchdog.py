"""Cutting connections off when the time is up, whatever the other side drips.

Time-outs of sockets count from the last byte: a sender who sends one now and then (in a handshake, a head, a body)
would never meet them. A watched connection is shut down at its moment; who reads from it finds its end.
"""

from __future__ import annotations

import contextlib
import socket
import threading
from types import TracebackType


class Watchdog:
    """`with Watchdog(seconds) as dog: dog.watch(connection)`; `bit` says whether the time ran out."""

    def __init__(self, seconds: float) -> None:
        self.bit = False
        self._watched: list[socket.socket] = []
        self._lock = threading.Lock()
        self._timer = threading.Timer(seconds, self._bite)
        self._timer.daemon = True

    def watch(self, connection: socket.socket) -> None:
        """Shut this connection down, too, when the time is up; at once if it was up already."""
        # A copy of its own: wrapping a connection into TLS takes it out of the object that we were given.
        with self._lock:
            self._watched.append(connection.dup())
        if self.bit:
            self._bite()

    def __enter__(self) -> Watchdog:
        self._timer.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._timer.cancel()
        with self._lock:
            for connection in self._watched:
                connection.close()
            self._watched.clear()

    def _bite(self) -> None:
        self.bit = True
        with self._lock:
            for connection in self._watched:
                # It may have ended by itself.
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
