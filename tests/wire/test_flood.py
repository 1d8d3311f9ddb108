"""A flood stays cheap and flat: the cost of an item is a small multiple of reading it, whatever came before."""

import gc
import random
import time
import tracemalloc

import pytest

from benchmarks.ingest_flood import item
from redaksi.formats import read
from redaksi.wire import raw
from redaksi.wire.ingest import get_source, ingest_batch
from redaksi.wire.models import WireItem

pytestmark = pytest.mark.django_db

BATCHES, BATCH = 8, 100
# Processor time of taking in over that of reading the same bytes; measured 3.5 to 5. Writing the files is left out:
# its cost is the file system's and grows with what neighbours on the machine delete.
RATIO_AT_MOST = 10.0


def batches(seed: int):
    chance = random.Random(seed)
    for number in range(BATCHES):
        yield [(f"{at}.json", item(number * BATCH + at, chance, f"uji{seed}")) for at in range(BATCH)]


def test_taking_in_costs_a_small_multiple_of_reading(now):
    source = get_source("Banjir")
    ingest_batch(next(batches(1)), source=source, now=now)
    taking = reading = 0.0
    for batch in batches(2):
        raw.keep_all([data for _, data in batch])
        started = time.process_time()
        ingest_batch(batch, source=source, now=now)
        taking += time.process_time() - started
        started = time.process_time()
        for _, data in batch:
            read(data)
        reading += time.process_time() - started
    assert taking / reading < RATIO_AT_MOST
    assert WireItem.objects.count() == (BATCHES + 1) * BATCH


def test_memory_does_not_grow_with_what_was_taken_in(now):
    source = get_source("Banjir")
    held = []
    tracemalloc.start()
    try:
        for batch in batches(3):
            ingest_batch(batch, source=source, now=now)
            # What waits for the collector is not held; in a large process it waits long.
            gc.collect()
            held.append(tracemalloc.get_traced_memory()[0])
    finally:
        tracemalloc.stop()
    # After the caches are warm: less than a hundred bytes an item.
    assert held[-1] - held[2] < (BATCHES - 3) * BATCH * 100 + 200_000
