"""Ten megabytes of any format, honest or hostile: items or a reason, within two seconds and 200 MB."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from redaksi.formats import FormatError, Hint, read
from tests.formats.large import LIMITS, VALID, kinds, large

SECONDS, MEGABYTES = 2.0, 200
PROJECT = Path(__file__).resolve().parent.parent.parent
CHILD = """
import json, resource, sys, time
from redaksi.formats import FormatError, Hint, read
from tests.formats.large import kinds, large
name = sys.argv[1]
for kind in kinds(name):
    data = large(name, kind)
    before, started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    try:
        told = f"{len(read(data, Hint(format=name)))} items"
    except FormatError as refusal:
        told = f"refused: {refusal}"
    spent = time.process_time() - started
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    print(json.dumps([kind, len(data), round(spent, 2), grown // 1024, told]))
"""


@pytest.mark.parametrize("name", VALID)
def test_ten_megabytes_take_at_most_two_seconds_and_200_megabytes(name: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", CHILD, name],
        cwd=PROJECT,
        env=os.environ | {"PYTHONPATH": str(PROJECT)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [each[0] for each in found] == list(kinds(name))
    assert [each for each in found if each[2] > SECONDS or each[3] > MEGABYTES] == []


def test_what_is_large_and_honest_is_read_where_the_format_reads_so_much() -> None:
    for name in ("newsml-g2", "ninjs", "rss"):
        assert len(read(large(name, "valid"), Hint(format=name))) > 100


@pytest.mark.parametrize("name", LIMITS)
def test_a_format_that_reads_less_says_so_at_once(name: str) -> None:
    with pytest.raises(FormatError, match=r"larger|too large"):
        read(VALID[name]() + b" " * LIMITS[name], Hint(format=name))
