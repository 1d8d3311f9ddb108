"""What a request asks for: encoding, validator, address, kind of reader. Pure functions, no Django.

Sources: RFC 9110, 12.5.3 (Accept-Encoding), 13.1.2 (If-None-Match), 8.8.3 (ETag).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode

IDENTITY, GZIP, BROTLI = 0, 1, 2
ENCODINGS = ("", "gzip", "br")
#: What the name of a packed file beside its original ends in, by encoding.
SUFFIXES = ("", ".gz", ".br")

# Parameters that make another page of a path; "*" stands for every path. All others are noise (utm_source, fbclid)
# and do not reach the page: neither the store nor the application sees them.
QUERIES: Mapping[str, tuple[str, ...]] = {
    "*": ("halaman",),
    "/cari": ("q", "rubrik", "kurun", "urut", "sebelum", "halaman"),
}
PAGE_PARAMETER = "halaman"
LONGEST_VALUE = 200

_STORY = re.compile(r"/[a-z0-9-]+/([1-9]\d{0,17})/[^/]*/?", re.ASCII)
# Not "cubot", which makes telephones.
_ROBOT = re.compile(
    r"(?<!cu)bot\b|crawl|spider|slurp|externalhit|preview|scan|monitor|uptime|headless|phantom|lighthouse"
    r"|^curl|^wget|python|^java|go-http|okhttp|libwww|httpclient|feed|^$",
    re.IGNORECASE,
)


def best_encoding(accept: str | None) -> int:
    """BROTLI, GZIP or IDENTITY for an Accept-Encoding field: what is refused (q=0) is never chosen."""
    weights: dict[str, float] = {}
    for part in (accept or "").lower().split(","):
        name, _, parameters = part.partition(";")
        weights[name.strip()] = _weight(parameters)
    rest = weights.get("*", 0.0)
    brotli, gzip = weights.get("br", rest), weights.get("gzip", weights.get("x-gzip", rest))
    identity = weights.get("identity", 0.0)
    if brotli > 0 and brotli >= max(gzip, identity):
        return BROTLI
    return GZIP if gzip > 0 and gzip >= identity else IDENTITY


def matches(if_none_match: str, etag: str) -> bool:
    """Whether one of the validators in `if_none_match` is `etag`, by weak comparison."""
    if if_none_match == etag:
        return True
    opaque = etag.removeprefix("W/")
    return any(given.strip().removeprefix("W/") in {opaque, "*"} for given in if_none_match.split(","))


def normal_query(path: str, query: str, queries: Mapping[str, tuple[str, ...]] = QUERIES) -> str:
    """The part of `query` that makes another page of `path`, in one spelling; empty where none does."""
    if not query:
        return ""
    names = queries.get(path.rstrip("/") or "/", queries.get("*", ()))
    try:
        given = dict(reversed(parse_qsl(query, max_num_fields=50)))
    except ValueError:
        return ""
    kept = {name: " ".join(given[name].split())[:LONGEST_VALUE] for name in names if given.get(name)}
    page = kept.get(PAGE_PARAMETER)
    # Anything but a later page's number would let one address fill the store with copies of itself.
    if page is not None and not (page.isascii() and page.isdigit() and 1 < int(page) < 100_000 and page[0] != "0"):
        del kept[PAGE_PARAMETER]
    return urlencode({name: value for name, value in kept.items() if value})


def story_id(path: str) -> int:
    """The story that `/<section>/<id>/<slug>` shows, or 0."""
    found = _STORY.fullmatch(path)
    return int(found[1]) if found else 0


def is_robot(user_agent: str | None) -> bool:
    """Whether a user agent names a program rather than a reader's browser."""
    return _ROBOT.search(user_agent or "") is not None


def _weight(parameters: str) -> float:
    name, _, value = parameters.partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0
