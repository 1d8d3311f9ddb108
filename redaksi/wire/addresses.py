"""Addresses that hold a key (`?api_key=...`, `user:password@`): shown masked, stored apart, filled in to be used.

Pure text, no settings and no database. What stands between the secrets is never changed by a character, so that a
masked address filled from the whole one is the whole one again. Names of parameters are read as RFC 3986 (3.4) and
the HTML standard write them: apart by `&`, `;` as well, percent-encoded or not.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from urllib.parse import unquote, unquote_plus, urlsplit

#: What stands where a secret was.
MASK = "•••"
_WHOLE = frozenset({"sig", "auth", "authorization", "pass", "pw", "pin", "kunci", "sid", "session", "sessionid"})
_ENDINGS = (
    *("key", "token", "secret", "password", "passwd", "passphrase", "pwd", "sandi"),
    *("signature", "credential", "credentials", "jwt", "bearer"),
)
_ACCOUNT = re.compile(r"(?<=://)[^/?#\s]*(?=@)")
_NAME = re.compile(r"(?<=[?&;#])([^=&;#?]*)=")
_VALUE = re.compile(r"[^&#]*")
_TAIL = re.compile(r"[?#]")
_IN_TEXT = re.compile(r"[^\s\"'<>]*(?:://|\?)[^\s\"'<>]+")
_PORTS = {"http": 80, "https": 443}
_UPGRADE = (("http", 80), ("https", 443))


def is_secret_name(name: str) -> bool:
    """Whether a parameter of this name holds a secret: `api_key`, `X-Amz-Signature`, `kata_sandi`, `access%5Ftoken`."""
    plain = re.sub(r"[^a-z]", "", unquote_plus(name).lower())
    return plain in _WHOLE or plain.endswith(_ENDINGS)


def masked(address: str) -> str:
    """`address` as it may be shown: each secret value and what stands before `@` replaced by `MASK`."""
    return _replaced(address, [(start, stop, MASK) for _name, start, stop in _secrets(address)])


def is_masked(address: str) -> bool:
    """Whether a secret of `address` is hidden in it."""
    return any(_hides(address[start:stop]) for _name, start, stop in _secrets(address))


def filled(address: str, known: str) -> str:
    """`address` with what its masks hide, found by name and order in `known`, which holds the secrets in clear.

    Raises LookupError with the name of what is not known, or when `known` belongs to another server: a secret is
    never carried from one to another.
    """
    values, seen = {}, Counter[str]()
    for name, start, stop in _secrets(known) if leads_home(known, address) else ():
        values[name, seen[name]] = known[start:stop]
        seen[name] += 1
    changes, seen = [], Counter[str]()
    for name, start, stop in _secrets(address):
        place = name, seen[name]
        seen[name] += 1
        if _hides(address[start:stop]):
            if place not in values:
                raise LookupError(name)
            changes.append((start, stop, values[place]))
    return _replaced(address, changes)


def secrets_of(address: str) -> tuple[str, ...]:
    """The secret values of `address`, as written and as meant, of a password alone too; nothing that is masked."""
    found: list[str] = []
    for name, start, stop in _secrets(address):
        value = address[start:stop]
        found += [value, unquote_plus(value), unquote(value)]
        if name == "@":
            password = value.partition(":")[2]
            found += [password, unquote(password)]
    return tuple(dict.fromkeys(value for value in found if value and not _hides(value)))


def bare(address: str) -> str:
    """`address` without its secrets: neither account nor the parameters that hold one."""
    return _without(address, lambda piece: any(_parameters(f"?{piece}")))


def sent_abroad(address: str, secrets: Iterable[str]) -> str:
    """A redirect to another server, without our account and without the parameters that hold one of our `secrets`.

    Raises LookupError when one of them (of more than three letters) stands elsewhere in the address.
    """
    ours = frozenset(secrets)
    clean = _without(address, lambda piece: not ours.isdisjoint(_meanings(piece.partition("=")[2])))
    if any(len(secret) > 3 and secret in shape for secret in ours for shape in _meanings(clean)):
        raise LookupError("a secret in the address")
    return clean


def same_place(one: str, other: str) -> bool:
    """Whether two addresses lead to the same server: scheme, host and port (the origin of RFC 6454, 4)."""
    first = _origin(one)
    return first is not None and first == _origin(other)


def leads_home(start: str, address: str) -> bool:
    """Whether what is meant for `start` may be told at `address`: the same server, or the same host by TLS now."""
    if same_place(start, address):
        return True
    first, second = _origin(start), _origin(address)
    return first is not None and second is not None and first[1] == second[1] and (first[::2], second[::2]) == _UPGRADE


def may_replace(old: str, new: str, account: bool) -> bool:
    """Whether `new` may stand for `old` after a redirect: no key is lost on the way, none goes to another server.

    `account` says whether an account goes with the address.
    """
    ours = set(secrets_of(old))
    return ours <= set(secrets_of(new)) and (leads_home(old, new) or not (ours or account))


def masked_text(text: str, secrets: Iterable[str] = ()) -> str:
    """Any text as it may be shown or logged: addresses in it masked, and `secrets` longer than three letters."""
    text = _IN_TEXT.sub(lambda found: masked(found[0]), text)
    for secret in sorted(secrets, key=len, reverse=True):
        if len(secret) > 3:
            text = text.replace(secret, MASK)
    return text


class MaskedFormatter(logging.Formatter):
    """Log lines, with their tracebacks, in which every address is masked: other people's code logs whole ones."""

    def format(self, record: logging.LogRecord) -> str:
        return masked_text(super().format(record))


def _secrets(address: str) -> Iterator[tuple[str, int, int]]:
    """Name, start and end of each secret in order; the account before the host is called `@`."""
    if (account := _ACCOUNT.search(address)) and account[0]:
        yield "@", account.start(), account.end()
    yield from _parameters(address)


def _parameters(address: str) -> Iterator[tuple[str, int, int]]:
    tail = _TAIL.search(address)
    at = tail.end() if tail else len(address)
    while found := _NAME.search(address, at):
        at = found.end()
        if is_secret_name(found[1]) and (value := _VALUE.match(address, at)) and value[0]:
            yield unquote_plus(found[1]), at, value.end()
            at = value.end()


def _without(address: str, unwanted: Callable[[str], bool]) -> str:
    address = _ACCOUNT.sub("", address).replace("://@", "://", 1)
    address, sharp, fragment = address.partition("#")
    address, mark, query = address.partition("?")
    kept = "&".join(piece for piece in query.split("&") if not unwanted(piece))
    sharp, fragment = ("", "") if any(unwanted(piece) for piece in fragment.split("&")) else (sharp, fragment)
    return f"{address}{mark if kept or not query else ''}{kept}{sharp}{fragment}"


def _replaced(text: str, changes: Iterable[tuple[int, int, str]]) -> str:
    parts, at = [], 0
    for start, stop, new in changes:
        parts += [text[at:start], new]
        at = stop
    return "".join([*parts, text[at:]])


def _hides(value: str) -> bool:
    return unquote(value) == MASK


def _meanings(text: str) -> set[str]:
    return {text, unquote(text), unquote_plus(text)}


def _origin(address: str) -> tuple[str, str, int | None] | None:
    try:
        parts = urlsplit(address)
        port = parts.port or _PORTS.get(parts.scheme)
    except ValueError:
        return None
    return (parts.scheme, parts.hostname, port) if parts.hostname else None
