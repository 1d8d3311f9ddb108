"""From bytes to the inbox: raw first, parse second, and nothing is lost or doubled whatever happens in between.

Every step can be repeated: the raw file is found under its hash, items under (source, guid, version, digest). A file
whose reading was cut short by a crash is still `received` and is read again by `finish_interrupted`.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from redaksi.conf import config
from redaksi.formats import read
from redaksi.formats.item import FormatError, Hint, NewsItem
from redaksi.wire import raw as raw_store
from redaksi.wire.models import RawFile, Source, WireItem
from redaksi.wire.versions import newest

logger = logging.getLogger(__name__)

# What an item says: two deliveries with these equal are the same delivery.
DIGEST_FIELDS = (
    "status headline summary body_html byline credit embargoed expires editorial_note usage_terms pictures".split()
)

# A delivery received this recently may be in another process's hands.
STILL_AT_WORK = timedelta(minutes=2)


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
    return ingest_batch([(name, data)], source=source, now=now)[0]


def ingest_batch(
    deliveries: Sequence[tuple[str, bytes]], *, source: Source, now: datetime | None = None
) -> list[IngestResult]:
    """Take several deliveries (name, bytes) with two commits in all; results in the same order.

    Raises OSError as `ingest_bytes`, before any row was written.
    """
    now = now or timezone.now()
    digests = [raw_store.keep(data) for _, data in deliveries]
    with transaction.atomic():
        raws = [
            _register(digest, name, len(data), source, now)
            for digest, (name, data) in zip(digests, deliveries, strict=True)
        ]
    readings = [
        None if raw.state != RawFile.State.RECEIVED else _read(data, raw)
        for raw, (_, data) in zip(raws, deliveries, strict=True)
    ]
    with transaction.atomic():
        return [
            _seen(raw) if reading is None else _store(raw, reading, now)
            for raw, reading in zip(raws, readings, strict=True)
        ]


def reparse(raw: RawFile, now: datetime | None = None) -> IngestResult:
    """Read a kept delivery again, after an upgrade or a changed source; raises OSError or ValueError if it is gone."""
    reading = _read(raw_store.load(raw.sha256), raw)
    with transaction.atomic():
        return _store(raw, reading, now or timezone.now())


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


def _register(digest: str, name: str, size: int, source: Source, now: datetime) -> RawFile:
    raw, _ = RawFile.objects.select_related("source").get_or_create(
        sha256=digest, defaults={"size": size, "name": name[:300], "source": source, "received_at": now}
    )
    return raw


def _read(data: bytes, raw: RawFile) -> list[NewsItem] | FormatError:
    if len(data) > config.max_item_bytes:
        return FormatError(f"larger than {config.max_item_bytes // 2**20} MB")
    source = raw.source
    hint = Hint(
        format=source.format or None, zone=source.zone, language=source.language or None, url=source.url or None
    )
    try:
        return read(data, hint)
    except FormatError as error:
        return error
    except Exception as error:
        # A parser that fails in a way of its own must not stop the neighbours or the source: the delivery waits.
        logger.exception("reader failed on delivery %s", raw.sha256)
        return FormatError(f"the reader failed: {type(error).__name__}")


def _seen(raw: RawFile) -> IngestResult:
    quarantined = raw.state == RawFile.State.QUARANTINED
    return IngestResult(raw, list(raw.items.all()), 0, raw.reason if quarantined else None)


def _store(raw: RawFile, reading: list[NewsItem] | FormatError, now: datetime) -> IngestResult:
    if isinstance(reading, FormatError):
        raw.state, raw.reason, raw.line = RawFile.State.QUARANTINED, str(reading), reading.line
        raw.save(update_fields=["state", "reason", "line"])
        return IngestResult(raw, reason=raw.reason)
    stored = [_store_item(raw, item, now) for item in reading]
    raw.state, raw.reason, raw.line = RawFile.State.READ, "", None
    raw.format = reading[0].format if reading else ""
    raw.save(update_fields=["state", "reason", "line", "format"])
    return IngestResult(raw, [row for row, _ in stored], sum(created for _, created in stored))


def _store_item(raw: RawFile, item: NewsItem, now: datetime) -> tuple[WireItem, bool]:
    guid, version, digest = item.guid[:500], item.version[:120], digest_of(item)
    chain = list(WireItem.objects.filter(source=raw.source, guid=guid))
    for row in chain:
        if (row.version, row.digest) == (version, digest):
            return row, False
    row = WireItem.objects.create(
        raw=raw,
        source=raw.source,
        guid=guid,
        version=version,
        digest=digest,
        conflict=any(other.version == version for other in chain),
        received_at=now,
        **_columns(item, raw.source),
    )
    if chain:
        _supersede([*chain, row])
    return row, True


def _columns(item: NewsItem, source: Source) -> dict[str, object]:
    return {
        "status": item.status,
        "kind": item.kind,
        "headline": (item.headline or item.slugline or "")[:500],
        "summary": item.summary or (item.body_text or "")[:300],
        "credit": (item.credit or source.credit_line or item.source or "")[:200],
        "urgency": item.urgency,
        "version_created": _moment(item.version_created or item.published),
        "embargoed": item.embargoed,
        "document": item.to_json(),
    }


def _supersede(chain: Iterable[WireItem]) -> None:
    rows = list(chain)
    last = newest(rows)
    for row in rows:
        if row.superseded != (row is not last):
            row.superseded = row is not last
            row.save(update_fields=["superseded"])


def digest_of(item: NewsItem) -> str:
    """A hash of what the item says, without how and when it was delivered."""
    values = item.to_json()
    said = {name: values.get(name) for name in DIGEST_FIELDS}
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode("utf-8", "replace")).hexdigest()


def _moment(value: datetime | date | None) -> datetime | None:
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=UTC)
    return datetime.combine(value, time(), UTC) if value else None
