"""Caches in front of the house: what a purge says to each of them.

`REDAKSI_PURGE_URLS` names them, apart by spaces:

    http://127.0.0.1:6081           PURGE with the keys in `Surrogate-Key` (deploy/varnish.vcl)
    refresh+http://127.0.0.1:8080   GET of each address with `X-Redaksi-Refresh` (deploy/nginx.conf)
    fastly+https://TOKEN@api.fastly.com/service/ID    Fastly's purge by key
    wagtail+http://127.0.0.1:3128   Wagtail's back-end for caches that take PURGE of an address
    cloudflare://TOKEN@ZONE         Wagtail's back-end for Cloudflare
    cloudfront://DISTRIBUTION       Wagtail's back-end for CloudFront (needs boto3)

A cache that knows addresses only is told those of the change itself and of the lists it moves; what else mentions the
story ages in it within the minute that `Surrogate-Control` allows.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from urllib.parse import SplitResult, urlsplit

import httpx
from wagtail.contrib.frontend_cache.backends import CloudflareBackend, CloudfrontBackend, HTTPBackend

from redaksi.conf import config

SECONDS = 3.0
# More would not fit into the header of one request.
KEYS_AT_ONCE = 200
ENCODINGS = ("br", "gzip", "identity")
REFRESH = "X-Redaksi-Refresh"


class CacheRefused(Exception):
    """A cache in front did not take a purge; it is told again later."""


def targets() -> list[str]:
    """The caches in front that have to be told of every purge."""
    return config.purge_urls.split()


def purge(target: str, keys: Collection[str], addresses: Collection[str]) -> None:
    """Tell the cache `target` that pages with one of `keys`, or at `addresses`, are old. Raises CacheRefused."""
    url = urlsplit(target)
    tell = TELLING.get(url.scheme)
    if tell is None:
        raise CacheRefused(f"{url.scheme}: nobody knows how to talk to such a cache")
    try:
        tell(url, sorted(keys), sorted(addresses))
    except httpx.HTTPError as error:
        raise CacheRefused(f"{url.hostname}: {error or type(error).__name__}") from error


def _by_key(url: SplitResult, keys: list[str], _addresses: list[str]) -> None:
    with _client() as client:
        for start in range(0, len(keys), KEYS_AT_ONCE):
            headers = {"Surrogate-Key": " ".join(keys[start : start + KEYS_AT_ONCE])}
            _ensure(client.request("PURGE", url.geturl(), headers=headers))


def _by_refresh(url: SplitResult, _keys: list[str], addresses: list[str]) -> None:
    base = url.geturl().removeprefix("refresh+").rstrip("/")
    host = urlsplit(config.public_url).netloc
    with _client() as client:
        for address in addresses:
            for encoding in ENCODINGS:
                headers = {"Host": host, "Accept-Encoding": encoding, REFRESH: "1"}
                answer = client.get(base + address, headers=headers)
                # 404 and 410 are what a withdrawn page is to become.
                if answer.status_code >= 500:
                    _ensure(answer)


def _fastly(url: SplitResult, keys: list[str], _addresses: list[str]) -> None:
    host = (url.hostname or "") + (f":{url.port}" if url.port else "")
    base = f"{url.scheme.removeprefix('fastly+')}://{host}{url.path.rstrip('/')}"
    with _client() as client:
        token = {"Fastly-Key": url.username or ""}
        if "*" in keys:
            _ensure(client.post(f"{base}/purge_all", headers=token))
            return
        for start in range(0, len(keys), KEYS_AT_ONCE):
            named = {"Surrogate-Key": " ".join(keys[start : start + KEYS_AT_ONCE])}
            _ensure(client.post(f"{base}/purge", headers=token | named))


def _wagtail(url: SplitResult, _keys: list[str], addresses: list[str]) -> None:
    if url.scheme == "cloudflare":
        backend = CloudflareBackend({"BEARER_TOKEN": url.username or "", "ZONEID": url.hostname or ""})
    elif url.scheme == "cloudfront":
        backend = CloudfrontBackend({"DISTRIBUTION_ID": url.netloc})
    else:
        backend = HTTPBackend({"LOCATION": url.geturl().removeprefix("wagtail+")})
    with _failures() as failures:
        backend.purge_batch([config.public_url + address for address in addresses])
    if failures:
        raise CacheRefused("; ".join(failures))


TELLING: Mapping[str, Callable[[SplitResult, list[str], list[str]], None]] = {
    "http": _by_key,
    "https": _by_key,
    "refresh+http": _by_refresh,
    "refresh+https": _by_refresh,
    "fastly+http": _fastly,
    "fastly+https": _fastly,
    "wagtail+http": _wagtail,
    "wagtail+https": _wagtail,
    "cloudflare": _wagtail,
    "cloudfront": _wagtail,
}


@contextmanager
def _failures() -> Iterator[list[str]]:
    """What Wagtail's back-ends say of failures in this thread: they log them and raise nothing."""
    found: list[str] = []
    thread = threading.get_ident()

    class Collect(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.thread == thread and record.levelno >= logging.ERROR:
                found.append(record.getMessage())

    logger, collect = logging.getLogger("wagtail.frontendcache"), Collect()
    logger.addHandler(collect)
    try:
        yield found
    finally:
        logger.removeHandler(collect)


def _client() -> httpx.Client:
    return httpx.Client(timeout=SECONDS, follow_redirects=False, trust_env=False)


def _ensure(answer: httpx.Response) -> None:
    if answer.status_code >= 300:
        raise CacheRefused(f"{answer.request.url.host} answered {answer.status_code}")
