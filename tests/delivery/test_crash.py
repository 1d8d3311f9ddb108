"""kill -9 at any moment of a publish: what was acknowledged is public, found and shown after a restart."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
PUBLISHER = """
import django; django.setup()
from tests.factories import make_story
from redaksi.accountability.actions import withdraw
number = 0
while True:
    story = make_story(f"Kabar {number}")
    print(story.pk, "terbit", flush=True)
    number += 1
    if number % 3 == 0:
        withdraw(story, "sara", "Sebab.", None)
        print(story.pk, "cabut", flush=True)
"""
INSPECTOR = """
import django; django.setup()
import json, sys
from django.utils import timezone
from datetime import timedelta
from redaksi.delivery import outbox, press
from redaksi.delivery.models import Outbox
from redaksi.discovery.search import search
from redaksi.stories.models import Story
outbox.replay(timezone.now() + timedelta(hours=1))
found = {hit.story_id for hit in search("kabar", limit=1000)}
public = list(Story.objects.public())
pages = {story.pk: press.press(story.get_absolute_url()) for story in Story.objects.exclude(first_published_at=None)}
state = {"public": [s.pk for s in public], "found": sorted(found), "pages": pages, "left": Outbox.objects.count()}
print(json.dumps(state))
"""


def environ(home: Path) -> dict[str, str]:
    return {**os.environ, "REDAKSI_HOME": str(home), "DJANGO_SETTINGS_MODULE": "redaksi.settings"}


def publish_until_killed(home: Path, seconds: float) -> dict[int, str]:
    """What the publisher acknowledged (story id -> last word) before it was killed."""
    with subprocess.Popen(
        [sys.executable, "-c", PUBLISHER], env=environ(home), cwd=PROJECT, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline()]
        time.sleep(seconds)
        process.kill()
        lines += process.stdout.read().splitlines()
    words = [line.split() for line in lines]
    return {int(word[0]): word[1] for word in words if len(word) == 2 and word[1] in {"terbit", "cabut"}}


def inspect(home: Path) -> dict[str, object]:
    done = subprocess.run(
        [sys.executable, "-c", INSPECTOR], env=environ(home), cwd=PROJECT, check=True, capture_output=True, text=True
    )
    return dict(json.loads(done.stdout))


def check(home: Path, seed: int) -> None:
    acknowledged = publish_until_killed(home, random.Random(seed).uniform(0.1, 1.5))
    assert acknowledged
    state = inspect(home)
    public, pages = set(state["public"]), {int(pk): status for pk, status in state["pages"].items()}
    for pk, word in acknowledged.items():
        if word == "cabut":
            assert pk not in public
            assert pages[pk] == 410
        elif pk != max(acknowledged):
            assert pk in public
            assert pages[pk] == 200
    # The last one may have been withdrawn without a word before the kill; index and pages agree all the same.
    assert set(state["found"]) == public
    assert {pk for pk, status in pages.items() if status == 200} == public
    assert state["left"] == 0


@pytest.mark.parametrize("seed", range(2))
def test_a_kill_in_the_middle_of_a_publish_loses_nothing_that_was_acknowledged(new_home, seed):
    check(new_home, seed)


@pytest.mark.nightly
@pytest.mark.parametrize("seed", range(2, 40))
def test_many_kills_in_the_middle_of_a_publish_lose_nothing(new_home, seed):
    check(new_home, seed)
