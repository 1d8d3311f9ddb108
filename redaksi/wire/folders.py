"""A watched folder: every file once, never a half-written one, and nothing in it is moved or changed.

Folders lie under `REDAKSI_HOME/incoming`; whoever runs the machine may put a link to another place there. So an
account at the desk can never point a source at the machine's own files. A file is taken when size and time of change
were the same at two looks; a file that was renamed into place is therefore taken at the second look.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from redaksi.conf import config
from redaksi.wire.fetch import FetchError, Policy
from redaksi.wire.ingest import Delivery
from redaksi.wire.models import SeenFile, Source, SourceHealth

BATCH = 100
# What one look takes at most; the next one goes on.
MOST = 5000
UNFINISHED = (".tmp", ".part", ".partial", ".filepart", ".crdownload", ".swp", "~")


@dataclass(frozen=True, slots=True)
class Found:
    """A file as it looks now."""

    path: str
    look: str
    size: int


def gather(source: Source, health: SourceHealth, now: datetime, policy: Policy) -> Iterator[list[Delivery]]:
    """Files that came to rest since the last look; raises FetchError when the folder cannot be read."""
    folder = folder_of(source.url)
    try:
        found = sorted(_listed(folder), key=lambda each: each.path)
    except OSError as error:
        raise FetchError(f"{folder.name}: {error.strerror}") from None
    small = [each for each in found if each.size <= policy.max_bytes]
    if large := [each.path for each in found if each.size > policy.max_bytes]:
        health.note = f"larger than {policy.max_bytes} bytes and left where it is: {', '.join(large[:3])}"
    for batch in settled(source, small):
        deliveries = []
        taken: dict[str, str] = {}
        for each in batch:
            data = _read(folder / each.path, each)
            if data is not None:
                deliveries.append(Delivery(each.path, data))
                taken[each.path] = hashlib.sha256(data).hexdigest()
        yield deliveries
        mark(source, taken)


def newest(source: Source, policy: Policy, most: int) -> list[Delivery]:
    """The newest few files, for a look beforehand: nothing is remembered; raises FetchError."""
    folder = folder_of(source.url)
    try:
        found = [each for each in _listed(folder) if each.size <= policy.max_bytes]
    except OSError as error:
        raise FetchError(f"{folder.name}: {error.strerror}") from None
    found.sort(key=lambda each: int(each.look.split(":")[1]), reverse=True)
    read = ((each, _read(folder / each.path, each)) for each in found[:most])
    return [Delivery(each.path, data) for each, data in read if data is not None]


def folder_of(address: str) -> Path:
    """The folder of an address under `REDAKSI_HOME/incoming`; raises FetchError for one outside."""
    root = config.home / "incoming"
    relative = address.strip().removeprefix("file://")
    inside = Path(relative.removeprefix(str(root)).strip("/")) if relative.startswith(str(root)) else Path(relative)
    if inside.is_absolute() or ".." in inside.parts or not inside.parts:
        raise FetchError(f"watched folders lie under {root}")
    return root / inside


def settled(source: Source, found: list[Found]) -> Iterator[list[Found]]:
    """Batches of the files that look as they did last time and were not taken; the rest is noted for the next look."""
    known = {seen.path: seen for seen in SeenFile.objects.filter(source=source)}
    gone = known.keys() - {each.path for each in found}
    SeenFile.objects.filter(source=source, path__in=list(gone)).delete()
    ripe, changed, new = [], [], []
    for each in found:
        seen = known.get(each.path)
        if seen is None:
            new.append(SeenFile(source=source, path=each.path, look=each.look))
        elif seen.look != each.look:
            seen.look, seen.sha256 = each.look, ""
            changed.append(seen)
        elif not seen.sha256:
            ripe.append(each)
    SeenFile.objects.bulk_create(new, ignore_conflicts=True, batch_size=200)
    SeenFile.objects.bulk_update(changed, ["look", "sha256"], batch_size=200)
    ripe = ripe[:MOST]
    yield from (ripe[at : at + BATCH] for at in range(0, len(ripe), BATCH))


def mark(source: Source, taken: dict[str, str]) -> None:
    """Remember that these files (path: sha256) are in the inbox."""
    rows = list(SeenFile.objects.filter(source=source, path__in=taken))
    for row in rows:
        row.sha256 = taken[row.path]
    SeenFile.objects.bulk_update(rows, ["sha256"], batch_size=200)


def is_unfinished(name: str) -> bool:
    """Whether a file's name says that it is still being written."""
    return name.startswith(".") or name.lower().endswith(UNFINISHED)


def _listed(folder: Path) -> Iterator[Found]:
    for path in folder.rglob("*"):
        relative = path.relative_to(folder)
        # A link inside the folder may point anywhere: only real files are read.
        if path.is_symlink() or not path.is_file() or any(is_unfinished(part) for part in relative.parts):
            continue
        try:
            status = path.stat()
        except FileNotFoundError:
            continue
        if len(str(relative)) <= 700:
            yield Found(str(relative), f"{status.st_size}:{status.st_mtime_ns}:{status.st_ino}", status.st_size)


def _read(path: Path, found: Found) -> bytes | None:
    """The bytes; None if the file is not as it was."""
    try:
        with path.open("rb") as file:
            data = file.read(found.size + 1)
        status = path.stat()
    except OSError:
        return None
    return data if f"{status.st_size}:{status.st_mtime_ns}:{status.st_ino}" == found.look else None
