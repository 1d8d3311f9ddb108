"""The edge: the newsroom's only door, a process of its own that never imports Django.

A pressed page is answered from memory: a dictionary, a comparison with the mapped purge counter, negotiation, and
bytes that are ready. Everything else takes a longer way: files from disk, pages from the store or the application,
and what is not public straight through to the application.
"""

from __future__ import annotations

import asyncio
import contextlib
import resource
import signal
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import uvloop
from granian.constants import HTTPModes, Interfaces

from redaksi.delivery import vitals
from redaksi.delivery.edge_ads import PREFIX, Advertisements
from redaksi.delivery.edge_cache import Entry, Memory
from redaksi.delivery.edge_headers import SERVER, Forwarder, trusted_networks
from redaksi.delivery.edge_limits import FORM, PAGE, SEARCH, Bucket, Limited
from redaksi.delivery.edge_messages import RETRY_AFTER, TOO_MANY, UNAVAILABLE
from redaksi.delivery.edge_pages import Pages, Wanted
from redaksi.delivery.edge_server import EdgeServer
from redaksi.delivery.edge_static import Folder
from redaksi.delivery.edge_through import Through
from redaksi.delivery.journal import PurgeJournal
from redaksi.delivery.negotiate import QUERIES, best_encoding, matches, normal_query
from redaksi.delivery.reads import ReadCounter
from redaksi.delivery.store import PageStore
from redaksi.delivery.upstream import ApplicationDown, ApplicationFailed, Upstream

# Never stored, asked for with the client's own headers.
PRIVATE = ("/desk/", "/api/")
# Addresses in the desk that strangers may post to.
LOGIN = ("/desk/login", "/desk/password_reset")
KNOWN_ACCEPTS = 500
# Connections that wait to be let in; the system's own limit (somaxconn) may be lower.
BACKLOG = 4096
MOST_FILES, SPARE_FILES = 65_536, 512
HOUSEKEEPING = 1.0


@dataclass(frozen=True, slots=True)
class EdgeSettings:
    """What one edge process needs to know; sizes in bytes, times in seconds. `socket`: where the application
    listens; `trusted_proxies`: addresses or networks whose X-Forwarded-For and -Proto are believed; `limit_*`: what
    one client may ask of the application: pages a second, forms a minute, requests of the desk a second; 0: all.
    `surrogates`: pages name their keys and age to caches in front."""

    home: Path
    socket: Path
    secret: str
    host: str = "127.0.0.1"
    port: int = 8000
    base_url: str = ""
    memory: int = 64 * 2**20
    max_body: int = 2**30
    press_timeout: float = 10.0
    patience: float = 5.0
    flush_reads: float = 10.0
    trusted_proxies: str = ""
    limit_pages: int = 20
    limit_forms: int = 30
    limit_desk: int = 50
    surrogates: bool = False


