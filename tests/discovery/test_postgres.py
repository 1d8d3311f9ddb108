"""The index on a real PostgreSQL, through the same four functions as the embedded one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from redaksi.discovery import postgres, sqlite
from tests.postgres import WITHOUT_POSTGRES, programs, server

PROJECT = Path(__file__).resolve().parents[2]
pytestmark = [
    pytest.mark.postgres,
    pytest.mark.skipif(programs() is None, reason=WITHOUT_POSTGRES),
    pytest.mark.xdist_group("postgres"),
]
# Only the index's own table is made: a whole newsroom on PostgreSQL is tests/test_postgres.py.
JOURNEY = """
import django; django.setup()
import json
from django.db import connection
from redaksi.discovery import postgres
from redaksi.discovery.document import Document
from redaksi.discovery.index import backend
from redaksi.discovery.search import LAST

def run(statements):
    with connection.cursor() as cursor:
        for statement in statements.split(";"):
            cursor.execute(statement)

def document(headline="", deck="", body="", facets="section1 labelnone"):
    return Document(headline, deck, body, facets)

def ranks(found):
    return [rank for rank, _score in found]

run(postgres.CREATE)
run(postgres.CREATE)
state = {"ours": backend() is postgres}
harbour = {
    10: document("panen padi", body="kapal angkut beras " + "padi " * 40),
    20: document("kapal perintis layar", body="warga sambut"),
    30: document("kapal pesiar singgah", facets="section2 labelopini"),
}
for rank, each in harbour.items():
    postgres.add(rank, each)
state["newest"] = postgres.newest(["kapal"], [], LAST, 2)
state["below"] = ranks(postgres.newest(["kapal"], [], 20, 2))
state["both"] = ranks(postgres.newest(["kapal", "warga"], [], LAST, 9))
state["neither"] = postgres.newest(["kapal", "kereta"], [], LAST, 9)
state["relevant"] = postgres.relevant(["kapal"], [], 0, 9)
state["above"] = ranks(postgres.relevant(["kapal"], [], 10, 9))
state["section"] = ranks(postgres.relevant(["kapal"], ["section1"], 0, 9))
state["opinion"] = ranks(postgres.newest(["kapal"], ["section2", "labelopini"], LAST, 9))
state["facet_as_word"] = postgres.newest(["section2"], [], LAST, 9)
state["word_as_facet"] = postgres.newest(["kapal"], ["layar"], LAST, 9)
postgres.LOOKED_THROUGH = 1
state["beyond"] = ranks(postgres.newest(["kapal"], [], LAST, 2))
postgres.SCORED = 2
state["scored"] = sorted(ranks(postgres.relevant(["kapal"], [], 0, 9)))
postgres.remove(20, harbour[20])
state["removed"] = [ranks(postgres.newest([word], [], LAST, 9)) for word in ("kapal", "perintis", "warga")]
postgres.add(20, document("kereta malam"))
state["again"] = ranks(postgres.newest(["kereta"], [], LAST, 9))
postgres.add(40, document(body="harga 1.500,5 covid naik"))
state["odd"] = [ranks(postgres.newest([word], [], LAST, 9)) for word in ("1.500,5", "covid", "pasal.12", "kata" * 800)]
run(postgres.DROP)
state["dropped"] = "discovery_fts" not in connection.introspection.table_names()
print(json.dumps(state))
"""


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What one walk through the index found: starting a server is dear, looking at its answers is not."""
    with server() as url:
        environ = {
            **os.environ,
            "REDAKSI_HOME": str(tmp_path_factory.mktemp("indeks")),
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "redaksi.settings",
        }
        done = subprocess.run(
            [sys.executable, "-c", JOURNEY], env=environ, cwd=PROJECT, capture_output=True, text=True, check=False
        )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_on_postgresql_the_index_is_this_one_and_is_made_and_dropped_without_harm(state: dict[str, Any]) -> None:
    assert state["ours"]
    assert state["dropped"]


def test_the_newest_come_first_and_a_page_goes_on_below_a_rank(state: dict[str, Any]) -> None:
    assert state["newest"] == [[30, 0.0], [20, 0.0]]
    assert state["below"] == [10]


def test_what_the_newest_do_not_hold_is_found_by_the_index_of_words(state: dict[str, Any]) -> None:
    assert state["beyond"] == [30, 20]


def test_every_term_must_stand_in_one_document(state: dict[str, Any]) -> None:
    assert (state["both"], state["neither"]) == ([20], [])


def test_a_word_in_the_headline_weighs_more_than_one_in_a_long_body(state: dict[str, Any]) -> None:
    found = [rank for rank, _score in state["relevant"]]
    scores = [score for _rank, score in state["relevant"]]
    assert found[-1] == 10
    assert scores == sorted(scores, reverse=True)
    assert scores[0] > scores[-1] > 0
    assert state["above"] == found[:-1]
    assert state["scored"] == [20, 30]


def test_facets_narrow_and_are_no_words_of_a_reader(state: dict[str, Any]) -> None:
    assert (state["section"], state["opinion"]) == ([20, 10], [30])
    assert (state["facet_as_word"], state["word_as_facet"]) == ([], [])


def test_what_is_removed_is_found_by_none_of_its_words(state: dict[str, Any]) -> None:
    assert state["removed"] == [[30, 10], [], []]
    assert state["again"] == [20]


def test_any_term_a_reader_can_ask_for_is_answered(state: dict[str, Any]) -> None:
    assert state["odd"] == [[40], [40], [], []]


def test_both_databases_score_the_same_depth() -> None:
    assert postgres.SCORED == sqlite.SCORED
