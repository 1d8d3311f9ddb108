"""`redaksi serve`: one small process that starts edge, application and worker, and keeps them alive.

    supervisor -- edge (one per REDAKSI_WORKERS)
               -- newsroom: imports Django once -- application, behind a unix socket
                                                -- worker, with the clock

Processes are forked, not started anew: memory that nobody writes is shared, and a killed application is back in
milliseconds. The supervisor itself never imports Django.
"""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import gc
import importlib
import os
import select
import signal
import socket
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels

from redaksi.conf import Config, SettingError, config, load_secret_key
from redaksi.delivery import edge
from redaksi.delivery.edge import EdgeSettings
from redaksi.delivery.edge_headers import edge_secret

# The longest path that a unix socket may have is 107 bytes on Linux, 103 elsewhere.
LONGEST_SOCKET_PATH = 100
# A child that lived shorter than this is restarted later and later.
STEADY_SECONDS = 10.0
FIRST_PAUSE, LONGEST_PAUSE = 0.2, 30.0
STOP_WITHIN = 10.0
READY_WITHIN = 20.0


class CannotServe(Exception):
    """Why `serve` refuses; `str(error)` tells the operator."""


@dataclass(frozen=True, slots=True)
class ServeSettings:
    """What to run. `application` and `worker` are named as module:attribute; an empty `worker` runs none."""

    edge: EdgeSettings
    workers: int = 1
    threads: int = 4
    application: str = "redaksi.wsgi:application"
    worker: str = "redaksi.delivery.worker:run"


@dataclass(slots=True)
class Role:
    """A child process: what it runs, and how it is doing. Times are monotonic seconds."""

    name: str
    main: Callable[[], None]
    pid: int = 0
    started: float = 0.0
    due: float = 0.0
    pause: float = FIRST_PAUSE


@dataclass(slots=True)
class Crew:
    """Keeps `roles` running until SIGTERM or SIGINT. `watch` is called a few times a second until it says True.

    The calling process must have one thread only: it forks.
    """

    roles: list[Role]
    watch: Callable[[], bool] = lambda: True
    stop_within: float = STOP_WITHIN
    _stopping: bool = field(init=False, default=False)

    def run(self) -> None:
        """Start everybody, restart who dies, and on a signal stop everybody before returning."""
        watching = True
        with self._signals() as wakeup:
            while not self._stopping:
                self._start_due()
                watching = watching and not self.watch()
                select.select([wakeup], [], [], 0.2 if watching else self._until_due())
                _drain(wakeup)
                self._reap()
            self._stop()

    def _start_due(self) -> None:
        now = time.monotonic()
        for role in self.roles:
            if not role.pid and role.due <= now:
                role.started = now
                role.pid = _fork(role)

    def _until_due(self) -> float | None:
        waiting = [role.due for role in self.roles if not role.pid]
        return max(0.0, min(waiting) - time.monotonic()) if waiting else None

    def _reap(self) -> None:
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if not pid:
                return
            for role in self.roles:
                if role.pid == pid:
                    self._ended(role, os.waitstatus_to_exitcode(status))

    def _ended(self, role: Role, code: int) -> None:
        role.pid = 0
        if self._stopping:
            return
        now = time.monotonic()
        steady = now - role.started > STEADY_SECONDS
        role.due = now if steady else now + role.pause
        role.pause = FIRST_PAUSE if steady else min(LONGEST_PAUSE, role.pause * 2)
        how = f"by signal {-code}" if code < 0 else f"with status {code}"
        _say(f"{role.name} ended {how}; starting it again in {max(0.0, role.due - now):.1f} s", sys.stderr)

    def _stop(self) -> None:
        until = time.monotonic() + self.stop_within
        self._send(signal.SIGTERM)
        while any(role.pid for role in self.roles) and time.monotonic() < until:
            self._reap()
            time.sleep(0.02)
        self._send(signal.SIGKILL)
        while any(role.pid for role in self.roles):
            self._reap()
            time.sleep(0.02)

    def _send(self, number: int) -> None:
        for role in self.roles:
            if role.pid:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(role.pid, number)

    def _note(self, number: int, _frame: object) -> None:
        if number != signal.SIGCHLD:
            self._stopping = True

    @contextlib.contextmanager
    def _signals(self) -> Iterator[int]:
        reading, writing = os.pipe()
        os.set_blocking(reading, False)
        os.set_blocking(writing, False)
        signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGCHLD):
            signal.signal(number, self._note)
        try:
            yield reading
        finally:
            signal.set_wakeup_fd(-1)
            os.close(reading)
            os.close(writing)


def serve(settings: ServeSettings) -> None:
    """Run everything until SIGTERM or SIGINT, then stop everything. Raises CannotServe."""
    _ensure_free(settings.edge.host, settings.edge.port)
    with _own_home(settings.edge.home):
        _limit_arenas()
        roles = [Role(f"edge-{number + 1}", partial(edge.run, settings.edge)) for number in range(settings.workers)]
        roles.append(Role("newsroom", partial(_newsroom, settings)))
        Crew(roles, watch=_announcer(settings.edge)).run()


