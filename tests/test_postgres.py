"""The same newsroom on a real PostgreSQL: one setting moves it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.postgres import WITHOUT_POSTGRES, programs, server

PROJECT = Path(__file__).resolve().parent.parent
pytestmark = [
    pytest.mark.postgres,
    pytest.mark.skipif(programs() is None, reason=WITHOUT_POSTGRES),
    pytest.mark.xdist_group("postgres"),
]
JOURNEY = """
import django; django.setup()
import json
from django.db import connection
from redaksi.accountability.actions import withdraw
from redaksi.delivery.press import press
from redaksi.discovery.search import search
from redaksi.wire.ingest import get_source, ingest_bytes
from redaksi.wire.models import WireItem
from tests.factories import make_story, make_topic, publish
first = make_story("Panen Padi di Lembah", topics=(make_topic("Pangan"),))
second = make_story("Petani Menanam Jagung")
taken = make_story("Kabar Keliru")
withdraw(taken, "sara", "Sebab.", None)
second.headline = "Petani Memanen Jagung"
publish(second)
item = json.dumps({"uri": "urn:x:1", "standard": {"name": "ninjs", "version": "3.1"}, "version": "1",
                   "headlines": [{"value": "Kiriman"}], "bodies": [{"contentType": "text/plain", "value": "Isi."}]})
source = get_source("Kantor Berita")
for _ in range(2):
    ingest_bytes(item.encode(), source=source)
print(json.dumps({
    "vendor": connection.vendor,
    "panen": sorted(hit.story_id for hit in search("memanen")),
    "newest": [hit.story_id for hit in search("petani", order="newest")],
    "old": [hit.story_id for hit in search("menanam")],
    "withdrawn": [hit.story_id for hit in search("keliru")],
    "pages": [press(path) for path in ("/", first.get_absolute_url(), taken.get_absolute_url(), "/dunia/", "/rss.xml")],
    "items": WireItem.objects.count(),
    "ids": [first.pk, second.pk],
}))
"""


def test_one_setting_moves_the_newsroom_to_postgresql(tmp_path):
    with server() as url:
        environ = {
            **os.environ,
            "REDAKSI_HOME": str(tmp_path),
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "redaksi.settings",
        }
        run = lambda *words: subprocess.run(  # noqa: E731
            [sys.executable, *words], env=environ, cwd=PROJECT, capture_output=True, text=True, check=False
        )
        prepared = run("-m", "redaksi", "prepare")
        assert prepared.returncode == 0, prepared.stderr
        done = run("-c", JOURNEY)
        assert done.returncode == 0, done.stderr
    state = json.loads(done.stdout)
    first, second = state["ids"]
    assert state["vendor"] == "postgresql"
    assert state["panen"] == [first, second]
    assert state["newest"] == [second]
    assert (state["old"], state["withdrawn"]) == ([], [])
    assert state["pages"] == [200, 200, 410, 200, 200]
    assert state["items"] == 1
