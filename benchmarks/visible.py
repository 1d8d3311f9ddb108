"""A newsroom at work, at several sizes of archive: `python -m benchmarks.visible [--postgresql] [SIZE ...]`.

* publish to visible: from the acknowledged publish to the first answer that shows it, on page, front, rubric and feed,
  while readers are served a thousand hits a second;
* mixed traffic: Zipf over ten thousand addresses, one in twenty never asked before, while the desk publishes twice a
  second;
* burst: up to 2,000 connections ask for one cold page at once;
* start-up, and the memory of all processes at the end.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import math
import random
import statistics
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from benchmarks import archive, memory, results, servers
from benchmarks.pages import MIDDLE, SMALL, folder_of
from benchmarks.traffic import Reader, Tally, ask, steady, zipf
from redaksi.delivery.store import PageStore

PORT: Final = 8177
HITS_A_SECOND, MIXED_A_SECOND, PUBLISHES, TURNS, BURST = 1000, 200, 120, 6, 2000
ADDRESSES, WARMED, COLD = 10_000, 300, 20


def main(arguments: list[str] | None = None) -> int:
    """Measure all sizes side by side, print the table, keep the result; 1 where a budget is missed."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks.visible")
    asked.add_argument("sizes", type=int, nargs="*", default=[SMALL, MIDDLE])
    asked.add_argument("--postgresql", action="store_true")
    asked.add_argument("--publishes", type=int, default=PUBLISHES)
    asked.add_argument("--rate", type=float, default=HITS_A_SECOND, help="hits a second while publishing")
    given = asked.parse_args(arguments)
    kind = "postgresql" if given.postgresql else "sqlite"
    measured = measure(sorted(given.sizes), kind, given.publishes, given.rate)
    _print(measured)
    results.keep("visible", {"database": kind, "sizes": measured})
    return results.report(broken(measured))


@dataclass(slots=True)
class House:
    """A newsroom with an archive of `stories`, its desk, the addresses that are read, and what was seen of it."""

    stories: int
    folder: Path
    served: servers.Newsroom
    publisher: servers.Publisher
    paths: list[str]
    waited: dict[str, list[float]] = field(default_factory=dict)
    took: list[float] = field(default_factory=list)
    hits: Tally = field(default_factory=Tally)

    @property
    def port(self) -> int:
        return self.served.port


def measure(sizes: list[int], kind: str, publishes: int, rate: float) -> list[dict[str, Any]]:
    """Everything about the archives of `sizes`.

    All stand side by side and publish in turns: what else the machine does then slows them all, not one of them.
    """
    with contextlib.ExitStack() as stack:
        houses = [_open(stack, size, kind, PORT + place) for place, size in enumerate(sizes)]
        asyncio.run(_in_turns(houses, publishes, rate))
        return [_measured(house) for house in houses]


def _open(stack: contextlib.ExitStack, stories: int, kind: str, port: int) -> House:
    folder = folder_of(stories, kind)
    database = stack.enter_context(servers.postgresql(folder)) if kind == "postgresql" else ""
    archive.build(folder, stories, database)
    with servers.newsroom(folder, port, database):
        pass  # the first start prepares static files and search; what is measured is any later one
    served = stack.enter_context(servers.newsroom(folder, port, database))
    publisher = servers.Publisher(folder, database)
    stack.callback(publisher.close)
    return House(stories, folder, served, publisher, addresses(publisher, folder, stories))


async def _in_turns(houses: list[House], publishes: int, rate: float) -> None:
    for turn in range(TURNS):
        for house in houses if turn % 2 == 0 else reversed(houses):
            await visible(house, math.ceil(publishes / TURNS), rate)


def _measured(house: House) -> dict[str, Any]:
    every = sorted(value for values in house.waited.values() for value in values)
    found = {
        "stories": house.stories,
        "started_in": house.served.started_in,
        "visible_p50": statistics.median(every),
        "visible_p99": every[min(len(every) - 1, int(len(every) * 0.99))],
        "by_place": {name: statistics.median(values) for name, values in house.waited.items()},
        "publish_p50": statistics.median(house.took),
        "hits": {
            "asked": len(house.hits.seconds),
            "p50": house.hits.percentile(0.5),
            "p99": house.hits.percentile(0.99),
        },
        "errors": house.hits.errors,
        "wrong": house.hits.wrong,
        "mixed": asyncio.run(mixed(house)),
        "burst": asyncio.run(burst(house, house.paths.pop())),
    }
    weights = memory.processes(house.served.pid)
    return {**found, "memory": sum(weight for _, weight in weights), "processes": weights}


def addresses(publisher: servers.Publisher, folder: Path, stories: int) -> list[str]:
    """Stories from the whole archive, in a new order each time."""
    plan = archive.State.at(folder / "archive.json", stories, 0).plan
    chance = random.Random(time.time_ns())
    numbers = chance.sample(range(plan.first, plan.first + stories), min(stories, ADDRESSES))
    return publisher.addresses(numbers)


async def visible(house: House, publishes: int, rate: float) -> None:
    """Milliseconds from the acknowledged publish to the first answer that shows it, while `rate` hits are served."""
    warm, reader = house.paths[:WARMED], Reader(house.port)
    for path in warm:
        await reader.get(path)
    draw = zipf(warm, random.Random(1))
    load = asyncio.create_task(steady(house.port, rate, publishes * 0.5, lambda: (draw(), house.hits)))
    for _ in range(publishes):
        began = time.monotonic()
        said = await asyncio.to_thread(house.publisher.publish)
        house.took.append(said["took"] * 1000)
        shown = await asyncio.gather(*(_shown(house.port, path, said) for path in said["addresses"].values()))
        for name, moment in zip(said["addresses"], shown, strict=True):
            house.waited.setdefault(name, []).append(max(0.0, moment - said["acknowledged"]) * 1000)
        await asyncio.sleep(max(0.0, 0.5 - (time.monotonic() - began)))
    await load


