"""Pages in memory: bounded, ready, no older than they say."""

from __future__ import annotations

from dataclasses import replace

from redaksi.delivery.edge_cache import OVERHEAD, Entry, Memory
from redaksi.delivery.negotiate import BROTLI, GZIP, IDENTITY
from redaksi.delivery.store import Page, compress, weak_etag

NOW = 1_800_000_000.0
BODY = b"<p>Isi berita yang panjang.</p>" * 100


def page(address: str = "/dunia/5/x", body: bytes = BODY, soft: int = 60, pressed_at: float = NOW) -> Page:
    zipped, brotli = compress(body)
    headers = (("content-type", "text/html"), ("cache-control", "max-age=0"), ("vary", "Cookie"), ("etag", "theirs"))
    return Page(address, 200, headers, 1, ("k",), pressed_at, soft, 600, weak_etag(body), body, zipped, brotli)


def test_the_plain_body_is_not_held_beside_the_compressed_ones() -> None:
    entry = Entry(page(), NOW)
    assert entry.page.plain == b""
    assert entry.size < OVERHEAD + len(BODY)
    assert entry.answer(IDENTITY)[1] == BODY


def test_an_encoding_that_is_missing_falls_back_to_the_next() -> None:
    tiny = Entry(page(body=b"ok"), NOW)
    assert tiny.answer(BROTLI)[1] == tiny.answer(GZIP)[1] == tiny.answer(IDENTITY)[1] == b"ok"
    assert "content-encoding" not in dict(tiny.answer(BROTLI)[0])


def test_headers_that_the_edge_sets_are_not_taken_from_the_page() -> None:
    names = [name for name, _ in Entry(page(), NOW).answer(GZIP)[0]]
    assert sorted(names) == sorted(set(names))
    assert dict(Entry(page(), NOW).answer(GZIP)[0])["vary"] == "accept-encoding"


def test_age_moves_with_the_clock() -> None:
    entry = Entry(page(), NOW)
    entry.renew(NOW + 7.9)
    assert dict(entry.answer(GZIP)[0])["age"] == "7"
    assert dict(entry.not_modified)["age"] == "7"


def test_a_page_from_the_future_ages_from_now() -> None:
    entry = Entry(page(pressed_at=NOW + 86400), NOW)
    assert entry.soft_at == NOW + 60
    assert dict(entry.answer(GZIP)[0])["age"] == "0"


def test_a_page_without_ages_never_ages() -> None:
    assert Entry(page(soft=0), NOW).soft_at == float("inf")


def test_memory_stays_within_its_limit_and_keeps_what_was_read_last() -> None:
    memory = Memory(100_000)
    for number in range(50):
        memory.put(Entry(page(f"/{number}", body=bytes([number]) * 9000), NOW + number))
        if "/0" in memory.entries:
            memory.entries["/0"].renew(NOW + number)
    assert memory.size <= 100_000
    assert memory.size == sum(entry.size for entry in memory.entries.values())
    assert "/0" in memory.entries
    assert "/1" not in memory.entries


def test_a_page_too_large_for_memory_is_not_held() -> None:
    memory = Memory(10_000)
    memory.put(Entry(page(), NOW))
    assert memory.entries == {}


def test_putting_a_page_again_counts_it_once() -> None:
    memory = Memory(10**6)
    for _ in range(3):
        memory.put(Entry(page(), NOW))
    assert memory.size == Entry(page(), NOW).size
    memory.drop("/dunia/5/x")
    memory.drop("/dunia/5/x")
    assert memory.size == 0


def test_a_cache_in_front_is_told_keys_and_age_only_where_there_is_one():
    pressed = replace(page(), keys=("story-1", "front"), pressed_at=NOW - 20, soft=60, hard=600)
    assert "surrogate-key" not in dict(Entry(pressed, NOW).answer(GZIP)[0])
    entry = Entry(pressed, NOW, surrogates=True)
    headers = dict(entry.answer(GZIP)[0])
    assert headers["surrogate-key"] == "story-1 front"
    assert (headers["age"], headers["surrogate-control"]) == ("20", "max-age=60")
    assert dict(entry.not_modified)["surrogate-control"] == "max-age=60"
    entry.renew(NOW + 41)
    assert dict(entry.answer(GZIP)[0])["surrogate-control"] == "no-store"


def test_a_cache_in_front_is_never_told_to_keep_a_page_beyond_its_end():
    ending = replace(page(), pressed_at=NOW, soft=60, hard=600, gone_at=NOW + 5)
    assert dict(Entry(ending, NOW, surrogates=True).answer(GZIP)[0])["surrogate-control"] == "max-age=5"


def test_a_clock_that_is_set_back_does_not_keep_a_page_for_ever():
    memory = Memory(10**6)
    entry = Entry(replace(page(), pressed_at=NOW, soft=60, hard=600), NOW)
    memory.put(entry)
    entry.retry = (NOW + 5, 7)
    memory.date(NOW - 3600)
    assert (entry.soft_at, entry.hard_at, entry.retry) == (NOW - 3540, NOW - 3000, (0.0, 0))
