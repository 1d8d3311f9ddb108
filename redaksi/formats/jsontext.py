"""JSON of others read within bounds: no bomb, no odd character, no number that is none gets through."""

from __future__ import annotations

import json
import re
from typing import Any, NoReturn

from redaksi.formats.charset import decode, without_controls
from redaksi.formats.item import FormatError
from redaksi.formats.sniff import head_text

MAX_CONTAINERS = 200_000
"""Objects and arrays in one document; more is a bomb."""
MAX_COMMAS = 1_000_000
"""Between values or in texts; even 10 MB of prose have fewer."""
MAX_DEPTH = 64
"""How deep they may stand in one another."""

_TOO_LARGE = 2**63
_CONTAINERS = (dict, list)

# JSON itself forbids controls in a string; these are the other ways in which a forbidden character gets there.
_ODD = re.compile(rb"\\(?:[bf]|u(?:00[01]|[dD][89a-fA-F]|[fF]{3}))")

_START = re.compile(r'\{\s*["}]|\[\s*[{\["\]]')


def looks_like_json(data: bytes) -> bool:
    """Whether the head begins as a JSON object, or as an array of objects or strings."""
    return bool(_START.match(head_text(data)))


def load(data: bytes, charset: str | None = None) -> tuple[Any, tuple[str, ...]]:
    """The document's value and what was assumed about its charset.

    Characters that no output can carry (NUL, lone surrogates) are taken out of every string. Raises
    `FormatError` for what is no JSON, nested too deeply, or holds a number that is none.
    """
    if len(data) > MAX_CONTAINERS and (
        data.count(b"{") + data.count(b"[") > MAX_CONTAINERS or data.count(b",") > MAX_COMMAS
    ):
        raise FormatError("JSON with more values than any news has")
    decoded = decode(data, charset)
    try:
        value = _JSON.decode(decoded.text.lstrip("\ufeff"))
    except FormatError:
        raise
    except json.JSONDecodeError as error:
        raise FormatError(f"broken JSON: {error.msg}", error.lineno) from None
    except RecursionError:
        raise FormatError("JSON nested too deeply to be news") from None
    except ValueError as error:
        raise FormatError(f"broken JSON: {error}") from None
    if decoded.charset != "utf-8" or _may_hold_odd(data):
        return _clean(value, MAX_DEPTH), decoded.warnings
    if isinstance(value, _CONTAINERS):
        _check_depth(value, MAX_DEPTH)
    return value, decoded.warnings


def text(value: Any) -> str | None:
    """A JSON value as text: strings without white space at the ends, numbers as written; else None."""
    if value is None:
        return None
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return None


def objects(value: Any) -> list[dict[str, Any]]:
    """The objects of an array, or of an object's members; what is no object is left out."""
    if value is None:
        return []
    members = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [each for each in members if isinstance(each, dict)]


def _may_hold_odd(data: bytes) -> bool:
    """Whether a text of the document may hold a character that `without_controls` drops."""
    if b"\xef" in data and b"\xef\xbf" in data:
        return True
    return b"\\" in data and _ODD.search(data) is not None


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number")


def _whole(digits: str) -> int:
    number = int(digits)
    if not -_TOO_LARGE < number < _TOO_LARGE:
        raise FormatError("a number in the JSON is too large")
    return number


_JSON = json.JSONDecoder(parse_constant=_refuse, parse_int=_whole)


def _check_depth(value: Any, depth: int) -> None:
    if depth == 0:
        raise FormatError("JSON nested too deeply to be news")
    for each in value.values() if isinstance(value, dict) else value:
        if isinstance(each, _CONTAINERS):
            _check_depth(each, depth - 1)


def _clean(value: Any, depth: int) -> Any:
    if isinstance(value, str):
        return without_controls(value)
    if depth == 0 and isinstance(value, _CONTAINERS):
        raise FormatError("JSON nested too deeply to be news")
    if isinstance(value, list):
        return [_clean(each, depth - 1) for each in value]
    if isinstance(value, dict):
        return {without_controls(key): _clean(each, depth - 1) for key, each in value.items()}
    return value
