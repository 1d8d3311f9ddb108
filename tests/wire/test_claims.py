"""One process asks a source at a time, and one that was killed holds nobody up."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from datetime import timedelta

import pytest

from redaksi.wire.claims import CLAIM, claim, free_orphaned, holder
from redaksi.wire.models import Source, SourceHealth
from tests.wire.provider import feed, send, serving

SOURCES = 5
ADD = f"""
import sys, django
django.setup()
from redaksi.wire.models import Source
for number in range({SOURCES}):
    Source.objects.create(name=f"S{{number}}", slug=f"s{{number}}", kind="http", url=f"{{sys.argv[1]}}/feed{{number}}")
"""
TICK = """
import django
django.setup()
from django.utils import timezone
from redaksi.wire.poll import poll_due, wait_for_threads
for _ in range(4):
    poll_due(timezone.now())
    wait_for_threads()
"""


@pytest.fixture
def source(db):
    return Source.objects.create(name="KBC", slug="kbc", kind="http", url="http://kbc.example/rss")


def test_a_claim_holds_until_it_runs_out(source, now):
    assert claim(source, now)
    assert not claim(source, now)
    assert claim(source, now + CLAIM + timedelta(seconds=1))


def test_what_somebody_has_just_asked_is_not_due_any_more(source, now):
    assert claim(source, now, only_due=True)
    SourceHealth.objects.update(claimed_until=None, next_due=now + timedelta(minutes=5))
    assert not claim(source, now, only_due=True)
    assert claim(source, now + timedelta(minutes=5), only_due=True)


def test_the_claim_of_a_process_that_is_gone_is_given_back_at_once(source, now):
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as other:
        mark = holder(other.pid)
        assert claim(source, now)
        SourceHealth.objects.update(claimed_by=mark)
        assert free_orphaned(now) == 0
        assert not claim(source, now)
        other.kill()
        other.wait()
    assert free_orphaned(now) == 1
    assert claim(source, now)


def test_a_number_that_is_used_again_is_another_process(source, now):
    claim(source, now)
    SourceHealth.objects.update(claimed_by=holder(os.getpid()) + "0")
    assert free_orphaned(now) == 1


def test_a_holder_on_another_machine_is_left_alone(source, now):
    claim(source, now)
    SourceHealth.objects.update(claimed_by="mesin-lain:1:1")
    assert free_orphaned(now) == 0
    assert not claim(source, now)


def test_the_command_and_the_clock_together_ask_each_source_once(new_home):
    def answer(handler) -> None:
        time.sleep(0.4)
        send(handler, 200, feed(f"Kabar {handler.path[-1]}"))

    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {
        "REDAKSI_HOME": str(new_home),
        "REDAKSI_FETCH_PRIVATE": "yes",
        "DJANGO_SETTINGS_MODULE": "redaksi.settings",
    }
    with serving() as provider:
        provider.answers |= {f"/feed{number}": answer for number in range(SOURCES)}
        subprocess.run([sys.executable, "-c", ADD, provider.url], env=environment, check=True)
        together = [
            subprocess.Popen([sys.executable, *arguments], env=environment, stdout=subprocess.PIPE, text=True)
            for arguments in (["-m", "redaksi", "poll"], ["-m", "redaksi", "poll"], ["-c", TICK])
        ]
        said = [process.communicate(timeout=120)[0] for process in together]
        assert [process.returncode for process in together] == [0, 0, 0], said
        asked = sorted(path for _, path, _, _ in provider.asked)
    assert asked == [f"/feed{number}" for number in range(SOURCES)]
