"""Where a page comes from: memory, the store, or the application, asked once for all who wait. Imports no Django.

Changed: the next reader waits for the new page; the old one is shown only while the application fails.
Gone: the old page is never shown again. Aged: the old page is shown and one refresh runs behind it.
A page names the moments at which it becomes changed or gone by itself: those hold though every other process died.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import quote

from redaksi.delivery import edge_headers
from redaksi.delivery.edge_cache import Entry, Memory
from redaksi.delivery.edge_headers import Forwarder
from redaksi.delivery.edge_presses import Presses, Ticket
from redaksi.delivery.journal import PurgeJournal, PurgeView
from redaksi.delivery.store import Page, PageStore, address_of, compress, weak_etag
from redaksi.delivery.upstream import Answer, ApplicationDown, ApplicationFailed, Ask, Upstream

LARGEST_PAGE = 8 * 2**20
SAFE = "/!$&'()*+,;=:@~"
# For how long an address that the application did not let us store is passed through without asking again.
PASS_SECONDS = 60.0
MOST_PASSED = 10_000
RETRY_SECONDS = 5.0

Verdict = Literal["fresh", "aged", "changed", "gone"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A public page by its decoded path and normalised query."""

    path: str
    query: str = ""

    @property
    def address(self) -> str:
        """The page's key in the store."""
        return address_of(self.path, self.query)

    @property
    def target(self) -> str:
        """The request target by which the application is asked."""
        return address_of(quote(self.path, safe=SAFE), self.query)

    @property
    def family(self) -> str:
        """Pages that are passed through together: all queries of a path, apart from the path without one."""
        return f"{self.path}?" if self.query else self.path


@dataclass(frozen=True, slots=True)
class Flight:
    """One request to the application, for everybody who waits for its page; None: it may not be stored."""

    generation: int
    ticket: Ticket
    task: asyncio.Task[Entry | None]


@dataclass(slots=True)
class Pages:
    """The pages of one edge process. `patience`: seconds to wait for an application that is not there (yet), where
    there is nothing else to show; `timeout`: seconds for it to answer; `surrogates`: pages name their keys to caches
    in front; `presses`: which pages are asked for at once."""

    store: PageStore
    journal: PurgeJournal
    upstream: Upstream
    forwarder: Forwarder
    memory: Memory
    patience: float = 5.0
    timeout: float = 10.0
    surrogates: bool = False
    presses: Presses = field(default_factory=Presses)
    _view: PurgeView = field(init=False)
    _flights: dict[str, Flight] = field(init=False, default_factory=dict)
    _passed: dict[str, float] = field(init=False, default_factory=dict)
    _slow_until: float = field(init=False, default=0.0)

    def __post_init__(self) -> None:
        self._view = self.journal.view()

    async def obtain(self, wanted: Wanted, admit: Callable[[], None] = lambda: None) -> Entry | None:
        """The page for a reader who asks now; None where the request must be passed through as it is.

        `admit` is called before the application is made to work for a page that nobody has, and may raise. Raises
        ApplicationDown or ApplicationFailed where there is nothing that may be shown.
        """
        if self._is_passed(wanted):
            admit()
            return None
        entry = self._find(wanted.address)
        if entry is not None and (verdict := self._judge(entry)) != "gone":
            if verdict == "fresh":
                return entry
            if verdict == "aged" or self._is_hopeless(entry):
                self._refresh(entry, wanted)
                return entry
        if entry is None and wanted.address not in self._flights:
            admit()
        try:
            return await self._newer(wanted, patience=0.0 if entry else self.patience)
        except (ApplicationDown, ApplicationFailed) as error:
            # While we waited the page may have been withdrawn.
            if entry is None or self._judge(entry) == "gone":
                raise
            entry.retry = (time.time() + RETRY_SECONDS / 2, self.journal.generation())
            if isinstance(error.__cause__, TimeoutError):
                self._slow_until = time.time() + RETRY_SECONDS
            return entry

    def _find(self, address: str) -> Entry | None:
        """The entry in memory, or what the store holds where that is newer (another process may have pressed it);
        None where neither may be shown."""
        held = self.memory.entries.get(address)
        if held is not None and self._judge(held) in {"fresh", "aged"}:
            return held
        page = self.store.get(address)
        if page is not None and (held is None or _order(page) > _order(held.page)):
            held = Entry(page, time.time(), self.surrogates)
            self.memory.put(held)
        if held is not None and self._judge(held) == "gone":
            self.memory.drop(address)
            self.store.delete(address)
            return None
        return held

    def _judge(self, entry: Entry) -> Verdict:
        counter, now = self.journal.generation(), time.time()
        if now >= entry.gone_at:
            return "gone"
        if entry.checked != counter:
            # A journal that cannot be read now is read at the next request; until then we go by what we know.
            with contextlib.suppress(OSError):
                self._view.refresh()
            freshness = self._view.judge(entry.page.generation, entry.page.keys)
            if freshness != "fresh":
                return freshness
            entry.checked = self._view.generation
        if now < entry.soft_at:
            return "fresh"
        return "aged" if now < min(entry.hard_at, entry.changed_at) else "changed"

    def _is_hopeless(self, entry: Entry) -> bool:
        """Whether asking for this page failed a moment ago and nothing was published since."""
        now = time.time()
        until, generation = entry.retry
        return now < self._slow_until or (now < until and generation == self.journal.generation())

    def _is_passed(self, wanted: Wanted) -> bool:
        return time.time() < self._passed.get(wanted.family, 0.0)

    async def _newer(self, wanted: Wanted, patience: float) -> Entry | None:
        arrived = self.journal.generation()
        for _ in range(3):
            flight = self._flight(wanted, patience, urgent=True)
            entry = await asyncio.shield(flight.task)
            if entry is None:
                return None
            verdict = self._judge(entry)
            # Purged again while it was rendered: good enough for who came before that purge, not for who came after.
            if verdict in {"fresh", "aged"} or (verdict == "changed" and flight.generation >= arrived):
                return entry
        raise ApplicationFailed("the page was withdrawn while it was rendered")

    def _refresh(self, entry: Entry, wanted: Wanted) -> None:
        if not self._is_hopeless(entry):
            entry.retry = (time.time() + RETRY_SECONDS, self.journal.generation())
            self._flight(wanted, 0.0, urgent=False)

    def _flight(self, wanted: Wanted, patience: float, *, urgent: bool) -> Flight:
        address = wanted.address
        flight = self._flights.get(address)
        if flight is None:
            ticket = Ticket(urgent)
            task = asyncio.create_task(self._press(wanted, patience, ticket))
            flight = self._flights[address] = Flight(self.journal.generation(), ticket, task)
            task.add_done_callback(lambda done: self._land(address, done))
        elif urgent:
            self.presses.hasten(flight.ticket)
        return flight

    def _land(self, address: str, task: asyncio.Task[Entry | None]) -> None:
        self._flights.pop(address, None)
        if not task.cancelled():
            task.exception()

    async def _press(self, wanted: Wanted, patience: float, ticket: Ticket) -> Entry | None:
        ask = Ask("GET", wanted.target, self.forwarder.for_press(), timeout=self.timeout)
        async with self.presses.place(ticket), await self._ask(ask, patience) as answer:
            if answer.status >= 500:
                raise ApplicationFailed(f"the application answered {answer.status}")
            stamp = Stamp.of(answer)
            if stamp is None:
                self._pass(wanted)
                return None
            body = await answer.read(LARGEST_PAGE)
            page = self.store.get(wanted.address) if stamp.stored else None
            if page is None or page.generation < stamp.generation:
                page = await asyncio.to_thread(stamp.page, wanted.address, answer, body)
        entry = Entry(page, time.time(), self.surrogates)
        self.memory.put(entry)
        return entry

    async def _ask(self, ask: Ask, patience: float) -> Answer:
        until = time.monotonic() + patience
        while True:
            try:
                return await self.upstream.ask(ask)
            except ApplicationDown:
                if time.monotonic() >= until:
                    raise
            await asyncio.sleep(0.1)

    def _pass(self, wanted: Wanted) -> None:
        if len(self._passed) >= MOST_PASSED:
            self._passed.clear()
        self._passed[wanted.family] = time.time() + PASS_SECONDS


