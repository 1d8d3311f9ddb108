"""Rules applied to what waits: only that, only after a word, batch by batch, once, and back again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import RequestFactory
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import ModelLogEntry

from redaksi.desk import actions, rerouting, watch
from redaksi.desk.models import Rerouted, Rerouting
from redaksi.newsroom.models import User
from redaksi.wire.models import RoutingRule, WireItem
from tests.desk.conftest import staff, wire_item

pytestmark = pytest.mark.django_db
State = Rerouting.State


def waits(number: int, **values: object) -> WireItem:
    """An item about rice that came in an hour ago, before there was any rule."""
    item = wire_item(number, **{"headline": f"Harga Beras Naik {number}", **values})
    WireItem.objects.filter(pk=item.pk).update(received_at=timezone.now() - timedelta(hours=1))
    return WireItem.objects.get(pk=item.pk)


@pytest.fixture
def user() -> User:
    return staff("redaktur-pelaksana")


def rule(**values: object) -> RoutingRule:
    given = {"name": "Beras", "conditions": {"words": ["beras"]}, "section": "ekonomi", "watch": True}
    return RoutingRule.objects.create(**{**given, **values})


def checked(user: User, days: int = 7) -> Rerouting:
    run = rerouting.start(user, days)
    rerouting.begin(run, 60)
    return Rerouting.objects.get(pk=run.pk)


def applied(user: User) -> Rerouting:
    run = checked(user)
    rerouting.confirm(run, user)
    rerouting.begin(run, 60)
    return Rerouting.objects.get(pk=run.pk)


def undone(run: Rerouting, user: User) -> Rerouting:
    rerouting.undo(run, user)
    rerouting.begin(run, 60)
    return Rerouting.objects.get(pk=run.pk)


def sections() -> dict[int, str]:
    return dict(WireItem.objects.values_list("pk", "section"))


def test_a_check_finds_what_would_change_and_changes_nothing(user: User) -> None:
    item = waits(1)
    waits(2, headline="Kapal Berlayar")
    rule()
    run = checked(user)
    assert (run.state, run.total, run.done, run.changes) == (State.READY, 2, 2, 1)
    assert run.counts == {"section": 1, "watched": 1}
    change = run.items.get()
    assert (change.wire_item, change.before["section"], change.after["section"]) == (item, "", "ekonomi")
    assert set(sections().values()) == {""}


def test_only_what_waits_and_came_lately_is_touched(user: User) -> None:
    taken, spiked, old, first = waits(1), waits(2), waits(3), waits(4)
    actions.take(taken, user)
    actions.spike(spiked, user)
    WireItem.objects.filter(pk=old.pk).update(received_at=timezone.now() - timedelta(days=8))
    second = waits(4, version="2")
    rule()
    run = applied(user)
    assert (run.state, run.changed) == (State.APPLIED, 1)
    assert sections() == {taken.pk: "", spiked.pk: "", old.pk: "", first.pk: "", second.pk: "ekonomi"}


def test_applying_twice_changes_nothing_the_second_time(user: User) -> None:
    waits(1)
    rule()
    assert applied(user).changed == 1
    again = checked(user)
    assert (again.state, again.done, again.changes) == (State.READY, 1, 0)
    with pytest.raises(ValidationError):
        rerouting.confirm(again, user)


def test_what_was_taken_between_check_and_word_is_left_alone(user: User) -> None:
    one, two = waits(1), waits(2)
    rule()
    run = checked(user)
    actions.take(one, user)
    rerouting.confirm(run, user)
    rerouting.begin(run, 60)
    run.refresh_from_db()
    assert (run.changes, run.changed) == (2, 1)
    assert sections() == {one.pk: "", two.pk: "ekonomi"}


def test_a_check_of_rules_that_have_changed_since_is_refused(user: User) -> None:
    waits(1)
    saved = rule()
    run = checked(user)
    RoutingRule.objects.filter(pk=saved.pk).update(section="dunia")
    with pytest.raises(ValidationError, match="berubah"):
        rerouting.confirm(run, user)
    run.refresh_from_db()
    assert run.state == State.STALE
    assert set(sections().values()) == {""}


def test_rules_that_change_during_a_check_end_it(user: User) -> None:
    waits(1)
    run = rerouting.start(user, 7)
    rule()
    assert rerouting.work(run.pk, 60) is False
    run.refresh_from_db()
    assert run.state == State.STALE


def test_it_goes_batch_by_batch_and_the_queue_does_the_rest(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rerouting, "BATCH", 2)
    monkeypatch.setattr(rerouting, "SECONDS", -1.0)
    for number in range(5):
        waits(number)
    rule()
    run = rerouting.start(user, 7)
    rerouting.begin(run, -1)
    run.refresh_from_db()
    assert (run.state, run.done, run.changes) == (State.CHECKING, 2, 2)
    assert DBTaskResult.objects.count() == 1
    done = []
    while run.state == State.CHECKING:
        rerouting.go_on.call(run.pk)
        run.refresh_from_db()
        done.append(run.done)
    assert (done, run.changes, DBTaskResult.objects.count()) == ([4, 5], 5, 2)
    rerouting.confirm(run, user)
    rerouting.begin(run, -1)
    run.refresh_from_db()
    assert (run.state, run.done, WireItem.objects.filter(section="ekonomi").count()) == (State.APPLYING, 2, 2)
    with pytest.raises(ValidationError):
        rerouting.start(user, 7)
    while rerouting.work(run.pk, -1):
        pass
    assert WireItem.objects.filter(section="ekonomi").count() == 5


def test_a_batch_that_two_workers_do_at_once_is_done_once(user: User) -> None:
    waits(1)
    rule()
    run = rerouting.start(user, 7)
    other = Rerouting.objects.get(pk=run.pk)
    assert rerouting._check(run) is True
    assert rerouting._check(other) is False
    assert Rerouted.objects.count() == 1
    rerouting.confirm(run, user)
    held = Rerouting.objects.get(pk=run.pk)
    assert rerouting._apply(held) is True
    assert rerouting._apply(held) is False
    assert Rerouting.objects.get(pk=run.pk).changed == 1


def test_undoing_gives_back_what_was_and_leaves_alone_what_moved_on(user: User) -> None:
    one, two, three = waits(1), waits(2), waits(3)
    saved = rule()
    run = applied(user)
    assert set(sections().values()) == {"ekonomi"}
    actions.spike(one, user)
    WireItem.objects.filter(pk=two.pk).update(section="dunia")
    run = undone(run, user)
    assert (run.state, run.changed, run.restored) == (State.UNDONE, 3, 1)
    assert sections() == {one.pk: "ekonomi", two.pk: "dunia", three.pk: ""}
    assert WireItem.objects.get(pk=three.pk).routed == []
    assert RoutingRule.objects.get() == saved
    with pytest.raises(ValidationError):
        rerouting.undo(run, user)


def test_only_the_last_time_can_be_undone(user: User) -> None:
    waits(1)
    saved = rule()
    first = applied(user)
    RoutingRule.objects.filter(pk=saved.pk).update(section="dunia")
    second = applied(user)
    with pytest.raises(ValidationError, match="yang terakhir"):
        rerouting.undo(first, user)
    undone(second, user)
    assert set(sections().values()) == {"ekonomi"}
    undone(first, user)
    assert set(sections().values()) == {""}


def test_deleted_rules_let_go_of_what_they_had_caught(user: User) -> None:
    item = waits(1)
    saved = rule()
    applied(user)
    saved.delete()
    run = applied(user)
    assert run.counts == {"section": 1, "unwatched": 1}
    row = WireItem.objects.get(pk=item.pk)
    assert (row.section, row.watched, row.routed) == ("", False, [])


def test_a_rule_that_was_only_renamed_changes_the_reason_only(user: User) -> None:
    item = waits(1)
    saved = rule()
    applied(user)
    RoutingRule.objects.filter(pk=saved.pk).update(name="Harga beras")
    run = applied(user)
    assert run.counts == {"reasons": 1}
    assert WireItem.objects.get(pk=item.pk).routed[0]["rule"] == "Harga beras"


def test_the_bar_tells_of_what_became_watched_and_of_nothing_else(user: User) -> None:
    request = RequestFactory().get("/")
    request.session = {}  # type: ignore[assignment]
    one, two = waits(1), waits(2, headline="Kapal Berlayar")
    watch.note_seen(request, two.pk)
    assert watch.unseen(request) == []
    saved = rule()
    run = applied(user)
    told = watch.told(request)
    assert [item.pk for item in told["watched"]] == [one.pk]
    watch.note_seen(request, told["newest"], told["rerouted"])
    assert watch.unseen(request) == []
    RoutingRule.objects.filter(pk=saved.pk).update(priority=2)
    second = applied(user)
    assert second.counts == {"priority": 1}
    assert watch.unseen(request) == [], "it was watched before"
    undone(second, user)
    undone(run, user)
    request.session = {}  # type: ignore[assignment]
    assert watch.unseen(request) == []


def test_every_act_is_in_the_log_with_its_counts(user: User) -> None:
    waits(1)
    rule()
    undone(applied(user), user)
    entries = list(ModelLogEntry.objects.filter(action__startswith="redaksi.reroute").order_by("timestamp", "id"))
    assert [each.action.removeprefix("redaksi.") for each in entries] == [
        "reroute",
        "reroute_done",
        "reroute_undo",
        "reroute_undone",
    ]
    assert {each.user for each in entries} == {user}
    assert (entries[0].data["changes"], entries[1].data["changed"], entries[3].data["restored"]) == (1, 1, 1)


def test_a_new_check_discards_the_one_before_and_its_changes_go(user: User) -> None:
    waits(1)
    rule()
    first = checked(user)
    second = checked(user)
    first.refresh_from_db()
    assert first.state == State.DISCARDED
    assert not first.items.exists()
    assert second.items.count() == 1
    rerouting.discard(second)
    with pytest.raises(ValidationError):
        rerouting.confirm(second, user)


def test_changes_of_long_ago_go_but_those_of_the_last_time_stay(user: User) -> None:
    waits(1)
    saved = rule()
    first = applied(user)
    RoutingRule.objects.filter(pk=saved.pk).update(section="dunia")
    second = applied(user)
    Rerouting.objects.update(at=timezone.now() - timedelta(days=3))
    checked(user)
    assert not first.items.exists()
    assert second.items.count() == 1
