"""The server under the edge: hits on the thread that took the request, all else on the event loop."""

from __future__ import annotations

import asyncio
import http.client
import threading
from collections.abc import Iterator
from typing import Any

import pytest
import uvloop
from granian.constants import HTTPModes, Interfaces

from redaksi.delivery.edge_server import EdgeServer
from tests.delivery.house import free_port

PLAIN = [("content-type", "text/plain")]


class Desk:
    """Answers /ready at once, /broken not at all, and everything else from the loop."""

    def __init__(self) -> None:
        self.at_once: set[int] = set()
        self.in_loop: set[int] = set()
        self.loop_thread = 0
        self.closed = False

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop_thread = threading.get_ident()

    def __rsgi_del__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.closed = True

    def answer_at_once(self, scope: Any, protocol: Any) -> bool:
        if scope.path.startswith("/stumble"):
            raise LookupError(scope.path)
        if scope.path != "/ready":
            return False
        self.at_once.add(threading.get_ident())
        protocol.response_str(200, PLAIN, "ready")
        return True

    async def __rsgi__(self, scope: Any, protocol: Any) -> None:
        self.in_loop.add(threading.get_ident())
        await asyncio.sleep(0)
        if scope.path == "/broken":
            raise LookupError(scope.path)
        assert asyncio.current_task() is not None
        protocol.response_str(200, PLAIN, "made")


class Running:
    """An `EdgeServer` on a thread of its own."""

    def __init__(self, desk: Desk) -> None:
        self.port, self.desk = free_port(), desk
        self.started = threading.Event()
        self.thread = threading.Thread(target=lambda: uvloop.run(self._serve()))

    async def _serve(self) -> None:
        self.loop = asyncio.get_running_loop()
        self.server = EdgeServer(
            self.desk,
            "127.0.0.1",
            self.port,
            interface=Interfaces.RSGI,
            http=HTTPModes.http1,
            websockets=False,
            log_enabled=False,
        )
        self.loop.call_later(0.2, self.started.set)
        await self.server.run()

    def get(self, path: str) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()


@pytest.fixture
def running() -> Iterator[Running]:
    made = Running(Desk())
    made.thread.start()
    assert made.started.wait(10)
    yield made
    made.loop.call_soon_threadsafe(made.server.stop)
    made.thread.join(10)
    assert not made.thread.is_alive()
    assert made.desk.closed


def test_what_is_ready_is_answered_beside_the_loop_and_what_is_not_in_it(running: Running) -> None:
    assert running.get("/ready") == (200, "ready")
    assert running.get("/other") == (200, "made")
    assert running.desk.in_loop == {running.desk.loop_thread}
    assert running.desk.at_once
    assert running.desk.loop_thread not in running.desk.at_once


def test_an_answer_that_stumbles_is_made_in_the_loop(running: Running) -> None:
    assert running.get("/stumble") == (200, "made")
    assert running.desk.in_loop == {running.desk.loop_thread}


def test_an_application_that_breaks_answers_500_and_goes_on(running: Running) -> None:
    assert running.get("/broken")[0] == 500
    assert running.get("/ready") == (200, "ready")


def test_many_clients_at_once_each_get_their_own_answer(running: Running) -> None:
    found: list[tuple[str, str]] = []

    def ask(path: str) -> None:
        found.extend((path, running.get(path)[1]) for _ in range(20))

    askers = [threading.Thread(target=ask, args=(path,)) for path in ("/ready", "/other", "/ready", "/stumble")]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join(30)
    assert len(found) == 80
    assert all(text == ("ready" if path == "/ready" else "made") for path, text in found)
