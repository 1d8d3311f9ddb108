"""Readers as load: HTTP/1.1 over kept connections on loopback, at a rate that is held, bounded in time and count."""

from __future__ import annotations

import asyncio
import random
import re
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Tally:
    """What readers got: seconds of each answer, and what was no 200, by status (0: no answer)."""

    seconds: list[float] = field(default_factory=list)
    wrong: Counter[int] = field(default_factory=Counter)

    @property
    def errors(self) -> int:
        return self.wrong.total()

    def percentile(self, share: float) -> float:
        """Milliseconds below which `share` of the answers came; 0 where there was none."""
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000 if ordered else 0.0


class Reader:
    """One kept connection; gzip is asked for, as browsers do."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def connect(self) -> None:
        self._streams = await asyncio.open_connection("127.0.0.1", self.port)

    async def get(self, path: str, encoding: str = "gzip") -> tuple[int, bytes]:
        """Status and body as sent; raises OSError or EOFError where the connection fails."""
        await self._send(path, encoding)
        head, body = await self._receive()
        return int(head[9:12]), body

    async def _send(self, path: str, encoding: str) -> None:
        if self._streams is None:
            await self.connect()
        assert self._streams is not None
        fields = f"host: 127.0.0.1\r\naccept-encoding: {encoding}\r\nuser-agent: Mozilla/5.0"
        self._streams[1].write(f"GET {path} HTTP/1.1\r\n{fields}\r\n\r\n".encode())

    async def _receive(self) -> tuple[bytes, bytes]:
        assert self._streams is not None
        incoming = self._streams[0]
        try:
            head = await incoming.readuntil(b"\r\n\r\n")
            length = re.search(rb"^content-length: *(\d+)", head, re.MULTILINE | re.IGNORECASE)
            return head, await incoming.readexactly(int(length[1]) if length else 0)
        except (OSError, EOFError):
            self.close()
            raise

    def close(self) -> None:
        if self._streams is not None:
            self._streams[1].close()
            self._streams = None


async def ask(reader: Reader, path: str, tally: Tally, since: float | None = None) -> None:
    """One request into `tally`; its time counts from `since` (when it was due), so a queue is not left out."""
    began = time.monotonic() if since is None else since
    try:
        status, _ = await asyncio.wait_for(reader.get(path), 30)
    except (OSError, EOFError, TimeoutError):
        tally.wrong[0] += 1
        return
    tally.seconds.append(time.monotonic() - began)
    if status != 200:
        tally.wrong[status] += 1


async def steady(port: int, a_second: float, seconds: float, choose: Callable[[], tuple[str, Tally]]) -> None:
    """`a_second` requests for `seconds`, evenly, over 48 connections; `choose` names path and tally of each."""
    free = [Reader(port) for _ in range(48)]
    for reader in free:
        await reader.connect()
    waiting: asyncio.Queue[Reader] = asyncio.Queue()
    for reader in free:
        waiting.put_nowait(reader)
    running: set[asyncio.Task[None]] = set()

    async def one(path: str, tally: Tally, due: float) -> None:
        reader = await waiting.get()
        try:
            await ask(reader, path, tally, due)
        finally:
            waiting.put_nowait(reader)

    begun = time.monotonic()
    for number in range(int(a_second * seconds)):
        due = begun + number / a_second
        if (pause := due - time.monotonic()) > 0:
            await asyncio.sleep(pause)
        task = asyncio.create_task(one(*choose(), due))
        running.add(task)
        task.add_done_callback(running.discard)
    await asyncio.gather(*running)
    for reader in free:
        reader.close()


def zipf(items: list[str], chance: random.Random) -> Callable[[], str]:
    """Draws from `items`, the n-th 1/n as often as the first."""
    weights, total = [], 0.0
    for place in range(len(items)):
        total += 1 / (place + 1)
        weights.append(total)
    return lambda: chance.choices(items, cum_weights=weights)[0]
