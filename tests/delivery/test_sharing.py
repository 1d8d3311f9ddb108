"""Two machines on one PostgreSQL, with and without a cache between them: real servers, real processes."""

from __future__ import annotations

import json
import os
import shutil
import signal
import statistics
import subprocess
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from redaksi.delivery import sharing
from redaksi.delivery.journal import PurgeJournal
from redaksi.delivery.models import Announcement
from redaksi.delivery.sharing import KEPT, Learner
from tests.delivery.house import free_port, until_true
from tests.delivery.newsrooms import Newsroom
from tests.postgres import WITHOUT_POSTGRES, programs, server

WITHOUT_REDIS = "redis-server is not installed on this machine"


@pytest.fixture
def journal(tmp_path: Path) -> PurgeJournal:
    return PurgeJournal(tmp_path)


def learner(journal: PurgeJournal) -> Learner:
    made = Learner(journal, journal.folder, "kita")
    made.begin()
    return made


def announced(*changed: str, gone: tuple[str, ...] = (), origin: str = "mereka") -> Announcement:
    return Announcement.objects.create(origin=origin, changed=list(changed), gone=list(gone))


@pytest.mark.django_db
def test_a_machine_learns_what_others_purged_and_not_what_it_purged_itself(journal):
    ours, view = learner(journal), journal.view()
    before = journal.generation()
    announced("story-1", origin="kita")
    assert ours.catch_up() == 1
    assert journal.generation() == before
    announced("front", gone=("story-2",))
    assert ours.catch_up() == 1
    view.refresh()
    assert view.judge(before, ["front"]) == "changed"
    assert view.judge(before, ["story-2"]) == "gone"
    assert view.judge(before, ["story-1"]) == "fresh"
    assert ours.catch_up() == 0


@pytest.mark.django_db
def test_what_came_through_the_cache_is_passed_over_in_the_database(journal):
    ours = learner(journal)
    row = announced("front")
    ours.hear(json.dumps({"id": row.pk, "origin": row.origin, "changed": row.changed, "gone": []}).encode())
    heard = journal.generation()
    ours.catch_up()
    assert journal.generation() == heard


@pytest.mark.django_db
def test_a_row_that_becomes_visible_behind_later_ones_is_not_missed(journal):
    ours = learner(journal)
    late, early = announced("front"), announced("feeds")
    Announcement.objects.filter(pk=late.pk).delete()
    ours.catch_up()
    before = journal.generation()
    Announcement.objects.create(pk=late.pk, origin="mereka", changed=["front"])
    assert ours.catch_up() == 1
    assert journal.generation() > before
    assert early.pk > late.pk


@pytest.mark.django_db
def test_a_restart_goes_on_where_it_stopped(journal):
    learner(journal).catch_up()
    announced("front")
    before = journal.generation()
    again = learner(journal)
    assert journal.generation() == before
    assert again.catch_up() == 1


@pytest.mark.django_db
def test_a_machine_that_is_new_or_was_away_too_long_trusts_none_of_its_pages(journal):
    before = journal.generation()
    learner(journal)
    view = journal.view()
    assert view.judge(before, ["front"]) == "gone"
    between = journal.generation()
    Learner(journal, journal.folder, "kita").begin(timezone.now() + KEPT)
    view.refresh()
    assert view.judge(between, ["front"]) == "gone"


@pytest.mark.django_db
def test_rows_are_kept_for_days_only(now):
    announced("front")
    assert sharing.forget_old(timezone.now()) == 0
    assert sharing.forget_old(timezone.now() + KEPT + timedelta(seconds=1)) == 1


def test_a_machine_keeps_its_name(tmp_path):
    name = sharing.machine(tmp_path)
    assert len(name) == 32
    assert sharing.machine(tmp_path) == name
    assert list(tmp_path.iterdir()) == [tmp_path / "machine"]


class Redis:
    """A real server of the Redis protocol, on loopback, that can be stopped and started."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        self.process = subprocess.Popen(command, cwd=self.folder, stdout=subprocess.DEVNULL)
        client = sharing.redis.Redis(port=self.port)
        until_true(lambda: _answers(client), 20)
        client.close()

    def stop(self) -> None:
        if self.process is not None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
            self.process = None


def _answers(client: sharing.redis.Redis) -> bool:
    try:
        return bool(client.ping())
    except sharing.redis.RedisError:
        return False


@pytest.fixture
def machines(tmp_path: Path) -> Iterator[tuple[Newsroom, Newsroom, Redis]]:
    cache = Redis(tmp_path)
    made: list[Newsroom] = []
    with server() as url:
        settings = {"DATABASE_URL": url, "REDAKSI_CACHE_URL": f"redis://127.0.0.1:{cache.port}/0"}
        try:
            cache.start()
            made += [Newsroom(tmp_path / name, **settings) for name in ("satu", "dua")]
            for each in made:
                each.prepare()
                each.serve()
            made[0].act("publish", "Kabar pembuka")
            yield made[0], made[1], cache
        finally:
            for each in made:
                each.stop()
            cache.stop()


def publish_and_time(first: Newsroom, second: Newsroom, words: str, times: int) -> list[float]:
    """Seconds from an acknowledged publish on the first machine until both show it on the front and its page."""
    taken = []
    for number in range(times):
        headline = f"{words} nomor {number}"
        _, address = first.act("publish", headline)
        since = time.monotonic()
        first.seconds_until_shown(headline)
        second.seconds_until_shown(headline)
        second.seconds_until_shown(headline, address)
        taken.append(time.monotonic() - since)
    return taken


@pytest.mark.postgres
@pytest.mark.skipif(programs() is None, reason=WITHOUT_POSTGRES)
@pytest.mark.skipif(shutil.which("redis-server") is None, reason=WITHOUT_REDIS)
@pytest.mark.xdist_group("postgres")
def test_two_machines_show_a_publish_at_once_with_the_cache_and_soon_without(machines):
    first, second, cache = machines
    with_cache = publish_and_time(first, second, "Dengan tembolok", 6)
    # Other work on the machine can only add to it.
    assert min(with_cache) < 0.3, with_cache
    assert max(with_cache) < 3, with_cache

    pk, address = first.act("publish", "Akan ditarik")
    second.seconds_until_shown("Akan ditarik", address)
    cache.stop()
    first.act("withdraw", pk)
    since = time.monotonic()
    until_true(lambda: second.get(address).status == 410, 10)
    assert b"Akan ditarik" not in second.get("/").body
    withdrawn = time.monotonic() - since
    without = publish_and_time(first, second, "Tanpa tembolok", 4)
    assert statistics.median([withdrawn, *without]) < 2, (withdrawn, without)

    cache.start()
    time.sleep(sharing.REST_SECONDS + 1)
    again = publish_and_time(second, first, "Tembolok kembali", 6)
    assert min(again) < 0.3, again


@pytest.mark.postgres
@pytest.mark.skipif(programs() is None, reason=WITHOUT_POSTGRES)
@pytest.mark.skipif(shutil.which("redis-server") is None, reason=WITHOUT_REDIS)
@pytest.mark.xdist_group("postgres")
def test_a_machine_whose_worker_was_killed_learns_what_it_missed(machines):
    first, second, _cache = machines
    pk, address = first.act("publish", "Tidak boleh tinggal")
    second.seconds_until_shown("Tidak boleh tinggal", address)
    worker = next(pid for name, pid in second.family().items() if name.startswith("redaksi worker"))
    os.kill(worker, signal.SIGKILL)
    first.act("withdraw", pk)
    until_true(lambda: second.get(address).status == 410, 20)
