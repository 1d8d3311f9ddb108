"""Caches in front, as small real servers on loopback that write down what they are told."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from redaksi.delivery import front_caches
from redaksi.delivery.front_caches import CacheRefused, purge


@dataclass
class Told:
    port: int = 0
    status: int = 200
    said: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)


@pytest.fixture
def told() -> Iterator[Told]:
    heard = Told()

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            heard.said.append((self.command, self.path, {k.lower(): v for k, v in self.headers.items()}))
            self.send_response(heard.status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_GET = do_POST = do_PURGE = answer

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    heard.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield heard
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_a_cache_that_knows_keys_is_told_keys_a_few_at_a_time(told):
    purge(f"http://127.0.0.1:{told.port}", {f"listed-{number}" for number in range(450)}, {"/"})
    assert [method for method, _, _ in told.said] == ["PURGE"] * 3
    keys = " ".join(headers["surrogate-key"] for _, _, headers in told.said).split()
    assert len(set(keys)) == 450


def test_a_cache_that_is_refreshed_is_asked_for_each_address_in_each_coding(told):
    purge(f"refresh+http://127.0.0.1:{told.port}/", {"front"}, {"/", "/dunia/1/a"})
    assert sorted((path, headers["accept-encoding"]) for _, path, headers in told.said) == [
        (path, coding) for path in ("/", "/dunia/1/a") for coding in ("br", "gzip", "identity")
    ]
    assert all(headers["x-redaksi-refresh"] == "1" for _, _, headers in told.said)
    told.status = 410
    purge(f"refresh+http://127.0.0.1:{told.port}", set(), {"/dunia/1/a"})


def test_fastly_is_told_keys_with_its_token_or_to_drop_everything(told):
    target = f"fastly+http://rahasia@127.0.0.1:{told.port}/service/abc"
    purge(target, {"front", "story-1"}, set())
    purge(target, {"*"}, set())
    assert [(method, path) for method, path, _ in told.said] == [
        ("POST", "/service/abc/purge"),
        ("POST", "/service/abc/purge_all"),
    ]
    assert told.said[0][2]["surrogate-key"] == "front story-1"
    assert all(headers["fastly-key"] == "rahasia" for _, _, headers in told.said)


def test_wagtails_back_ends_are_told_addresses(told):
    purge(f"wagtail+http://127.0.0.1:{told.port}", {"front"}, {"/", "/dunia/"})
    assert [(method, path) for method, path, _ in told.said] == [("PURGE", "/"), ("PURGE", "/dunia/")]
    assert told.said[0][2]["user-agent"].startswith("Wagtail")


@pytest.mark.parametrize("scheme", ["http", "refresh+http", "fastly+http", "wagtail+http"])
def test_a_cache_that_refuses_or_is_not_there_is_an_error_whoever_talks_to_it(told, scheme):
    told.status = 503
    with pytest.raises(CacheRefused):
        purge(f"{scheme}://127.0.0.1:{told.port}", {"front"}, {"/"})
    with pytest.raises(CacheRefused):
        purge(f"{scheme}://127.0.0.1:1", {"front"}, {"/"})


def test_a_cache_of_an_unknown_kind_is_an_error():
    with pytest.raises(CacheRefused, match="gopher"):
        purge("gopher://a.example", {"front"}, {"/"})


def test_without_a_setting_nobody_is_told():
    assert front_caches.targets() == []
