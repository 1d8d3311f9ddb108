"""A pressed hit, compressed, on one core: our edge against nginx with the same bytes in the same run.

Server and load each have a core (taskset); rounds alternate, so that a noisy neighbour hits both; the ratio is the
median of the rounds' ratios. Beside requests a second the table shows processor time per request, which a busy
machine disturbs less.
"""

from __future__ import annotations

import json
import os
import platform
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import tomllib
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from redaksi.delivery.journal import PurgeJournal
from redaksi.delivery.store import Page, PageStore, compress, weak_etag

HERE = Path(__file__).resolve().parent
EDGE_PORT, NGINX_PORT = 18190, 18191
CONNECTIONS, SECONDS, ROUNDS = 64, 4, 5
PAGE_BYTES = 45_000
PATH = "/dunia/757623/sidang-darurat-membahas-gencatan-senjata"
EDGE_PROGRAM = """
import sys
from pathlib import Path
from redaksi.delivery.edge import EdgeSettings, run
home = Path(sys.argv[1])
run(EdgeSettings(home, home / "none.sock", "bench", port=int(sys.argv[2])))
"""
NGINX_CONF = """
{user}worker_processes 1; daemon off; pid {folder}/pid; error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000;
  gzip_static on; gzip_vary on; default_type text/html; charset utf-8;
  add_header Cache-Control "max-age=0, must-revalidate";
  client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
  uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
  server {{ listen 127.0.0.1:{port}; root {folder}/html; }}
}}
"""


@dataclass(frozen=True, slots=True)
class Round:
    """One run of wrk: requests a second, and microseconds of the server's processor time per request."""

    requests_per_second: float
    microseconds: float


def main() -> int:
    """Measure, print the table, keep the result; 1 where the budget is missed, 2 where a tool is missing."""
    missing = [tool for tool in ("nginx", "wrk", "taskset") if not shutil.which(tool)]
    if missing or (os.cpu_count() or 1) < 2:
        print(f"pressed_hit needs two cores and {', '.join(missing) or 'nothing else'}", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="redaksi-bench-") as name:
        folder = Path(name)
        sizes = _write_page(folder)
        rounds = [(_measure_nginx(folder), _measure_edge(folder)) for _ in range(ROUNDS)]
    ratio = statistics.median(edge.requests_per_second / nginx.requests_per_second for nginx, edge in rounds)
    _print(rounds, ratio, sizes)
    _keep(rounds, ratio, sizes)
    limit = tomllib.loads((HERE / "budgets.toml").read_text())["pressed_hit"]["ratio_to_nginx_at_least"]
    return int(ratio < limit)


def story_page(size: int = PAGE_BYTES) -> bytes:
    """A page of about `size` bytes that compresses like a story page does (to about a third)."""
    chance = random.Random(45)
    syllables = "ka ri sa no ta mi du la pe ru ba ja we si ngan dang men ber ter kan".split()
    words = ["".join(chance.choices(syllables, k=chance.randint(1, 4))) for _ in range(1800)]
    parts = ['<!doctype html><html lang="id"><meta charset="utf-8"><title>Sidang darurat</title><main>']
    while sum(map(len, parts)) < size:
        parts.append(f'<p class="paragraf" id="p{len(parts)}">{" ".join(chance.choices(words, k=60))}.</p>\n')
    return "".join(parts).encode()


def _write_page(folder: Path) -> dict[str, int]:
    body = story_page()
    zipped, brotli = compress(body)
    headers = (("content-type", "text/html; charset=utf-8"), ("cache-control", "max-age=0, must-revalidate"))
    generation = PurgeJournal.at(folder).generation()
    page = Page(
        PATH, 200, headers, generation, ("story:757623",), time.time(), 0, 0, weak_etag(body), body, zipped, brotli
    )
    PageStore.at(folder).put(page)
    served = folder / "nginx" / "html" / PATH.lstrip("/")
    served.parent.mkdir(parents=True)
    served.write_bytes(body)
    served.with_name(f"{served.name}.gz").write_bytes(zipped)
    return {"identity": len(body), "gzip": len(zipped), "brotli": len(brotli)}


