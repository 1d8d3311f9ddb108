import threading
import time

from redaksi.delivery.turns import Turns


def test_who_comes_second_waits_and_who_comes_for_something_else_does_not():
    turns, order = Turns(), []
    inside, leave = threading.Event(), threading.Event()

    def first() -> None:
        with turns.turn("a", 5) as waited:
            order.append(("first", waited))
            inside.set()
            leave.wait(5)

    def second() -> None:
        with turns.turn("a", 5) as waited:
            order.append(("second", waited))

    threads = [threading.Thread(target=first), threading.Thread(target=second)]
    threads[0].start()
    inside.wait(5)
    threads[1].start()
    with turns.turn("b", 5) as waited:
        assert not waited
    leave.set()
    for thread in threads:
        thread.join(5)
    assert order == [("first", False), ("second", True)]
    assert turns._locks == {}


def test_nobody_waits_for_ever():
    turns = Turns()
    with turns.turn("a", 1):
        began = time.monotonic()
        with turns.turn("a", 0.1) as waited:
            assert waited
        assert 0.05 < time.monotonic() - began < 5
    with turns.turn("a", 1) as waited:
        assert not waited
