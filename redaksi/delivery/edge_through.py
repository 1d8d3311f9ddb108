"""What is not public goes through: desk, forms, uploads. Never stored, never whole in memory. Imports no Django.

A large upload is first written to disk, so that a slow line holds no thread of the application, then sent on;
a large answer is streamed.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import IO, Any
from urllib.parse import quote

from granian.rsgi import ProtocolClosed

from redaksi.delivery.edge_headers import SERVER, Forwarder, to_client
from redaksi.delivery.edge_messages import NO_ROOM, TOO_LARGE
from redaksi.delivery.edge_pages import SAFE
from redaksi.delivery.store import address_of
from redaksi.delivery.upstream import CHUNK, Answer, ApplicationFailed, Ask, Upstream

IN_MEMORY = 256 * 1024
# Seconds without a byte after which an upload is given up, and for an answer to begin.
SILENCE = 60.0
ANSWER_TIMEOUT = 180.0


class Refused(Exception):
    """A request that is not carried; `status` and `body` say so to its client."""

    def __init__(self, status: int, body: bytes = b"") -> None:
        super().__init__(status)
        self.status, self.body = status, body


class BrokenOff(Exception):
    """The application stopped in the middle of an answer."""


class Through:
    """Carries requests to the application and its answers back. Bodies over `max_body` bytes are refused."""

    def __init__(self, upstream: Upstream, forwarder: Forwarder, spool: Path, max_body: int) -> None:
        self.upstream, self.forwarder, self.spool, self.max_body = upstream, forwarder, spool, max_body

    async def carry(self, scope: Any, protocol: Any) -> None:
        """Answer `scope` with what the application says. Raises ApplicationDown or ApplicationFailed."""
        try:
            length = self._length(scope)
            if not length:
                await self._exchange(scope, protocol, None)
            elif length <= IN_MEMORY:
                body = await _take(protocol, length)
                await self._exchange(scope, protocol, _once(body))
            else:
                with self._room() as file:
                    await _fill(file, protocol, length)
                    await self._exchange(scope, protocol, _from(file))
        except Refused as refused:
            headers = [("content-type", "text/html; charset=utf-8"), ("cache-control", "no-store"), SERVER]
            protocol.response_bytes(refused.status, headers, refused.body)

    def _length(self, scope: Any) -> int:
        if scope.headers.get("transfer-encoding"):
            # WSGI cannot tell where such a body ends: it would silently read none of it.
            raise Refused(411)
        given = scope.headers.get("content-length") or "0"
        if not (given.isascii() and given.isdigit()):
            raise Refused(400)
        if int(given) > self.max_body:
            raise Refused(413, TOO_LARGE)
        return int(given)

    def _room(self) -> IO[bytes]:
        try:
            self.spool.mkdir(parents=True, exist_ok=True)
            return tempfile.TemporaryFile(dir=self.spool)
        except OSError as error:
            raise Refused(507, NO_ROOM) from error

    async def _exchange(self, scope: Any, protocol: Any, body: AsyncIterator[bytes] | None) -> None:
        target = address_of(quote(scope.path, safe=SAFE), quote(scope.query_string, safe=f"{SAFE}%?"))
        ask = Ask(scope.method, target, self.forwarder.for_client(scope), body, ANSWER_TIMEOUT)
        async with await self.upstream.ask(ask) as answer:
            await _hand_back(scope.method, answer, protocol)


async def _hand_back(method: str, answer: Answer, protocol: Any) -> None:
    headers = to_client(answer.headers)
    length = answer.header("content-length")
    if method == "HEAD" or answer.status in {204, 304}:
        async for _ in answer.chunks():
            pass
        protocol.response_empty(answer.status, headers)
    elif length is not None and int(length) <= IN_MEMORY:
        protocol.response_bytes(answer.status, headers, await answer.read(IN_MEMORY))
    else:
        await _stream(answer, protocol.response_stream(answer.status, headers))


async def _stream(answer: Answer, transport: Any) -> None:
    try:
        async for chunk in answer.chunks():
            await transport.send_bytes(chunk)
    except ApplicationFailed as error:
        # The headers are out: all that is left is to break off, so that the client knows it has not got it all.
        raise BrokenOff from error
    except ProtocolClosed:
        # The client left; closing the connection tells the application.
        return


async def _body(protocol: Any, length: int) -> AsyncIterator[bytes]:
    """The request's body; Refused where it stops early or falls silent."""
    taken = 0
    parts = aiter(protocol)
    try:
        while True:
            async with asyncio.timeout(SILENCE):
                # Not anext(): over granian's iterator it kills the process.
                chunk = await parts.__anext__()
            taken += len(chunk)
            yield bytes(chunk)
    except TimeoutError as error:
        raise Refused(408) from error
    except StopAsyncIteration:
        pass
    if taken != length:
        raise Refused(400)


async def _take(protocol: Any, length: int) -> bytes:
    return b"".join([chunk async for chunk in _body(protocol, length)])


async def _fill(file: IO[bytes], protocol: Any, length: int) -> None:
    try:
        async for chunk in _body(protocol, length):
            file.write(chunk)
        file.seek(0)
    except OSError as error:
        raise Refused(507, NO_ROOM) from error


async def _once(body: bytes) -> AsyncIterator[bytes]:
    yield body


async def _from(file: IO[bytes]) -> AsyncIterator[bytes]:
    while chunk := file.read(CHUNK):
        yield chunk
