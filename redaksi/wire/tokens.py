"""The token with which a sender delivers to us: shown once, kept as a hash, compared in constant time."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from redaksi.wire.models import Source

_NOBODY = hashlib.sha256(secrets.token_bytes(32)).hexdigest()


def new_token(source: Source) -> str:
    """Give the source a fresh token and return it; the old one ends. It cannot be shown again."""
    # 256 random bits: a plain hash is enough, there is nothing to guess.
    token = secrets.token_urlsafe(32)
    source.token_digest = _digest(token)
    Source.objects.filter(pk=source.pk).update(token_digest=source.token_digest)
    return token


def revoke_token(source: Source) -> None:
    """Nobody delivers to this source any more."""
    source.token_digest = ""
    Source.objects.filter(pk=source.pk).update(token_digest="")


def is_token_of(source: Source | None, token: str) -> bool:
    """Whether the token is this source's; takes as long for a source that does not exist."""
    expected = (source.token_digest if source else "") or _NOBODY
    return hmac.compare_digest(expected, _digest(token))


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
