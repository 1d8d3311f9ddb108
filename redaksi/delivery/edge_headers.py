"""Headers on both sides of the edge: what the application believes, and what never leaves the house. No Django.

The application listens where only the edge reaches it, and believes a request's client, host and scheme only
beside the right `x-redaksi-edge`. What a client sends under these names is dropped.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlsplit

Headers = list[tuple[str, str]]

SERVER = ("server", "redaksi")
EDGE = "x-redaksi-edge"
PRESS = "x-redaksi-press"
GENERATION = "x-redaksi-generation"
KEYS = "x-redaksi-keys"
SOFT = "x-redaksi-soft"
HARD = "x-redaksi-hard"
STORED = "x-redaksi-stored"
CHANGED_AT = "x-redaksi-changed-at"
GONE_AT = "x-redaksi-gone-at"
SURROGATE_KEY = "surrogate-key"
SURROGATE_CONTROL = "surrogate-control"
_INTERNAL = "x-redaksi-"

# RFC 9110, 7.6.1; and what a client says about its way to us.
_HOP_BY_HOP = frozenset(
    "connection keep-alive proxy-authenticate proxy-authorization proxy-connection te trailer transfer-encoding "
    "upgrade expect".split()
)
# Keys and ages are for caches: the edge names them itself, and only for pages that it keeps.
_NOT_PASSED = _HOP_BY_HOP | {"server", "date", SURROGATE_KEY, SURROGATE_CONTROL}
_FORWARDING = frozenset("host forwarded x-real-ip x-client-ip true-client-ip cf-connecting-ip".split())
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(?::\d{1,5})?", re.IGNORECASE)


class Request(Protocol):
    """The part of an RSGI scope that forwarding reads."""

    client: str
    scheme: str

    @property
    def headers(self) -> RequestHeaders: ...


class RequestHeaders(Protocol):
    """Header names come in lower case; `items` repeats a name that came twice."""

    def get(self, key: str, default: str | None = None) -> str | None: ...

    def items(self) -> list[tuple[str, str]]: ...


def edge_secret(secret_key: str) -> str:
    """The word by which the application knows the edge, derived from the newsroom's signing key."""
    return hmac.new(secret_key.encode(), b"redaksi.delivery.edge", hashlib.sha256).hexdigest()


@dataclass(frozen=True, slots=True)
class Forwarder:
    """Makes the headers of requests to the application.

    `base_url`: the public address; empty lets every well-formed Host through (a newsroom that is being set up).
    `trusted`: addresses or networks of proxies in front of us whose X-Forwarded-For and -Proto are true.
    """

    secret: str
    base_url: str
    own_address: str
    trusted: tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...] = ()

    def for_press(self) -> Headers:
        """Headers of a request for a page that all readers share: nothing of the client is in it."""
        base = urlsplit(self.base_url or f"http://{self.own_address}")
        return [*self._ours(base.netloc, base.scheme, "127.0.0.1"), (PRESS, "1")]

    def for_client(self, request: Request) -> Headers:
        """Headers of a request that is passed through for its client."""
        client, scheme = self._origin(request)
        passed = [
            (name, value)
            for name, value in request.headers.items()
            if name not in _HOP_BY_HOP and name not in _FORWARDING and not _claims_ours(name)
        ]
        return [*self._ours(self._host(request), scheme, client), *passed]

    def client(self, request: Request) -> str:
        """The address of who asks, as far as it can be trusted."""
        return self._origin(request)[0]

    def _ours(self, host: str, scheme: str, client: str) -> Headers:
        return [
            ("host", host),
            (EDGE, self.secret),
            ("x-forwarded-for", client),
            ("x-forwarded-host", host),
            ("x-forwarded-proto", scheme),
        ]

    def _host(self, request: Request) -> str:
        asked = (request.headers.get("host") or "").lower()
        base = urlsplit(self.base_url).netloc.lower()
        if not _HOST.fullmatch(asked):
            return base or self.own_address
        name = re.sub(r":\d+$", "", asked)
        return asked if not base or asked == base or name in {"localhost", "127.0.0.1", "[::1]"} else base

    def _origin(self, request: Request) -> tuple[str, str]:
        client, scheme = request.client.rpartition(":")[0].strip("[]") or "127.0.0.1", request.scheme
        if not self._is_trusted(client):
            return client, scheme
        said = (request.headers.get("x-forwarded-proto") or "").lower()
        for hop in reversed((request.headers.get("x-forwarded-for") or "").split(",")):
            if not _is_address(hop.strip()):
                break
            client = hop.strip()
            if not self._is_trusted(client):
                break
        return client, said if said in {"http", "https"} else scheme

    def is_ours(self, client: str) -> bool:
        """Whether `client` is the machine itself or a proxy of ours."""
        return self._is_trusted(client) or (_is_address(client) and ipaddress.ip_address(client).is_loopback)

    def _is_trusted(self, address: str) -> bool:
        if not self.trusted:
            return False
        try:
            parsed = ipaddress.ip_address(address)
        except ValueError:
            return False
        return any(parsed in network for network in self.trusted)


def trusted_networks(text: str) -> tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...]:
    """Proxies in front of the edge, from a list of addresses or networks; ValueError names what is neither."""
    return tuple(ipaddress.ip_network(part, strict=False) for part in text.replace(",", " ").split())


def to_client(headers: Iterable[tuple[str, str]]) -> Headers:
    """The application's answer as its client sees it: nothing internal, nothing that belongs to our connection."""
    named = ((name.lower(), value) for name, value in headers)
    kept = [(name, value) for name, value in named if name not in _NOT_PASSED and not name.startswith(_INTERNAL)]
    return [*kept, SERVER]


def _claims_ours(name: str) -> bool:
    # An underscore becomes a dash on its way into WSGI: X_Forwarded_For would stand beside ours.
    return "_" in name or name.startswith((_INTERNAL, "x-forwarded-"))


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True
