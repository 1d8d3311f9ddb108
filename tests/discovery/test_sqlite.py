from __future__ import annotations

import pytest
from django.db import connection

from redaksi.discovery import sqlite
from redaksi.discovery.document import Document
from redaksi.discovery.search import LAST

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="the index of the embedded database"),
]


def document(headline: str = "", deck: str = "", body: str = "", facets: str = "section1 labelnone") -> Document:
    return Document(headline, deck, body, facets)


def ranks(found: list[tuple[int, float]]) -> list[int]:
    return [rank for rank, _score in found]


@pytest.fixture
def harbour() -> dict[int, Document]:
    """Three documents that hold `kapal`: in the body, in the headline, and in the headline of another rubric."""
    documents = {
        10: document("panen padi", body="kapal angkut beras " + "padi " * 40),
        20: document("kapal perintis layar", body="warga sambut"),
        30: document("kapal pesiar singgah", facets="section2 labelopini"),
    }
    for rank, each in documents.items():
        sqlite.add(rank, each)
    return documents


def test_the_newest_come_first_and_a_page_goes_on_below_a_rank(harbour: dict[int, Document]) -> None:
    assert sqlite.newest(["kapal"], [], LAST, 2) == [(30, 0.0), (20, 0.0)]
    assert ranks(sqlite.newest(["kapal"], [], 20, 2)) == [10]


def test_every_term_must_stand_in_one_document(harbour: dict[int, Document]) -> None:
    assert ranks(sqlite.newest(["kapal", "warga"], [], LAST, 9)) == [20]
    assert sqlite.newest(["kapal", "kereta"], [], LAST, 9) == []


def test_a_word_in_the_headline_weighs_more_than_one_in_a_long_body(harbour: dict[int, Document]) -> None:
    found = sqlite.relevant(["kapal"], [], 0, 9)
    assert ranks(found)[-1] == 10
    assert [score for _rank, score in found] == sorted((score for _rank, score in found), reverse=True)
    assert ranks(sqlite.relevant(["kapal"], [], 10, 9)) == ranks(found)[:-1]
    assert sqlite.relevant(["kereta"], [], 0, 9) == []


def test_facets_narrow_and_are_no_words_of_a_reader(harbour: dict[int, Document]) -> None:
    assert ranks(sqlite.newest(["kapal"], ["section2"], LAST, 9)) == [30]
    assert ranks(sqlite.relevant(["kapal"], ["section1"], 0, 9)) == [20, 10]
    assert sqlite.newest(["section2"], [], LAST, 9) == []
    assert sqlite.newest(["kapal"], ["layar"], LAST, 9) == []


def test_what_is_removed_is_found_by_none_of_its_words(harbour: dict[int, Document]) -> None:
    sqlite.remove(20, harbour[20])
    for word in ("kapal", "perintis", "warga"):
        assert 20 not in ranks(sqlite.newest([word], [], LAST, 9))
    sqlite.add(20, document("kereta malam"))
    assert ranks(sqlite.newest(["kereta"], [], LAST, 9)) == [20]
    assert sqlite.newest(["perintis"], [], LAST, 9) == []


def test_relevance_looks_at_so_many_of_the_newest_only(
    harbour: dict[int, Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "SCORED", 2)
    assert sorted(ranks(sqlite.relevant(["kapal"], [], 0, 9))) == [20, 30]


@pytest.mark.parametrize("term", ["1.500,5", "covid", "kata" * 800])
def test_any_term_a_reader_can_ask_for_is_found_again(term: str) -> None:
    sqlite.add(40, document(body=f"harga {term} naik"))
    assert ranks(sqlite.newest([term], [], LAST, 9)) == [40]
