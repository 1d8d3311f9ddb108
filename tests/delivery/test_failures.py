"""Full disks, vanished stores, clocks set back: readers are served, the desk is told, nothing is lost."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from redaksi.delivery import vitals
from tests.delivery.house import PROJECT, Answering, House, house, until_true
from tests.delivery.newsrooms import Newsroom, newsroom

NOT_ROOT = "only root may mount a small disk for a test"
WITHOUT_FAKETIME = "faketime is not installed on this machine"
LIBFAKETIME = next(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"), None)
SENTENCES = """
import django; django.setup()
from redaksi.delivery.health import sentences
print("\\n".join(sentences()))
"""


def told(built: Newsroom) -> str:
    """What the desk's first screen says is wrong."""
    done = subprocess.run(
        [sys.executable, "-c", SENTENCES], env=built.environ, cwd=PROJECT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def mount(*words: str) -> None:
    done = subprocess.run(["mount", *words], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(NOT_ROOT)


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[Path]:
    if os.getuid() != 0:
        pytest.skip(NOT_ROOT)
    folder.mkdir()
    mount("-t", "tmpfs", "-o", f"size={megabytes}m", "none", str(folder))
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill(folder: Path) -> Path:
    """Write until the disk is full."""
    filler = folder / "penuh"
    with filler.open("wb", buffering=0) as file:
        for size in (1 << 20, 4096, 1):
            try:
                while True:
                    file.write(b"\0" * size)
            except OSError:
                continue
    return filler


def folder_size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def test_on_a_full_disk_readers_are_served_the_desk_is_told_and_nothing_is_lost(prepared_home, tmp_path):
    room = folder_size(prepared_home) // 2**20 + 48
    with small_disk(tmp_path / "disk", room) as disk:
        home = Path(shutil.copytree(prepared_home, disk / "var"))
        with newsroom(home) as built:
            kept, address = built.act("publish", "Terbit sebelum penuh")
            taken, taken_address = built.act("publish", "Akan ditarik")
            built.seconds_until_shown("Terbit sebelum penuh", address)
            filler = fill(disk)
            for path in ("/", address, "/indeks/", "/rss.xml", "/koreksi/"):
                assert built.get(path).status == 200, path
            assert built.get("/healthz?detail").body.decode().split() == ["ok", vitals.DISK_FULL]
            assert "penuh" in told(built)
            with pytest.raises(BrokenPipeError):
                built.act("publish", "Tidak dapat disimpan")
            assert b"Tidak dapat disimpan" not in built.get("/").body
            filler.unlink()
            built.act("publish", "Terbit sesudah lega")
            built.act("withdraw", taken)
            built.seconds_until_shown("Terbit sesudah lega")
            assert built.get(address).status == 200
            assert built.get(taken_address).status == 410
            assert vitals.DISK_FULL not in built.get("/healthz?detail").body.decode()
            assert kept != taken


def test_on_a_disk_that_became_read_only_readers_are_served_by_edges_old_and_new(tmp_path):
    if os.getuid() != 0:
        pytest.skip(NOT_ROOT)
    home = tmp_path / "var"
    home.mkdir()
    with house(home) as built:
        built.application.start()
        built.start_edge()
        assert built.get("/dunia/1/x").status == 200
        mount("--bind", str(home), str(home))
        try:
            mount("-o", "remount,ro,bind", str(home))
            for path in ("/dunia/1/x", "/dunia/2/y"):
                assert built.get(path).status == 200
            assert vitals.DISK_READ_ONLY in built.get("/healthz?detail").body.decode()
            assert vitals.DISK_READ_ONLY not in built.get("/healthz").body.decode()
            built.application.stop()
            newer = built.start_edge()
            assert built.get("/dunia/1/x", port=newer).status == 200
        finally:
            subprocess.run(["umount", "--lazy", str(home)], check=True)


@pytest.fixture
def built(tmp_path: Path) -> Iterator[House]:
    with house(tmp_path) as made:
        made.application.start()
        made.start_edge()
        yield made


def test_a_store_removed_under_the_running_edge_costs_a_press_and_no_answer(built):
    assert built.get("/dunia/1/x").status == 200
    shutil.rmtree(built.home / "pages")
    built.application.stop()
    assert built.get("/dunia/1/x").status == 200
    built.application.start()
    assert built.get("/dunia/2/y").status == 200
    assert built.store.get("/dunia/2/y") is not None


def test_a_journal_removed_under_the_running_edge_hides_no_withdrawal(built):
    built.application.answering = Answering(body=b"<p>Lama</p>" * 50)
    assert built.get("/dunia/1/x").status == 200
    shutil.rmtree(built.home / "journal")
    built.journal.purge(["story-1"], gone=True)
    built.application.answering = Answering(body=b"<p>Baru</p>" * 50)
    until_true(lambda: b"Baru" in built.get("/dunia/1/x").body, 5)
    # The edge itself notices too, where nobody publishes; a withdrawal after that reaches it at once.
    shutil.rmtree(built.home / "journal")
    until_true(lambda: (built.home / "journal" / "generation").exists(), 5)
    built.journal.recover()
    until_true(lambda: built.get("/dunia/1/x").status == 200, 5)
    built.application.stop()
    built.journal.purge(["story-1"], gone=True)
    assert built.get("/dunia/1/x").status == 503


@pytest.mark.skipif(LIBFAKETIME is None, reason=WITHOUT_FAKETIME)
def test_a_clock_set_back_an_hour_hides_nothing_and_holds_nothing_up(new_home, tmp_path):
    moment = tmp_path / "waktu"
    moment.write_text("+0")
    settings = {
        "LD_PRELOAD": str(LIBFAKETIME),
        "FAKETIME_TIMESTAMP_FILE": str(moment),
        "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }
    with newsroom(new_home, **settings) as built:
        kept, address = built.act("publish", "Terbit sebelum mundur")
        taken, taken_address = built.act("publish", "Ditarik sesudah mundur")
        for path in (address, taken_address, "/"):
            assert built.get(path).status == 200
        moment.write_text("-1h")
        time.sleep(2.5)
        assert vitals.CLOCK_BEHIND in built.get("/healthz?detail").body.decode()
        assert "Jam server tertinggal" in told(built)
        third, third_address = built.act("publish", "Terbit sesudah mundur")
        built.seconds_until_shown("Terbit sesudah mundur")
        front = built.get("/").body.decode()
        assert "Terbit sebelum mundur" in front
        assert built.get(third_address).status == 200
        built.act("correct", [kept, "Terbit lalu diralat"])
        built.seconds_until_shown("Terbit lalu diralat", address)
        built.act("withdraw", taken)
        until_true(lambda: built.get(taken_address).status == 410, 10)
        assert "Ditarik sesudah mundur" not in built.get("/").body.decode()
        assert len({kept, taken, third}) == 3


def test_an_expired_story_is_not_served_though_application_and_worker_died(new_home):
    with newsroom(new_home) as built:
        pk, address = built.act("publish", "Hanya untuk sebentar")
        _, other = built.act("publish", "Tetap tayang")
        built.act("expire", [pk, 12])
        ends = time.monotonic() + 12
        for path in (address, other, "/", "/rss.xml"):
            assert built.get(path).status == 200
        assert b"Hanya untuk sebentar" in built.get("/rss.xml").body
        assert built.served is not None
        # Who would start them again stands still; the edge goes on.
        os.kill(built.served.pid, signal.SIGSTOP)
        for name, process in built.family().items():
            if not name.startswith("redaksi edge"):
                os.kill(process, signal.SIGKILL)
        try:
            assert built.get(address).status == 200
            time.sleep(max(0.0, ends - time.monotonic()) + 0.5)
            for path in (address, "/rss.xml"):
                reply = built.get(path)
                assert reply.status == 503, path
                assert b"Hanya untuk sebentar" not in reply.body
            assert built.get(other).status == 200
        finally:
            os.kill(built.served.pid, signal.SIGCONT)
        until_true(lambda: built.get(address).status == 410, 60)
        assert b"Hanya untuk sebentar" not in built.get("/").body
