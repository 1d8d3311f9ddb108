"""An agency that misbehaves by address, on loopback; what it does can be changed while it runs."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from redaksi.wire.fetch import Policy

FEED = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Kabar Contoh</title>
<link>http://kabar.example/</link><description>Kabar</description><language>id</language>{links}
{items}</channel></rss>"""
ITEM = """<item><title>{title}</title><guid isPermaLink="false">{guid}</guid><link>http://kabar.example/{guid}</link>
<pubDate>Thu, 19 Nov 2026 18:00:00 +0700</pubDate><description>{text}</description></item>"""


def feed(*titles: str, links: str = "") -> bytes:
    """An RSS feed with these headlines."""
    items = [ITEM.format(title=title, guid=f"kc-{title[:12]}", text=f"{title} hari ini.") for title in titles]
    return FEED.format(items="".join(items), links=links).encode()


class Provider:
    """Answers by path; `answers[path]` is a function of the handler, `asked` holds (method, path, headers, body)."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self.asked: list[tuple[str, str, dict[str, str], bytes]] = []
        self.answers: dict[str, Callable[[BaseHTTPRequestHandler], None]] = dict(MISDEEDS)

    def headers(self) -> dict[str, str]:
        """Headers of the last request, names in lower case."""
        return self.asked[-1][2]


def send(handler: BaseHTTPRequestHandler, status: int, data: bytes = b"", **headers: str) -> None:
    handler.send_response(status)
    for name, value in ({"Content-Length": str(len(data))} | headers).items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(data)


def good(data: bytes, **headers: str) -> Callable[[BaseHTTPRequestHandler], None]:
    return lambda handler: send(handler, 200, data, **headers)


def status(code: int, **headers: str) -> Callable[[BaseHTTPRequestHandler], None]:
    return lambda handler: send(handler, code, b"", **headers)


def _slow(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(30):
        try:
            handler.wfile.write(b"." * 10)
            handler.wfile.flush()
        except OSError:
            return
        time.sleep(0.1)


def _silent(handler: BaseHTTPRequestHandler) -> None:
    time.sleep(1.5)


def _dripping_head(handler: BaseHTTPRequestHandler) -> None:
    for byte in b"HTTP/1.1 200 OK\r\nX-Long: " + b"a" * 60:
        try:
            handler.wfile.write(bytes([byte]))
            handler.wfile.flush()
        except OSError:
            return
        time.sleep(0.1)


def _dripping_body(handler: BaseHTTPRequestHandler) -> None:
    """No length and no end: what came when it is cut off must not pass for the whole."""
    handler.send_response(200)
    handler.send_header("Connection", "close")
    handler.end_headers()
    for byte in feed("Menetes Terus"):
        try:
            handler.wfile.write(bytes([byte]))
            handler.wfile.flush()
        except OSError:
            return
        time.sleep(0.05)


def _short_length(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "120")
    handler.end_headers()
    handler.wfile.write(feed("Panjang Keliru"))


def _truncated(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    handler.wfile.write(feed("Terpotong")[:300])


MISDEEDS: dict[str, Callable[[BaseHTTPRequestHandler], None]] = {
    "/slow": _slow,
    "/silent": _silent,
    "/truncated": _truncated,
    "/dripping-head": _dripping_head,
    "/dripping-body": _dripping_body,
    "/short-length": _short_length,
    "/nonsense": lambda handler: handler.wfile.write(b"SSH-2.0-OpenSSH_9.2\r\n\r\n") and None,
    "/wrong-gzip": good(b"<rss/>" * 20, Content_Encoding="gzip"),
    "/loop": status(302, Location="/loop"),
    "/inward": status(302, Location="http://rahasia.example/feed"),
    "/bomb": good(gzip.compress(b"0" * 30_000_000), Content_Encoding="gzip"),
    "/brotli": good(b"\x00" * 20, Content_Encoding="br"),
    "/gone": status(410),
    "/broken": status(500),
}


@contextmanager
def serving(port: int = 0, tls: object = None) -> Iterator[Provider]:
    """A provider on a free loopback port."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            headers = {name.lower(): value for name, value in self.headers.items()}
            provider.asked.append((self.command, self.path, headers, body))
            answer = provider.answers.get(self.path.partition("?")[0], status(404))
            answer(self)

        do_POST = do_GET

        def log_message(self, *_: object) -> None:
            pass

    class Quiet(ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            """A client that gives up on us is what the tests are about."""

    server = Quiet(("127.0.0.1", port), Handler)
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    provider = Provider(server.server_port)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()


def policy(**values: object) -> Policy:
    """A policy that allows loopback, with short limits."""
    return Policy(**{"timeout": 1.0, "max_bytes": 2_000_000, "allow_private": True} | values)


def write(path: Path, data: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path
