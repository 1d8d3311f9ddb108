"""Advertisements at the edge: seen by a beacon, followed by a click, robots nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from redaksi.delivery.reads import collect
from tests.delivery.house import BROWSER, Answering, House, ask, house


@pytest.fixture
def built(tmp_path: Path) -> Iterator[House]:
    with house(tmp_path / "var") as made:
        made.application.start()
        made.start_edge()
        yield made


def stop(built: House) -> None:
    """End the edge, which hands on what it counted."""
    built.edges[0].terminate()
    assert built.edges[0].wait(10) == 0


def counted(built: House, kind: str) -> dict[int, int]:
    total: dict[int, int] = {}
    for each in collect(built.home / "ads" / kind):
        for ad, times in each.by_story.items():
            total[ad] = total.get(ad, 0) + times
    return total


def test_views_are_answered_at_the_edge_and_counted_only_from_our_own_pages(built: House) -> None:
    own = {"User-Agent": BROWSER, "Sec-Fetch-Site": "same-origin", "Content-Length": "0"}
    old = {"User-Agent": BROWSER, "Content-Length": "0"}
    here, elsewhere = f"http://127.0.0.1:{built.port}", "https://lain.example"
    strangers = (
        {**own, "Sec-Fetch-Site": "cross-site"},
        {**own, "User-Agent": "Googlebot/2.1"},
        {**old, "Origin": elsewhere},
        old,
    )
    for headers in (own, {**old, "Origin": here}, *strangers):
        reply = ask(built.port, "/iklan/7/dilihat", "POST", headers)
        assert (reply.status, reply.cookies) == (204, [])
    assert ask(built.port, "/iklan/7/dilihat", "GET", own).status == 405
    assert built.application.asked == []
    stop(built)
    assert counted(built, "views") == {7: 2}


def test_clicks_are_carried_through_never_stored_and_counted_for_readers(built: House) -> None:
    built.application.answering = Answering(
        body=b"", status=302, storable=False, headers=(("Location", "https://bank.example/"),)
    )
    reader = {"User-Agent": BROWSER}
    for headers in (reader, reader, {"User-Agent": "curl/8"}, {**reader, "Sec-Purpose": "prefetch;prerender"}):
        reply = ask(built.port, "/iklan/3", "GET", headers)
        assert (reply.status, reply.headers["location"]) == (302, "https://bank.example/")
    assert ask(built.port, "/iklan/3", "POST", {**reader, "Content-Length": "0"}).status == 405
    assert len(built.application.asked) == 4
    stop(built)
    assert counted(built, "clicks") == {3: 2}
    assert counted(built, "views") == {}


@pytest.mark.parametrize("path", ["/iklan/0", "/iklan/x", "/iklan/12345678901", "/iklan/3/lain", "/iklan/"])
def test_other_addresses_are_pages_like_any_other(built: House, path: str) -> None:
    assert ask(built.port, path, "GET", {"User-Agent": BROWSER}).status == 200
    stop(built)
    assert counted(built, "clicks") == {}


def test_clicks_of_one_client_are_limited_like_its_pages(tmp_path: Path) -> None:
    with house(tmp_path) as built:
        built.application.answering = Answering(body=b"", status=302, storable=False)
        built.application.start()
        built.start_edge(limit_pages=1, trusted_proxies="127.0.0.1")
        client = {"User-Agent": BROWSER, "X-Forwarded-For": "203.0.113.5"}
        statuses = [ask(built.port, "/iklan/3", "GET", client).status for _ in range(40)]
        assert statuses[0] == 302
        assert 429 in statuses
        asked = len(built.application.asked)
        stop(built)
        assert counted(built, "clicks") == {3: asked}
