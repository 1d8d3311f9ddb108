"""A pressed hit, compressed: our edge against nginx with the same bytes in the same run.

Server and load each have a core (taskset); rounds alternate, so that a noisy neighbour hits both; a ratio is the
median of the rounds' ratios. Beside requests a second stands processor time per request, which a busy machine disturbs
less. nginx stands there as the budget means it (`gzip_static on`, no log), with `open_file_cache`, and with its log;
bare answers of the server under the edge, as RSGI and as ASGI, show what the edge itself costs.

`python -m benchmarks.pressed_hit [--wide]`; `--wide` adds 1, 16 and 256 connections, the variants, and all cores.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from benchmarks import results
from redaksi.delivery.journal import PurgeJournal
from redaksi.delivery.store import Page, PageStore, compress, weak_etag

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
# The least that each interface asks of a server that has its answer in memory.
BARE_PROGRAM = """
import sys
from pathlib import Path
import uvloop
from granian.constants import HTTPModes, Interfaces
from granian.server.embed import Server
body = (Path(sys.argv[1]) / "nginx" / "html" / (sys.argv[3] + ".gz")).read_bytes()
headers = [("content-type", "text/html; charset=utf-8"), ("content-encoding", "gzip")]
raw = [(name.encode(), value.encode()) for name, value in headers]
async def rsgi(scope, protocol):
    protocol.response_bytes(200, headers, body)
async def asgi(scope, receive, send):
    await send({"type": "http.response.start", "status": 200, "headers": raw})
    await send({"type": "http.response.body", "body": body})
kind = sys.argv[4]
uvloop.run(Server(rsgi if kind == "rsgi" else asgi, "127.0.0.1", int(sys.argv[2]), interface=Interfaces(kind),
                  http=HTTPModes.http1, websockets=False, log_enabled=False).serve())
"""
NGINX_CONF = """
{user}worker_processes {workers}; daemon off; pid {folder}/pid; error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
  access_log {log}; sendfile on; tcp_nopush on; keepalive_requests 100000000;
  gzip_static on; gzip_vary on; default_type text/html; charset utf-8; {more}
  add_header Cache-Control "max-age=0, must-revalidate";
  client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
  uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
  server {{ listen 127.0.0.1:{port}; root {folder}/html; }}
}}
"""
OPEN_FILES: Final = "open_file_cache max=1000 inactive=60s;"


@dataclass(frozen=True, slots=True)
class Round:
    """One run of wrk: requests a second, p99 in milliseconds, microseconds of processor time per request."""

    requests_per_second: float
    p99: float
    microseconds: float


@dataclass(frozen=True, slots=True)
class Server:
    """What is measured: `edge`, `nginx`, `rsgi` or `asgi`, on one core or on all."""

    kind: str
    cores: int = 1
    log: bool = False
    more: str = ""

    @property
    def name(self) -> str:
        extra = (", log" if self.log else "") + (", open_file_cache" if self.more else "")
        return f"{self.kind}{extra}" + (f", {self.cores} cores" if self.cores > 1 else "")


def main(arguments: list[str] | None = None) -> int:
    """Measure, print the table, keep the result; 1 where the budget is missed, 2 where a tool is missing."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks.pressed_hit")
    asked.add_argument("--wide", action="store_true")
    wide = asked.parse_args(arguments).wide
    missing = [tool for tool in ("nginx", "wrk", "taskset") if not shutil.which(tool)]
    if missing or (os.cpu_count() or 1) < 2:
        print(f"pressed_hit needs two cores and {', '.join(missing) or 'nothing else'}", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="redaksi-bench-") as name:
        folder = Path(name)
        sizes = _write_page(folder)
        found = [_row(folder, CONNECTIONS, (Server("nginx"), Server("edge")), ROUNDS)]
        if wide:
            found += _wide(folder)
    _print(found, sizes)
    ratio = _ratio(found[0], "requests_per_second")
    results.keep("pressed_hit", {"page": sizes, "rows": found, "ratio": round(ratio, 3)})
    limits = results.budgets()["pressed_hit"]
    broken = [f"{ratio:.2f} of nginx"] if ratio < limits["ratio_to_nginx_at_least"] else []
    p99 = statistics.median(each["p99"] for each in found[0]["edge"])
    if p99 > limits["p99_times_nginx_at_most"] * statistics.median(each["p99"] for each in found[0]["nginx"]):
        broken.append(f"p99 {p99:.1f} ms")
    return results.report(broken)


