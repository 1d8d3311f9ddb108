import socket
import time

from redaksi.delivery import vitals
from redaksi.delivery.journal import PurgeJournal


def test_a_healthy_house_has_no_troubles(tmp_path, monkeypatch):
    monkeypatch.setattr(vitals, "LOW_BYTES", 0)
    journal = PurgeJournal(tmp_path / "journal")
    assert vitals.troubles(tmp_path, journal) == []
    assert [path.name for path in tmp_path.iterdir()] == ["journal"]


def test_a_disk_that_is_nearly_full_is_told_before_it_is(tmp_path, monkeypatch):
    monkeypatch.setattr(vitals, "LOW_BYTES", 2**70)
    assert vitals.disk(tmp_path) == vitals.DISK_LOW


def test_a_folder_that_takes_nothing_is_noticed(tmp_path):
    assert vitals.disk(tmp_path / "tidak-ada") == vitals.DISK_BROKEN


def test_a_clock_behind_what_was_published_is_noticed(tmp_path):
    journal = PurgeJournal(tmp_path)
    assert vitals.behind(journal) < 1
    journal.counter[0] = int((time.time() + 3600) * 1000)
    assert 3590 < vitals.behind(journal) <= 3600
    assert vitals.CLOCK_BEHIND in vitals.troubles(tmp_path, journal)


def test_an_application_that_does_not_listen_is_noticed(tmp_path):
    journal, path = PurgeJournal(tmp_path), tmp_path / "a.sock"
    assert vitals.APPLICATION_DOWN in vitals.troubles(tmp_path, journal, path)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(path))
        listening.listen()
        assert vitals.APPLICATION_DOWN not in vitals.troubles(tmp_path, journal, path)
