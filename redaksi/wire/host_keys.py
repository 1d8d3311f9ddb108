"""The key by which an SFTP server is known: one line `host:port algorithm base64`, shown as OpenSSH shows it."""

from __future__ import annotations

import base64
import binascii
import hashlib

from redaksi.wire.health import health_of
from redaksi.wire.models import Source, SourceHealth


def key_for(line: str, at: str) -> str | None:
    """`algorithm base64` of a remembered line if it is of the server at `at` (host:port), else None."""
    place, _, key = line.partition(" ")
    return " ".join(key.split()[:2]) if place == at and key else None


def fingerprint(line: str) -> str:
    """`SHA256:...` of a remembered line as `ssh-keygen -l` prints it; empty when nothing is remembered."""
    parts = line.split()
    try:
        digest = hashlib.sha256(base64.b64decode(parts[2], validate=True)).digest() if len(parts) > 2 else b""
    except binascii.Error:
        return ""
    return f"SHA256:{base64.b64encode(digest).decode().rstrip('=')}" if digest else ""


def forget(source: Source) -> None:
    """An editor has asked the sender: the key that the server shows at the next visit is accepted."""
    health = health_of(source)
    SourceHealth.objects.filter(pk=health.pk).update(host_key="")
