"""The server under the edge: what is ready is answered on the thread that took the request. Imports no Django.

Granian hands every request to the event loop: another thread is woken, a task and two coroutines are made, for an
answer that lies ready in a dictionary. Here a hit is answered before that, and only what has to wait for something
reaches the loop. A quarter of the processor time of a hit is saved (docs/decisions/0005-edge.md).

The scheduler is granian's own seam between its threads and Python, though not one that it documents: its version is
held in pyproject.toml, and a test asks on which thread a hit is answered.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, Protocol

from granian._granian import CallbackScheduler, RSGIWorker
from granian.server.embed import AsyncWorker, Server

# Its stubs describe another signature than the one that it has.
_Worker: Any = RSGIWorker
# Of a worker's options, in granian's order: the kind of tasks, which is ours; where those for the protocol end; TLS.
_TASKS, _LAST, _TLS = 5, 11, 12


class Application(Protocol):
    """An RSGI application that can answer some requests without waiting."""

    def answer_at_once(self, scope: Any, protocol: Any) -> bool:
        """Answer and say True, or touch nothing and say False. Runs beside the event loop, on another thread."""
        ...

    async def __rsgi__(self, scope: Any, protocol: Any) -> None: ...
    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None: ...
    def __rsgi_del__(self, loop: asyncio.AbstractEventLoop) -> None: ...


class EdgeServer(Server):
    """Granian inside our event loop, for one `Application`."""

    async def run(self) -> None:
        """Serve until `stop`. Raises OSError where the address is taken."""
        await self.serve(spawn_target=_work)


class _Scheduler(CallbackScheduler):
    """Called by the server for each request, with the interpreter's lock held."""

    def __init__(self, loop: asyncio.AbstractEventLoop, application: Application, *_: None) -> None:
        super().__init__()
        at_once, later, context = application.answer_at_once, _watched(application), self._ctx

        def start(waiting: Coroutine[Any, Any, None], watcher: Any) -> None:
            watcher.taskref(loop.create_task(waiting))

        def schedule(watcher: Any) -> None:
            try:
                answered = at_once(watcher.scope, watcher.proto)
            except Exception:  # noqa: BLE001 - nobody above us: the slow way meets the same trouble and names it
                answered = False
            if not answered:
                loop.call_soon_threadsafe(start, later(watcher), watcher, context=context)

        self._schedule_fn = schedule


def _watched(application: Application) -> Callable[[Any], Coroutine[Any, Any, None]]:
    async def watched(watcher: Any) -> None:
        try:
            await application.__rsgi__(watcher.scope, watcher.proto)
        except BaseException as error:  # noqa: BLE001 - the server logs it and answers 500
            watcher.err(error)
            return
        watcher.done()

    return watched


@AsyncWorker.wrap_target
async def _work(
    number: int, stopping: Any, application: Application, sockets: Any, loop: asyncio.AbstractEventLoop, *options: Any
) -> None:
    stopped = loop.create_future()
    stopping.add_cb(lambda: loop.call_soon_threadsafe(stopped.set_result, None))
    application.__rsgi_init__(loop)
    passed = (*options[:_TASKS], *options[_TASKS + 1 : _LAST], *options[_TLS])
    worker = _Worker(number, sockets, None, *passed, (None, None))
    worker.serve_async(_Scheduler(loop, application, None, None, None), loop, stopping)
    await stopped
    application.__rsgi_del__(loop)