class Edge:
    """The RSGI application."""

    def __init__(self, settings: EdgeSettings) -> None:
        self.settings = settings
        journal = PurgeJournal.at(settings.home)
        forwarder = Forwarder(
            settings.secret,
            settings.base_url,
            f"{settings.host}:{settings.port}",
            trusted_networks(settings.trusted_proxies),
        )
        self.forwarder = forwarder
        self.page_limit = Bucket(settings.limit_pages, settings.limit_pages * 10)
        self.form_limit = Bucket(settings.limit_forms / 60, settings.limit_forms)
        self.desk_limit = Bucket(settings.limit_desk, settings.limit_desk * 10)
        self.upstream = Upstream(settings.socket)
        self.memory = Memory(settings.memory)
        self.pages = Pages(
            PageStore.at(settings.home),
            journal,
            self.upstream,
            forwarder,
            self.memory,
            patience=settings.patience,
            timeout=settings.press_timeout,
            surrogates=settings.surrogates,
        )
        self.through = Through(self.upstream, forwarder, settings.home / "run" / "uploads", settings.max_body)
        self.folders = {
            "/static/": Folder(settings.home / "static", trusted=True),
            "/media/": Folder(settings.home / "media", trusted=False),
        }
        self.reads = ReadCounter(settings.home / "reads")
        self.ads = Advertisements(settings.home / "ads")
        self._entries = self.memory.entries
        self._counter = journal.counter
        self._accepts: dict[str | None, int] = {}
        self._housekeeping: asyncio.Task[None] | None = None

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._housekeeping = loop.create_task(self._keep_house())

    def __rsgi_del__(self, loop: asyncio.AbstractEventLoop) -> None:
        if self._housekeeping is not None:
            self._housekeeping.cancel()
        self.reads.flush(time.time())
        self.ads.flush(time.time())
        self.upstream.close()

    def answer_at_once(self, scope: Any, protocol: Any) -> bool:
        """Answer with a page that is known to be fresh; False: it takes more than that. Runs on the server's thread,
        beside the event loop: it reads what the loop writes, and writes nothing but an entry's own answers."""
        entry = self._entries.get(scope.path)
        if entry is None or entry.checked != self._counter[0] or scope.query_string:
            return False
        now = time.time()
        if now >= entry.soft_at or scope.method not in {"GET", "HEAD"}:
            return False
        self._answer(entry, scope, protocol, now)
        return True

    async def __rsgi__(self, scope: Any, protocol: Any) -> None:
        try:
            await self._other(scope, protocol)
        except (ApplicationDown, ApplicationFailed):
            _say(scope, protocol, 503, UNAVAILABLE, RETRY_AFTER)
        except Limited as limited:
            _say(scope, protocol, 429, TOO_MANY, limited.retry_after)

    def _answer(self, entry: Entry, scope: Any, protocol: Any, now: float) -> None:
        if now >= entry.renew_at:
            entry.renew(now)
        asked = scope.headers
        validator = asked.get("if-none-match")
        if validator is not None and matches(validator, entry.page.etag):
            protocol.response_empty(304, entry.not_modified)
            return
        accept = asked.get("accept-encoding")
        encoding = self._accepts.get(accept)
        if encoding is None:
            encoding = self._learn(accept)
        headers, body = entry.answer(encoding)
        if scope.method == "HEAD":
            protocol.response_empty(entry.page.status, [*headers, ("content-length", str(len(body)))])
            return
        protocol.response_bytes(entry.page.status, headers, body)
        if entry.story:
            self.reads.note(entry.story, asked.get("user-agent"))

    def _learn(self, accept: str | None) -> int:
        if len(self._accepts) >= KNOWN_ACCEPTS:
            self._accepts.clear()
        return self._accepts.setdefault(accept, best_encoding(accept))

    async def _other(self, scope: Any, protocol: Any) -> None:
        path, method = scope.path, scope.method
        if not path.startswith("/") or "\ufffd" in path or "\0" in path:
            protocol.response_str(400, [("content-type", "text/plain; charset=utf-8"), SERVER], "Bad request\n")
        elif path == "/healthz":
            headers = [("content-type", "text/plain"), ("cache-control", "no-store"), SERVER]
            protocol.response_str(200, headers, self._health(scope))
        elif path.startswith(PREFIX) and await self.ads.answer(scope, protocol, self._follow):
            return
        elif method not in {"GET", "HEAD"} or path.startswith(PRIVATE):
            self._limit_private(scope)
            await self.through.carry(scope, protocol)
        elif path.startswith(tuple(self.folders)):
            self._file(scope, protocol)
        else:
            await self._page(scope, protocol)

    async def _follow(self, scope: Any, protocol: Any) -> None:
        """A click on an advertisement: to the application, which knows where it leads."""
        self.page_limit.take(self.forwarder.client(scope), PAGE)
        await self.through.carry(scope, protocol)

    def _limit_private(self, scope: Any) -> None:
        client, is_safe = self.forwarder.client(scope), scope.method in {"GET", "HEAD"}
        if not is_safe and (scope.path.startswith(LOGIN) or not scope.path.startswith(PRIVATE)):
            self.form_limit.take(client, FORM)
        self.desk_limit.take(client)

    def _health(self, scope: Any) -> str:
        """`ok`; to the machine itself or a proxy of ours that asks for `?detail`, a word for each trouble as well."""
        if scope.query_string != "detail" or not self.forwarder.is_ours(self.forwarder.client(scope)):
            return "ok\n"
        return "\n".join(["ok", *vitals.troubles(self.settings.home, self.pages.journal, self.settings.socket), ""])

    async def _page(self, scope: Any, protocol: Any) -> None:
        path = scope.path
        wanted = Wanted(path, normal_query(path, scope.query_string))
        cost = SEARCH if wanted.query and path.rstrip("/") in QUERIES else PAGE
        entry = await self.pages.obtain(wanted, lambda: self.page_limit.take(self.forwarder.client(scope), cost))
        if entry is None:
            await self.through.carry(scope, protocol)
        else:
            self._answer(entry, scope, protocol, time.time())

    def _file(self, scope: Any, protocol: Any) -> None:
        asked, (_, top, name) = scope.headers, scope.path.split("/", 2)
        answer = self.folders[f"/{top}/"].answer(
            name, asked.get("accept-encoding"), asked.get("if-none-match"), asked.get("range")
        )
        if scope.method == "HEAD" or not answer.path:
            protocol.response_empty(answer.status, answer.headers)
        elif answer.status == 206:
            protocol.response_file_range(206, answer.headers, answer.path, answer.start, answer.end)
        else:
            protocol.response_file(answer.status, answer.headers, answer.path)

    async def _keep_house(self) -> None:
        """Now and then: hand on the reads, and look for what went on under our feet."""
        flushed = before = time.time()
        while True:
            await asyncio.sleep(min(HOUSEKEEPING, self.settings.flush_reads))
            now = time.time()
            if now < before - HOUSEKEEPING:
                self.memory.date(now)
                flushed = min(flushed, now)
            before = now
            if self.pages.journal.is_lost():
                # A disk that takes nothing now may take it the next time; until then we go by what we know.
                with contextlib.suppress(OSError):
                    self.pages.journal.recover()
                self._counter = self.pages.journal.counter
            if now - flushed >= self.settings.flush_reads:
                self.reads.flush(now)
                self.ads.flush(now)
                flushed = now


