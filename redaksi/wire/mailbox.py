"""Reading a mailbox by IMAP: each message once, by its UID, without marking or moving anything (RFC 9051).

The address is `imaps://host[:port]/folder` (TLS from the start) or `imap://...` (STARTTLS; unprotected only where
private addresses are allowed, for a server in the house). UIDs count up; a changed UIDVALIDITY starts anew, and what
was read before is recognised by its bytes.
"""

from __future__ import annotations

import contextlib
import imaplib
import re
import socket
import ssl
import time
from collections.abc import Iterator
from datetime import datetime
from urllib.parse import SplitResult, unquote, urlsplit

from redaksi.wire.fetch import FetchError, Policy, checked_addresses
from redaksi.wire.gather import account_of
from redaksi.wire.ingest import Delivery
from redaksi.wire.models import Source, SourceHealth
from redaksi.wire.watchdog import Watchdog

PORTS = {"imap": 143, "imaps": 993}
BATCH = 20
# Messages of one visit; the next visit goes on behind them.
MOST = 500
_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")
_UID = re.compile(rb"UID (\d+)")


def gather(source: Source, health: SourceHealth, now: datetime, policy: Policy) -> Iterator[list[Delivery]]:
    """Messages that came since the last visit; raises FetchError."""
    address = urlsplit(source.url)
    deadline = time.monotonic() + policy.timeout
    try:
        with _dog(policy) as dog, contextlib.closing(_Visit(source, address, policy, dog)) as visit:
            validity = visit.select(unquote(address.path.strip("/")) or "INBOX")
            last = health.cursor.get("uid", 0) if health.cursor.get("validity") == validity else 0
            uids = visit.behind(last)[:MOST]
            for at in range(0, len(uids), BATCH):
                batch = uids[at : at + BATCH]
                yield list(visit.messages(batch, policy.max_bytes, health))
                health.cursor = {"validity": validity, "uid": batch[-1]}
                health.save(update_fields=["cursor"])
                if time.monotonic() > deadline:
                    break
    except (imaplib.IMAP4.error, OSError, EOFError) as error:
        raise FetchError(f"{address.hostname}: {_reason(error)}") from None


def newest(source: Source, policy: Policy, most: int) -> list[Delivery]:
    """The newest few messages, for a look beforehand: nothing is remembered; raises FetchError."""
    address = urlsplit(source.url)
    try:
        with _dog(policy) as dog, contextlib.closing(_Visit(source, address, policy, dog)) as visit:
            visit.select(unquote(address.path.strip("/")) or "INBOX")
            return list(visit.messages(visit.behind(0)[-most:], policy.max_bytes, SourceHealth()))
    except (imaplib.IMAP4.error, OSError, EOFError) as error:
        raise FetchError(f"{address.hostname}: {_reason(error)}") from None


def _dog(policy: Policy) -> Watchdog:
    # Twice the time: a visit that gets on ends by itself between two batches.
    return Watchdog(policy.timeout * 2)


