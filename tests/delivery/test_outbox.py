from datetime import timedelta

import pytest
from django.utils import timezone

from redaksi.delivery import outbox
from redaksi.delivery.affected import Purge
from redaksi.delivery.models import Outbox

PURGE = Purge(frozenset({"front"}), frozenset({"story-7"}))


@pytest.mark.django_db(transaction=True)
def test_a_purge_is_carried_out_after_the_commit_and_its_row_is_gone():
    before = outbox.journal().generation()
    outbox.post(PURGE)
    assert outbox.journal().generation() > before
    assert not Outbox.objects.exists()


@pytest.mark.django_db
def test_nothing_is_purged_before_the_commit():
    before = outbox.journal().generation()
    outbox.post(PURGE)
    assert outbox.journal().generation() == before
    assert Outbox.objects.get().gone == ["story-7"]


@pytest.mark.django_db
def test_a_purge_that_a_crash_left_behind_is_replayed(now):
    Outbox.objects.create(changed=["front"], next_at=now)
    assert outbox.replay(now) == 1
    assert not Outbox.objects.exists()


@pytest.mark.django_db
def test_a_purge_that_fails_waits_longer_each_time(now, monkeypatch):
    class FullDisk:
        def purge(self, *_: object, **__: object) -> int:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(outbox, "journal", FullDisk)
    row = Outbox.objects.create(changed=["front"], next_at=now)
    assert outbox.replay(now) == 0
    row.refresh_from_db()
    assert (row.attempts, row.next_at) == (1, now + timedelta(seconds=2))
    assert "No space" in row.error
    assert outbox.replay(now) == 0
    assert Outbox.objects.get().attempts == 1


@pytest.mark.django_db
def test_an_empty_purge_leaves_no_row():
    outbox.post(Purge())
    assert not Outbox.objects.exists()


@pytest.mark.django_db
def test_a_purge_put_off_by_a_clock_that_was_set_back_since_is_due(now):
    Outbox.objects.create(changed=["front"], next_at=now + timedelta(hours=1))
    assert outbox.replay(now) == 1


@pytest.mark.django_db
def test_each_cache_in_front_has_a_row_of_its_own_that_waits_for_it_alone(now, monkeypatch):
    monkeypatch.setattr(outbox.front_caches, "targets", lambda: ["http://127.0.0.1:1"])
    outbox.post(Purge(frozenset({"front"}), addresses=frozenset({"/dunia/1/a"})))
    ours, theirs = Outbox.objects.order_by("pk")
    assert (ours.target, theirs.target, theirs.addresses) == ("", "http://127.0.0.1:1", ["/dunia/1/a"])
    assert outbox.replay(timezone.now() + timedelta(seconds=1)) == 1
    theirs = Outbox.objects.get()
    assert (theirs.attempts, theirs.target) == (1, "http://127.0.0.1:1")
    assert "127.0.0.1" in theirs.error


@pytest.mark.django_db
def test_what_must_be_said_twice_is_kept_until_it_was(now):
    row = Outbox.objects.create(changed=["front"], again=True, next_at=now)
    assert outbox.carry_out(row, now)
    assert Outbox.objects.get().next_at == now + outbox.ONCE_MORE
    assert outbox.replay(now + outbox.ONCE_MORE) == 1
    assert not Outbox.objects.exists()
