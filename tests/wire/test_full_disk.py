"""A disk that fills up in the middle of an ingest: a clear reason, and nothing that was acknowledged is lost."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
ITEMS = 600


@pytest.fixture
def small_disk(tmp_path):
    """A file system of 12 MB in memory; only root may mount one."""
    folder = tmp_path / "kecil"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", folder], capture_output=True, check=False
    )
    if os.geteuid() != 0 or mounted.returncode:
        pytest.skip("SKIPPED: a full disk can be tried by root only, who may mount a small one")
    yield folder
    subprocess.run(["umount", folder], check=True)


def redaksi(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {"REDAKSI_HOME": str(home), "PYTHONPATH": str(PROJECT)}
    return subprocess.run(
        [sys.executable, "-m", "redaksi", *arguments], env=environment, capture_output=True, text=True, check=False
    )


def rows(home: Path, query: str) -> list[tuple[str, ...]]:
    with contextlib.closing(sqlite3.connect(home / "redaksi.sqlite3")) as database:
        return database.execute(query).fetchall()


def test_a_full_disk_is_said_and_what_was_taken_before_stays(prepared_home, small_disk, tmp_path):
    home = small_disk / "var"
    home.mkdir()
    shutil.copy(prepared_home / "redaksi.sqlite3", home)
    shutil.copy(prepared_home / "secret_key", home)
    folder = tmp_path / "banjir"
    folder.mkdir()
    for number in range(ITEMS):
        item = {
            "uri": f"urn:newsml:kbc.example:{number}",
            "type": "text",
            "standard": {"name": "ninjs", "version": "3.1"},
            "headlines": [{"value": f"Berita Nomor {number}"}],
            "bodies": [{"contentType": "text/html", "value": f"<p>{'Banjir besar. ' * 900}{number}</p>"}],
        }
        (folder / f"{number:05}.json").write_text(json.dumps(item))
    done = redaksi(home, "ingest", str(folder), "--source", "KBC")
    assert done.returncode == 1
    assert "full" in done.stderr or "No space" in done.stderr
    assert "Traceback" not in done.stderr
    # Every row names bytes that are there in full; what was read is whole.
    assert rows(home, "PRAGMA integrity_check") == [("ok",)]
    for (digest,) in rows(home, "SELECT sha256 FROM wire_rawfile"):
        assert (home / "raw" / digest[:2] / digest).stat().st_size > 10_000
    before = len(rows(home, "SELECT id FROM wire_wireitem"))
    assert before < ITEMS
    assert not list((home / "raw").rglob(".*"))
    # With room again the same command does the rest.
    subprocess.run(["mount", "-o", "remount,size=200m", small_disk], check=True)
    done = redaksi(home, "ingest", str(folder), "--source", "KBC")
    assert done.returncode == 0, done.stderr
    assert rows(home, "SELECT count(*), count(DISTINCT guid) FROM wire_wireitem") == [(ITEMS, ITEMS)]
    assert rows(home, "SELECT count(*) FROM wire_rawfile WHERE state != 'read'") == [(0,)]
