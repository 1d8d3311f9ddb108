"""Pulling from an SFTP server: every file once, never a half-written one, nothing is changed there.

The address is `sftp://host[:port]/folder`, or `/~/folder` for one below the account's home. We log in with the
source's password, and with the private key in `REDAKSI_HOME/sftp_key` where the operator has put one. The server's
key is remembered at the first visit (RFC 4251, 4.1) and a server with another key is refused until an editor
accepts it.
"""

from __future__ import annotations

import asyncio
import hashlib
import posixpath
import stat
import time
from collections.abc import Awaitable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar, cast
from urllib.parse import SplitResult, unquote, urlsplit

import asyncssh
from asyncssh.public_key import get_default_public_key_algs

from redaksi.conf import config
from redaksi.wire import host_keys
from redaksi.wire.fetch import FetchError, Policy, checked_addresses
from redaksi.wire.folders import Found, is_unfinished, mark, settled
from redaksi.wire.gather import account_of
from redaksi.wire.ingest import Delivery
from redaksi.wire.models import Source, SourceHealth

# Names listed at most: a folder that nobody tidies must not stop the source.
MOST_NAMES = 20_000
_PIECE = 64 * 1024

T = TypeVar("T")


def gather(source: Source, health: SourceHealth, now: datetime, policy: Policy) -> Iterator[list[Delivery]]:
    """Files that came to rest since the last look; raises FetchError."""
    address = urlsplit(source.url)
    visit = _Visit(source, address, policy, _Pin(health.host_key, host_keys.place_of(source.url)))
    try:
        visit.open()
        if visit.pin.fresh:
            health.host_key = visit.pin.fresh
            health.save(update_fields=["host_key"])
        found = visit.listed()
        if large := [each.path for each in found if each.size > policy.max_bytes]:
            health.note = f"larger than {policy.max_bytes} bytes and left where it is: {', '.join(large[:3])}"
        for batch in settled(source, [each for each in found if each.size <= policy.max_bytes]):
            deliveries = list(visit.retrieved(batch))
            yield deliveries
            mark(source, {each.name: hashlib.sha256(each.data).hexdigest() for each in deliveries})
            if visit.is_late():
                break
    except (asyncssh.Error, OSError, ValueError) as error:
        raise FetchError(f"{address.hostname}: {_reason(error, visit.pin)}") from None
    finally:
        visit.close()


def newest(source: Source, policy: Policy, most: int) -> list[Delivery]:
    """The newest few files, for a look beforehand; nothing is remembered; raises FetchError.

    The key that the server must show, if it is known, stands in the unsaved health of `source`; there the key that
    it showed is left, also where the look failed afterwards.
    """
    address, health = urlsplit(source.url), source.health
    visit = _Visit(source, address, policy, _Pin(health.host_key, host_keys.place_of(source.url)))
    try:
        visit.open()
        found = [each for each in visit.listed() if each.size <= policy.max_bytes]
        found.sort(key=lambda each: int(each.look.partition(":")[2] or 0), reverse=True)
        return list(visit.retrieved(found[:most]))
    except (asyncssh.Error, OSError, ValueError) as error:
        raise FetchError(f"{address.hostname}: {_reason(error, visit.pin)}") from None
    finally:
        health.host_key = visit.pin.fresh or health.host_key
        visit.close()


@dataclass(slots=True)
class _Pin:
    """The key that a server is known by, `known` before the visit; what it showed when that was another or none."""

    known: str
    at: str
    fresh: str = ""
    other: str = ""

    def accepts(self, key: asyncssh.SSHKey) -> bool:
        shown = f"{self.at} {key.export_public_key().decode().strip()}"
        expected = host_keys.key_for(self.known, self.at)
        if expected is None:
            self.fresh = shown
        elif expected != host_keys.key_for(shown, self.at):
            self.other = key.get_fingerprint()
        return not self.other


class _Client(asyncssh.SSHClient):
    def __init__(self, pin: _Pin) -> None:
        self.pin = pin

    def validate_host_public_key(self, host: str, addr: str, port: int, key: asyncssh.SSHKey) -> bool:
        return self.pin.accepts(key)


