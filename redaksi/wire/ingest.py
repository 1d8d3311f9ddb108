"""From bytes to the inbox: raw first, parse second, and nothing is lost or doubled whatever happens in between.

Every step can be repeated: the raw file is found under its hash, items under (source, guid, version, digest). A file
whose reading was cut short by a crash is still `received` and is read again by `finish_interrupted`.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import IntegrityError, OperationalError, transaction
from django.utils import timezone
from django.utils.text import slugify

from redaksi.conf import config
from redaksi.formats import read
from redaksi.formats.item import FormatError, Hint, NewsItem
from redaksi.wire import numbers
from redaksi.wire import raw as raw_store
from redaksi.wire.addresses import bare
from redaksi.wire.models import RawFile, Source, SourceHealth, WireItem
from redaksi.wire.storing import Stored, digest_of, store

__all__ = [
    "Delivery",
    "IngestResult",
    "NotStored",
    "digest_of",
    "finish_interrupted",
    "get_source",
    "ingest_batch",
    "ingest_bytes",
    "ingest_stream",
    "reparse",
]

logger = logging.getLogger(__name__)

# A delivery received this recently may be in another process's hands.
STILL_AT_WORK = timedelta(minutes=2)
# Two processes that store the same item at once: the second finds the first's row when it tries again.
TRIES = 3


class NotStored(OSError):
    """The bytes are on the disk and the database could not take them: nothing was acknowledged, send again."""


Reading = list[NewsItem] | FormatError


class Delivery(NamedTuple):
    """Bytes as they came: the name they came under and the charset that the transport declared."""

    name: str
    data: bytes
    charset: str = ""


@dataclass(frozen=True, slots=True)
class IngestResult:
    """What became of one delivery: `reason` is set when it waits in quarantine, `new` counts items not seen before."""

    raw: RawFile
    items: list[WireItem] = field(default_factory=list)
    new: int = 0
    reason: str | None = None


def get_source(name: str) -> Source:
    """The source with this name, made if there is none yet."""
    source = Source.objects.filter(name=name).first() or Source.objects.filter(slug=slugify(name)).first()
    return source or Source.objects.create(name=name, slug=slugify(name)[:60] or "sumber")


def ingest_bytes(data: bytes, *, source: Source, name: str = "", now: datetime | None = None) -> IngestResult:
    """Take one delivery into the inbox.

    The same bytes twice change nothing. Bytes that cannot be read wait in quarantine with the reason. Raises OSError
    when the bytes cannot be kept; then nothing was acknowledged.
    """
    return ingest_batch([Delivery(name, data)], source=source, now=now)[0]


def ingest_batch(
    deliveries: Sequence[tuple[str, bytes] | Delivery], *, source: Source, now: datetime | None = None
) -> list[IngestResult]:
    """Take several deliveries (name, bytes[, charset]) with two commits in all; results in the same order.

    Raises OSError as `ingest_bytes`, before any row was written.
    """
    taken = [Delivery(*each) for each in deliveries]
    return _take(_keep(taken), taken, source, now or timezone.now())


def ingest_stream(
    batches: Iterable[Sequence[tuple[str, bytes] | Delivery]], *, source: Source, now: datetime | None = None
) -> Iterator[list[tuple[Delivery, IngestResult]]]:
    """Take batch after batch; deliveries with their results a batch at a time, in order. Memory holds two batches.

    The bytes of the next batch are had and synced in a thread while this one is read and stored: raw is still first
    for each, and the disk and the processor work at once. What an iterator or a disk raises comes behind the results
    of the batches before it; errors as `ingest_batch`.
    """
    following = iter(batches)

    def keep_next() -> tuple[list[Delivery], list[str]] | None:
        batch = next(following, None)
        if batch is None:
            return None
        taken = [Delivery(*each) for each in batch]
        return taken, _keep(taken)

    with ThreadPoolExecutor(1, thread_name_prefix="wire-raw") as apart:
        kept = keep_next()
        while kept is not None:
            waiting = apart.submit(keep_next)
            taken, digests = kept
            yield list(zip(taken, _take(digests, taken, source, now or timezone.now()), strict=True))
            kept = waiting.result()


def _keep(taken: Sequence[Delivery]) -> list[str]:
    return raw_store.keep_all([each.data for each in taken])


def _take(digests: Sequence[str], taken: Sequence[Delivery], source: Source, now: datetime) -> list[IngestResult]:
    """Register, read and store what is on the disk already."""
    try:
        return _read_and_store(digests, taken, source, now)
    except OperationalError as error:
        # The database is full, read-only or out of reach: as with a full disk, nothing was acknowledged.
        raise NotStored(f"the database could not take it: {error}") from error


def _read_and_store(
    digests: Sequence[str], taken: Sequence[Delivery], source: Source, now: datetime
) -> list[IngestResult]:
    raws = _register(digests, taken, source, now)
    fresh: dict[str, tuple[RawFile, Reading]] = {}
    for raw, each in zip(raws, taken, strict=True):
        if raw.state == RawFile.State.RECEIVED and raw.sha256 not in fresh:
            fresh[raw.sha256] = raw, _read(each.data, raw)
    done = {result.raw.sha256: result for result in _store(list(fresh.values()), now)}
    # The same bytes a second time in one batch are as old as any other repetition.
    first = [done.pop(raw.sha256, None) for raw in raws]
    seen = _seen([raw for raw, result in zip(raws, first, strict=True) if result is None])
    return [result or next(seen) for result in first]


def reparse(raw: RawFile, now: datetime | None = None) -> IngestResult:
    """Read a kept delivery again, after an upgrade or a changed source; raises OSError or ValueError if it is gone."""
    return _store([(raw, _read(raw_store.load(raw.sha256), raw))], now or timezone.now())[0]


def finish_interrupted(now: datetime | None = None) -> int:
    """Read every delivery that a crash left between keeping and reading; returns how many there were."""
    now = now or timezone.now()
    left = RawFile.objects.filter(state=RawFile.State.RECEIVED, received_at__lt=now - STILL_AT_WORK)
    raws = list(left.select_related("source"))
    for raw in raws:
        try:
            reparse(raw, now)
        except (OSError, ValueError) as error:
            RawFile.objects.filter(pk=raw.pk).update(state=RawFile.State.QUARANTINED, reason=str(error))
    return len(raws)


def _register(digests: Sequence[str], taken: Sequence[Delivery], source: Source, now: datetime) -> list[RawFile]:
    """The row of each delivery, made where there is none; committed before anything tries to read the bytes."""
    known = _known(digests, source)
    fresh = {
        digest: RawFile(
            sha256=digest,
            size=len(each.data),
            name=_fit_for_text(each.name)[:300],
            charset=each.charset[:40],
            source=source,
            received_at=now,
        )
        for digest, each in zip(digests, taken, strict=True)
        if digest not in known
    }
    if not fresh:
        return [known[digest] for digest in digests]
    try:
        with transaction.atomic():
            RawFile.objects.bulk_create(fresh.values(), batch_size=500)
        known |= fresh
    except IntegrityError:
        # Another process has just registered some of the same bytes.
        with transaction.atomic():
            RawFile.objects.bulk_create(fresh.values(), ignore_conflicts=True, batch_size=500)
        known = _known(digests, source)
    return [known[digest] for digest in digests]


def _fit_for_text(name: str) -> str:
    """A file name may be any bytes; a database takes text only."""
    return name.replace("\x00", "?").encode("utf-8", "replace").decode()


def _known(digests: Sequence[str], source: Source) -> dict[str, RawFile]:
    known = {raw.sha256: raw for raw in RawFile.objects.filter(sha256__in=set(digests))}
    for raw in known.values():
        # Nearly always ours: no join, and no second copy of the source for each.
        if raw.source_id == source.pk:
            raw.source = source
    return known


def _read(data: bytes, raw: RawFile) -> Reading:
    source = raw.source
    limit = source.max_bytes or config.max_item_bytes
    if len(data) > limit:
        return FormatError(f"larger than {limit // 2**20} MB" if limit >= 2**20 else f"larger than {limit} bytes")
    hint = Hint(
        format=source.format or None,
        zone=source.zone,
        language=source.language or None,
        charset=raw.charset or None,
        url=bare(source.url) or None,
    )
    try:
        return read(data, hint)
    except FormatError as error:
        return error
    except Exception as error:
        # A parser that fails in a way of its own must not stop the neighbours or the source: the delivery waits.
        logger.exception("reader failed on delivery %s", raw.sha256)
        return FormatError(f"the reader failed: {type(error).__name__}")


def _seen(raws: Sequence[RawFile]) -> Iterator[IngestResult]:
    items: dict[int, list[WireItem]] = defaultdict(list)
    for item in WireItem.objects.filter(raw__in=raws).defer("document").order_by("id") if raws else ():
        items[item.raw_id].append(item)
    for raw in raws:
        quarantined = raw.state == RawFile.State.QUARANTINED
        yield IngestResult(raw, items[raw.pk], 0, raw.reason if quarantined else None)


def _store(readings: Sequence[tuple[RawFile, Reading]], now: datetime, tries: int = TRIES) -> list[IngestResult]:
    if not readings:
        return []
    try:
        with transaction.atomic():
            return _store_once(readings, now)
    except IntegrityError:
        if tries == 1:
            raise
        return _store(readings, now, tries - 1)
    except OperationalError:
        raise
    except Exception as error:
        # An item that the database or we ourselves stumble over must not take its neighbours with it: one by one.
        if len(readings) > 1:
            return [result for reading in readings for result in _store([reading], now)]
        raw, reading = readings[0]
        if isinstance(reading, FormatError):
            raise
        logger.exception("storing delivery %s failed", raw.sha256)
        return _store([(raw, FormatError(f"could not be stored: {type(error).__name__}"))], now)


def _store_once(readings: Sequence[tuple[RawFile, Reading]], now: datetime) -> list[IngestResult]:
    good = [(raw, reading) for raw, reading in readings if not isinstance(reading, FormatError)]
    stored = iter(store(good, now))
    results = []
    for raw, reading in readings:
        if isinstance(reading, FormatError):
            raw.state, raw.reason, raw.line = RawFile.State.QUARANTINED, str(reading), reading.line
            raw.format = ""
            results.append(IngestResult(raw, reason=raw.reason))
        else:
            raw.state, raw.reason, raw.line = RawFile.State.READ, "", None
            raw.format = reading[0].format if reading else ""
            rows: Stored = next(stored)
            results.append(IngestResult(raw, rows.rows, rows.new))
    _write_states([raw for raw, _ in readings])
    _remember(good, results, now)
    return results


def _write_states(raws: Iterable[RawFile]) -> None:
    """One statement for each outcome: a batch has few of them."""
    outcomes: dict[tuple[str, str, int | None, str], list[int]] = {}
    for raw in raws:
        outcomes.setdefault((raw.state, raw.reason, raw.line, raw.format), []).append(raw.pk)
    for (state, reason, line, format_name), keys in outcomes.items():
        RawFile.objects.filter(pk__in=keys).update(state=state, reason=reason, line=line, format=format_name)


def _remember(good: Sequence[tuple[RawFile, list[NewsItem]]], results: Sequence[IngestResult], now: datetime) -> None:
    """When each source last brought something new, and which of its numbers are missing."""
    for source in {result.raw.source for result in results if result.new}:
        SourceHealth.objects.get_or_create(source=source)
        values: dict[str, object] = {"last_item_at": now}
        if source.watch_numbers:
            state = SourceHealth.objects.select_for_update().get(source=source).numbers
            for raw, items in good:
                for item in items if raw.source_id == source.pk else ():
                    state = numbers.count(state, item)
            values["numbers"] = state
        SourceHealth.objects.filter(source=source).update(**values)
