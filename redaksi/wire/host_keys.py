"""The key by which an SFTP server is known: one line `host:port algorithm base64`, shown as OpenSSH shows it."""

from __future__ import annotations

import base64
import binascii
import hashlib
from urllib.parse import urlsplit

from django.db.models import F

from redaksi.wire.fetch import FetchError
from redaksi.wire.health import health_of
from redaksi.wire.models import Source, SourceHealth

PORT = 22


def place_of(address: str) -> str:
    """`host:port` of an SFTP address; raises FetchError for what is none."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port or PORT
    except ValueError:
        host, port = None, PORT
    if not host:
        raise FetchError("an SFTP address is sftp://host/folder")
    return f"{host}:{port}"


def known_at(at: str) -> str:
    """The line by which a source knows the server at `at` (host:port), the one that succeeded last; or nothing."""
    lines = SourceHealth.objects.filter(host_key__startswith=f"{at} ").order_by(F("last_success").desc(nulls_last=True))
    return lines.values_list("host_key", flat=True).first() or ""


def pin(source: Source, line: str) -> None:
    """An editor has confirmed the key of `line`: no other is accepted; a line of another server changes nothing."""
    if key_for(line, place_of(source.url)):
        health = health_of(source)
        SourceHealth.objects.filter(pk=health.pk).update(host_key=line)


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
