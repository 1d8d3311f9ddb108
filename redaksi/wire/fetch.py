"""Fetching from the outside with a guard: no private address, a cap on size, a limit on time, few redirects.

The guard stands where the connection is made: the name is resolved once, the addresses are checked, and the
connection goes to a checked address, so a name cannot point elsewhere between the check and the use.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import httpcore
import httpx

from redaksi.conf import config

MAX_REDIRECTS = 5
Resolver = Callable[[str, int], list[str]]


class FetchError(Exception):
    """What could not be fetched, and why; `str(error)` is fit for an editor."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came back: the address it finally came from, the bytes, and the charset that the server declared."""

    url: str
    data: bytes
    charset: str | None


def resolve(host: str, port: int) -> list[str]:
    """All addresses of `host`; raises OSError when the name has none."""
    return [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def fetch(
    url: str,
    *,
    timeout: float = config.fetch_timeout,
    max_bytes: int = config.max_item_bytes,
    allow_private: bool = config.fetch_private,
    resolver: Resolver = resolve,
) -> Fetched:
    """Fetch `url` over HTTP(S) within `timeout` seconds in all and `max_bytes` after decompression.

    Raises FetchError for everything that can go wrong.
    """
    deadline = time.monotonic() + timeout
    with _client(allow_private, resolver, timeout) as client:
        for _ in range(MAX_REDIRECTS + 1):
            _check_scheme(url)
            try:
                with client.stream("GET", url) as response:
                    if not response.is_redirect:
                        return _read_body(response, deadline, max_bytes)
                    url = urljoin(url, response.headers["location"])
            except httpx.HTTPError as error:
                raise FetchError(f"{_host(url)}: {_reason(error)}") from error
    raise FetchError(f"{_host(url)}: more than {MAX_REDIRECTS} redirects")


def _client(allow_private: bool, resolver: Resolver, timeout: float) -> httpx.Client:
    transport = httpx.HTTPTransport()
    # httpx has no public way to choose how a connection is opened; the pool is where its transport keeps it.
    transport._pool = httpcore.ConnectionPool(
        ssl_context=ssl.create_default_context(), network_backend=GuardedBackend(allow_private, resolver)
    )
    headers = {"User-Agent": "Redaksi/0.1 (+wire)", "Accept": "*/*"}
    return httpx.Client(transport=transport, timeout=timeout, headers=headers, trust_env=False)


class GuardedBackend(httpcore.SyncBackend):
    """Opens connections to public addresses only, unless the operator allows private ones."""

    def __init__(self, allow_private: bool, resolver: Resolver) -> None:
        super().__init__()
        self.allow_private = allow_private
        self.resolver = resolver

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        try:
            addresses = self.resolver(host, port)
        except OSError as error:
            raise httpcore.ConnectError(f"the name has no address ({error})") from error
        for address in addresses:
            if not self.allow_private and not ipaddress.ip_address(address.partition("%")[0]).is_global:
                raise httpcore.ConnectError("it points at a private address")
        if not addresses:
            raise httpcore.ConnectError("the name has no address")
        return super().connect_tcp(addresses[0], port, timeout, local_address, socket_options)

    def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        raise httpcore.ConnectError("sockets of this machine are not fetched from")


def _read_body(response: httpx.Response, deadline: float, max_bytes: int) -> Fetched:
    host = _host(str(response.url))
    if response.status_code != httpx.codes.OK:
        raise FetchError(f"{host}: answered {response.status_code}")
    parts: list[bytes] = []
    size = 0
    for part in response.iter_bytes(64 * 1024):
        size += len(part)
        if size > max_bytes:
            raise FetchError(f"{host}: larger than {max_bytes // 2**20} MB")
        if time.monotonic() > deadline:
            raise FetchError(f"{host}: too slow")
        parts.append(part)
    return Fetched(str(response.url), b"".join(parts), response.charset_encoding)


def _check_scheme(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise FetchError("only http and https addresses are fetched")


def _host(url: str) -> str:
    return urlsplit(url).hostname or url


def _reason(error: httpx.HTTPError) -> str:
    if isinstance(error, httpx.TimeoutException):
        return "no answer in time"
    return str(error) or type(error).__name__
