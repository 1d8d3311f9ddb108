"""What a request asks for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaksi.delivery.negotiate import (
    BROTLI,
    GZIP,
    IDENTITY,
    best_encoding,
    is_robot,
    matches,
    normal_query,
    story_id,
)


@pytest.mark.parametrize(
    ("accept", "best"),
    [
        (None, IDENTITY),
        ("", IDENTITY),
        ("gzip", GZIP),
        ("x-gzip", GZIP),
        ("GZIP;q=0.5", GZIP),
        ("gzip, deflate, br", BROTLI),
        ("br;q=0.5, gzip;q=1.0", GZIP),
        ("br;q=0, gzip", GZIP),
        ("*", BROTLI),
        ("*;q=0", IDENTITY),
        ("br;q=0, *", GZIP),
        ("identity, gzip;q=0.5", IDENTITY),
        ("gzip;q=0, br;q=0", IDENTITY),
        ("gzip;q=nonsense", IDENTITY),
        ("deflate, zstd", IDENTITY),
    ],
)
def test_the_best_encoding_that_a_client_takes_is_chosen(accept: str | None, best: int) -> None:
    assert best_encoding(accept) == best


@given(st.text(max_size=60))
def test_any_accept_encoding_gets_some_encoding(accept: str) -> None:
    assert best_encoding(accept) in {IDENTITY, GZIP, BROTLI}


@pytest.mark.parametrize(
    ("given_validators", "same"),
    [('W/"a"', True), ('"a"', True), ('"x", W/"a"', True), ("*", True), ('"x"', False), ("", False), ("a", False)],
)
def test_validators_are_compared_weakly(given_validators: str, same: bool) -> None:
    assert matches(given_validators, 'W/"a"') is same


@pytest.mark.parametrize(
    ("path", "query", "normal"),
    [
        ("/dunia", "", ""),
        ("/dunia", "utm_source=wa&fbclid=x", ""),
        ("/dunia", "utm_source=wa&halaman=3", "halaman=3"),
        ("/dunia", "halaman=1", ""),
        ("/dunia", "halaman=03", ""),
        ("/dunia", "halaman=-2", ""),
        ("/dunia", "halaman=²", ""),
        ("/dunia", "halaman=99999999999", ""),
        ("/dunia", "halaman=2&halaman=3", "halaman=2"),
        ("/dunia", "q=banjir", ""),
        ("/cari", "halaman=2&q=banjir+%20rob&x=1", "q=banjir+rob&halaman=2"),
        ("/cari/", "q=%C3%A9", "q=%C3%A9"),
        ("/cari", "q=", ""),
        ("/cari", "q=" + "a" * 500, "q=" + "a" * 200),
        ("/cari", "&".join(f"a{n}=1" for n in range(80)), ""),
    ],
)
def test_only_parameters_that_make_another_page_are_kept(path: str, query: str, normal: str) -> None:
    assert normal_query(path, query) == normal


@given(st.text(max_size=80))
def test_normalising_a_query_twice_changes_nothing(query: str) -> None:
    once = normal_query("/cari", query)
    assert normal_query("/cari", once) == once


@pytest.mark.parametrize(
    ("path", "story"),
    [
        ("/dunia/757623/any-slug", 757623),
        ("/dunia/757623/any-slug/", 757623),
        ("/dunia/757623", 0),
        ("/dunia/0/x", 0),
        ("/indeks/2026/11/19/", 0),
        ("/a/b/c", 0),
        ("/dunia/9999999999999999999999/x", 0),
    ],
)
def test_the_story_is_read_from_its_address(path: str, story: int) -> None:
    assert story_id(path) == story


def test_robots_are_told_from_browsers() -> None:
    assert all(
        map(is_robot, ["", None, "Googlebot/2.1 (+http://x)", "curl/8.0", "python-httpx/0.28", "facebookexternalhit/1"])
    )
    assert not any(
        map(
            is_robot,
            [
                "Mozilla/5.0 (Linux; Android 14; CUBOT X70) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1",
            ],
        )
    )
