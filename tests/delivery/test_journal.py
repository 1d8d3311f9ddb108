"""The purge journal: seen at once, by all, and never forgotten."""

from __future__ import annotations

import multiprocessing
import shutil
import time
from pathlib import Path

import pytest

from redaksi.delivery import journal as journal_module
from redaksi.delivery.journal import PurgeJournal


@pytest.fixture
def journal(tmp_path: Path) -> PurgeJournal:
    return PurgeJournal(tmp_path)


def test_a_purge_makes_pages_with_that_key_changed_and_leaves_others_fresh(journal: PurgeJournal) -> None:
    before = journal.generation()
    view = journal.view()
    journal.purge(["story:1", "front"])
    view.refresh()
    assert view.judge(before, ["story:1"]) == "changed"
    assert view.judge(before, ["story:2"]) == "fresh"
    assert view.judge(journal.generation(), ["story:1", "front"]) == "fresh"


def test_gone_is_not_changed(journal: PurgeJournal) -> None:
    before = journal.generation()
    journal.purge(["story:1"], gone=True)
    journal.purge(["story:1"])
    assert journal.view().judge(before, ["story:1"]) == "gone"


def test_a_star_purges_everything(journal: PurgeJournal) -> None:
    before = journal.generation()
    after = journal.purge(["*"])
    view = journal.view()
    assert view.judge(before, []) == "changed"
    assert view.judge(after, []) == "fresh"


def test_generations_grow_also_within_a_millisecond(journal: PurgeJournal) -> None:
    generations = [journal.purge(["a"]) for _ in range(20)]
    assert generations == sorted(set(generations))


def test_purging_nothing_changes_nothing(journal: PurgeJournal) -> None:
    before = journal.generation()
    assert journal.purge([]) == before == journal.generation()


def test_a_line_torn_by_a_power_cut_is_passed_over_and_harms_no_later_purge(tmp_path: Path) -> None:
    journal = PurgeJournal(tmp_path)
    before = journal.purge(["first"])
    with (tmp_path / "purges").open("ab") as file:
        file.write(b'{"generation": 99, "kind": "cha')
    view = journal.view()
    journal.purge(["second"])
    view.refresh()
    assert view.judge(before, ["second"]) == "changed"
    assert PurgeJournal(tmp_path).view().judge(before, ["second"]) == "changed"


def test_a_writer_killed_before_it_raised_the_counter_is_caught_up_at_the_next_start(tmp_path: Path) -> None:
    first = PurgeJournal(tmp_path)
    before = first.generation()
    with (tmp_path / "purges").open("ab") as file:
        file.write(b'{"generation":%d,"kind":"changed","keys":["story:1"]}\n' % (before + 5))
    view = PurgeJournal(tmp_path).view()
    assert view.judge(before, ["story:1"]) == "changed"


def test_a_lost_counter_never_repeats_a_generation(tmp_path: Path) -> None:
    newest = PurgeJournal(tmp_path).purge(["a"])
    (tmp_path / "generation").unlink()
    (tmp_path / "purges").unlink()
    time.sleep(0.002)
    assert PurgeJournal(tmp_path).generation() > newest


def test_a_lost_journal_makes_every_older_page_gone(tmp_path: Path) -> None:
    journal = PurgeJournal(tmp_path)
    before = journal.purge(["a"])
    view = journal.view()
    (tmp_path / "purges").unlink()
    journal.purge(["b"])
    view.refresh()
    assert view.judge(before, ["unknown"]) == "gone"
    assert view.judge(journal.generation(), ["a", "b"]) == "fresh"


def test_compacting_keeps_every_gone_key_and_sets_a_floor_for_the_rest(journal: PurgeJournal) -> None:
    start = journal.generation()
    withdrawn = journal.purge(["withdrawn"], gone=True)
    marks = [journal.purge([f"story:{number}"]) for number in range(10)]
    early, late = journal.view(), journal.view()
    journal.compact(kept_keys=3)
    for view in (early, late, journal.view()):
        view.refresh()
        assert view.judge(start, ["withdrawn"]) == "gone"
        assert view.judge(withdrawn, ["never-purged"]) == "changed"
        assert view.judge(marks[-2], ["story:9"]) == "changed"
        assert view.judge(marks[-1], ["story:9", "story:1"]) == "fresh"
    assert len((journal.folder / "purges").read_bytes().splitlines()) == 6


def test_a_journal_that_grew_is_compacted_by_a_purge(journal: PurgeJournal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal_module, "COMPACT_FROM_BYTES", 2000)
    for _ in range(200):
        journal.purge(["front"])
    assert (journal.folder / "purges").stat().st_size < 2500
    assert journal.view().judge(journal.generation() - 1, ["front"]) in {"changed", "fresh"}


def _purge_many(folder: Path, name: str) -> None:
    journal = PurgeJournal(folder)
    for number in range(50):
        journal.purge([f"{name}:{number}"])


def test_processes_that_purge_at_once_lose_nothing(tmp_path: Path) -> None:
    view = PurgeJournal(tmp_path).view()
    start = view.generation
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_purge_many, args=(tmp_path, name)) for name in "ab"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
        assert writer.exitcode == 0
    view.refresh()
    assert len({view.changed[f"{name}:{number}"] for name in "ab" for number in range(50)}) == 100
    assert all(view.judge(start, [f"{name}:{number}"]) == "changed" for name in "ab" for number in range(50))


def test_a_journal_whose_folder_was_removed_is_made_anew_and_makes_every_older_page_gone(tmp_path):
    journal, other = PurgeJournal(tmp_path / "journal"), PurgeJournal(tmp_path / "journal")
    view = other.view()
    pressed = journal.generation()
    assert not journal.is_lost()
    shutil.rmtree(tmp_path / "journal")
    assert journal.is_lost()
    # A reader that cannot find it goes by what it knows.
    assert view.judge(pressed, ["front"]) == "fresh"
    generation = journal.purge(["story-1"])
    assert not journal.is_lost()
    # Who still maps the lost counter sees that something moved, reads the new journal, and maps the new one.
    assert other.generation() > pressed
    view.refresh()
    assert view.judge(pressed, ["front"]) == "gone"
    assert other.is_lost()
    other.recover()
    assert other.generation() == journal.generation() >= generation
    journal.purge(["front"])
    view.refresh()
    assert view.judge(generation, ["front"]) == "changed"
