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
import random
import statistics
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from benchmarks import archive, memory, results, servers
from benchmarks.pages import MIDDLE, SMALL, folder_of
from benchmarks.traffic import Reader, Tally, ask, steady, zipf
from redaksi.delivery.store import PageStore

PORT: Final = 8177
HITS_A_SECOND, MIXED_A_SECOND, PUBLISHES, BURST = 1000, 200, 40, 2000
ADDRESSES, WARMED, COLD = 10_000, 300, 20


def main(arguments: list[str] | None = None) -> int:
    """Measure each size, print the table, keep the result; 1 where a budget is missed."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks.visible")
    asked.add_argument("sizes", type=int, nargs="*", default=[SMALL, MIDDLE])
    asked.add_argument("--postgresql", action="store_true")
    asked.add_argument("--publishes", type=int, default=PUBLISHES)
    asked.add_argument("--rate", type=float, default=HITS_A_SECOND, help="hits a second while publishing")
    given = asked.parse_args(arguments)
    kind = "postgresql" if given.postgresql else "sqlite"
    measured = [measure(stories, kind, given.publishes, given.rate) for stories in sorted(given.sizes)]
    _print(measured)
    results.keep("visible", {"database": kind, "sizes": measured})
    return results.report(broken(measured))


def measure(stories: int, kind: str, publishes: int, rate: float) -> dict[str, Any]:
    """Everything about the archive of `stories`."""
    folder = folder_of(stories, kind)
    with contextlib.ExitStack() as stack:
        database = stack.enter_context(servers.postgresql(folder)) if kind == "postgresql" else ""
        archive.build(folder, stories, database)
        with servers.newsroom(folder, PORT, database):
            pass  # the first start prepares static files and search; what is measured is any later one
        house = stack.enter_context(servers.newsroom(folder, PORT, database))
        publisher = servers.Publisher(folder, database)
        stack.callback(publisher.close)
        paths = addresses(publisher, folder, stories)
        found: dict[str, Any] = {"stories": stories, "started_in": house.started_in}
        found |= asyncio.run(visible(publisher, paths, publishes, rate))
        found["mixed"] = asyncio.run(mixed(publisher, paths))
        found["burst"] = asyncio.run(burst(folder, paths.pop()))
        weights = memory.processes(house.pid)
    return {**found, "memory": sum(weight for _, weight in weights), "processes": weights}


def addresses(publisher: servers.Publisher, folder: Path, stories: int) -> list[str]:
    """Stories from the whole archive, in a new order each time."""
    plan = archive.State.at(folder / "archive.json", stories, 0).plan
    chance = random.Random(time.time_ns())
    numbers = chance.sample(range(plan.first, plan.first + stories), min(stories, ADDRESSES))
    return publisher.addresses(numbers)


async def visible(publisher: servers.Publisher, paths: list[str], publishes: int, rate: float) -> dict[str, Any]:
    """Milliseconds from the acknowledged publish to the first answer that shows it, while `rate` hits are served."""
    warm = paths[:WARMED]
    reader, hits, chance = Reader(PORT), Tally(), random.Random(1)
    for path in warm:
        await reader.get(path)
    draw = zipf(warm, chance)
    load = asyncio.create_task(steady(PORT, rate, publishes * 0.5, lambda: (draw(), hits)))
    waited: dict[str, list[float]] = {}
    took = []
    for _ in range(publishes):
        began = time.monotonic()
        said = await asyncio.to_thread(publisher.publish)
        took.append(said["took"] * 1000)
        shown = await asyncio.gather(*(_shown(path, said) for path in said["addresses"].values()))
        for name, moment in zip(said["addresses"], shown, strict=True):
            waited.setdefault(name, []).append(max(0.0, moment - said["acknowledged"]) * 1000)
        await asyncio.sleep(max(0.0, 0.5 - (time.monotonic() - began)))
    await load
    every = sorted(value for values in waited.values() for value in values)
    return {
        "visible_p50": statistics.median(every),
        "visible_p99": every[min(len(every) - 1, int(len(every) * 0.99))],
        "by_place": {name: statistics.median(values) for name, values in waited.items()},
        "publish_p50": statistics.median(took),
        "hits": {"asked": len(hits.seconds), "p50": hits.percentile(0.5), "p99": hits.percentile(0.99)},
        "errors": hits.errors,
        "wrong": hits.wrong,
    }


async def _shown(path: str, said: dict[str, Any]) -> float:
    reader, wanted = Reader(PORT), said["headline"].encode()
    try:
        while time.monotonic() < said["acknowledged"] + 30:
            status, body = await reader.get(path, "identity")
            if status == 200 and wanted in body:
                return time.monotonic()
        return time.monotonic()
    finally:
        reader.close()


async def mixed(publisher: servers.Publisher, paths: list[str], seconds: float = 15) -> dict[str, Any]:
    """Zipf over all addresses with one in twenty cold, while the desk publishes twice a second."""
    chance, known, cold = random.Random(2), Tally(), Tally()
    fresh = paths[WARMED : WARMED + int(seconds * MIXED_A_SECOND / COLD)] or paths[-50:]
    draw, left = zipf(paths[:WARMED], chance), iter(fresh)

    def choose() -> tuple[str, Tally]:
        path = next(left, None) if chance.random() < 1 / COLD else None
        return (path, cold) if path else (draw(), known)

    stop = threading.Event()

    def publish() -> None:
        while not stop.wait(0.5):
            publisher.publish()

    desk = asyncio.create_task(asyncio.to_thread(publish))
    await steady(PORT, MIXED_A_SECOND, seconds, choose)
    stop.set()
    await desk
    each = {"hits": known, "misses": cold}
    said = {
        name: {"asked": len(t.seconds), "p50": t.percentile(0.5), "p99": t.percentile(0.99)} for name, t in each.items()
    }
    return {**said, "errors": known.errors + cold.errors, "wrong": known.wrong + cold.wrong}


async def burst(folder: Path, path: str, connections: int = BURST) -> dict[str, Any]:
    """All connections ask at once for a page that nobody asked for before: how often it was rendered, what they got."""
    store = PageStore.at(folder)
    store.delete(path)
    readers = [Reader(PORT) for _ in range(connections)]
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
