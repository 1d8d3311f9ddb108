"""Pulling from an FTP server, plain or over TLS: every file once, never a half-written one, nothing is changed there.

The address is `ftp://host[:port]/folder` or `ftps://...` (explicit TLS, RFC 4217). Files are told by MLSD (RFC 3659)
where the server has it, else by their names alone with SIZE and MDTM.
"""

from __future__ import annotations

import contextlib
import ftplib
import hashlib
import socket
import ssl
import time
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from redaksi.wire.fetch import FetchError, Policy, checked_addresses
from redaksi.wire.folders import Found, is_unfinished, mark, settled
from redaksi.wire.gather import account_of
from redaksi.wire.ingest import Delivery
from redaksi.wire.models import Source, SourceHealth
from redaksi.wire.watchdog import Watchdog

# Names listed at most: a folder that nobody tidies must not stop the source.
MOST_NAMES = 20_000


def gather(source: Source, health: SourceHealth, now: datetime, policy: Policy) -> Iterator[list[Delivery]]:
    """Files that came to rest since the last look; raises FetchError."""
    address = urlsplit(source.url)
    deadline = time.monotonic() + policy.timeout
    try:
        with _dog(policy) as dog, contextlib.closing(_connect(source, address, policy, dog)) as server:
            folder = unquote(address.path) or "/"
            server.cwd(folder)
            found = [each for each in _listed(server) if not is_unfinished(each.path)]
            if large := [each.path for each in found if each.size > policy.max_bytes]:
                health.note = f"larger than {policy.max_bytes} bytes and left where it is: {', '.join(large[:3])}"
            for batch in settled(source, [each for each in found if each.size <= policy.max_bytes]):
                deliveries = list(_retrieve(server, batch, policy, deadline))
                yield deliveries
                mark(source, {each.name: hashlib.sha256(each.data).hexdigest() for each in deliveries})
                if time.monotonic() > deadline:
                    break
    except (ftplib.Error, OSError, EOFError, ssl.SSLError) as error:
        raise FetchError(f"{address.hostname}: {_reason(error)}") from None


def newest(source: Source, policy: Policy, most: int) -> list[Delivery]:
    """The newest few files as they would come, for a look beforehand: nothing is remembered; raises FetchError."""
    address = urlsplit(source.url)
    deadline = time.monotonic() + policy.timeout
    try:
        with _dog(policy) as dog, contextlib.closing(_connect(source, address, policy, dog)) as server:
            server.cwd(unquote(address.path) or "/")
            found = [each for each in _listed(server) if not is_unfinished(each.path) and each.size <= policy.max_bytes]
            found.sort(key=lambda each: each.look.partition(":")[2], reverse=True)
            return list(_retrieve(server, found[:most], policy, deadline))
    except (ftplib.Error, OSError, EOFError, ssl.SSLError) as error:
        raise FetchError(f"{address.hostname}: {_reason(error)}") from None


def _dog(policy: Policy) -> Watchdog:
    # Twice the time: a visit that gets on ends by itself between two files.
    return Watchdog(policy.timeout * 2)


class _Plain(ftplib.FTP):
    """A connection whose lines and transfers end when the time is up."""

    def __init__(self, dog: Watchdog, **options: Any) -> None:
        self.dog = dog
        self.watched = False
        super().__init__(**options)

    def getline(self) -> str:
        if not self.watched and self.sock is not None:
            self.watched = True
            self.dog.watch(self.sock)
        return super().getline()

    def ntransfercmd(self, cmd: str, rest: int | str | None = None) -> tuple[socket.socket, int | None]:
        connection, size = super().ntransfercmd(cmd, rest)
        self.dog.watch(connection)
        return connection, size


class _Protected(_Plain, ftplib.FTP_TLS):
    """The same over TLS."""


def _connect(source: Source, address: SplitResult, policy: Policy, dog: Watchdog) -> ftplib.FTP:
    if address.scheme not in {"ftp", "ftps"} or not address.hostname:
        raise FetchError("an FTP address is ftp://host/folder or ftps://host/folder")
    port = address.port or ftplib.FTP_PORT
    at = checked_addresses(address.hostname, port, policy.allow_private, policy.resolver)[0]
    username, password = account_of(source)
    secure = address.scheme == "ftps"
    tls = policy.tls or ssl.create_default_context()
    # Many agencies deliver by plain FTP only: the operator's choice, made in the address.
    limit = policy.timeout
    server = _Protected(dog, context=tls, timeout=limit) if secure else _Plain(dog, timeout=limit)
    try:
        server.connect(at, port)
        # The connection goes to the checked address; the certificate must be for the name.
        server.host = address.hostname
        server.login(username or "anonymous", password)
        if isinstance(server, ftplib.FTP_TLS):
            server.prot_p()
    except BaseException:
        server.close()
        raise
    return server


def _listed(server: ftplib.FTP) -> Iterator[Found]:
    try:
        rows = [row for _, row in zip(range(MOST_NAMES), server.mlsd(facts=["type", "size", "modify"]), strict=False)]
    except ftplib.error_perm:
        yield from _listed_by_name(server)
        return
    for name, facts in rows:
        size = facts.get("size", "")
        if facts.get("type", "file") == "file" and size.isdigit() and "/" not in name:
            yield Found(name, f"{size}:{facts.get('modify', '')}"[:80], int(size))


def _listed_by_name(server: ftplib.FTP) -> Iterator[Found]:
    server.voidcmd("TYPE I")
    for name in server.nlst()[:MOST_NAMES]:
        try:
            size = server.size(name)
            changed = server.sendcmd(f"MDTM {name}")[4:]
        except ftplib.error_perm:
            continue
        if size is not None and "/" not in name:
            yield Found(name, f"{size}:{changed}"[:80], size)


def _retrieve(server: ftplib.FTP, batch: list[Found], policy: Policy, deadline: float) -> Iterator[Delivery]:
    for each in batch:
        if time.monotonic() > deadline:
            return
        data = bytearray()
        server.voidcmd("TYPE I")
        with contextlib.closing(server.transfercmd(f"RETR {each.path}")) as connection:
            while part := connection.recv(64 * 1024):
                data += part
                if len(data) > policy.max_bytes or time.monotonic() > deadline:
                    raise FetchError(f"{each.path}: larger or slower than allowed")
        server.voidresp()
        # A transfer that broke off is not a file: the next look finds it again.
        if len(data) == each.size:
            yield Delivery(each.path, bytes(data))


def _reason(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "no answer in time"
    if isinstance(error, EOFError):
        return "the server hung up"
    return str(error) or type(error).__name__
