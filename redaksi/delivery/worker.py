"""The worker: runs queued tasks one by one, beside threads for the newsroom's clock and for what other machines say."""

from __future__ import annotations

import os
import socket

from django_tasks_db.management.commands.db_worker import Worker

from redaksi.delivery.clock import Clock
from redaksi.delivery.sharing import Listener, is_shared, machine
from redaksi.delivery.sweeper import Sweeper


def run(interval: float = 1.0) -> None:
    """Work until SIGTERM or SIGINT; a task under way is finished first."""
    name = f"{socket.gethostname()}-{os.getpid()}"
    # The lease is the machine's: a worker that was killed is followed at once by the next one of the same home.
    threads: list[Clock | Listener | Sweeper] = [Clock(machine(), interval), Sweeper()]
    if is_shared():
        threads.append(Listener())
    for thread in threads:
        thread.start()
    worker = Worker(
        queue_names=["*"],
        interval=interval,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=name[:64],
        excluded_queue_names=[],
    )
    worker.configure_signals()
    try:
        worker.run()
    finally:
        for thread in threads:
            thread.stop()
