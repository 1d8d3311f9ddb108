"""A sender that delivers too fast waits; its neighbours do not."""

from redaksi.wire.pace import Pace


def test_as_many_as_a_minute_holds_may_come_at_once_and_then_one_by_one():
    pace = Pace(60)
    assert [pace.wait(1, now=0.0) for _ in range(60)] == [0] * 60
    assert pace.wait(1, now=0.0) == 1
    assert pace.wait(1, now=0.5) == 1
    assert pace.wait(1, now=1.0) == 0
    assert pace.wait(1, now=1.0) == 1


def test_a_slow_pace_says_how_long_to_wait_and_others_are_not_held_up():
    pace = Pace(2)
    assert (pace.wait(1, now=0.0), pace.wait(1, now=0.0)) == (0, 0)
    assert pace.wait(1, now=0.0) == 30
    assert pace.wait(2, now=0.0) == 0


def test_nothing_is_saved_up_beyond_a_minute_and_zero_limits_nobody():
    pace = Pace(1)
    assert pace.wait(1, now=0.0) == 0
    assert [pace.wait(1, now=3600.0) for _ in range(2)] == [0, 60]
    assert not any(Pace(0).wait(1, now=0.0) for _ in range(1000))
