"""A look at a source before it is one: what it would bring, fetched and read once, with nothing remembered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from django.utils.module_loading import import_string

from redaksi.conf import config
from redaksi.formats import FormatError, Hint, NewsItem, read
from redaksi.wire import folders, ftp, host_keys, mailbox
from redaksi.wire.fetch import FetchError, Policy
from redaksi.wire.gather import without_credentials
from redaksi.wire.ingest import Delivery
from redaksi.wire.models import Source, SourceHealth
from redaksi.wire.suggest import SourceDraft, interval_of, suggest, zone_of

Sampler = Callable[[Source, Policy, int], list[Delivery]]
FILES: Final = 3
ITEMS: Final = 5


def _sftp(source: Source, policy: Policy, most: int) -> list[Delivery]:
    # Its library is loaded only where it is needed.
    sampler: Sampler = import_string("redaksi.wire.sftp.newest")
    return sampler(source, policy, most)


SAMPLERS: Final[dict[str, Sampler]] = {
    Source.Kind.FOLDER: folders.newest,
    Source.Kind.FTP: ftp.newest,
    Source.Kind.SFTP: _sftp,
    Source.Kind.IMAP: mailbox.newest,
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What a few deliveries hold: at most `ITEMS` items, and why others could not be read."""

    items: tuple[NewsItem, ...]
    refusals: tuple[str, ...]


def look(address: str, policy: Policy, username: str = "", password: str = "") -> SourceDraft:
    """The settings to propose for `address` with a sample of its items, whatever kind it is. Never raises.

    An SFTP server that a source knows by another key is refused. What cannot be reached or read is said in `problem`;
    the settings then are what the address alone tells.
    """
    draft = suggest(address, policy, (username, password))
    sampler = SAMPLERS.get(draft.kind)
    if sampler is None or draft.problem:
        return draft
    source = Source(kind=draft.kind, url=draft.url, username=username, password=password)
    health = SourceHealth(source=source, address=draft.url)
    try:
        if draft.kind == Source.Kind.SFTP:
            health.host_key = host_keys.known_at(host_keys.place_of(draft.url))
        deliveries = sampler(source, policy, FILES)
    except (FetchError, OSError) as error:
        return replace(draft, problem=without_credentials(str(error), source), host_key=health.host_key)
    reading = read_all(deliveries, draft.zone)
    formats = {item.format for item in reading.items}
    return replace(
        draft,
        items=reading.items,
        host_key=health.host_key,
        warnings=reading.refusals,
        format=formats.pop() if len(formats) == 1 else "",
        zone=zone_of(reading.items) or draft.zone,
        interval=draft.interval or interval_of(reading.items),
    )


def read_all(deliveries: list[Delivery], zone: str) -> Reading:
    """The items in a few deliveries; one that cannot be read does not stop the others."""
    items: list[NewsItem] = []
    refusals: list[str] = []
    for each in deliveries:
        try:
            items += read(each.data, Hint(charset=each.charset or None, zone=zone or config.time_zone))
        except FormatError as error:
            refusals.append(f"{each.name}: {error}")
    return Reading(tuple(items[:ITEMS]), tuple(refusals))