def _order(page: Page) -> tuple[int, float]:
    """Of two pages at one address the greater is the newer: by what was purged before, then by the clock."""
    return page.generation, page.pressed_at


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the application says about an answer that may be stored."""

    generation: int
    keys: tuple[str, ...]
    soft: int
    hard: int
    stored: bool
    changed_at: float = 0.0
    gone_at: float = 0.0

    @classmethod
    def of(cls, answer: Answer) -> Stamp | None:
        """The stamp on `answer`; None where it must not be stored: no stamp, a cookie, or private."""
        generation = answer.header(edge_headers.GENERATION)
        control = (answer.header("cache-control") or "").lower()
        if generation is None or answer.header("set-cookie") or "no-store" in control or "private" in control:
            return None
        try:
            return cls(
                generation=int(generation),
                keys=tuple((answer.header(edge_headers.KEYS) or "").split()),
                soft=int(answer.header(edge_headers.SOFT) or 0),
                hard=int(answer.header(edge_headers.HARD) or 0),
                stored=answer.header(edge_headers.STORED) == "1",
                changed_at=float(answer.header(edge_headers.CHANGED_AT) or 0),
                gone_at=float(answer.header(edge_headers.GONE_AT) or 0),
            )
        except ValueError:
            return None

    def page(self, address: str, answer: Answer, body: bytes) -> Page:
        """The page where the store does not have it (a full disk): lightly compressed, kept in memory only."""
        kind = answer.header("content-type") or "application/octet-stream"
        zipped = compress(body, kind, gzip_level=1, brotli_quality=0)[0]
        return Page(
            address=address,
            status=answer.status,
            headers=tuple(edge_headers.to_client(answer.headers)),
            generation=self.generation,
            keys=self.keys,
            pressed_at=time.time(),
            soft=self.soft,
            hard=self.hard,
            etag=weak_etag(body),
            plain=body,
            gzip=zipped,
            changed_at=self.changed_at,
            gone_at=self.gone_at,
        )
