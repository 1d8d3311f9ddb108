import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

NINJS = {
    "uri": "urn:newsml:kbc.example:20261119:1",
    "standard": {"name": "ninjs", "version": "3.1"},
    "version": "1",
    "headlines": [{"role": "main", "value": "Harga Beras Turun"}],
    "bodies": [{"role": "main", "contentType": "text/html", "value": "<p>Harga beras turun.</p>"}],
}


def redaksi(*arguments: str, home: Path, stdin: bytes = b"") -> subprocess.CompletedProcess[str]:
    environ = {**os.environ, "REDAKSI_HOME": str(home)}
    environ.pop("DJANGO_SETTINGS_MODULE", None)
    done = subprocess.run(
        [sys.executable, "-m", "redaksi", *arguments], input=stdin, capture_output=True, env=environ, check=False
    )
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture
def item_file(tmp_path):
    path = tmp_path / "beras.json"
    path.write_text(json.dumps(NINJS))
    return path


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A newsroom made by `redaksi init`."""
    folder = tmp_path_factory.mktemp("rumah")
    answers = [
        "--brand",
        "Kabar Uji",
        "--legal-name",
        "PT Kabar Uji",
        "--address",
        "Jalan Uji 1",
        "--email",
        "a@uji.example",
    ]
    done = redaksi("init", *answers, "--responsible-person", "Ratna Wulandari", "--username", "kepala", home=folder)
    assert done.returncode == 0, done.stderr
    assert "kepala" in done.stdout
    return folder


def test_read_prints_one_item_a_line_and_touches_no_database(item_file, tmp_path):
    done = redaksi("read", str(item_file), home=tmp_path / "kosong")
    assert done.returncode == 0
    item = json.loads(done.stdout)
    assert (item["headline"], item["guid"]) == ("Harga Beras Turun", NINJS["uri"])
    assert not (tmp_path / "kosong").exists()


def test_read_takes_standard_input():
    done = redaksi("read", "-", home=Path("/nonexistent"), stdin=json.dumps(NINJS).encode())
    assert json.loads(done.stdout)["status"] == "usable"


def test_read_does_the_rest_and_exits_1_when_a_file_was_refused(item_file, tmp_path):
    broken = tmp_path / "rusak.json"
    broken.write_bytes(b"\x00\xff\x00")
    done = redaksi("read", str(broken), str(item_file), str(tmp_path / "tiada"), home=tmp_path)
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 1
    assert "rusak.json" in done.stderr
    assert "tiada" in done.stderr


@pytest.mark.parametrize("arguments", [["terbangkan"], ["read"], ["serve", "--port", "0"], ["backup", "x"]])
def test_wrong_usage_exits_2(arguments, tmp_path):
    assert redaksi(*arguments, home=tmp_path).returncode == 2


def test_ingest_is_idempotent_and_names_what_waits(home, item_file, tmp_path):
    broken = tmp_path / "rusak.json"
    broken.write_bytes(b"{")
    first = redaksi("ingest", str(item_file), "--source", "KBC", home=home)
    assert (first.returncode, first.stdout.strip()) == (0, "1 new, 0 refused or in quarantine")
    again = redaksi("ingest", str(item_file), str(broken), "--source", "KBC", home=home)
    assert again.returncode == 1
    assert "0 new" in again.stdout
    assert "quarantine" in again.stderr


def test_poll_asks_all_that_is_due_and_says_why_it_cannot(home):
    done = redaksi("poll", home=home)
    assert (done.returncode, done.stderr) == (0, "")
    assert "no source called Tiada" in redaksi("poll", "--source", "Tiada", home=home).stderr
    assert redaksi("poll", "--accept-key", home=home).returncode == 2


def test_a_second_init_changes_nothing(home):
    answers = [
        "--brand",
        "Lain",
        "--legal-name",
        "x",
        "--address",
        "x",
        "--responsible-person",
        "x",
        "--email",
        "x@y.id",
    ]
    done = redaksi("init", *answers, home=home)
    assert done.returncode == 1
    assert "already" in done.stderr


def test_a_setting_that_cannot_be_understood_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv("REDAKSI_PORT", "delapan")
    done = redaksi("read", "-", home=tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith("redaksi: REDAKSI_PORT")
