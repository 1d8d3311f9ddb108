"""Patience and validators of a web address, as the specification writes them."""

from datetime import timedelta
from email.utils import format_datetime

import httpx
import pytest

from redaksi.wire.fetch import Answer
from redaksi.wire.health import health_of
from redaksi.wire.models import Source
from redaksi.wire.web import delivery_of, remember, retry_after


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("120", 120), ("0", 1), ("99999999", 86400), ("besok", 300), (None, 300), ("", 300), ("-5", 300)],
)
def test_retry_after_is_read_in_seconds_and_bounded(now, value, seconds):
    assert retry_after(value, now).total_seconds() == seconds


def test_retry_after_is_read_as_a_date(now):
    assert retry_after(format_datetime(now + timedelta(minutes=10)), now) == timedelta(minutes=10)
    assert retry_after(format_datetime(now - timedelta(days=1)), now) == timedelta(seconds=1)


@pytest.mark.django_db
def test_a_validator_that_does_not_fit_is_dropped_whole(now):
    source = Source.objects.create(name="A", slug="a", kind="http", url="https://kabar.example/rss.xml")
    answer = Answer(source.url, 200, b"<rss/>", httpx.Headers({"etag": "x" * 301, "last-modified": "kemarin"}), "utf-8")
    health = health_of(source)
    remember(source, health, answer)
    assert (health.etag, health.last_modified) == ("", "kemarin")
    assert delivery_of(answer) == ("rss.xml", b"<rss/>", "utf-8")