class _Visit:
    """One connection to one mailbox, read only."""

    def __init__(self, source: Source, address: SplitResult, policy: Policy, dog: Watchdog) -> None:
        account = account_of(source)
        self.server = _connect(address, policy, dog)
        try:
            if address.scheme == "imap" and not _protect(self.server, policy):
                raise FetchError(f"{address.hostname}: offers no protected connection (TLS)")
            self.server.login(*account)
        except BaseException:
            self.server.shutdown()
            raise

    def select(self, folder: str) -> int:
        """Open the folder read-only; returns its UIDVALIDITY."""
        quoted = '"' + folder.replace("\\", "\\\\").replace('"', '\\"') + '"'
        answer, _ = self.server.select(quoted, readonly=True)
        if answer != "OK":
            raise FetchError(f"there is no folder {folder}")
        _, validity = self.server.response("UIDVALIDITY")
        return int(validity[0]) if validity and validity[0] else 0

    def behind(self, last: int) -> list[int]:
        """UIDs greater than `last`, ascending."""
        answer, found = self.server.uid("SEARCH", f"UID {last + 1}:*")
        if answer != "OK":
            raise FetchError("the mailbox cannot be searched")
        # `n:*` always names the newest message, although its UID may be smaller than n (RFC 9051, 9).
        return sorted(uid for uid in map(int, b" ".join(filter(None, found)).split()) if uid > last)

    def messages(self, uids: list[int], max_bytes: int, health: SourceHealth) -> Iterator[Delivery]:
        """The messages with these UIDs; one that is too large stays in the mailbox and is noted."""
        for uid, size in self._sizes(uids).items():
            if size > max_bytes:
                health.note = f"message {uid} is larger than {max_bytes} bytes and was left in the mailbox"
                continue
            answer, parts = self.server.uid("FETCH", str(uid), "(BODY.PEEK[])")
            data = next((part[1] for part in parts if isinstance(part, tuple)), None)
            if answer != "OK":
                raise FetchError(f"message {uid} cannot be fetched")
            # A message that was deleted meanwhile has no body any more.
            if data is not None:
                yield Delivery(f"{uid}.eml", data)

    def close(self) -> None:
        with contextlib.suppress(imaplib.IMAP4.error, OSError):
            self.server.logout()

    def _sizes(self, uids: list[int]) -> dict[int, int]:
        answer, rows = self.server.uid("FETCH", ",".join(map(str, uids)), "(UID RFC822.SIZE)")
        if answer != "OK":
            raise FetchError("the mailbox cannot be read")
        sizes = {}
        for row in rows:
            text = row[0] if isinstance(row, tuple) else row or b""
            uid, size = _UID.search(text), _SIZE.search(text)
            if uid and size:
                sizes[int(uid[1])] = int(size[1])
        return dict(sorted(sizes.items()))


class _To:
    """Opens the connection to the checked address, whatever name the certificate is for."""

    def __init__(self, at: str, port: int, timeout: float, dog: Watchdog) -> None:
        self.at = at, port
        self.timeout = timeout
        self.dog = dog

    def open(self) -> socket.socket:
        connection = socket.create_connection(self.at, self.timeout)
        self.dog.watch(connection)
        return connection


class _Plain(imaplib.IMAP4):
    def __init__(self, host: str, to: _To) -> None:
        self._to = to
        super().__init__(host, to.at[1], to.timeout)

    def _create_socket(self, timeout: float | None) -> socket.socket:
        return self._to.open()


class _Secure(imaplib.IMAP4_SSL):
    def __init__(self, host: str, to: _To, tls: ssl.SSLContext) -> None:
        self._to = to
        super().__init__(host, to.at[1], ssl_context=tls, timeout=to.timeout)

    def _create_socket(self, timeout: float | None) -> socket.socket:
        return self.ssl_context.wrap_socket(self._to.open(), server_hostname=self.host)


def _connect(address: SplitResult, policy: Policy, dog: Watchdog) -> imaplib.IMAP4:
    if address.scheme not in {"imap", "imaps"} or not address.hostname:
        raise FetchError("a mailbox address is imaps://host/folder")
    secure = address.scheme == "imaps"
    port = address.port or PORTS[address.scheme]
    at = checked_addresses(address.hostname, port, policy.allow_private, policy.resolver)[0]
    to = _To(at, port, policy.timeout, dog)
    if secure:
        return _Secure(address.hostname, to, policy.tls or ssl.create_default_context())
    return _Plain(address.hostname, to)


def _protect(server: imaplib.IMAP4, policy: Policy) -> bool:
    if "STARTTLS" in server.capabilities:
        server.starttls(policy.tls or ssl.create_default_context())
        return True
    return policy.allow_private


def _reason(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "no answer in time"
    text = str(error).removeprefix("b'").removesuffix("'")
    return text or type(error).__name__