def socket_path(home: Path) -> Path:
    """Where the application listens: in the home, or in a private folder beside /tmp where that name is too long.

    Raises CannotServe where somebody else holds that folder.
    """
    path = home / "run" / "application.sock"
    if len(os.fsencode(path)) > LONGEST_SOCKET_PATH:
        name = sha256(os.fsencode(home)).hexdigest()[:16]
        path = Path(tempfile.gettempdir()) / f"redaksi-{os.getuid()}-{name}" / "application.sock"
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    held = path.parent.stat()
    if held.st_uid != os.getuid():
        raise CannotServe(f"{path.parent} belongs to another user")
    path.parent.chmod(0o700)
    return path


def settings_from(config: Config) -> ServeSettings:
    """What `redaksi serve` runs by the settings of the newsroom. Raises CannotServe or SettingError."""
    return ServeSettings(
        edge=EdgeSettings(
            home=config.home,
            socket=socket_path(config.home),
            secret=edge_secret(load_secret_key(config)),
            host=config.host,
            port=config.port,
            base_url=config.base_url,
            memory=config.edge_memory,
            trusted_proxies=config.trusted_proxies,
            limit_pages=config.limit_pages,
            limit_forms=config.limit_forms,
            limit_desk=config.limit_desk,
            surrogates=bool(config.purge_urls),
        ),
        workers=config.workers,
        threads=config.app_threads,
    )


def main() -> int:
    """Serve by the environment's settings; 1 with a reason on stderr where that is refused."""
    try:
        serve(settings_from(config))
    except (CannotServe, SettingError, OSError, ValueError) as error:
        _say(str(error), sys.stderr)
        return 1
    return 0


def _newsroom(settings: ServeSettings) -> None:
    """Import the application once, then fork who needs it. What is imported is set apart from garbage collection:
    looking for garbage would write to, and so unshare, all of it."""
    gc.disable()
    application = _load(settings.application)
    roles = [Role("application", partial(_application, settings, application))]
    if settings.worker:
        roles.append(Role("worker", _load(settings.worker)))
    gc.collect()
    gc.freeze()
    Crew(roles, stop_within=STOP_WITHIN * 0.8).run()


def _application(settings: ServeSettings, application: Any) -> None:
    path = settings.edge.socket
    path.unlink(missing_ok=True)
    parent = os.getpid()

    def loaded(*_: object, **__: object) -> Any:
        # Runs in the process that granian forks.
        die_with(parent)
        return application

    Granian(
        settings.application,
        uds=path,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=1,
        blocking_threads=settings.threads,
        log_level=LogLevels.error,
        workers_kill_timeout=5,
    ).serve(target_loader=loaded, wrap_loader=False)


def die_with(parent: int) -> None:
    """Have this process end when its parent does, however that ends."""
    if sys.platform == "linux":
        set_parent_death_signal = 1
        ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGTERM)
    else:
        threading.Thread(target=_follow, args=(parent,), daemon=True).start()
    if os.getppid() != parent:
        os._exit(0)


def _follow(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)


def _fork(role: Role) -> int:
    sys.stdout.flush()
    sys.stderr.flush()
    parent = os.getpid()
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        signal.set_wakeup_fd(-1)
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGCHLD):
            signal.signal(number, signal.SIG_DFL)
        gc.enable()
        die_with(parent)
        _name_process(role.name)
        role.main()
        code = 0
    except SystemExit as error:
        code = error.code if isinstance(error.code, int) else int(error.code is not None)
    except BaseException:  # noqa: BLE001 - whatever it is, this process must not run on as a second supervisor
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _name_process(name: str) -> None:
    with contextlib.suppress(OSError):
        Path("/proc/self/comm").write_text(f"redaksi {name}"[:15])


def _load(name: str) -> Any:
    module, _, attribute = name.partition(":")
    return getattr(importlib.import_module(module), attribute)


def _ensure_free(host: str, port: int) -> None:
    # Edges share a port between them, so they would not notice that somebody else has it.
    with socket.socket(_family(host), socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
            probe.listen(1)
        except OSError as error:
            raise CannotServe(f"cannot listen on {host}:{port}: {error.strerror}") from error


@contextlib.contextmanager
def _own_home(home: Path) -> Iterator[None]:
    (home / "run").mkdir(parents=True, exist_ok=True)
    with (home / "run" / "serve.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise CannotServe(f"{home} is being served already by another process") from error
        yield


def _limit_arenas() -> None:
    # glibc gives each thread its own heap; two are enough for us and keep memory from being spread thin.
    with contextlib.suppress(AttributeError, OSError):
        arena_max = -8
        ctypes.CDLL(None).mallopt(arena_max, 2)


def _announcer(settings: EdgeSettings) -> Callable[[], bool]:
    """A watch that says where everything is, once edge and application answer."""
    began = time.monotonic()
    url = settings.base_url or f"http://{settings.host}:{settings.port}"

    def look() -> bool:
        up = _answers((settings.host, settings.port)) and _answers(str(settings.socket))
        if not up and time.monotonic() - began < READY_WITHIN:
            return False
        _say(f"portal {url}/  desk {url}/desk/" if up else f"not everything at {url}/ answers yet; still trying")
        return True

    return look


def _answers(address: tuple[str, int] | str) -> bool:
    family = socket.AF_UNIX if isinstance(address, str) else _family(address[0])
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.settimeout(0.5)
        return probe.connect_ex(address) == 0


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def _drain(descriptor: int) -> None:
    with contextlib.suppress(BlockingIOError):
        while os.read(descriptor, 512):
            pass


def _say(text: str, to: Any = None) -> None:
    print(f"redaksi: {text}", file=to or sys.stdout, flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
