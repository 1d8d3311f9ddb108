"""Any process killed at any moment of many publishes: afterwards the pages say what the database says."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

import pytest

from tests.delivery.house import PROJECT, until_true
from tests.delivery.newsrooms import Newsroom, descendants

TRUTH = """
import django; django.setup()
import json
from redaksi.delivery.models import Outbox
from redaksi.stories.models import Story
rows = Story.objects.exclude(first_published_at=None).select_related("section")
public = set(Story.objects.public().values_list("pk", flat=True))
print(json.dumps({"stories": [[s.pk, s.get_absolute_url(), s.headline, s.pk in public] for s in rows],
                  "left": Outbox.objects.count()}))
"""
VICTIMS = ("redaksi edge-1", "redaksi applic", "redaksi worker", "redaksi newsro", "supervisor", "desk")


def truth(newsroom: Newsroom) -> dict[str, list[list[object]]]:
    done = subprocess.run(
        [sys.executable, "-c", TRUTH], env=newsroom.environ, cwd=PROJECT, capture_output=True, text=True, check=True
    )
    return dict(json.loads(done.stdout))


def kill(newsroom: Newsroom, victim: str) -> None:
    """SIGKILL for one process, or for the supervisor, whose children must not outlive it."""
    assert newsroom.served is not None
    if victim == "supervisor":
        family = descendants(newsroom.served.pid)
        newsroom.served.kill()
        newsroom.served.wait()
        until_true(lambda: not any(Path(f"/proc/{pid}").exists() for pid in family), 20)
    elif victim == "desk":
        if newsroom.desk is not None:
            newsroom.desk.kill()
    else:
        for pid, name in descendants(newsroom.served.pid).items():
            if name.startswith(victim):
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)


def publish_under_fire(newsroom: Newsroom, rounds: int, chance: random.Random) -> dict[int, str]:
    """Publish, correct and withdraw while processes are killed; what was acknowledged: id -> headline, "" withdrawn."""
    said: dict[int, str] = {}
    for number in range(rounds):
        public = [pk for pk, words in said.items() if words]
        killer = threading.Timer(chance.uniform(0, 0.3), kill, (newsroom, chance.choice(VICTIMS)))
        killer.start()
        with suppress(OSError):
            act(newsroom, said, chance.choice(public) if public and number % 4 >= 2 else 0, number)
        killer.join()
        if newsroom.served is not None and newsroom.served.poll() is not None:
            newsroom.serve()
    return said


def act(newsroom: Newsroom, said: dict[int, str], pk: int, number: int) -> None:
    """One act of the desk; what it touches is in `said` again only when it was acknowledged."""
    headline = f"Kabar ke {number} dari medan"
    if not pk:
        said[newsroom.act("publish", headline)[0]] = headline
        return
    del said[pk]
    if number % 4 == 2:
        newsroom.act("correct", [pk, headline])
        said[pk] = headline
    else:
        newsroom.act("withdraw", pk)
        said[pk] = ""


def check(newsroom: Newsroom, said: dict[int, str]) -> None:
    """After the fire: nothing acknowledged is lost, nothing withdrawn is shown, no page says what is not so."""
    until_true(lambda: newsroom.get("/").status == 200, 60)
    until_true(lambda: not truth(newsroom)["left"], 60)
    state = truth(newsroom)["stories"]
    known = {int(str(pk)): (str(address), str(headline), bool(public)) for pk, address, headline, public in state}
    front, feed = newsroom.get("/").body.decode(), newsroom.get("/rss.xml").body.decode()
    for pk, words in said.items():
        assert known[pk][2] == bool(words)
        assert not words or known[pk][1] == words
    for pk, (address, headline, public) in known.items():
        reply = newsroom.get(address)
        assert reply.status == (200 if public else 410), (pk, headline)
        assert (headline in reply.body.decode()) == public
        if not public:
            assert address not in front
            assert address not in feed
        else:
            assert address in feed


@pytest.mark.skipif(sys.platform != "linux", reason="looks at processes through /proc")
def test_killing_any_process_at_any_moment_of_twenty_publishes_loses_nothing(new_home):
    burn(new_home, rounds=20, seed=5)


@pytest.mark.nightly
@pytest.mark.parametrize("seed", range(10))
def test_killing_any_process_at_any_moment_of_two_hundred_publishes_loses_nothing(new_home, seed):
    burn(new_home, rounds=20, seed=100 + seed)


def burn(home: Path, rounds: int, seed: int) -> None:
    newsroom = Newsroom(home)
    try:
        newsroom.serve()
        said = publish_under_fire(newsroom, rounds, random.Random(seed))
        assert len(said) >= rounds // 4
        check(newsroom, said)
    finally:
        newsroom.stop()
