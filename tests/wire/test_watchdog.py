"""A connection ends at its moment, however the other side drips."""

import socket
import threading
import time

import pytest

from redaksi.wire.watchdog import Watchdog


@pytest.fixture
def pair():
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield ours, theirs


def test_who_waits_for_a_dripping_sender_finds_the_end(pair):
    ours, theirs = pair
    ours.settimeout(5)
    stop = threading.Event()

    def drip() -> None:
        while not stop.wait(0.05):
            theirs.send(b".")

    thread = threading.Thread(target=drip)
    thread.start()
    started = time.monotonic()
    with Watchdog(0.3) as dog:
        dog.watch(ours)
        while ours.recv(10):
            pass
        stop.set()
        thread.join()
    assert dog.bit
    assert time.monotonic() - started < 3


def test_nothing_happens_to_who_is_done_in_time(pair):
    ours, theirs = pair
    with Watchdog(5) as dog:
        dog.watch(ours)
    theirs.send(b"a")
    assert ours.recv(1) == b"a"
    assert not dog.bit


def test_a_connection_that_comes_too_late_is_ended_at_once(pair):
    ours, _ = pair
    with Watchdog(0.01) as dog:
        time.sleep(0.1)
        dog.watch(ours)
        assert ours.recv(1) == b""