async def _shown(port: int, path: str, said: dict[str, Any]) -> float:
    reader, wanted = Reader(port), said["headline"].encode()
    try:
        while time.monotonic() < said["acknowledged"] + 30:
            status, body = await reader.get(path, "identity")
            if status == 200 and wanted in body:
                return time.monotonic()
        return time.monotonic()
    finally:
        reader.close()


async def mixed(house: House, seconds: float = 15) -> dict[str, Any]:
    """Zipf over all addresses with one in twenty cold, while the desk publishes twice a second."""
    chance, known, cold, paths = random.Random(2), Tally(), Tally(), house.paths
    fresh = paths[WARMED : WARMED + int(seconds * MIXED_A_SECOND / COLD)] or paths[-50:]
    draw, left = zipf(paths[:WARMED], chance), iter(fresh)

    def choose() -> tuple[str, Tally]:
        path = next(left, None) if chance.random() < 1 / COLD else None
        return (path, cold) if path else (draw(), known)

    stop = threading.Event()

    def publish() -> None:
        while not stop.wait(0.5):
            house.publisher.publish()

    desk = asyncio.create_task(asyncio.to_thread(publish))
    await steady(house.port, MIXED_A_SECOND, seconds, choose)
    stop.set()
    await desk
    each = {"hits": known, "misses": cold}
    said = {name: _tallied(tally) for name, tally in each.items()}
    return {**said, "errors": known.errors + cold.errors, "wrong": known.wrong + cold.wrong}


async def burst(house: House, path: str, connections: int = BURST) -> dict[str, Any]:
    """All connections ask at once for a page that nobody asked for before: how often it was rendered, what they got."""
    store = PageStore.at(house.folder)
    store.delete(path)
    readers = [Reader(house.port) for _ in range(connections)]
    for reader in readers:
        await reader.connect()
    tally, stop, seen = Tally(), threading.Event(), set()

    def watch() -> None:
        while not stop.wait(0.0005):
            with contextlib.suppress(OSError):
                seen.add(store.path_of(path).stat().st_ino)

    watching = asyncio.create_task(asyncio.to_thread(watch))
    await asyncio.gather(*(ask(reader, path, tally) for reader in readers))
    stop.set()
    await watching
    for reader in readers:
        reader.close()
    return {
        "connections": connections,
        "renders": len(seen),
        "errors": tally.errors,
        "wrong": tally.wrong,
        "p99": tally.percentile(0.99),
    }


def _tallied(tally: Tally) -> dict[str, float]:
    return {"asked": len(tally.seconds), "p50": tally.percentile(0.5), "p99": tally.percentile(0.99)}


def broken(measured: list[dict[str, Any]]) -> list[str]:
    """Which budgets the results break."""
    limits = results.budgets()["visible"]
    found = list(_each_broken(measured, limits))
    first, last = measured[0], measured[-1]
    for name, most in (("visible_p50", "median_growth_at_most"), ("visible_p99", "p99_growth_at_most")):
        if last is not first and last[name] > first[name] * limits[most]:
            found.append(f"{name} grows {last[name] / first[name]:.2f} times, not {limits[most]}")
    return found


def _each_broken(measured: list[dict[str, Any]], limits: dict[str, Any]) -> Iterator[str]:
    for each in measured:
        at = f"at {each['stories']:,}"
        if each["errors"] or each["mixed"]["errors"] or each["burst"]["errors"]:
            yield f"{at} readers got errors"
        if each["burst"]["renders"] > 1:
            yield f"{at} a burst caused {each['burst']['renders']} renders"
        if each["memory"] > limits["memory_at_most"]:
            yield f"{at} all processes weigh {each['memory'] / 2**20:.0f} MiB"


def _print(measured: list[dict[str, Any]]) -> None:
    rows: list[tuple[str, list[str]]] = [
        ("stories", [f"{m['stories']:,}" for m in measured]),
        ("start-up, s", [f"{m['started_in']:.1f}" for m in measured]),
        ("publish acknowledged, ms p50", [f"{m['publish_p50']:.0f}" for m in measured]),
        ("publish to visible, ms p50 / p99", [f"{m['visible_p50']:.0f} / {m['visible_p99']:.0f}" for m in measured]),
        *(
            (f"  on {place}, ms p50", [f"{m['by_place'][place]:.0f}" for m in measured])
            for place in measured[0]["by_place"]
        ),
        ("hits meanwhile, ms p50 / p99", [f"{m['hits']['p50']:.1f} / {m['hits']['p99']:.1f}" for m in measured]),
        ("mixed hits, ms p50 / p99", [_pair(m["mixed"]["hits"]) for m in measured]),
        ("mixed misses, ms p50 / p99", [_pair(m["mixed"]["misses"]) for m in measured]),
        ("burst: renders, ms p99", [f"{m['burst']['renders']}, {m['burst']['p99']:.0f}" for m in measured]),
        ("errors", [str(m["errors"] + m["mixed"]["errors"] + m["burst"]["errors"]) for m in measured]),
        (
            "wrong answers, by status",
            [str({**m["wrong"], **m["mixed"]["wrong"], **m["burst"]["wrong"]}) for m in measured],
        ),
        ("memory of all, MiB", [f"{m['memory'] / 2**20:.0f}" for m in measured]),
    ]
    for name, cells in rows:
        print(f"{name:<36}" + "".join(cell.rjust(18) for cell in cells))


def _pair(tally: dict[str, float]) -> str:
    return f"{tally['p50']:.1f} / {tally['p99']:.1f}"


if __name__ == "__main__":
    raise SystemExit(main())
