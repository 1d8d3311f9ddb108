"""Reads: handed on whole, counted once."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

import pytest

from redaksi.delivery import reads as reads_module
from redaksi.delivery.reads import ReadCounter, collect
from tests.delivery.house import BROWSER


def test_counts_are_handed_on_once_and_removed_when_done(tmp_path: Path) -> None:
    counter = ReadCounter(tmp_path)
    assert counter.flush(100.0) is False
    for story in (1, 1, 2):
        counter.note(story, BROWSER)
    counter.note(1, "curl/8")
    assert counter.flush(100.0)
    assert counter.flush(101.0) is False
    (reads,) = collect(tmp_path)
    assert (reads.until, reads.by_story) == (100.0, {1: 2, 2: 1})
    reads.done()
    reads.done()
    assert list(collect(tmp_path)) == []


def test_counts_are_kept_while_the_disk_takes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "reads"
    folder.write_text("a file where the folder should be")
    counter = ReadCounter(folder)
    counter.note(7, BROWSER)
    assert counter.flush(1.0) is False
    folder.unlink()
    assert counter.flush(2.0)
    assert next(collect(folder)).by_story == {7: 1}


def test_threads_that_count_while_the_counts_are_handed_on_lose_none(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    counter = ReadCounter(tmp_path)
    before = sys.getswitchinterval()
    request.addfinalizer(lambda: sys.setswitchinterval(before))
    sys.setswitchinterval(1e-5)

    def read_often() -> None:
        for number in range(20_000):
            counter.note(number % 5, BROWSER)

    readers = [threading.Thread(target=read_often) for _ in range(3)]
    for reader in readers:
        reader.start()
    while any(reader.is_alive() for reader in readers):
        counter.flush(1.0)
    counter.flush(2.0)
    found = [sum(reads.by_story.values()) for reads in collect(tmp_path)]
    assert sum(found) == 60_000
    assert len(found) > 1


def test_a_damaged_file_is_removed_and_the_rest_is_counted(tmp_path: Path) -> None:
    counter = ReadCounter(tmp_path)
    for name, text in {"1.json": "{", "2.json": "[]", "3.json": '{"until": 1, "reads": {"x": 1}}'}.items():
        (tmp_path / name).write_text(text)
    counter.note(5, BROWSER)
    counter.flush(1.0)
    assert [reads.by_story for reads in collect(tmp_path)] == [{5: 1}]
    assert len(list(tmp_path.iterdir())) == 1


def test_a_clock_that_stopped_does_not_fill_the_disk(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(reads_module, "MOST_FILES", 3)
    counter = ReadCounter(tmp_path)
    for number in range(6):
        counter.note(number + 1, BROWSER)
        counter.flush(float(number))
    assert [reads.until for reads in collect(tmp_path)] == [3.0, 4.0, 5.0]


def test_made_up_numbers_do_not_fill_the_memory(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(reads_module, "MOST_COUNTED", 3)
    counter = ReadCounter(tmp_path)
    for number in (1, 2, 3, 4, 5, 1):
        counter.note(number, BROWSER)
    counter.flush(1.0)
    assert next(collect(tmp_path)).by_story == {1: 2, 2: 1, 3: 1}


def test_many_user_agents_are_not_remembered_for_ever(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(reads_module, "KNOWN_AGENTS", 5)
    counter = ReadCounter(tmp_path)
    for number in range(50):
        counter.note(1, f"{BROWSER} {number}")
    assert len(counter._robots) <= 5
