"""The supervisor with a small application of its own: starts, restarts, refuses, and leaves nothing behind."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from redaksi.conf import Config
from redaksi.serve import LONGEST_SOCKET_PATH, CannotServe, Crew, Role, settings_from, socket_path
from tests.delivery.house import PROJECT, ask, free_port, until_true
from tests.delivery.newsrooms import descendants

SMALL = """
import os, pathlib, time

def application(environ, start):
    body = ("%s %s %s" % (os.getpid(), environ["PATH_INFO"], environ["HTTP_X_FORWARDED_FOR"])).encode()
    start("200 OK", [("Content-Type", "text/plain"), ("Content-Length", str(len(body)))])
    return [body]

def work():
    pathlib.Path(os.environ["WORKER_MARK"]).write_text(str(os.getpid()))
    while True:
        time.sleep(0.1)
"""
PROGRAM = """
import sys
from pathlib import Path
from redaksi import serve
from redaksi.delivery.edge import EdgeSettings
home = Path(sys.argv[1])
edge = EdgeSettings(home, serve.socket_path(home), "word", port=int(sys.argv[2]))
settings = serve.ServeSettings(edge, int(sys.argv[3]), threads=2, application="small:application", worker="small:work")
assert "django" not in sys.modules
try:
    serve.serve(settings)
except serve.CannotServe as error:
    sys.exit(str(error))
"""


class Served:
    def __init__(self, home: Path, workers: int = 1) -> None:
        self.home, self.port = home, free_port()
        self.mark = home / "worker"
        (home / "small.py").write_text(SMALL)
        self.process = self.start(self.port, workers)

    def start(self, port: int, workers: int = 1) -> subprocess.Popen[str]:
        environment = {**os.environ, "PYTHONPATH": f"{PROJECT}:{self.home}", "WORKER_MARK": str(self.mark)}
        command = [sys.executable, "-c", PROGRAM, str(self.home), str(port), str(workers)]
        return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    def application(self) -> int:
        """The process that answers for the application."""
        reply = ask(self.port, "/desk/x", headers={"X-Forwarded-For": "6.6.6.6"})
        assert (reply.status, reply.body.split()[1:]) == (200, [b"/desk/x", b"127.0.0.1"])
        return int(reply.body.split()[0])

    def family(self) -> dict[int, str]:
        """Every process below the supervisor, by name."""
        return descendants(self.process.pid)

    def pid_of(self, name: str) -> int:
        return next((pid for pid, given in self.family().items() if given == name[:15]), 0)


def are_gone(pids: dict[int, str]) -> bool:
    return not any(Path(f"/proc/{pid}").exists() and " Z " not in Path(f"/proc/{pid}/stat").read_text() for pid in pids)


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    if sys.platform != "linux":
        pytest.skip("looks at processes through /proc")
    made = Served(tmp_path)
    try:
        until_true(lambda: ask(made.port, "/desk/x").status == 200 and made.mark.exists(), 20)
        yield made
    finally:
        family = made.family()
        made.process.kill()
        made.process.communicate()
        until_true(lambda: are_gone(family), 10)


def test_everything_starts_and_says_where_it_is(served: Served) -> None:
    assert served.application() in served.family()
    assert int(served.mark.read_text()) in served.family()
    assert served.process.stdout is not None
    assert f"http://127.0.0.1:{served.port}/desk/" in served.process.stdout.readline()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_everything_within_seconds(served: Served, number: signal.Signals) -> None:
    family = served.family()
    assert len(family) >= 5
    began = time.monotonic()
    served.process.send_signal(number)
    assert served.process.wait(10) == 0
    assert time.monotonic() - began < 8
    assert are_gone(family)
    assert not socket_path(served.home).exists()


@pytest.mark.parametrize("name", ["redaksi edge-1", "redaksi application", "redaksi worker", "redaksi newsroom"])
def test_a_killed_child_is_back_soon(served: Served, name: str) -> None:
    killed, worker, application = served.pid_of(name), served.mark.read_text(), served.application()
    os.kill(killed, signal.SIGKILL)
    until_true(lambda: served.pid_of(name) not in {0, killed}, 10)
    until_true(lambda: ask(served.port, "/desk/x").status == 200, 10)
    if name in {"redaksi application", "redaksi newsroom"}:
        until_true(lambda: served.application() != application, 10)
    if name in {"redaksi worker", "redaksi newsroom"}:
        until_true(lambda: served.mark.read_text() not in {"", worker}, 10)


def test_nobody_outlives_a_supervisor_that_was_killed(served: Served) -> None:
    family = served.family()
    served.process.kill()
    served.process.wait()
    until_true(lambda: are_gone(family), 10)


def test_a_port_that_is_taken_is_refused_with_a_reason(served: Served) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        second = served.start(port)
        said = second.communicate(timeout=20)[0]
    assert second.returncode == 1
    assert f"cannot listen on 127.0.0.1:{port}" in said


def test_a_home_that_is_served_already_is_refused(served: Served) -> None:
    second = served.start(free_port())
    said = second.communicate(timeout=20)[0]
    assert second.returncode == 1
    assert "being served already" in said
    assert served.application()


def test_two_edges_share_the_port(tmp_path: Path) -> None:
    made = Served(tmp_path, workers=2)
    try:
        until_true(lambda: ask(made.port, "/desk/x").status == 200, 20)
        os.kill(made.pid_of("redaksi edge-1"), signal.SIGSTOP)
        stopped = made.pid_of("redaksi edge-1")
        os.kill(stopped, signal.SIGKILL)
        until_true(lambda: ask(made.port, "/desk/x").status == 200, 10)
        until_true(lambda: {"redaksi edge-1", "redaksi edge-2"} <= set(made.family().values()), 10)
    finally:
        made.process.terminate()
        made.process.communicate(timeout=15)


def test_a_child_that_keeps_failing_is_started_later_and_later(capfd: pytest.CaptureFixture[str]) -> None:
    role = Role("failing", lambda: sys.exit(3))
    seen: list[float] = []

    def watch() -> bool:
        if role.pause not in seen:
            seen.append(role.pause)
        if len(seen) == 3:
            os.kill(os.getpid(), signal.SIGTERM)
        return False

    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT, signal.SIGCHLD)}
    try:
        Crew([role], watch=watch).run()
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    assert seen == [0.2, 0.4, 0.8]
    assert "failing ended with status 3" in capfd.readouterr().err


def test_a_home_with_a_long_name_gets_its_socket_elsewhere(tmp_path: Path) -> None:
    short = socket_path(Path("/tmp") / f"r{os.getpid()}")
    try:
        assert short.name == "application.sock"
        assert short.is_relative_to("/tmp")
    finally:
        short.parent.rmdir()
        short.parent.parent.rmdir()
    long = socket_path(tmp_path / ("x" * 90))
    assert len(str(long)) <= LONGEST_SOCKET_PATH
    assert long.parent.stat().st_mode & 0o777 == 0o700
    long.parent.rmdir()


def test_the_settings_of_the_newsroom_reach_the_edge(tmp_path: Path) -> None:
    config = Config(
        home=tmp_path, port=8123, workers=3, edge_memory=1000, secret_key="k", base_url="https://kabar.example"
    )
    settings = settings_from(config)
    assert (settings.workers, settings.edge.port, settings.edge.memory) == (3, 8123, 1000)
    assert settings.edge.base_url == "https://kabar.example"
    assert settings.edge.socket == socket_path(tmp_path)


def test_a_socket_folder_of_somebody_else_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "getuid", lambda: 54321)
    with pytest.raises(CannotServe, match="another user"):
        socket_path(tmp_path)
