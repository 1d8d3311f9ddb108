"""Fetching from the outside with a guard: no private address, a cap on size, a limit on time, few redirects.

The guard stands where the connection is made: the name is resolved once, the addresses are checked, and the
connection goes to a checked address, so a name cannot point elsewhere between the check and the use.
"""

from __future__ import annotations

import contextlib
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urljoin, urlsplit

import httpcore
import httpx

from redaksi.conf import config
from redaksi.wire.addresses import leads_home, secrets_of, sent_abroad
from redaksi.wire.unpack import PackError, unpack
from redaksi.wire.watchdog import Watchdog

MAX_REDIRECTS = 5
# Addresses of one name that are tried.
MAX_ADDRESSES = 3
PERMANENT = {301, 308}
# Networks whose last 32 bits are an IPv4 address: NAT64 (RFC 6052) and the old compatible form (RFC 4291, 2.5.5.1).
_CARRYING = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("::/96"))
Resolver = Callable[[str, int], list[str]]


class FetchError(Exception):
    """What could not be fetched, and why; `str(error)` is fit for an editor and names no credential."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came back: the address it finally came from, the bytes, and the charset that the server declared."""

    url: str
    data: bytes
    charset: str | None


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked. Headers, content and keys in `url` go to its host only, not to where it redirects."""

    url: str
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    content: bytes | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """Any answer that is no redirect. `moved` is the new address if every redirect on the way was permanent."""

    url: str
    status: int
    data: bytes
    headers: httpx.Headers
    charset: str | None = None
    moved: str | None = None


def resolve(host: str, port: int) -> list[str]:
    """All addresses of `host`; raises OSError when the name has none."""
    return [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


@dataclass(frozen=True, slots=True)
class Policy:
    """What a fetch may cost: seconds in all, bytes after unpacking; and where it may go. `tls` for a private CA."""

    timeout: float = config.fetch_timeout
    max_bytes: int = config.max_item_bytes
    allow_private: bool = config.fetch_private
    resolver: Resolver = resolve
    tls: ssl.SSLContext | None = None


def fetch(
    url: str,
    *,
    timeout: float = config.fetch_timeout,
    max_bytes: int = config.max_item_bytes,
    allow_private: bool = config.fetch_private,
    resolver: Resolver = resolve,
) -> Fetched:
    """Fetch `url` over HTTP(S) within `timeout` seconds in all and `max_bytes` after decompression.

    Raises FetchError for everything that can go wrong, an answer other than 200 included.
    """
    answer = send(Request(url), Policy(timeout, max_bytes, allow_private, resolver))
    if answer.status != httpx.codes.OK:
        raise FetchError(f"{_host(answer.url)}: answered {answer.status}")
    return Fetched(answer.url, answer.data, answer.charset)


def send(request: Request, policy: Policy | None = None) -> Answer:
    """Send a request and follow its redirects; raises FetchError when no answer could be had in full."""
    policy = policy or Policy()
    permanent, start = True, request.url
    with Watchdog(policy.timeout * 1.1 + 0.1) as dog, _client(policy, dog) as client:
        deadline = time.monotonic() + policy.timeout
        for _ in range(MAX_REDIRECTS + 1):
            _check_scheme(request.url)
            begun = False
            try:
                with _stream(client, request) as response:
                    begun = True
                    if not response.has_redirect_location:
                        answer = _read_answer(response, deadline, policy.max_bytes)
                        if dog.bit:
                            # A body without a length ends where the connection ends: this one was cut off.
                            raise FetchError(f"{_host(request.url)}: too slow")
                        return replace(answer, moved=request.url if permanent and request.url != start else None)
                    permanent = permanent and response.status_code in PERMANENT
                    request = _followed(request, response, secrets_of(start))
            except httpx.HTTPError as error:
                late = "too slow" if begun else "no answer in time"
                raise FetchError(f"{_host(request.url)}: {late if dog.bit else _reason(error)}") from error
            except httpx.InvalidURL:
                raise FetchError("the address cannot be understood") from None
            if time.monotonic() > deadline:
                raise FetchError(f"{_host(request.url)}: too slow")
    raise FetchError(f"{_host(request.url)}: more than {MAX_REDIRECTS} redirects")


def checked_addresses(host: str, port: int, allow_private: bool, resolver: Resolver = resolve) -> list[str]:
    """The addresses of `host`, all of them public unless private ones are allowed; raises FetchError."""
    try:
        addresses = resolver(host, port)
    except (OSError, UnicodeError) as error:
        raise FetchError(f"{host}: the name has no address ({error})") from error
    for address in addresses:
        if not allow_private and not is_public(address):
            raise FetchError(f"{host}: it points at a private address")
    if not addresses:
        raise FetchError(f"{host}: the name has no address")
    return addresses


def is_public(address: str) -> bool:
    """Whether an address is one of the public network, also as the IPv4 address that an IPv6 address carries."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        carried = found.ipv4_mapped or found.sixtofour or (found.teredo or (None,))[0]
        if carried is None and any(found in network for network in _CARRYING):
            carried = ipaddress.IPv4Address(int(found) & 0xFFFF_FFFF)
        if carried is not None and not carried.is_global:
            return False
    return found.is_global and not found.is_multicast


