"""A throwaway demo newsroom on loopback: built in a temporary folder, served, stopped, removed."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from tools.audit_install import PROJECT, TOOLS

PORTS = range(18300, 18350)
BUILD_SECONDS, STOP_SECONDS = 600, 20


class NewsroomError(RuntimeError):
    """The newsroom did not come up; the message holds the end of its log."""


@contextmanager
def demo(language: str = "id") -> Iterator[str]:
    """Serve a demo newsroom in `language`; gives its address, and leaves neither process nor folder behind."""
    home = Path(tempfile.mkdtemp(prefix="redaksi-audit-"))
    log = TOOLS / "audit" / "newsroom.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("REDAKSI_", "DATABASE_URL"))}
    environ |= {"REDAKSI_HOME": str(home), "REDAKSI_BASE_URL": base, "REDAKSI_LANGUAGE": language}
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "redaksi", "demo", "--port", str(port)],
            cwd=PROJECT,
            env=environ,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        _wait(process, base, log)
        yield base
    finally:
        _stop(process)
        shutil.rmtree(home, ignore_errors=True)


def free_port() -> int:
    """The first port of ours that nobody listens on."""
    for port in PORTS:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return port
    raise NewsroomError(f"every port from {PORTS.start} to {PORTS.stop - 1} is taken")


def _wait(process: subprocess.Popen[bytes], base: str, log: Path) -> None:
    until = time.monotonic() + BUILD_SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            raise NewsroomError(f"the newsroom ended with status {process.returncode}:\n{_tail(log)}")
        try:
            # The edge answers for itself before the application behind it does.
            if httpx.get(f"{base}/", timeout=20).status_code == 200:
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.5)
    raise NewsroomError(f"no front page at {base}/ after {BUILD_SECONDS} s:\n{_tail(log)}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Ask it to end, then end its session: every process in it was started here."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            print("audit: the newsroom did not stop when asked", file=sys.stderr)
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    process.wait()


def _tail(log: Path) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-15:])
