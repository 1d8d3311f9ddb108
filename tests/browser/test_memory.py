"""All processes of a newsroom together stay small enough for the cheapest server."""

from __future__ import annotations

import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.browser,
    pytest.mark.xdist_group("browser"),
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="shared memory is counted on Linux only"),
]
LIMIT_MB = 350
PATHS = (
    "/",
    "/dunia/",
    "/ekonomi/",
    "/indeks/",
    "/cari?q=kabar",
    "/koreksi/",
    "/rss.xml",
    "/sitemap.xml",
    "/desk/login/",
    "/x",
)


def family(pid: int) -> list[int]:
    children = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False).stdout.split()
    return [pid, *(each for child in children for each in family(int(child)))]


def shared_out_kilobytes(pid: int) -> int:
    """Proportional set size: shared pages count in equal parts for those who share them."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    return 0


def open_(url: str) -> None:
    try:
        with urllib.request.urlopen(url, timeout=30) as answer:
            answer.read()
    except urllib.error.HTTPError as error:
        error.close()


def test_everything_together_stays_under_350_megabytes_after_work(newsroom):
    for number in range(20):
        for path in PATHS:
            open_(f"{newsroom.url}{path}" + (f"{number}" if path == "/cari?q=kabar" else ""))
    newsroom.script("from tests.factories import make_story\nmake_story('Naskah Uji Memori')")
    open_(f"{newsroom.url}/dunia/")
    total = sum(shared_out_kilobytes(pid) for pid in family(newsroom.pid)) / 1024
    assert total < LIMIT_MB
