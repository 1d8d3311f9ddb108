"""Passwords and secrets at rest: sealed with a key made from the newsroom's secret key, opened only to be used.

Who reads the database file, a backup or an export without `REDAKSI_SECRET_KEY` (or `REDAKSI_HOME/secret_key`) reads
none of them. Sealed is Fernet (AES-128-CBC with HMAC-SHA256), its key HKDF-SHA256 (RFC 5869) of the secret key.
"""

from __future__ import annotations

import base64
from functools import lru_cache
from typing import Any
from urllib.parse import unquote, urlsplit, urlunsplit

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import models

#: How sealed text begins; text without it was written before there was sealing.
MARK = "sealed1:"
#: What is said of a secret that the present secret key does not open.
KEY_CHANGED = "the stored password cannot be opened: the secret key of this newsroom was changed; enter it again"


class Unreadable(str):
    """A secret sealed with another key: empty to whoever uses it, and written back untouched by whoever saves it."""

    __slots__ = ("sealed",)

    sealed: str

    def __new__(cls, sealed: str) -> Unreadable:
        made = super().__new__(cls, "")
        made.sealed = sealed
        return made

    def __str__(self) -> str:
        return self


def seal(text: str) -> str:
    """`text` so that only this newsroom can read it; empty stays empty, what cannot be opened stays as it is."""
    if isinstance(text, Unreadable):
        return text.sealed
    return MARK + _box(settings.SECRET_KEY).encrypt(text.encode()).decode() if text else ""


def open_sealed(text: str) -> str:
    """What was sealed; `Unreadable` when it was sealed with another key; text that is not sealed as it is."""
    if not text.startswith(MARK):
        return text
    try:
        return _box(settings.SECRET_KEY).decrypt(text.removeprefix(MARK)).decode()
    except (InvalidToken, UnicodeDecodeError):
        return Unreadable(text)


def without_account(address: str) -> tuple[str, str, str]:
    """An address without `user:password@`, and the two; an address that has none, or is none, as it is."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address, "", ""
    account, at, place = parts.netloc.rpartition("@")
    if not at:
        return address, "", ""
    username, _, password = account.partition(":")
    return urlunsplit(parts._replace(netloc=place)), unquote(username), unquote(password)


class SealedField(models.TextField):  # type: ignore[type-arg]
    """Text that is clear in memory only: sealed in the database, in `dumpdata`, in revisions and in exports."""

    def from_db_value(self, value: str | None, *_: object) -> str | None:
        return value if value is None else open_sealed(value)

    def to_python(self, value: Any) -> Any:
        return open_sealed(value) if isinstance(value, str) and not isinstance(value, Unreadable) else value

    def get_prep_value(self, value: Any) -> Any:
        return value if value is None else seal(value if isinstance(value, str) else str(value))

    def value_to_string(self, obj: models.Model) -> str:
        return str(self.get_prep_value(self.value_from_object(obj)) or "")


@lru_cache(maxsize=4)
def _box(secret_key: str) -> Fernet:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"redaksi.wire.credentials").derive(
        secret_key.encode()
    )
    return Fernet(base64.urlsafe_b64encode(derived))
