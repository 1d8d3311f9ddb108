from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from redaksi.delivery.clock import DUTIES, expire_due, publish_due, requeue_orphans, take_lease, tick
from redaksi.stories.models import Story
from redaksi.stories.slots import slots
from tests.factories import make_draft, make_story, publish
from tests.plans import MILLION, faults, schema

pytestmark = pytest.mark.django_db


def scheduled(moment):
    story = make_draft()
    story.go_live_at = moment
    return publish(story)


def test_a_story_goes_out_when_its_time_has_come():
    story = scheduled(timezone.now() + timedelta(milliseconds=50))
    assert publish_due(timezone.now() - timedelta(seconds=1)) == 0
    Story.objects.filter(pk=story.pk).update(go_live_at=timezone.now() - timedelta(seconds=1))
    story.revisions.update(approved_go_live_at=timezone.now() - timedelta(seconds=1))
    for revision in story.revisions.all():
        revision.content["go_live_at"] = None
        revision.save()
    assert publish_due(timezone.now()) == 1
    assert Story.objects.public().filter(pk=story.pk).exists()


def test_a_scheduled_story_that_the_gate_refuses_is_unscheduled_and_does_not_stop_the_next(monkeypatch):
    refused = scheduled(timezone.now() + timedelta(hours=1))
    monkeypatch.setattr(slots, "gates", [lambda story, user, at: ["Dibatalkan." if story.pk == refused.pk else ""]])
    past = timezone.now() - timedelta(seconds=1)
    refused.revisions.update(approved_go_live_at=past)
    assert publish_due(timezone.now()) == 0
    assert not refused.revisions.exclude(approved_go_live_at=None).exists()


def test_what_has_expired_is_taken_down():
    story = make_story()
    Story.objects.filter(pk=story.pk).update(expire_at=timezone.now() - timedelta(seconds=1))
    assert expire_due(timezone.now()) == 1
    assert not Story.objects.get(pk=story.pk).live


@pytest.mark.skipif(connection.vendor != "sqlite", reason="plans of SQLite")
def test_no_duty_reads_through_the_archive_each_second():
    with CaptureQueriesContext(connection) as captured:
        assert tick("a")
    asked = [query["sql"] for query in captured.captured_queries if query["sql"].startswith("SELECT")]
    assert any("expire_at" in sql for sql in asked)
    assert [sql for statistics in (MILLION, "") for sql in asked if faults(schema(statistics), sql)] == []


def test_one_worker_keeps_the_clock_until_its_lease_runs_out(now):
    assert take_lease("a", now)
    assert not take_lease("b", now + timedelta(seconds=5))
    assert take_lease("a", now + timedelta(seconds=20))
    assert take_lease("b", now + timedelta(minutes=2))


def test_a_lease_that_a_clock_set_back_since_has_left_in_the_future_holds_nobody_up(now):
    assert take_lease("a", now + timedelta(hours=1))
    assert take_lease("b", now)


def test_what_lies_on_its_own_disk_every_machine_does_whoever_keeps_the_clock(now, monkeypatch):
    done = []
    monkeypatch.setattr("redaksi.delivery.clock.OWN_DUTIES", (lambda moment: done.append(moment) or 1,))
    assert take_lease("a", now)
    assert not tick("b", now)
    assert done == [now]


def test_a_failing_duty_does_not_stop_the_others(now, monkeypatch):
    done = []

    def broken(_: object) -> int:
        raise ZeroDivisionError

    broken.__name__ = "broken"
    monkeypatch.setattr("redaksi.delivery.clock.DUTIES", (broken, lambda moment: done.append(moment) or 1))
    assert tick("a", now)
    assert done == [now]
    assert len(DUTIES) >= 5


def test_a_task_whose_worker_was_killed_is_given_back(now):
    task = DBTaskResult.objects.create(
        status="RUNNING",
        started_at=now - timedelta(hours=1),
        args_kwargs={"args": [], "kwargs": {}},
        task_path="redaksi.delivery.press.press_story",
        queue_name="default",
        backend_name="default",
        run_after=now,
        priority=0,
        exception_class_path="",
        traceback="",
    )
    assert requeue_orphans(now) == 1
    task.refresh_from_db()
    assert task.status == "READY"
