"""A small HTTP/1.1 client to the application behind the edge, over a unix socket. Imports no Django.

h11 speaks the protocol, asyncio moves the bytes; bodies stream in both directions. Connections are kept for the
next request; a request that may not be repeated always takes a new one.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import h11

from redaksi.delivery.edge_headers import Headers

CHUNK = 1 << 16
REPEATABLE = frozenset({"GET", "HEAD", "OPTIONS"})
FAILURES = (OSError, TimeoutError, EOFError, h11.ProtocolError)


class ApplicationDown(Exception):
    """Nobody listens behind the edge."""


class ApplicationFailed(Exception):
    """The application broke off, timed out or answered nonsense."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One request: `target` as it goes on the wire; `timeout` in seconds until the answer's headers."""

    method: str
    target: str
    headers: Headers
    body: AsyncIterator[bytes] | None = None
    timeout: float = 60.0


@dataclass(slots=True)
class _Connection:
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    state: h11.Connection = field(default_factory=lambda: h11.Connection(h11.CLIENT, max_incomplete_event_size=1 << 17))

    async def next_event(self) -> h11.Event:
        while (event := self.state.next_event()) is h11.NEED_DATA:
            self.state.receive_data(await self.reader.read(CHUNK))
        if isinstance(event, h11.ConnectionClosed):
            raise EOFError("the application closed the connection")
        return event  # type: ignore[return-value]

    def send(self, event: h11.Event) -> None:
        data = self.state.send(event)
        if data:
            self.writer.write(data)

    def close(self) -> None:
        with contextlib.suppress(OSError, RuntimeError):
            self.writer.close()


class Answer:
    """An answer whose body has not been read yet; use `async with`, so that its connection is kept or closed."""

    def __init__(self, upstream: Upstream, connection: _Connection, response: h11.Response) -> None:
        self.status: int = response.status_code
        self.headers: Headers = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in response.headers]
        self._upstream, self._connection = upstream, connection
        self._sending: asyncio.Task[None] | None = None
        self._ended = False

    def header(self, name: str) -> str | None:
        """The first value of the header `name` (lower case)."""
        return next((value for given, value in self.headers if given == name), None)

    async def chunks(self) -> AsyncIterator[bytes]:
        """The body as it comes. Raises ApplicationFailed where it breaks off."""
        try:
            while not self._ended:
                event = await asyncio.wait_for(self._connection.next_event(), self._upstream.body_timeout)
                if isinstance(event, h11.Data):
                    yield bytes(event.data)
                else:
                    self._ended = isinstance(event, h11.EndOfMessage)
        except FAILURES as error:
            raise ApplicationFailed(str(error)) from error

    async def read(self, limit: int) -> bytes:
        """The whole body. Raises ApplicationFailed where it is longer than `limit` bytes."""
        parts, size = [], 0
        async for chunk in self.chunks():
            size += len(chunk)
            if size > limit:
                raise ApplicationFailed(f"a body of more than {limit} bytes")
            parts.append(chunk)
        return b"".join(parts)

    async def __aenter__(self) -> Answer:
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._sending is not None:
            self._sending.cancel()
        self._upstream.give_back(self._connection, reusable=self._ended)


class Upstream:
    """The application at the unix socket `socket`; `body_timeout`: seconds of silence allowed within a body."""

    def __init__(self, socket: Path, kept: int = 8, body_timeout: float = 60.0) -> None:
        self.socket = socket
        self.body_timeout = body_timeout
        self._kept = kept
        self._idle: list[_Connection] = []

    async def ask(self, ask: Ask) -> Answer:
        """Send a request and wait for the answer's headers. Raises ApplicationDown or ApplicationFailed."""
        if ask.method in REPEATABLE and ask.body is None:
            while self._idle:
                connection = self._idle.pop()
                try:
                    return await self._exchange(connection, ask)
                except TimeoutError as error:
                    raise ApplicationFailed("no answer in time") from error
                except FAILURES:
                    # The application has closed it since; another connection asks again.
                    continue
        connection = await self._connect()
        try:
            return await self._exchange(connection, ask)
        except FAILURES as error:
            raise ApplicationFailed(str(error) or type(error).__name__) from error

    def give_back(self, connection: _Connection, *, reusable: bool) -> None:
        """Keep a connection whose exchange is complete, close any other."""
        state = connection.state
        if reusable and len(self._idle) < self._kept and state.our_state is state.their_state is h11.DONE:
            state.start_next_cycle()
            self._idle.append(connection)
        else:
            connection.close()

    def close(self) -> None:
        """Close the connections that are kept."""
        while self._idle:
            self._idle.pop().close()

    async def _connect(self) -> _Connection:
        try:
            reader, writer = await asyncio.open_unix_connection(str(self.socket), limit=4 * CHUNK)
        except OSError as error:
            raise ApplicationDown(str(error)) from error
        return _Connection(reader, writer)

    async def _exchange(self, connection: _Connection, ask: Ask) -> Answer:
        connection.send(h11.Request(method=ask.method, target=ask.target, headers=_encoded(ask.headers)))
        sending = None
        if ask.body is None:
            connection.send(h11.EndOfMessage())
        else:
            # An answer may come before the body was taken (403, 413): both directions run at once.
            sending = asyncio.create_task(_send_body(connection, ask.body))
        try:
            async with asyncio.timeout(ask.timeout):
                event = await connection.next_event()
                while isinstance(event, h11.InformationalResponse):
                    event = await connection.next_event()
        except BaseException:
            if sending is not None:
                sending.cancel()
            connection.close()
            raise
        if not isinstance(event, h11.Response):
            raise EOFError("no answer")
        answer = Answer(self, connection, event)
        answer._sending = sending
        return answer


async def _send_body(connection: _Connection, body: AsyncIterator[bytes]) -> None:
    with contextlib.suppress(*FAILURES):
        async for chunk in body:
            connection.send(h11.Data(data=chunk))
            await connection.writer.drain()
        connection.send(h11.EndOfMessage())


def _encoded(headers: Headers) -> list[tuple[bytes, bytes]]:
    return [(name.encode("latin-1"), value.encode("utf-8")) for name, value in headers]