class _Visit:
    """One connection to one server. Steps are run one at a time, each within what is left of the time."""

    def __init__(self, source: Source, address: SplitResult, policy: Policy, pin: _Pin) -> None:
        self.source, self.address, self.policy, self.pin = source, address, policy, pin
        self.deadline = time.monotonic() + policy.timeout
        folder = posixpath.normpath(unquote(address.path) or "/")
        self.folder = "." if folder == "/~" else folder.removeprefix("/~/")
        self.runner = asyncio.Runner()
        self.connection: asyncssh.SSHClientConnection | None = None

    def open(self) -> None:
        self._run(self._connect())

    def listed(self) -> list[Found]:
        return self._run(self._list())

    def retrieved(self, batch: list[Found]) -> Iterator[Delivery]:
        for each in batch:
            if self.is_late():
                return
            data = self._run(self._read(each))
            # A transfer that broke off, or a file that grew meanwhile, is had again at the next look.
            if len(data) == each.size:
                yield Delivery(each.path, data)

    def is_late(self) -> bool:
        return time.monotonic() > self.deadline

    def close(self) -> None:
        if self.connection is not None:
            self.connection.abort()
        self.runner.close()

    def _run(self, step: Awaitable[T]) -> T:
        async def within() -> T:
            async with asyncio.timeout(self.deadline - time.monotonic()):
                return await step

        return self.runner.run(within())

    async def _connect(self) -> None:
        host, port = self.address.hostname, self.address.port or host_keys.PORT
        if self.address.scheme != "sftp" or not host:
            raise FetchError("an SFTP address is sftp://host/folder")
        username, password = account_of(self.source)
        at = checked_addresses(host, port, self.policy.allow_private, self.policy.resolver)[0]
        own_key = config.home / "sftp_key"
        self.connection = await asyncssh.connect(
            at,
            port,
            username=username,
            password=password or None,
            client_keys=[own_key] if own_key.exists() else None,
            # Nothing of the machine's own account: no agent, no configuration file, no list of known servers.
            agent_path=None,
            config=None,
            gss_host=None,
            known_hosts=([], [], []),
            client_factory=lambda: _Client(self.pin),
            server_host_key_algs=_preferred(self.pin),
        )
        self.sftp = await self.connection.start_sftp_client()

    async def _list(self) -> list[Found]:
        found: list[Found] = []
        async for entry in self.sftp.scandir(self.folder):
            name, attrs = str(entry.filename), entry.attrs
            # A link may point anywhere: only real files are read.
            regular = attrs.permissions is None or stat.S_ISREG(attrs.permissions)
            if regular and attrs.size is not None and "/" not in name and not is_unfinished(name):
                found.append(Found(name, f"{attrs.size}:{attrs.mtime or 0}"[:80], attrs.size))
            if len(found) >= MOST_NAMES:
                break
        return sorted(found, key=lambda each: each.path)

    async def _read(self, found: Found) -> bytes:
        data = bytearray()
        file = await self.sftp.open(posixpath.join(self.folder, found.path), "rb")
        # One byte more than it had: a file that grew is noticed, and no more of it is fetched.
        while len(data) <= found.size:
            part = await file.read(min(_PIECE, found.size + 1 - len(data)))
            if not part:
                break
            data += cast("bytes", part)
        # Not in a `with`: where the server has fallen silent nobody waits for its goodbye, the visit is cut off.
        await file.close()
        return bytes(data)


def _preferred(pin: _Pin) -> list[str]:
    """Algorithms of the key that we know first: a server with several keys shall show that one."""
    usual = [name.decode() for name in get_default_public_key_algs()]
    known = host_keys.key_for(pin.known, pin.at)
    if known is None:
        return usual
    first = [name.decode() for name in asyncssh.import_public_key(known).sig_algorithms]
    return [*(name for name in first if name in usual), *(name for name in usual if name not in first)]


def _reason(error: Exception, pin: _Pin) -> str:
    if pin.other:
        return (
            f"refused: the server shows another key ({pin.other}) than the one it is known by"
            f" ({host_keys.fingerprint(pin.known)}); ask the sender, then accept the new key"
        )
    if isinstance(error, TimeoutError):
        return "no answer in time"
    if isinstance(error, asyncssh.PermissionDenied):
        return "refuses us; account or password may be wrong"
    return str(error) or type(error).__name__
