"""Server time of every kind of page in the newsroom of REDAKSI_HOME; `benchmarks.pages` runs it once an archive.

Each address is asked for once, through all middleware, as the edge asks for it on a miss: render, compress, store. So
the figures hold for pages that nobody has just read. Says JSON: kind -> milliseconds and queries.
"""

from __future__ import annotations

import json
import random
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any, Final
from urllib.parse import urlencode

import django
from django.db import connection, reset_queries
from django.utils import timezone

django.setup()

from benchmarks import archive  # noqa: E402 - models are there after setup
from benchmarks.words import Words  # noqa: E402
from redaksi.conf import config  # noqa: E402
from redaksi.delivery.press import press  # noqa: E402
from redaksi.newsroom.models import Person  # noqa: E402
from redaksi.stories.models import Section, Story, Topic  # noqa: E402

WARM, SEARCHED = 10, 100
COMMON: Final = ("dua", "tahun", "hari", "air", "mencari", "dicari", "pencarian", "desa", "warga", "kapal")


def addresses(count: int) -> dict[str, list[str]]:
    """Addresses to ask for, `count` of each kind, drawn from the whole archive."""
    chance = random.Random(archive.SEED)
    state = archive.State.at(config.home / "archive.json", _stories(), 0)
    plan = state.plan
    numbers = chance.sample(range(plan.first, plan.first + plan.stories), min(count, plan.stories))
    stories = Story.objects.filter(pk__in=numbers).select_related("section").defer("body")
    days = [plan.time_of(chance.randrange(plan.stories)).date() for _ in range(count)]
    people, topics = list(Person.objects.order_by("pk")), list(Topic.objects.order_by("pk"))
    rubrics = [section.get_absolute_url() for section in Section.objects.all()]
    return {
        "story": [story.get_absolute_url() for story in stories],
        "front": ["/"] * count,
        "rubric": [rubrics[place % len(rubrics)] for place in range(count)],
        "index": [f"/indeks/{day:%Y/%m/%d}/" for day in days],
        "topic": [f"/topik/{topic.slug}" for topic in [*topics[:20], *chance.sample(topics, count - 20)]],
        "author": [f"/penulis/{person.slug}" for person in [*people[:20], *chance.sample(people, count - 20)]],
        **searches(chance),
    }


def searches(chance: random.Random) -> dict[str, list[str]]:
    """Searches for common words, rare names and two words, by relevance and newest first."""
    words = Words(archive.SEED)
    rare = [each.text for each in chance.sample(words.names.items, SEARCHED)]
    common = [chance.choice(COMMON) for _ in range(SEARCHED)]
    seen = [word for each in words.sentences[:2000] for word in each.terms.split() if word.isalpha()]
    two = [" ".join(chance.sample(seen, 2)) for _ in range(SEARCHED)]
    found = {}
    for kind, asked in (("common", common), ("rare", rare), ("two words", two)):
        for order, more in (("relevance", {}), ("newest", {"urut": "terbaru"})):
            found[f"search, {kind}, {order}"] = [f"/cari?{urlencode({'q': text, **more})}" for text in asked]
    return found


def measure(asked: list[str], ask: Callable[[str], int] = press) -> dict[str, float]:
    """Ask for each address; p50 and p95 of time and processor time in milliseconds, the most queries of one page."""
    for address in asked[:WARM]:
        ask(address)
    spent, processor, queries = [], [], 0
    for address in asked:
        reset_queries()
        began, worked = time.perf_counter(), time.thread_time()
        status = ask(address)
        spent.append((time.perf_counter() - began) * 1000)
        processor.append((time.thread_time() - worked) * 1000)
        queries = max(queries, len(connection.queries_log))
        if status != 200:
            raise RuntimeError(f"{address} answered {status}")
    return {
        "p50": statistics.median(spent),
        "p95": percentile(spent, 0.95),
        "processor_p50": statistics.median(processor),
        "processor_p95": percentile(processor, 0.95),
        "queries": queries,
        "asked": len(asked),
    }


def percentile(values: list[float], share: float) -> float:
    """The value below which `share` of `values` lie."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def _stories() -> int:
    held: dict[str, Any] = json.loads((config.home / "archive.json").read_text())
    return int(held["plan"]["stories"])


def main(count: int) -> None:
    """Measure everything and print it as JSON."""
    now = timezone.now()
    asked = addresses(count)
    # Counting needs the log that DEBUG keeps; its cost, a few microseconds a query, is in the figures.
    connection.force_debug_cursor = True
    results = {kind: measure(each) for kind, each in asked.items()}
    print(json.dumps({"stories": _stories(), "at": now.isoformat(), "database": connection.vendor, "pages": results}))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
