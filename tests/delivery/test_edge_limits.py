import pytest

from redaksi.delivery import edge_limits
from redaksi.delivery.edge_limits import Bucket, Limited

READER = "203.0.113.7"


def test_a_client_may_spend_what_it_saved_and_then_waits_as_long_as_it_is_told():
    bucket = Bucket(rate=2, burst=4)
    for _ in range(4):
        bucket.take(READER, now=100.0)
    with pytest.raises(Limited) as told:
        bucket.take(READER, cost=3, now=100.0)
    assert told.value.retry_after == 2
    bucket.take(READER, cost=3, now=101.5)
    with pytest.raises(Limited):
        bucket.take(READER, now=101.5)


def test_what_is_saved_has_an_end():
    bucket = Bucket(rate=10, burst=2)
    bucket.take(READER, now=0.0)
    bucket.take(READER, cost=2, now=1000.0)
    with pytest.raises(Limited):
        bucket.take(READER, now=1000.0)


def test_clients_do_not_pay_for_each_other_but_a_household_is_one():
    bucket = Bucket(rate=1, burst=1)
    for address in ("203.0.113.7", "203.0.113.8", "2001:db8:1:1::5", "2001:db8:1:2::5"):
        bucket.take(address, now=0.0)
    for address in ("2001:db8:1:1::99", "::ffff:203.0.113.7"):
        with pytest.raises(Limited):
            bucket.take(address, now=0.0)


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"])
def test_the_machine_itself_is_not_limited(address):
    bucket = Bucket(rate=1, burst=1)
    for _ in range(50):
        bucket.take(address, now=0.0)


def test_a_rate_of_nothing_limits_nobody():
    bucket = Bucket(rate=0, burst=0)
    for _ in range(50):
        bucket.take(READER, now=0.0)


def test_an_army_of_clients_does_not_fill_the_memory(monkeypatch):
    monkeypatch.setattr(edge_limits, "KNOWN_CLIENTS", 50)
    bucket = Bucket(rate=1, burst=2)
    for number in range(500):
        bucket.take(f"198.51.{number // 250}.{number % 250}", now=number / 1000)
    assert len(bucket._held) <= 50
    with pytest.raises(Limited):
        bucket.take("198.51.1.249", cost=2, now=0.5)
