"""A flood: ten thousand small ninjs files through `redaksi ingest` into SQLite, durable, against a bare floor.

The floor does the least that durability asks of the same bytes in the same run: write and sync each file (in batches,
as we do), read the JSON, insert one row, one commit a batch; half of it before the flood and half behind it, so that a
neighbour on the machine disturbs both. The ratio says what reading, sanitising, versions, signals and rights cost on
top. Memory is flat when the peak for all items is near the peak for a fifth of them.
"""

from __future__ import annotations

import contextlib
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
import tomllib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from redaksi.wire import raw

HERE = Path(__file__).resolve().parent
ITEMS, BATCH = 10_000, 250
WORDS = (
    "harga beras pasar pemerintah kota jembatan banjir warga gubernur menteri rapat anggaran sekolah rumah sakit "
    "polisi sidang hakim laut nelayan panen kedelai ekspor impor bank rupiah saham listrik jalan tol bandara kereta"
).split()


def main() -> int:
    """Measure, print, keep the result in results/; 1 where a budget is missed."""
    result = measure()
    for name, value in result.items():
        print(f"{name:<24} {value}")
    folder = HERE / "results"
    folder.mkdir(exist_ok=True)
    kept = folder / f"ingest_flood-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.json"
    kept.write_text(json.dumps(result, indent=1) + "\n")
    broken = failures(result, tomllib.loads((HERE / "budgets.toml").read_text())["ingest_flood"])
    print("\n".join(f"ingest_flood: {each}" for each in broken), file=sys.stderr, end="\n" if broken else "")
    return int(bool(broken))


def measure(items: int = ITEMS) -> dict[str, float | int | str]:
    """Run all parts; speeds in items a second, memory in MB."""
    with tempfile.TemporaryDirectory(prefix="redaksi-flood-") as name:
        folder = Path(name)
        few, many = _write(folder / "few", items // 5, seed=1), _write(folder / "many", items, seed=2)
        home = folder / "home"
        _python(home, "-c", "import django; django.setup(); from django.core.management import call_command; "
                "call_command('migrate', verbosity=0)")  # fmt: skip
        small = _ingest(home, few)
        files, load = sorted(many.iterdir()), os.getloadavg()[0]
        before = _floor(folder / "floor1", files[: items // 2])
        flood = _ingest(home, many)
        floor = items / (before + _floor(folder / "floor2", files[items // 2 :]))
    return {
        "items": items,
        "items_per_second": round(items / flood["seconds"], 1),
        "processor_ms_per_item": round(flood["processor"] / items * 1000, 3),
        "floor_items_per_second": round(floor, 1),
        "ratio_to_floor": round(items / flood["seconds"] / floor, 3),
        "peak_mb_few": round(small["peak"] / 1024, 1),
        "peak_mb_all": round(flood["peak"] / 1024, 1),
        "growth": round(flood["peak"] / small["peak"], 3),
        "load_before": round(load, 2),
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
    }


def failures(result: Mapping[str, float | int | str], budget: Mapping[str, float]) -> list[str]:
    """Which budgets the result breaks; speed is judged only where the machine was quiet."""
    quiet = float(result["load_before"]) < 1
    checks = {
        "fewer than {} items a second": ("items_per_second_at_least", 1, quiet),
        "less than {} of the floor's speed": ("ratio_to_floor_at_least", 1, True),
        "memory grew by more than {}": ("growth_at_most", -1, True),
    }
    broken = []
    for text, (name, sign, counts) in checks.items():
        measured = float(result[name.removesuffix("_at_least").removesuffix("_at_most")])
        if counts and sign * measured < sign * budget[name]:
            broken.append(text.format(budget[name]))
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


def _floor(home: Path, files: Sequence[Path]) -> float:
    """Seconds of the least that durability asks: files synced, JSON read, rows committed a batch at a time."""
    home.mkdir()
    started = time.perf_counter()
    with contextlib.closing(sqlite3.connect(home / "floor.sqlite3", isolation_level=None)) as database:
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
    raise SystemExit(main())
