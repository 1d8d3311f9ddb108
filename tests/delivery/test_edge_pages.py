"""Where a page comes from, asked without a server around it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest

from redaksi.delivery.edge_cache import Entry, Memory
from redaksi.delivery.edge_headers import Forwarder
from redaksi.delivery.edge_pages import Pages, Stamp, Wanted
from redaksi.delivery.store import PageStore
from redaksi.delivery.upstream import ApplicationDown, ApplicationFailed, Upstream
from tests.delivery.house import Answering, House, house

PAGE = Wanted("/dunia/1/banjir")


@pytest.fixture
def built(tmp_path: Path) -> Iterator[House]:
    with house(tmp_path) as made:
        made.application.start()
        yield made


def run(built: House, go: Callable[[Pages], Awaitable[object]]) -> object:
    async def inside() -> object:
        upstream = Upstream(built.application.path)
        forwarder = Forwarder("word", "https://kabar.example", "127.0.0.1:8000")
        pages = Pages(built.store, built.journal, upstream, forwarder, Memory(10**7), patience=0.2, timeout=2.0)
        try:
            return await go(pages)
        finally:
            upstream.close()

    return asyncio.run(inside())


def body(entry: Entry | None) -> bytes:
    assert entry is not None
    return entry.page.identity


def test_an_address_is_asked_for_in_its_wire_form() -> None:
    assert Wanted("/berita é", "halaman=2").target == "/berita%20%C3%A9?halaman=2"
    assert Wanted("/berita é", "halaman=2").address == "/berita é?halaman=2"


def test_whoever_comes_after_a_purge_gets_a_page_rendered_after_it(built: House) -> None:
    async def go(pages: Pages) -> None:
        built.application.answering = Answering(body=b"lama" * 100, wait=0.3)
        early = asyncio.create_task(pages.obtain(PAGE))
        await asyncio.sleep(0.15)
        built.journal.purge(["story-1"])
        built.application.answering = Answering(body=b"baru" * 100)
        late = asyncio.create_task(pages.obtain(PAGE))
        assert body(await late) == b"baru" * 100
        assert body(await early) in {b"lama" * 100, b"baru" * 100}
        assert body(await pages.obtain(PAGE)) == b"baru" * 100

    run(built, go)


def test_a_page_that_is_withdrawn_each_time_it_is_rendered_is_not_shown(built: House) -> None:
    built.application.answering = Answering(before_answer=lambda: built.journal.purge(["story-1"], gone=True))

    async def go(pages: Pages) -> None:
        with pytest.raises(ApplicationFailed):
            await pages.obtain(PAGE)

    run(built, go)


def test_an_application_that_comes_up_soon_is_waited_for(built: House) -> None:
    built.application.stop()

    async def go(pages: Pages) -> None:
        with pytest.raises(ApplicationDown):
            await pages.obtain(PAGE)
        pages.patience = 5.0
        waiting = asyncio.create_task(pages.obtain(PAGE))
        await asyncio.sleep(0.3)
        built.application.start()
        assert body(await waiting) == Answering().body

    run(built, go)


def test_what_may_not_be_stored_is_asked_for_once_in_a_while_only(built: House) -> None:
    built.application.answering = Answering(storable=False)

    async def go(pages: Pages) -> None:
        assert [await pages.obtain(Wanted("/cari", f"q={word}")) for word in "abc"] == [None, None, None]
        assert len(built.application.asked) == 1
        built.application.answering = Answering()
        assert await pages.obtain(Wanted("/cari")) is not None

    run(built, go)


def test_a_page_that_a_reader_waits_for_goes_before_aged_pages_that_are_refreshed(built: House) -> None:
    async def go(pages: Pages) -> None:
        aged = [Wanted(f"/dunia/{number}/gempa") for number in range(2, 62)]
        built.application.answering = Answering(soft=1)
        for each in aged:
            await pages.obtain(each)
        await asyncio.sleep(1.1)
        built.application.answering = Answering(wait=0.1)
        for each in aged:
            assert await pages.obtain(each) is not None
        began = time.monotonic()
        await pages.obtain(PAGE)
        assert time.monotonic() - began < 1.0

    run(built, go)


def test_a_page_that_another_process_pressed_is_taken_from_the_store(built: House) -> None:
    async def go(pages: Pages) -> None:
        await pages.obtain(PAGE)
        built.journal.purge(["story-1"])

        async def elsewhere(others: Pages) -> None:
            built.application.answering = Answering(body=b"baru" * 100)
            await others.obtain(PAGE)

        await asyncio.to_thread(run, built, elsewhere)
        assert body(await pages.obtain(PAGE)) == b"baru" * 100
        assert len(built.application.asked) == 2

    run(built, go)


def test_a_journal_that_cannot_be_read_stops_nobody(built: House) -> None:
    async def go(pages: Pages) -> None:
        await pages.obtain(PAGE)
        lines = built.journal.folder / "purges"
        lines.rename(lines.with_name("away"))
        built.journal.counter[0] += 1
        assert await pages.obtain(PAGE) is not None
        lines.with_name("away").rename(lines)
        built.journal.purge(["story-1"], gone=True)
        built.application.stop()
        with pytest.raises(ApplicationDown):
            await pages.obtain(PAGE)

    run(built, go)


def test_a_page_that_fails_is_not_tried_at_every_request(built: House) -> None:
    async def go(pages: Pages) -> None:
        await pages.obtain(PAGE)
        built.application.answering = Answering(status=500, storable=False)
        built.journal.purge(["story-1"])
        for _ in range(10):
            assert body(await pages.obtain(PAGE)) == Answering().body
        assert len(built.application.asked) == 2
        built.application.answering = Answering(body=b"baru" * 100)
        built.journal.purge(["story-1"])
        assert body(await pages.obtain(PAGE)) == b"baru" * 100

    run(built, go)


class Said:
    def __init__(self, **headers: str) -> None:
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}

    def header(self, name: str) -> str | None:
        return self.headers.get(name)


@pytest.mark.parametrize(
    ("headers", "storable"),
    [
        ({"x_redaksi_generation": "5"}, True),
        ({}, False),
        ({"x_redaksi_generation": "five"}, False),
        ({"x_redaksi_generation": "5", "set_cookie": "a=1"}, False),
        ({"x_redaksi_generation": "5", "cache_control": "Private, max-age=5"}, False),
        ({"x_redaksi_generation": "5", "cache_control": "no-store"}, False),
        ({"x_redaksi_generation": "5", "cache_control": "public, max-age=0", "x_redaksi_soft": "60"}, True),
    ],
)
def test_only_a_stamped_answer_without_anything_of_one_reader_is_stored(
    headers: dict[str, str], storable: bool
) -> None:
    assert (Stamp.of(Said(**headers)) is not None) is storable  # type: ignore[arg-type]


def test_a_store_of_long_ago_is_no_reason_to_wait(built: House) -> None:
    """A page past its hard age on disk is still better than trouble."""
    built.application.answering = Answering(soft=1, hard=1)

    async def first(pages: Pages) -> None:
        await pages.obtain(PAGE)

    run(built, first)
    time.sleep(1.1)
    built.application.stop()

    async def later(pages: Pages) -> None:
        assert body(await pages.obtain(PAGE)) == Answering().body

    run(built, later)
    assert PageStore(built.store.folder).get(PAGE.address) is not None
