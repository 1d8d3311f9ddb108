"""The client to the application: connections kept, bodies streamed, failures named."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from redaksi.delivery.upstream import ApplicationDown, ApplicationFailed, Ask, Upstream
from tests.delivery.house import Answering, House, house

HEADERS = [("host", "kabar.example")]


@pytest.fixture
def built(tmp_path: Path) -> Iterator[House]:
    with house(tmp_path) as made:
        made.application.start()
        yield made


async def get(upstream: Upstream, target: str = "/", timeout: float = 5.0) -> bytes:
    async with await upstream.ask(Ask("GET", target, HEADERS, timeout=timeout)) as answer:
        return await answer.read(2**20)


def test_one_connection_serves_many_requests_and_a_closed_one_is_replaced(built: House) -> None:
    async def go() -> None:
        upstream = Upstream(built.application.path)
        for number in range(3):
            assert await get(upstream, f"/{number}") == Answering().body
        assert len(built.application._connections) == 1
        built.application.stop()
        built.application.start()
        assert await get(upstream, "/later") == Answering().body
        upstream.close()

    asyncio.run(go())


def test_nobody_listening_is_down(built: House) -> None:
    built.application.stop()
    with pytest.raises(ApplicationDown):
        asyncio.run(get(Upstream(built.application.path)))


def test_silence_is_a_failure_and_is_not_asked_twice(built: House) -> None:
    built.application.answering = Answering(wait=1)

    async def go() -> None:
        upstream = Upstream(built.application.path)
        built.application.answering = Answering()
        await get(upstream)
        built.application.answering = Answering(wait=1)
        await get(upstream, timeout=0.2)

    with pytest.raises(ApplicationFailed) as failed:
        asyncio.run(go())
    assert isinstance(failed.value.__cause__, TimeoutError)
    assert len(built.application.asked) == 2


def test_a_body_over_the_limit_is_a_failure(built: House) -> None:
    async def go() -> None:
        async with await Upstream(built.application.path).ask(Ask("GET", "/", HEADERS)) as answer:
            await answer.read(10)

    with pytest.raises(ApplicationFailed, match="10 bytes"):
        asyncio.run(go())


def test_nonsense_is_a_failure(tmp_path: Path) -> None:
    with house(tmp_path) as built, socket.socket(socket.AF_UNIX) as server:
        server.bind(str(built.application.path))
        server.listen(1)
        server.settimeout(10)

        def answer() -> None:
            with server.accept()[0] as line:
                line.recv(1000)
                line.sendall(b"SSH-2.0-OpenSSH\r\n\r\n")

        async def go() -> None:
            # The request may come after the connection: its reading must not hold the loop that writes it.
            answering = asyncio.create_task(asyncio.to_thread(answer))
            await get(Upstream(built.application.path))
            await answering

        with pytest.raises(ApplicationFailed):
            asyncio.run(go())


def test_a_body_is_sent_as_it_comes(built: House) -> None:
    async def body() -> AsyncIterator[bytes]:
        for _ in range(5):
            yield b"x" * 1000
            await asyncio.sleep(0.01)

    async def go() -> int:
        headers = [*HEADERS, ("content-length", "5000")]
        async with await Upstream(built.application.path).ask(Ask("POST", "/", headers, body())) as answer:
            await answer.read(2**20)
            return answer.status

    assert asyncio.run(go()) == 200
    assert built.application.asked[0].body_bytes == 5000
