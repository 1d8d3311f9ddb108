"""Advertisements at the edge: views and clicks are counted in memory, no cookie is read or set. Imports no Django.

A view is a small beacon that the reader's script sends once an advertisement was in sight; it is answered here and
goes no further. A click is a request for the advertisement's own address, which the application answers with a
redirect. Robots are counted nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from redaksi.delivery.edge_headers import SERVER
from redaksi.delivery.reads import ReadCounter

PREFIX = "/iklan/"
Follow = Callable[[Any, Any], Awaitable[None]]
_ADDRESS = re.compile(r"/iklan/([1-9]\d{0,8})(/dilihat)?", re.ASCII)
ANSWER = [("cache-control", "no-store"), SERVER]


class Advertisements:
    """The counters of one edge process; files go to `folder`/views and `folder`/clicks."""

    def __init__(self, folder: Path) -> None:
        self.views = ReadCounter(folder / "views")
        self.clicks = ReadCounter(folder / "clicks")

    def flush(self, now: float) -> None:
        """Hand on what was counted."""
        self.views.flush(now)
        self.clicks.flush(now)

    async def answer(self, scope: Any, protocol: Any, follow: Follow) -> bool:
        """Whether `scope` asked for a click or told of a view, and was answered; `follow` leads a click on."""
        found = _ADDRESS.fullmatch(scope.path)
        if found is None:
            return False
        number, seen = int(found[1]), bool(found[2])
        asked = scope.headers
        if seen:
            if scope.method != "POST":
                protocol.response_empty(405, [*ANSWER, ("allow", "POST")])
                return True
            if _from_here(asked):
                self.views.note(number, asked.get("user-agent"))
            protocol.response_empty(204, ANSWER)
            return True
        if scope.method not in {"GET", "HEAD"}:
            protocol.response_empty(405, [*ANSWER, ("allow", "GET, HEAD")])
            return True
        await follow(scope, protocol)
        # What a browser fetches beforehand is no click.
        if scope.method == "GET" and "prefetch" not in (asked.get("sec-purpose") or asked.get("purpose") or ""):
            self.clicks.note(number, asked.get("user-agent"))
        return True


def _from_here(asked: Any) -> bool:
    """Whether a page of ours sent the request: a browser says so, older ones and those without TLS by the origin."""
    site = asked.get("sec-fetch-site")
    if site is not None:
        return bool(site == "same-origin")
    return (asked.get("origin") or "").partition("://")[2] == (asked.get("host") or "-")
