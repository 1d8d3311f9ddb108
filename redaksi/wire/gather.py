"""What every way of fetching shares: how it says that it failed, what it may cost, what must not be shown.

A gatherer is `gather(source, health, now, policy) -> Iterator[list[Delivery]]`. It yields deliveries and remembers
that it had them (ETag, UID, hash) only after the yield: by then the caller has them on disk and in the database, so
a crash in between brings the same deliveries again and changes nothing.
"""

from __future__ import annotations

import base64
import re
from urllib.parse import unquote, urlsplit

from redaksi.conf import config
from redaksi.wire.addresses import MASK, filled, is_secret_name, masked_text, secrets_of
from redaksi.wire.credentials import KEY_CHANGED, Unreadable
from redaksi.wire.fetch import FetchError, Policy
from redaksi.wire.models import Source

KEY_MISSING = "the key in the address is not stored for this server; enter it again"
_USERINFO = re.compile(r"(?<=://)[^/\s@]+@")
_NAMED = re.compile(r"([\w.%\[\]-]+)=([^&\s]+)")


class SourceStopped(FetchError):
    """The sender says that there will be nothing more here: nobody asks again until an editor says so."""


class TryLater(FetchError):
    """The sender asks for patience: `seconds` until the next try."""

    def __init__(self, reason: str, seconds: float) -> None:
        super().__init__(reason)
        self.seconds = seconds


def policy_of(source: Source) -> Policy:
    """What fetching from this source may cost and where it may go."""
    return Policy(
        timeout=source.timeout or config.fetch_timeout,
        max_bytes=source.max_bytes or config.max_item_bytes,
        allow_private=config.fetch_private,
    )


def address_of(source: Source) -> str:
    """The address with its secrets, for the request itself only; raises FetchError when one is not there."""
    if isinstance(source.sealed_url, Unreadable):
        raise FetchError(KEY_CHANGED)
    try:
        return filled(source.url, source.sealed_url)
    except LookupError:
        raise FetchError(KEY_MISSING) from None


def account_of(source: Source) -> tuple[str, str]:
    """Account and password with which the source is asked; raises FetchError when the password cannot be opened."""
    if isinstance(source.password, Unreadable):
        raise FetchError(KEY_CHANGED)
    parts = urlsplit(source.url)
    username = source.username or unquote(parts.username or "")
    return username, source.password or unquote(parts.password or "")


def credentials(source: Source) -> dict[str, str]:
    """The Authorization header of a source with an account (RFC 7617), else nothing."""
    username, password = account_of(source)
    if not username:
        return {}
    pair = base64.b64encode(f"{username}:{password}".encode()).decode()
    return {"Authorization": f"Basic {pair}"}


def without_credentials(text: str, source: Source) -> str:
    """`text` as it may stand in logs and on screens."""
    secrets = [str(source.password), *secrets_of(source.url), *secrets_of(str(source.sealed_url))]
    text = masked_text(_USERINFO.sub("", text), secrets)
    return _NAMED.sub(lambda found: f"{found[1]}={MASK}" if is_secret_name(found[1]) else found[0], text)[:500]
