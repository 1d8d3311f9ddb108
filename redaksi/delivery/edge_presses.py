"""Who asks the application for a page next: pages that readers wait for, then refreshes. Imports no Django.

A thousand pages that aged in a quiet hour are refreshed one by one when readers come back; without an order among
them, a story published at that moment would be seen seconds later.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


@dataclass(eq=False, slots=True)
class Ticket:
    """A place in the queue; `urgent` where a reader waits for the page."""

    urgent: bool
    called: asyncio.Event = field(default_factory=asyncio.Event)


class Presses:
    """At most `most` pages are asked for at once, of which at most `behind` that nobody waits for."""

    def __init__(self, most: int = 3, behind: int = 1) -> None:
        self._most, self._behind = most, behind
        # Dictionaries for their order: who came first is called first.
        self._urgent: dict[Ticket, None] = {}
        self._idle: dict[Ticket, None] = {}
        self._running: set[Ticket] = set()

    @asynccontextmanager
    async def place(self, ticket: Ticket) -> AsyncIterator[None]:
        """Wait for the turn of `ticket` and hold it until the block ends."""
        (self._urgent if ticket.urgent else self._idle)[ticket] = None
        self._call()
        try:
            await ticket.called.wait()
            yield
        finally:
            self._forget(ticket)
            self._running.discard(ticket)
            self._call()

    def hasten(self, ticket: Ticket) -> None:
        """A reader has come who waits for this page."""
        if ticket.urgent:
            return
        ticket.urgent = True
        if ticket in self._idle:
            del self._idle[ticket]
            self._urgent[ticket] = None
        self._call()

    def _call(self) -> None:
        while len(self._running) < self._most and (ticket := self._next()):
            self._forget(ticket)
            self._running.add(ticket)
            ticket.called.set()

    def _next(self) -> Ticket | None:
        ticket = next(iter(self._urgent), None)
        if ticket is None and sum(not running.urgent for running in self._running) < self._behind:
            ticket = next(iter(self._idle), None)
        return ticket

    def _forget(self, ticket: Ticket) -> None:
        self._urgent.pop(ticket, None)
        self._idle.pop(ticket, None)
