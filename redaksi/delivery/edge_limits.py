"""How much one client may ask of the application: a token bucket for each address. Imports no Django.

Hits are never counted: only what makes the application work (a page that nobody pressed yet, a search, a form, the
desk). Requests from the machine itself are not limited, so that a proxy on it that was not declared trusted does not
put all readers into one bucket. An IPv6 client is its /64: a household has that many addresses.
"""

from __future__ import annotations

import ipaddress
import math
import time
from functools import lru_cache

KNOWN_CLIENTS = 20_000
# A search costs the application as much as some pages.
PAGE, SEARCH, FORM = 1.0, 5.0, 1.0


class Limited(Exception):
    """This client has to wait `retry_after` seconds."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"wait {retry_after} s")
        self.retry_after = retry_after


class Bucket:
    """`rate` tokens a second for each client, at most `burst` saved up; a rate of 0 limits nobody."""

    def __init__(self, rate: float, burst: float) -> None:
        self.rate, self.burst = rate, burst
        self._held: dict[str, tuple[float, float]] = {}

    def take(self, client: str, cost: float = 1.0, now: float | None = None) -> None:
        """Take `cost` tokens of the address `client` at `now` (monotonic seconds). Raises Limited."""
        household = _household(client) if self.rate else ""
        if not household:
            return
        now = time.monotonic() if now is None else now
        tokens, at = self._held.get(household, (self.burst, now))
        tokens = min(self.burst, tokens + (now - at) * self.rate)
        if tokens < cost:
            self._held[household] = (tokens, now)
            raise Limited(max(1, math.ceil((cost - tokens) / self.rate)))
        if household not in self._held and len(self._held) >= KNOWN_CLIENTS:
            self._forget(now)
        self._held[household] = (tokens - cost, now)

    def _forget(self, now: float) -> None:
        """Drop who would have a full bucket by now; where that frees nothing, whoever came first."""
        full = self.burst / self.rate
        self._held = {client: held for client, held in self._held.items() if now - held[1] < full}
        while len(self._held) >= KNOWN_CLIENTS:
            del self._held[next(iter(self._held))]


@lru_cache(maxsize=4096)
def _household(client: str) -> str:
    """What counts as one client; empty for the machine itself."""
    try:
        address = ipaddress.ip_address(client)
    except ValueError:
        return client
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is None:
            return "" if address.is_loopback else str(ipaddress.ip_network((address, 64), strict=False))
        address = address.ipv4_mapped
    return "" if address.is_loopback else str(address)