def _wide(folder: Path) -> list[dict]:
    few = [_row(folder, connections, (Server("nginx"), Server("edge")), 3) for connections in (1, 16, 256)]
    bare = (
        Server("nginx"),
        Server("nginx", more=OPEN_FILES),
        Server("nginx", log=True),
        Server("rsgi"),
        Server("asgi"),
    )
    cores = os.cpu_count() or 1
    return [*few, _row(folder, CONNECTIONS, bare, 3),
            _row(folder, CONNECTIONS, (Server("nginx", cores), Server("edge", cores)), 3)]  # fmt: skip


def _row(folder: Path, connections: int, servers: tuple[Server, ...], rounds: int) -> dict:
    """Rounds of all `servers` in turn: {"connections": n, name: [round, ...], ...}."""
    found: dict = {"connections": connections, **{server.name: [] for server in servers}}
    for _ in range(rounds):
        for server in servers:
            found[server.name].append(asdict(_measure(folder, server, connections)))
    return found


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


def _measure(folder: Path, server: Server, connections: int) -> Round:
    with ExitStack() as stack:
        if server.kind == "nginx":
            conf = folder / "nginx" / "nginx.conf"
            # As root its worker would become another user, who may not read our folder.
            user = "user root;\n" if os.getuid() == 0 else ""
            log = f"{conf.parent}/access.log" if server.log else "off"
            values = {"folder": conf.parent, "port": NGINX_PORT, "user": user, "workers": server.cores}
            conf.write_text(NGINX_CONF.format(log=log, more=server.more, **values))
            pids = [stack.enter_context(_server(["nginx", "-c", str(conf)], NGINX_PORT, server.cores))]
            return _load(NGINX_PORT, pids, server.cores, connections)
        program = EDGE_PROGRAM if server.kind == "edge" else BARE_PROGRAM
        command = [sys.executable, "-c", program, str(folder), str(EDGE_PORT), PATH.lstrip("/"), server.kind]
        pids = [stack.enter_context(_server(command, EDGE_PORT, server.cores)) for _ in range(server.cores)]
        return _load(EDGE_PORT, pids, server.cores, connections)


@contextmanager
def _server(command: list[str], port: int, cores: int) -> Iterator[int]:
    where = "0" if cores == 1 else f"0-{cores - 1}"
    process = subprocess.Popen(["taskset", "-c", where, *command], stderr=subprocess.DEVNULL)
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


def _load(port: int, pids: list[int], cores: int, connections: int) -> Round:
    """On one core the load has the other; on all it shares them with the servers."""
    address = f"http://127.0.0.1:{port}{PATH}"
    pinned = ["taskset", "-c", "1"] if cores == 1 else []
    wrk = ["wrk", f"-t{min(cores, connections)}", f"-c{connections}", f"-d{SECONDS}", "--latency"]
    before = sum(map(_processor_seconds, pids))
    command = [*pinned, *wrk, "-H", "Accept-Encoding: gzip", address]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    spent = sum(map(_processor_seconds, pids)) - before
    requests = re.search(r"(\d+) requests in", said)
    rate = re.search(r"Requests/sec:\s+([\d.]+)", said)
    p99 = re.search(r"99%\s+([\d.]+)(us|ms|s)", said)
    if requests is None or rate is None or p99 is None or "Non-2xx" in said:
        raise RuntimeError(f"wrk did not measure what was meant:\n{said}")
    milliseconds = float(p99[1]) * {"us": 0.001, "ms": 1.0, "s": 1000.0}[p99[2]]
    return Round(float(rate[1]), milliseconds, spent / int(requests[1]) * 1e6)


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


def _ratio(row: dict, measure: str, name: str = "edge") -> float:
    first = next(each for each in row if each != "connections")
    return statistics.median(
        mine[measure] / theirs[measure] for mine, theirs in zip(row[name], row[first], strict=True)
    )


def _print(found: list[dict], sizes: dict[str, int]) -> None:
    print(f"pressed hit: {sizes['identity']:,} bytes, {sizes['gzip']:,} as gzip")
    print(
        f"{'connections':>11}  {'server':<26} {'requests/s':>11} {'p99 ms':>8} {'us each':>8} {'ratio':>6} {'of us':>6}"
    )
    for row in found:
        for name in (each for each in row if each != "connections"):
            middle = {key: statistics.median(each[key] for each in row[name]) for key in row[name][0]}
            print(
                f"{row['connections']:>11}  {name:<26} {middle['requests_per_second']:>11,.0f} {middle['p99']:>8.2f}"
                f" {middle['microseconds']:>8.1f} {_ratio(row, 'requests_per_second', name):>6.2f}"
                f" {1 / _ratio(row, 'microseconds', name):>6.2f}"
            )


if __name__ == "__main__":
    raise SystemExit(main())
