"""A flood: ten thousand small ninjs files through `redaksi ingest` into SQLite, durable, against a bare floor.

The floor does the least that durability asks of the same bytes in the same run: write and sync each file (in batches,
as we do), read the JSON, insert one row, one commit a batch. The ratio says what reading, sanitising, versions, signals
and rights cost on top. Memory is flat when the peak for all items is near the peak for a fifth of them.

`python -m benchmarks.ingest_flood [ITEMS]`
"""

from __future__ import annotations

import json
import os
import platform
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from redaksi.wire import raw

HERE = Path(__file__).resolve().parent
ITEMS, BATCH = 10_000, 100
WORDS = (
    "harga beras pasar pemerintah kota jembatan banjir warga gubernur menteri rapat anggaran sekolah rumah sakit "
    "polisi sidang hakim laut nelayan panen kedelai ekspor impor bank rupiah saham listrik jalan tol bandara kereta"
).split()
# Limits: at least so many items a second on a quiet machine of two cores, at least this part of the floor's speed,
# and at most this growth of the peak between a fifth of the items and all of them.
AT_LEAST_ITEMS, RATIO_AT_LEAST, GROWTH_AT_MOST = 300, 0.1, 1.25


def main(items: int = ITEMS) -> dict[str, object]:
    """Run all parts, write results/ingest_flood.json and return what it holds."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        few, many = _write(folder / "few", items // 5, seed=1), _write(folder / "many", items, seed=2)
        home = folder / "home"
        _python(home, "-c", "import django; django.setup(); from django.core.management import call_command; "
                "call_command('migrate', verbosity=0)")  # fmt: skip
        small = _ingest(home, few)
        floor = items / _floor(folder / "floor", many)
        flood = _ingest(home, many)
    result: dict[str, object] = {
        "items": items,
        "items_per_second": round(items / flood["seconds"], 1),
        "processor_ms_per_item": round(flood["processor"] / items * 1000, 3),
        "floor_items_per_second": round(floor, 1),
        "ratio_to_floor": round(items / flood["seconds"] / floor, 3),
        "peak_mb_few": round(small["peak"] / 1024, 1),
        "peak_mb_all": round(flood["peak"] / 1024, 1),
        "growth": round(flood["peak"] / small["peak"], 3),
        "load_before": os.getloadavg()[0],
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    (HERE / "results").mkdir(exist_ok=True)
    (HERE / "results" / "ingest_flood.json").write_text(json.dumps(result, indent=1) + "\n")
    return result


def failures(result: dict[str, object]) -> list[str]:
    """Which limits the result breaks; speed is judged only where the machine was quiet."""
    broken = []
    quiet = float(str(result["load_before"])) < 1
    if quiet and float(str(result["items_per_second"])) < AT_LEAST_ITEMS:
        broken.append(f"fewer than {AT_LEAST_ITEMS} items a second")
    if float(str(result["ratio_to_floor"])) < RATIO_AT_LEAST:
        broken.append(f"less than {RATIO_AT_LEAST} of the floor's speed")
    if float(str(result["growth"])) > GROWTH_AT_MOST:
        broken.append(f"memory grew by more than {GROWTH_AT_MOST}")
    return broken


def item(number: int, chance: random.Random, prefix: str = "banjir") -> bytes:
    """A small ninjs 3.1 item of four paragraphs, about 1.5 KB."""
    paragraphs = [" ".join(chance.choices(WORDS, k=40)).capitalize() for _ in range(4)]
    return json.dumps(
        {
            "uri": f"urn:newsml:kbc.example:{prefix}:{number}",
            "standard": {"name": "ninjs", "version": "3.1"},
            "type": "text",
            "version": "1",
            "versionCreated": "2026-11-19T10:00:00+07:00",
            "language": "id",
            "headlines": [{"role": "main", "value": " ".join(chance.choices(WORDS, k=7)).title()}],
            "bodies": [
                {"role": "main", "contentType": "text/html", "value": "".join(f"<p>{p}.</p>" for p in paragraphs)}
            ],
        }
    ).encode()


def _write(folder: Path, items: int, seed: int) -> Path:
    folder.mkdir(parents=True)
    chance = random.Random(seed)
    for number in range(items):
        (folder / f"{number:06}.json").write_bytes(item(number, chance, f"banjir{seed}"))
    return folder


def _ingest(home: Path, folder: Path) -> dict[str, float]:
    code = (
        "import resource, sys, runpy\n"
        "sys.argv = ['redaksi', 'ingest', sys.argv[1], '--source', 'Banjir']\n"
        "try:\n    runpy.run_module('redaksi', run_name='__main__')\n"
        "finally:\n    print('peak', resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)\n"
    )
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    said = _python(home, "-c", code, str(folder))
    seconds, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"seconds": seconds, "processor": processor, "peak": float(said.split()[-1])}


def _floor(home: Path, folder: Path) -> float:
    """Seconds of the least that durability asks: files synced, JSON read, rows committed a batch at a time."""
    home.mkdir()
    started = time.perf_counter()
    files = sorted(folder.iterdir())
    with sqlite3.connect(home / "floor.sqlite3", isolation_level=None) as database:
        database.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;")
        database.execute("CREATE TABLE item (guid TEXT PRIMARY KEY, headline TEXT, document TEXT)")
        for at in range(0, len(files), BATCH):
            batch = [file.read_bytes() for file in files[at : at + BATCH]]
            raw.keep_all(batch, home)
            read = [json.loads(data) for data in batch]
            rows = [(each["uri"], each["headlines"][0]["value"], json.dumps(each)) for each in read]
            database.execute("BEGIN IMMEDIATE")
            database.executemany("INSERT INTO item VALUES (?, ?, ?)", rows)
            database.execute("COMMIT")
    return time.perf_counter() - started


def _python(home: Path, *arguments: str) -> str:
    home.mkdir(parents=True, exist_ok=True)
    environment = os.environ | {"REDAKSI_HOME": str(home), "DJANGO_SETTINGS_MODULE": "redaksi.settings"}
    environment["PYTHONPATH"] = str(HERE.parent)
    environment.pop("DATABASE_URL", None)
    done = subprocess.run([sys.executable, *arguments], env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    return done.stdout


if __name__ == "__main__":
    found = main(int(sys.argv[1]) if len(sys.argv) > 1 else ITEMS)
    print(json.dumps(found, indent=1))
    raise SystemExit("\n".join(failures(found)) or 0)
