"""What measurements start and end: a newsroom on loopback, a publisher at its desk, a PostgreSQL beside an archive."""

from __future__ import annotations

import json
import os
import pwd
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import archive


@dataclass(frozen=True, slots=True)
class Newsroom:
    """A running `redaksi serve`: its port, its process, the seconds until it showed a page that no store holds."""

    port: int
    pid: int
    started_in: float


@contextmanager
def newsroom(folder: Path, port: int, database: str = "") -> Iterator[Newsroom]:
    """Serve the newsroom in `folder` until the block ends; one client alone makes all requests, so none is limited."""
    limits = {"REDAKSI_LIMIT_PAGES": "0", "REDAKSI_LIMIT_DESK": "0", "REDAKSI_PORT": str(port)}
    environment = {**archive.environ(folder, database), **limits}
    subprocess.run([sys.executable, "-m", "django", "migrate"], env=environment, check=True, stdout=subprocess.DEVNULL)
    began = time.monotonic()
    server = subprocess.Popen([sys.executable, "-m", "redaksi.serve"], env=environment, stdout=subprocess.DEVNULL)
    try:
        _wait(port)
        yield Newsroom(port, server.pid, time.monotonic() - began)
    finally:
        server.terminate()
        server.wait()


class Publisher:
    """A process at the desk: `publish` gives what was published and when (monotonic seconds) that was acknowledged."""

    def __init__(self, folder: Path, database: str = "") -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.publisher"],
            env=archive.environ(folder, database),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._read()

    def publish(self) -> dict[str, Any]:
        return self._ask("")

    def addresses(self, numbers: list[int]) -> list[str]:
        """The addresses of stories by their numbers."""
        return list(self._ask(json.dumps(numbers))["addresses"])

    def close(self) -> None:
        self._process.terminate()
        self._process.wait()

    def _ask(self, line: str) -> dict[str, Any]:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()
        return self._read()

    def _read(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        return dict(json.loads(self._process.stdout.readline()))


@contextmanager
def postgresql(folder: Path) -> Iterator[str]:
    """The DATABASE_URL of a PostgreSQL whose data is kept in `folder`; it runs until the block ends."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))[-1]
    root, prefix = folder / "postgresql", []
    root.mkdir(parents=True, exist_ok=True)
    if os.getuid() == 0:
        # PostgreSQL refuses to run as root.
        owner = pwd.getpwnam("postgres")
        os.chown(root, owner.pw_uid, owner.pw_gid)
        prefix = [shutil.which("runuser") or "runuser", "-u", "postgres", "--"]
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]

    def run(*words: str) -> None:
        subprocess.run([*prefix, *words], check=True, stdout=subprocess.DEVNULL, cwd="/")

    fresh, data = not (root / "data").exists(), str(root / "data")
    if fresh:
        run(f"{programs}/initdb", "-D", data, "-U", "redaksi", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
    options = f"-p {port} -c listen_addresses=127.0.0.1 -k {root} -c shared_buffers=512MB -c max_wal_size=4GB"
    run(f"{programs}/pg_ctl", "-D", data, "-w", "-t", "120", "-l", f"{root}/log", "-o", options, "start")
    try:
        if fresh:
            run(f"{programs}/createdb", "-h", "127.0.0.1", "-p", str(port), "-U", "redaksi", "redaksi")
        yield f"postgres://redaksi@127.0.0.1:{port}/redaksi"
    finally:
        run(f"{programs}/pg_ctl", "-D", data, "-m", "fast", "stop")


def _wait(port: int) -> None:
    for _ in range(1200):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/cari?q=mulai", timeout=5).read()
            return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError("redaksi serve does not answer")
