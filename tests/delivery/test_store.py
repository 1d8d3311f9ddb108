"""The page store: whole pages or none."""

from __future__ import annotations

import gzip
import os
import time
from dataclasses import replace
from pathlib import Path

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaksi.delivery.store import Page, PageStore, address_of, compress, weak_etag

BODY = ("<!doctype html><title>Banjir surut</title>" + "<p>Warga mulai kembali ke rumah.</p>" * 200).encode()


def page_of(address: str = "/dunia/1/banjir", body: bytes = BODY, generation: int = 10) -> Page:
    zipped, brotlied = compress(body)
    return Page(
        address=address,
        status=200,
        headers=(("content-type", "text/html; charset=utf-8"), ("cache-control", "max-age=0")),
        generation=generation,
        keys=("story:1", "front"),
        pressed_at=1_800_000_000.5,
        soft=60,
        hard=600,
        etag=weak_etag(body),
        plain=body,
        gzip=zipped,
        brotli=brotlied,
    )


@pytest.fixture
def store(tmp_path: Path) -> PageStore:
    return PageStore(tmp_path / "pages")


def test_a_page_comes_back_as_it_was_put(store: PageStore) -> None:
    page = page_of()
    assert store.put(page)
    back = store.get(page.address)
    assert back is not None
    assert back.identity == BODY == gzip.decompress(back.gzip) == brotli.decompress(back.brotli)
    assert replace(back, plain=BODY) == page


def test_a_tiny_body_is_kept_plain(store: PageStore) -> None:
    page = page_of(body=b"ok")
    assert (page.gzip, page.brotli) == (b"", b"")
    assert store.put(page)
    back = store.get(page.address)
    assert back is not None
    assert back.identity == b"ok"


def test_what_does_not_shrink_is_kept_plain() -> None:
    assert compress(os.urandom(5000)) == (b"", b"")
    assert compress(BODY, "image/png") == (b"", b"")
    assert compress(BODY, "application/rss+xml; charset=utf-8")[0]


def test_an_unknown_address_is_a_miss(store: PageStore) -> None:
    assert store.get("/tidak-ada") is None
    assert store.delete("/tidak-ada") is False


def test_a_deleted_page_is_a_miss(store: PageStore) -> None:
    store.put(page_of())
    assert store.delete("/dunia/1/banjir")
    assert store.get("/dunia/1/banjir") is None


def test_a_page_of_an_older_generation_does_not_replace_a_newer_one(store: PageStore) -> None:
    assert store.put(page_of(generation=20))
    assert store.put(page_of(generation=19)) is False
    assert store.put(page_of(generation=20))
    assert store.put(page_of(generation=21))


@pytest.mark.parametrize("cut", [0, 1, 40, 300, -1])
def test_a_truncated_file_is_a_miss_and_can_be_replaced(store: PageStore, cut: int) -> None:
    store.put(page_of())
    path = store.path_of("/dunia/1/banjir")
    path.write_bytes(path.read_bytes()[:cut])
    assert store.get("/dunia/1/banjir") is None
    assert store.put(page_of())
    assert store.get("/dunia/1/banjir") is not None


@given(st.binary(max_size=400))
def test_any_bytes_in_a_file_are_a_miss(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    store = PageStore(tmp_path_factory.mktemp("pages"))
    path = store.path_of("/")
    path.parent.mkdir(parents=True)
    path.write_bytes(data)
    assert store.get("/") is None
    assert store.put(page_of("/"))


def test_one_flipped_bit_is_a_miss(store: PageStore) -> None:
    store.put(page_of())
    path = store.path_of("/dunia/1/banjir")
    data = bytearray(path.read_bytes())
    data[-10] ^= 1
    path.write_bytes(bytes(data))
    assert store.get("/dunia/1/banjir") is None


def test_a_page_under_the_name_of_another_address_is_a_miss(store: PageStore) -> None:
    store.put(page_of("/a"))
    path = store.path_of("/b")
    path.parent.mkdir(parents=True)
    store.path_of("/a").rename(path)
    assert store.get("/b") is None


def test_a_disk_that_takes_nothing_makes_put_say_false(tmp_path: Path) -> None:
    in_the_way = tmp_path / "pages"
    in_the_way.write_text("a file where the folder should be")
    store = PageStore(in_the_way)
    assert store.put(page_of()) is False
    assert store.get("/dunia/1/banjir") is None


def test_a_full_disk_leaves_the_old_page_and_no_rubbish(store: PageStore) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("no /dev/full on this system")
    store.put(page_of())
    path = store.path_of("/dunia/1/banjir")
    before = path.read_bytes()
    path.parent.chmod(0o500)
    try:
        written = store.put(page_of(generation=11))
    finally:
        path.parent.chmod(0o700)
    # Root may write anywhere: then the new page is there whole.
    assert written or path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_addresses_may_hold_anything(store: PageStore) -> None:
    for address in ("/", "/cari?q=" + "a" * 5000, "/\ufffd\udce9", "/../../etc/passwd"):
        assert store.put(page_of(address))
        assert store.get(address) is not None
        assert store.path_of(address).is_relative_to(store.folder)


def test_an_address_holds_the_query_only_where_there_is_one() -> None:
    assert address_of("/cari", "q=banjir") == "/cari?q=banjir"
    assert address_of("/cari") == "/cari"


def test_sweeping_removes_what_a_crash_left_and_the_oldest_pages(store: PageStore) -> None:
    for number in range(4):
        store.put(page_of(f"/{number}"))
        moment = time.time() - 7200 * (4 - number)
        os.utime(store.path_of(f"/{number}"), (moment, moment))
    left = store.path_of("/0").with_name("x.1.2~")
    left.write_bytes(b"half a page")
    os.utime(left, (0, 0))
    size = store.path_of("/0").stat().st_size
    assert store.sweep(max_bytes=2 * size + 10) == 3
    assert [store.get(f"/{number}") is not None for number in range(4)] == [False, False, True, True]
    assert not left.exists()
    assert store.sweep() == 0