def _measure_edge(folder: Path) -> Round:
    with _server([sys.executable, "-c", EDGE_PROGRAM, str(folder), str(EDGE_PORT)], EDGE_PORT) as pid:
        return _load(EDGE_PORT, pid)


def _measure_nginx(folder: Path) -> Round:
    conf = folder / "nginx" / "nginx.conf"
    # As root its worker would become another user, who may not read our folder.
    user = "user root;\n" if os.getuid() == 0 else ""
    conf.write_text(NGINX_CONF.format(folder=conf.parent, port=NGINX_PORT, user=user))
    with _server(["nginx", "-c", str(conf)], NGINX_PORT) as pid:
        return _load(NGINX_PORT, pid)


@contextmanager
def _server(command: list[str], port: int) -> Iterator[int]:
    process = subprocess.Popen(["taskset", "-c", "0", *command], stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            time.sleep(0.1)
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}{PATH}", timeout=2).read()
                break
            except OSError:
                continue
        else:
            raise RuntimeError(f"{command[0]} does not answer")
        yield process.pid
    finally:
        process.terminate()
        process.wait()


def _load(port: int, pid: int) -> Round:
    address = f"http://127.0.0.1:{port}{PATH}"
    command = ["taskset", "-c", "1", "wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}", "-H", "Accept-Encoding: gzip"]
    before = _processor_seconds(pid)
    said = subprocess.run([*command, address], capture_output=True, text=True, check=True).stdout
    spent = _processor_seconds(pid) - before
    requests = re.search(r"(\d+) requests in", said)
    rate = re.search(r"Requests/sec:\s+([\d.]+)", said)
    if requests is None or rate is None or "Non-2xx" in said:
        raise RuntimeError(f"wrk did not measure what was meant:\n{said}")
    return Round(float(rate[1]), spent / int(requests[1]) * 1e6)


def _processor_seconds(pid: int) -> float:
    """What a process and its children have used."""
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(stat.parent.name) == pid or int(fields[1]) == pid:
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def _print(rounds: list[tuple[Round, Round]], ratio: float, sizes: dict[str, int]) -> None:
    print(f"pressed hit: {sizes['identity']:,} bytes, {sizes['gzip']:,} as gzip; {CONNECTIONS} connections, one core")
    print(f"{'round':>6} {'nginx/s':>10} {'us':>6} {'edge/s':>10} {'us':>6} {'ratio':>6}")
    for number, (nginx, edge) in enumerate(rounds, 1):
        share = edge.requests_per_second / nginx.requests_per_second
        print(
            f"{number:>6} {nginx.requests_per_second:>10,.0f} {nginx.microseconds:>6.1f}"
            f" {edge.requests_per_second:>10,.0f} {edge.microseconds:>6.1f} {share:>6.2f}"
        )
    print(f"ratio of requests a second (median of rounds): {ratio:.2f}")
    print(f"ratio of processor time per request (median of rounds): {_processor_ratio(rounds):.2f}")


def _processor_ratio(rounds: list[tuple[Round, Round]]) -> float:
    return statistics.median(nginx.microseconds / edge.microseconds for nginx, edge in rounds)


def _keep(rounds: list[tuple[Round, Round]], ratio: float, sizes: dict[str, int]) -> None:
    now = datetime.now(UTC)
    result = {
        "measured": "pressed_hit",
        "at": now.isoformat(timespec="seconds"),
        "machine": {
            "system": platform.platform(),
            "processor": _processor(),
            "cores": os.cpu_count(),
            "python": platform.python_version(),
            "load_average": os.getloadavg(),
        },
        "page": sizes,
        "rounds": [{"nginx": asdict(nginx), "edge": asdict(edge)} for nginx, edge in rounds],
        "ratio": round(ratio, 3),
        "processor_ratio": round(_processor_ratio(rounds), 3),
    }
    folder = HERE / "results"
    folder.mkdir(exist_ok=True)
    (folder / f"pressed_hit-{now:%Y%m%dT%H%M%SZ}.json").write_text(json.dumps(result, indent=1) + "\n")


def _processor() -> str:
    found = re.search(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text())
    return found[1] if found else platform.machine()


if __name__ == "__main__":
    raise SystemExit(main())