def _stream(client: httpx.Client, request: Request) -> contextlib.AbstractContextManager[httpx.Response]:
    return client.stream(request.method, request.url, headers=dict(request.headers), content=request.content)


def _followed(request: Request, response: httpx.Response, ours: tuple[str, ...]) -> Request:
    url = urljoin(request.url, response.headers["location"])
    same = leads_home(request.url, url)
    if not same:
        try:
            url = sent_abroad(url, ours)
        except LookupError:
            raise FetchError(f"{_host(request.url)}: redirects to another server with our key in the address") from None
    # 307 and 308 repeat the request as it was; the others turn it into a question (RFC 9110, 15.4).
    repeated = request.method == "GET" or response.status_code in {307, 308}
    return Request(
        url,
        request.method if repeated else "GET",
        request.headers if same else {},
        request.content if repeated and same else None,
    )


def _client(policy: Policy, dog: Watchdog) -> httpx.Client:
    transport = httpx.HTTPTransport()
    # httpx has no public way to choose how a connection is opened; the pool is where its transport keeps it.
    transport._pool = httpcore.ConnectionPool(
        ssl_context=policy.tls or ssl.create_default_context(),
        network_backend=GuardedBackend(policy.allow_private, policy.resolver, dog),
    )
    headers = {"User-Agent": "Redaksi/0.1 (+wire)", "Accept": "*/*", "Accept-Encoding": "gzip, deflate"}
    return httpx.Client(transport=transport, timeout=policy.timeout, headers=headers, trust_env=False)


class GuardedBackend(httpcore.SyncBackend):
    """Opens connections to public addresses only, unless the operator allows private ones."""

    def __init__(self, allow_private: bool, resolver: Resolver, dog: Watchdog) -> None:
        super().__init__()
        self.allow_private = allow_private
        self.resolver = resolver
        self.dog = dog

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        try:
            addresses = checked_addresses(host, port, self.allow_private, self.resolver)
        except FetchError as error:
            raise httpcore.ConnectError(str(error).partition(": ")[2]) from error
        for number, address in enumerate(addresses[:MAX_ADDRESSES], 1):
            try:
                stream = super().connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                # Often the other one works: a machine without IPv6 gets such addresses all the same.
                if number == len(addresses[:MAX_ADDRESSES]):
                    raise
            else:
                self.dog.watch(stream.get_extra_info("socket"))
                return stream
        raise httpcore.ConnectError("the name has no address")

    def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        raise httpcore.ConnectError("sockets of this machine are not fetched from")


def _read_answer(response: httpx.Response, deadline: float, max_bytes: int) -> Answer:
    url = str(response.url)
    refused = response.status_code != httpx.codes.OK
    data = b"" if refused else b"".join(_parts(response, deadline, max_bytes))
    return Answer(url, response.status_code, data, response.headers, response.charset_encoding)


def _parts(response: httpx.Response, deadline: float, max_bytes: int) -> Iterator[bytes]:
    host = _host(str(response.url))
    size = 0
    encoding = response.headers.get("content-encoding", "")
    try:
        for part in unpack(response.iter_raw(), encoding):
            size += len(part)
            if size > max_bytes:
                raise FetchError(f"{host}: larger than {max_bytes} bytes")
            if time.monotonic() > deadline:
                raise FetchError(f"{host}: too slow")
            yield part
    except PackError as error:
        raise FetchError(f"{host}: {error}") from None


def _check_scheme(url: str) -> None:
    try:
        parts = urlsplit(url)
        known = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        known = False
    if not known:
        raise FetchError("only http and https addresses are fetched")


def _host(url: str) -> str:
    return urlsplit(url).hostname or "the address"


def _reason(error: httpx.HTTPError) -> str:
    if isinstance(error, httpx.TimeoutException):
        return "no answer in time"
    return str(error) or type(error).__name__
