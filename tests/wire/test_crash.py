"""kill -9 at any point of an ingest or a fetch, then again: every item is there exactly once."""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
ITEMS = 2000
ADD_FOLDER = """
import django
django.setup()
from redaksi.wire.models import Source
Source.objects.create(name="KBC", slug="kbc", kind="folder", url="kbc")
"""
# What the clock does: deliveries that were kept and not read when their process was killed.
FINISH = """
from datetime import timedelta
import django
django.setup()
from django.utils import timezone
from redaksi.wire.ingest import finish_interrupted
finish_interrupted(timezone.now() + timedelta(minutes=5))
"""


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """A home with an empty, migrated database, and a folder of small items."""
    home = tmp_path_factory.mktemp("template")
    run(home, "-c", "import django; django.setup(); from django.core.management import call_command; "
        "call_command('migrate', verbosity=0)")  # fmt: skip
    folder = tmp_path_factory.mktemp("items")
    for number in range(ITEMS):
        item = {
            "uri": f"urn:newsml:kbc.example:{number}",
            "type": "text",
            "standard": {"name": "ninjs", "version": "3.1"},
            "headlines": [{"value": f"Berita Nomor {number}"}],
            "bodies": [{"contentType": "text/html", "value": f"<p>Isi berita nomor {number}.</p>"}],
        }
        (folder / f"{number:05}.json").write_text(json.dumps(item))
    return home, folder


def environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return kept | {"REDAKSI_HOME": str(home), "DJANGO_SETTINGS_MODULE": "redaksi.settings", "PYTHONPATH": str(PROJECT)}


def run(home: Path, *arguments: str) -> None:
    done = subprocess.run([sys.executable, *arguments], env=environment(home), capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()[-2000:]


def count(home: Path, what: str) -> int:
    with contextlib.closing(sqlite3.connect(home / "redaksi.sqlite3", timeout=20)) as database:
        return int(database.execute(f"SELECT count(*) FROM {what}").fetchone()[0])


def start_and_kill(home: Path, after: float, *command: str) -> bool:
    """Kill `redaksi COMMAND` `after` seconds behind its first delivery; whether it was still at work."""
    before = count(home, "wire_rawfile")
    started = [sys.executable, "-m", "redaksi", *command]
    child = subprocess.Popen(started, env=environment(home), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while child.poll() is None and count(home, "wire_rawfile") == before and time.monotonic() < deadline:
        if before == ITEMS:
            break
        time.sleep(0.02)
    time.sleep(after)
    working = child.poll() is None
    child.kill()
    child.wait()
    return working


def kill_and_check(template: tuple[Path, Path], home: Path, points: int, seed: int) -> None:
    empty, folder = template
    chance = random.Random(seed)
    killed = 0
    while killed < points:
        shutil.rmtree(home, ignore_errors=True)
        shutil.copytree(empty, home)
        # Several kills of one newsroom: a crash meets the leftovers of the one before.
        for _ in range(min(5, points - killed)):
            killed += 1
            if not start_and_kill(home, chance.uniform(0.0, 1.0), "ingest", str(folder), "--source", "KBC"):
                break
        run(home, "-m", "redaksi", "ingest", str(folder), "--source", "KBC")
        assert_whole(home)


def poll_kill_and_check(template: tuple[Path, Path], home: Path, points: int, seed: int) -> None:
    empty, folder = template
    chance = random.Random(seed)
    killed = 0
    while killed < points:
        shutil.rmtree(home, ignore_errors=True)
        shutil.copytree(empty, home)
        shutil.copytree(folder, home / "incoming" / "kbc")
        run(home, "-c", ADD_FOLDER)
        # The first look only notes the files: they are taken when they look the same again.
        run(home, "-m", "redaksi", "poll", "--source", "kbc")
        for _ in range(min(5, points - killed)):
            killed += 1
            if not start_and_kill(home, chance.uniform(0.0, 1.0), "poll", "--source", "kbc"):
                break
        # What the killed ones had claimed is free at once; what they had taken is not taken again.
        run(home, "-m", "redaksi", "poll", "--source", "kbc")
        assert_whole(home)
        run(home, "-m", "redaksi", "poll", "--source", "kbc")
        assert_whole(home)
        assert count(home, "wire_seenfile WHERE sha256 != ''") == ITEMS


def assert_whole(home: Path) -> None:
    run(home, "-c", FINISH)
    assert count(home, "wire_rawfile") == count(home, "wire_wireitem") == ITEMS
    assert count(home, "(SELECT DISTINCT guid FROM wire_wireitem)") == ITEMS
    assert count(home, "wire_rawfile WHERE state != 'read'") == 0
    kept = [path for path in (home / "raw").rglob("*") if path.is_file() and not path.name.startswith(".")]
    assert len(kept) == ITEMS


@pytest.mark.xdist_group("crash")
def test_five_kills_lose_and_double_nothing(template, tmp_path):
    kill_and_check(template, tmp_path / "home", 5, seed=7)


@pytest.mark.nightly
@pytest.mark.xdist_group("crash")
def test_fifty_kills_lose_and_double_nothing(template, tmp_path):
    kill_and_check(template, tmp_path / "home", 50, seed=11)


@pytest.mark.xdist_group("crash")
def test_five_kills_of_a_fetch_lose_and_double_nothing(template, tmp_path):
    poll_kill_and_check(template, tmp_path / "home", 5, seed=3)


@pytest.mark.nightly
@pytest.mark.xdist_group("crash")
def test_fifty_kills_of_a_fetch_lose_and_double_nothing(template, tmp_path):
    poll_kill_and_check(template, tmp_path / "home", 50, seed=5)
