"""A real edge in a process of its own, and behind it an application that tests steer. Loopback only."""

from __future__ import annotations

import asyncio
import http.client
import json
import os
import shutil
import signal
import socket
import socketserver
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from pathlib import Path

from redaksi.delivery.journal import PurgeJournal
from redaksi.delivery.store import Page, PageStore, compress, weak_etag

PROJECT = Path(__file__).resolve().parents[2]
SECRET = "a-shared-word"
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
PROGRAM = """
import json, sys
from pathlib import Path
from redaksi.delivery.edge import EdgeSettings, run
given = json.loads(sys.argv[1])
run(EdgeSettings(**given | {"home": Path(given["home"]), "socket": Path(given["socket"])}))
"""


@dataclass(frozen=True)
class Reply:
    """What an edge answered."""

    status: int
    headers: dict[str, str]
    body: bytes
    cookies: list[str] = field(default_factory=list)


@dataclass
class Asked:
    """What an edge asked the application."""

    method: str
    target: str
    headers: dict[str, str]
    body_bytes: int


@dataclass
class Answering:
    """How the application answers: a body (a string is made into a story page), and how it may be stored."""

    body: bytes = b"<!doctype html><p>Halaman pertama.</p>" + b"<p>Isi berita.</p>" * 200
    status: int = 200
    storable: bool = True
    stored: bool = True
    soft: int = 0
    hard: int = 0
    changed_at: float = 0.0
    gone_at: float = 0.0
    keys: tuple[str, ...] = ("story-1", "front")
    headers: tuple[tuple[str, str], ...] = ()
    wait: float = 0.0
    before_answer: Callable[[], object] = lambda: None


class Application:
    """An HTTP server on a unix socket that presses pages as the real one does; `answering` steers it."""

    def __init__(self, home: Path, path: Path) -> None:
        self.store, self.journal, self.path = PageStore.at(home), PurgeJournal.at(home), path
        self.answering = Answering()
        self.asked: list[Asked] = []
        self._server: socketserver.BaseServer | None = None
        self._connections: list[socket.socket] = []

    def start(self) -> None:
        application = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def handle_one_request(self) -> None:
                self.client_address = ("unix", 0)
                super().handle_one_request()

            def answer(self) -> None:
                application.answer(self)

            do_GET = do_POST = do_HEAD = do_PUT = answer

            def log_message(self, *_: object) -> None:
                pass

        class Server(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
            daemon_threads = True
            block_on_close = False
            request_queue_size = 128

            def process_request(self, request: socket.socket, client: object) -> None:
                application._connections.append(request)
                super().process_request(request, client)

            def handle_error(self, *_: object) -> None:
                pass

        self.path.unlink(missing_ok=True)
        self._server = Server(str(self.path), Handler)
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self) -> None:
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            while self._connections:
                with suppress(OSError):
                    self._connections.pop().shutdown(socket.SHUT_RDWR)
            self.path.unlink(missing_ok=True)
            self._server = None

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        generation, now = self.journal.generation(), self.answering
        given = {name.lower(): value for name, value in handler.headers.items()}
        left = total = int(given.get("content-length", 0))
        while left:
            left -= len(handler.rfile.read(min(left, 1 << 16)))
        self.asked.append(Asked(handler.command, handler.path, given, total))
        time.sleep(now.wait)
        now.before_answer()
        headers = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(now.body)))]
        headers += now.headers
        if now.storable and "x-redaksi-press" in given:
            headers += self._stamp(handler.path, generation, now)
        handler.send_response(now.status)
        for name, value in headers:
            handler.send_header(name, value)
        handler.end_headers()
        if handler.command != "HEAD":
            handler.wfile.write(now.body)

    def _stamp(self, target: str, generation: int, now: Answering) -> list[tuple[str, str]]:
        zipped, brotli = compress(now.body)
        page = Page(
            address=target,
            status=now.status,
            headers=(("content-type", "text/html; charset=utf-8"), ("cache-control", "max-age=0"), *now.headers),
            generation=generation,
            keys=now.keys,
            pressed_at=time.time(),
            soft=now.soft,
            hard=now.hard,
            etag=weak_etag(now.body),
            plain=now.body,
            gzip=zipped,
            brotli=brotli,
            changed_at=now.changed_at,
            gone_at=now.gone_at,
        )
        stamp = [
            ("X-Redaksi-Generation", str(generation)),
            ("X-Redaksi-Keys", " ".join(now.keys)),
            ("X-Redaksi-Soft", str(now.soft)),
            ("X-Redaksi-Hard", str(now.hard)),
            ("X-Redaksi-Changed-At", str(now.changed_at)),
            ("X-Redaksi-Gone-At", str(now.gone_at)),
        ]
        return [*stamp, ("X-Redaksi-Stored", "1")] if now.stored and self.store.put(page) else stamp


class House:
    """One newsroom's home with an application and any number of edges."""

    def __init__(self, home: Path, sockets: Path) -> None:
        self.home = home
        self.application = Application(home, sockets / "application.sock")
        self.journal, self.store = self.application.journal, self.application.store
        self.edges: list[subprocess.Popen[bytes]] = []
        self.port = 0

    def start_edge(self, port: int = 0, **settings: object) -> int:
        port = port or free_port()
        given = {
            "home": str(self.home),
            "socket": str(self.application.path),
            "secret": SECRET,
            "port": port,
            "patience": 0.3,
            "press_timeout": 2.0,
            "flush_reads": 0.2,
        }
        program = [sys.executable, "-c", PROGRAM, json.dumps(given | settings)]
        environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
        self.edges.append(subprocess.Popen(program, env=environment))
        until_true(lambda: self.get("/healthz", port=port).status == 200, 15)
        self.port = self.port or port
        return port

    def get(self, target: str, *, port: int = 0, method: str = "GET", **headers: str) -> Reply:
        return ask(
            port or self.port, target, method, {name.replace("_", "-"): value for name, value in headers.items()}
        )

    def close(self) -> None:
        self.application.stop()
        for edge in self.edges:
            edge.send_signal(signal.SIGTERM)
        for edge in self.edges:
            edge.wait(10)


@contextmanager
def house(home: Path) -> Iterator[House]:
    """A house whose socket has a short name, wherever `home` is."""
    sockets = Path(tempfile.mkdtemp(prefix="redaksi-"))
    built = House(home, sockets)
    try:
        yield built
    finally:
        built.close()
        shutil.rmtree(sockets)


def ask(
    port: int, target: str, method: str = "GET", headers: dict[str, str] | None = None, body: object = None
) -> Reply:
    """One request on a connection of its own, target and headers exactly as given."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.putrequest(method, target, skip_accept_encoding=True)
        for name, value in (headers or {}).items():
            connection.putheader(name, value)
        connection.endheaders(body)  # type: ignore[arg-type]
        got = connection.getresponse()
        raw = got.read()
        return Reply(
            got.status, {k.lower(): v for k, v in got.getheaders()}, raw, got.headers.get_all("set-cookie") or []
        )
    finally:
        connection.close()


async def ask_at_once(port: int, target: str, times: int) -> list[bytes]:
    """The same request on `times` connections at once; returns whole answers."""

    async def one() -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(f"GET {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        answer = await reader.read()
        writer.close()
        await writer.wait_closed()
        return answer

    return await asyncio.gather(*(one() for _ in range(times)))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until_true(condition: Callable[[], bool], seconds: float = 5.0) -> None:
    """Wait for `condition`; OSError counts as not yet."""
    until = time.monotonic() + seconds
    while True:
        try:
            if condition():
                return
        except OSError:
            pass
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.02)
