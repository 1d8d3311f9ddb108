"""Who asks the application for a page next."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from redaksi.delivery.edge_presses import Presses, Ticket


class Shop:
    """Jobs at the presses: `began` is the order in which they got their turn; each runs until `finish`."""

    def __init__(self, presses: Presses) -> None:
        self.presses = presses
        self.began: list[str] = []
        self._done: dict[str, asyncio.Event] = {}
        self.tasks: dict[str, asyncio.Task[None]] = {}

    async def add(self, name: str, *, urgent: bool) -> Ticket:
        ticket, self._done[name] = Ticket(urgent), asyncio.Event()
        self.tasks[name] = asyncio.create_task(self._work(name, ticket))
        await settle()
        return ticket

    async def _work(self, name: str, ticket: Ticket) -> None:
        async with self.presses.place(ticket):
            self.began.append(name)
            await self._done[name].wait()

    async def finish(self, *names: str) -> None:
        for name in names:
            self._done[name].set()
        await settle()


async def settle() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


def run(go: Callable[[Shop], Awaitable[None]], most: int = 3, behind: int = 1) -> None:
    async def inside() -> None:
        await go(Shop(Presses(most, behind)))

    asyncio.run(asyncio.wait_for(inside(), 5))


def test_a_page_that_a_reader_waits_for_goes_before_a_hundred_refreshes():
    async def go(shop: Shop) -> None:
        for number in range(100):
            await shop.add(f"aged {number}", urgent=False)
        assert shop.began == ["aged 0"]
        await shop.add("asked", urgent=True)
        assert shop.began == ["aged 0", "asked"]

    run(go)


def test_refreshes_run_one_by_one_in_their_order_when_nobody_waits():
    async def go(shop: Shop) -> None:
        for name in "abc":
            await shop.add(name, urgent=False)
        await shop.finish("a")
        assert shop.began == ["a", "b"]
        await shop.finish("b")
        assert shop.began == ["a", "b", "c"]

    run(go)


def test_no_more_than_the_given_number_run_at_once():
    async def go(shop: Shop) -> None:
        for name in "abcd":
            await shop.add(name, urgent=True)
        assert shop.began == ["a", "b", "c"]
        await shop.finish("b")
        assert shop.began == ["a", "b", "c", "d"]

    run(go)


def test_a_refresh_that_a_reader_comes_to_wait_for_moves_up():
    async def go(shop: Shop) -> None:
        await shop.add("first", urgent=False)
        await shop.add("second", urgent=False)
        third = await shop.add("third", urgent=False)
        shop.presses.hasten(third)
        await settle()
        assert shop.began == ["first", "third"]
        shop.presses.hasten(third)
        await shop.finish("third", "first")
        assert shop.began == ["first", "third", "second"]

    run(go)


def test_a_refresh_under_way_that_a_reader_comes_to_wait_for_makes_room_for_the_next():
    async def go(shop: Shop) -> None:
        first = await shop.add("first", urgent=False)
        await shop.add("second", urgent=False)
        shop.presses.hasten(first)
        await settle()
        assert shop.began == ["first", "second"]

    run(go)


@pytest.mark.parametrize("urgent", [True, False])
def test_who_gives_up_leaves_its_place_to_the_next(urgent: bool):
    async def go(shop: Shop) -> None:
        for name in "abc":
            await shop.add(name, urgent=urgent)
        shop.tasks["a"].cancel()
        shop.tasks["b"].cancel()
        await settle()
        assert shop.began == ["a", "c"]

    run(go, most=1)
