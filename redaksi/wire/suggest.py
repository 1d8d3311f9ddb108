"""The wizard's brain: from an address to the settings of a source, by trying it. It never raises.

What cannot be found out stays empty, and `problem` says in words why nothing was found at all.
"""

from __future__ import annotations

import json
import re
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from html import unescape
from http import HTTPStatus
from itertools import pairwise
from statistics import median
from urllib.parse import urljoin, urlsplit

from redaksi.conf import config
from redaksi.formats import FormatError, Hint, NewsItem, read
from redaksi.wire import websub
from redaksi.wire.addresses import bare, leads_home, masked_text, may_replace, secrets_of
from redaksi.wire.credentials import without_account
from redaksi.wire.fetch import Answer, FetchError, Policy, Request, send
from redaksi.wire.folders import folder_of
from redaksi.wire.gather import credentials
from redaksi.wire.models import Source

FEED_TYPES = {
    "application/rss+xml",
    "application/atom+xml",
    "application/feed+json",
    "application/json",
    "application/xml",
    "text/xml",
}
GUESSES = ("/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/feed.json")
# Seconds after which no further address is tried: an editor waits for the answer.
PATIENCE = 10.0
_LINK = re.compile(r"<link\b([^<>]{1,2000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_TITLE = re.compile(r"<title[^>]{0,200}>\s*(?:<!\[CDATA\[)?(.{1,300}?)(?:\]\]>)?\s*</title>", re.IGNORECASE | re.DOTALL)
_LANGUAGE = re.compile(
    r"""<language>\s*([A-Za-z-]{2,12})\s*</language>|\b(?:xml:)?lang\s*=\s*["']([A-Za-z-]{2,12})["']""", re.IGNORECASE
)
_ZONES = {7: "Asia/Jakarta", 8: "Asia/Makassar", 9: "Asia/Jayapura"}
_FUNCTION_WORDS = {
    "id": frozenset("yang dan di ke dari untuk dengan ini itu akan tidak pada".split()),
    "en": frozenset("the and of to in for with this that will not on".split()),
}


@dataclass(frozen=True, slots=True)
class SourceDraft:
    """Settings to propose; `alternatives` are other feeds of the page as (address, title), `items` a sample.

    `host_key` is the line (see `host_keys`) of the key that an SFTP server showed or is known by.
    """

    kind: str = Source.Kind.HTTP
    url: str = ""
    name: str = ""
    format: str = ""
    zone: str = ""
    language: str = ""
    interval: int = 300
    hub: str = ""
    alternatives: tuple[tuple[str, str], ...] = ()
    items: tuple[NewsItem, ...] = ()
    warnings: tuple[str, ...] = field(default=())
    problem: str = ""
    host_key: str = ""


@dataclass(frozen=True, slots=True)
class _Asking:
    """How one look asks: the account goes to the server of `url` only, as it does at every later fetch."""

    policy: Policy
    url: str
    headers: Mapping[str, str]

    def get(self, url: str) -> Answer:
        headers = self.headers if leads_home(self.url, url) else {}
        answer = send(Request(url, headers=headers), self.policy)
        host = urlsplit(answer.url).hostname
        if headers and answer.status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
            raise FetchError(f"{host}: refuses us ({answer.status}); account or password may be wrong")
        if answer.status != HTTPStatus.OK:
            raise FetchError(f"{host}: answered {answer.status}")
        # Where account or key would go to another server from now on, the address stays the one that was asked.
        found = answer.moved or answer.url
        return replace(answer, moved=found if may_replace(url, found, bool(headers)) else url)


def suggest(address: str, policy: Policy | None = None, account: tuple[str, str] = ("", "")) -> SourceDraft:
    """What a source at this address would be set to; tried once, within the policy. Never raises.

    A web address is asked with `account`, name and password, or with those in the address.
    """
    address = address.strip()[:500]
    scheme = address.partition("://")[0].lower() if "://" in address else ""
    if not address:
        return SourceDraft(problem="an address is needed")
    if scheme in {"ftp", "ftps", "sftp", "imap", "imaps"}:
        return _by_scheme(address, scheme)
    if scheme == "file" or address.startswith(("/", ".")):
        return _folder(address)
    if scheme not in {"", "http", "https"}:
        return SourceDraft(url=address, problem=f"addresses of the kind {scheme} are not fetched")
    url, *told = without_account(address if scheme else f"https://{address}")
    username, password = account if account[0] else told
    try:
        headers = credentials(Source(username=username, password=password))
        return _by_web(_Asking(policy or Policy(), url, headers))
    except Exception as error:  # noqa: BLE001 - a proposal that cannot be made must not stop the editor
        reason = str(error) if isinstance(error, FetchError) else f"{type(error).__name__}"
        return SourceDraft(url=url, name=_name_of(url), problem=masked_text(reason, [*secrets_of(url), password]))


def _by_web(asking: _Asking) -> SourceDraft:
    answer = asking.get(asking.url)
    draft = _feed(answer)
    if draft is not None:
        return draft
    feeds = feeds_of(answer)
    late = time.monotonic() + PATIENCE
    for found, _title in feeds[:3]:
        if time.monotonic() > late:
            break
        other = _tried(found, asking)
        if other is not None:
            rest = tuple(pair for pair in feeds if pair[0] != found)
            return replace(other, alternatives=rest[:20])
    for guess in GUESSES if not feeds else ():
        if time.monotonic() > late:
            break
        other = _tried(urljoin(answer.url, guess), asking)
        if other is not None:
            return other
    named = SourceDraft(url=answer.moved or answer.url, name=_title_of(answer) or _name_of(answer.url))
    return replace(named, alternatives=tuple(feeds), problem="no feed was found at this address")


def feeds_of(answer: Answer) -> list[tuple[str, str]]:
    """The feeds that a page names by `link rel=alternate`, as (address, title), each once, comments last."""
    found: dict[str, str] = {}
    for tag in _LINK.findall(_text(answer.data)):
        values = {name.lower(): unescape(one or two or bare) for name, one, two, bare in _ATTRIBUTE.findall(tag)}
        kind = values.get("type", "").partition(";")[0].strip().lower()
        if "alternate" in values.get("rel", "").lower().split() and kind in FEED_TYPES and values.get("href"):
            found.setdefault(urljoin(answer.url, values["href"]), values.get("title", "").strip()[:120])
    feeds = [
        pair for pair in found.items() if urlsplit(pair[0]).scheme in {"http", "https"} and "oembed" not in pair[0]
    ]
    return sorted(feeds, key=lambda pair: "comment" in pair[0].lower() or "komentar" in pair[0].lower())


def zone_of(items: Sequence[NewsItem]) -> str:
    """The Indonesian zone in which most times are written; empty where they are in none of the three."""
    offsets = Counter(
        int(offset / timedelta(hours=1))
        for item in items
        for moment in (item.published or item.version_created,)
        if isinstance(moment, datetime) and (offset := moment.utcoffset()) is not None
    )
    common = offsets.most_common(1)
    return _ZONES.get(common[0][0], "") if common else ""


def interval_of(items: Sequence[NewsItem]) -> int:
    """Seconds between questions: a third of the usual distance of items, between one minute and an hour."""
    moments = sorted(
        moment.timestamp()
        for item in items
        for moment in (item.published or item.version_created,)
        if isinstance(moment, datetime) and moment.tzinfo
    )
    steps = [later - earlier for earlier, later in pairwise(moments) if later > earlier]
    return int(min(max(median(steps) / 3, 60), 3600) // 30 * 30) if steps else 300


def _feed(answer: Answer) -> SourceDraft | None:
    """The draft for an answer that holds items; None for a page."""
    text = _text(answer.data)
    if re.match(r"\s*(?:<!doctype html|<html)", text, re.IGNORECASE):
        return None
    try:
        items = read(answer.data, Hint(url=bare(answer.url), charset=answer.charset, zone=config.time_zone))
    except FormatError:
        return None
    if items and items[0].format in {"pagetext", "webpage"}:
        return None
    hub = websub.hub_of(answer)
    url = answer.moved or answer.url
    return SourceDraft(
        kind=Source.Kind.WEBSUB if hub else Source.Kind.HTTP,
        url=url,
        name=_title_of(answer) or _name_of(url),
        format=items[0].format if items else "",
        zone=zone_of(items) or config.time_zone,
        language=_language_of(text, items),
        interval=interval_of(items),
        hub=hub[0] if hub else "",
        items=tuple(items[:5]),
        warnings=tuple(dict.fromkeys(warning for item in items for warning in item.warnings))[:5],
    )


def _tried(url: str, asking: _Asking) -> SourceDraft | None:
    try:
        return _feed(asking.get(url))
    except FetchError:
        return None


def _by_scheme(address: str, scheme: str) -> SourceDraft:
    kind = {"ftp": Source.Kind.FTP, "ftps": Source.Kind.FTP, "sftp": Source.Kind.SFTP}.get(scheme, Source.Kind.IMAP)
    return SourceDraft(kind, address, _name_of(address), zone=config.time_zone, interval=120)


def _folder(address: str) -> SourceDraft:
    draft = SourceDraft(Source.Kind.FOLDER, address, zone=config.time_zone, interval=15)
    try:
        folder = folder_of(address)
    except FetchError as error:
        return replace(draft, problem=str(error))
    return replace(draft, name=folder.name, problem="" if folder.is_dir() else "there is no such folder yet")


def _language_of(text: str, items: Sequence[NewsItem]) -> str:
    named = _LANGUAGE.search(text[:20_000])
    said = (named[1] or named[2]) if named else next((item.language for item in items if item.language), None)
    words = (
        " ".join(f"{item.headline or ''} {item.summary or item.body_text or ''}"[:1000] for item in items)
        .lower()
        .split()
    )
    counts = {language: sum(word in known for word in words) for language, known in _FUNCTION_WORDS.items()}
    likely = max(counts, key=lambda language: counts[language])
    other = min(counts.values())
    # Many Indonesian sites leave their software's English in the feed's head: the words themselves decide then.
    if counts[likely] >= 5 and counts[likely] > 3 * other:
        return likely if not said or said[:2].lower() != likely else said.lower()
    return said.lower() if said else ""


def _title_of(answer: Answer) -> str:
    text = _text(answer.data)
    if text.lstrip()[:1] == "{":
        try:
            title = json.loads(answer.data).get("title")
        except (ValueError, RecursionError, AttributeError):
            return ""
        return title.strip()[:120] if isinstance(title, str) else ""
    found = _TITLE.search(text)
    return " ".join(unescape(unescape(found[1])).split())[:120] if found else ""


def _name_of(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _text(data: bytes) -> str:
    return data[: 256 * 1024].decode("utf-8", "replace")