def _say(scope: Any, protocol: Any, status: int, page: bytes, retry_after: int) -> None:
    headers = [
        ("content-type", "text/html; charset=utf-8"),
        ("cache-control", "no-store"),
        ("retry-after", str(retry_after)),
        SERVER,
    ]
    if scope.method == "HEAD":
        protocol.response_empty(status, headers)
    else:
        protocol.response_bytes(status, headers, page)


def run(settings: EdgeSettings) -> None:
    """Serve until SIGTERM or SIGINT. Raises OSError where the address is taken."""
    uvloop.run(_serve(settings))


def _connections() -> int:
    """How many connections may be open at once: what the system gives, less what files and the application need.

    Most of them wait for a reader's next click; by its own rule the server would let no more in than its backlog.
    """
    files = resource.RLIMIT_NOFILE
    soft, hard = resource.getrlimit(files)
    wanted = MOST_FILES if hard == resource.RLIM_INFINITY else min(hard, MOST_FILES)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(files, (wanted, hard))
    return max(wanted - SPARE_FILES, SPARE_FILES)


async def _serve(settings: EdgeSettings) -> None:
    server = EdgeServer(
        Edge(settings),
        settings.host,
        settings.port,
        interface=Interfaces.RSGI,
        http=HTTPModes.http1,
        websockets=False,
        backlog=BACKLOG,
        backpressure=_connections(),
        log_enabled=False,
    )
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(number, server.stop)
    await server.run()
