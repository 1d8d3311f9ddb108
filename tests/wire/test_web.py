"""Patience and validators of a web address, as the specification writes them."""

from datetime import timedelta
from email.utils import format_datetime

import httpx
import pytest
from django.core import serializers

from redaksi.wire.addresses import MASK
from redaksi.wire.fetch import Answer
from redaksi.wire.health import health_of
from redaksi.wire.models import Source, SourceHealth, WireItem
from redaksi.wire.poll import poll
from redaksi.wire.web import delivery_of, remember, retry_after
from tests.wire.provider import feed, good, policy, serving, status


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


KEYED = "/feed?api_key=kunci-kita&page=1"


@pytest.fixture
def keyed(provider, db):
    return Source.objects.create(
        name="Berkunci",
        slug="berkunci",
        kind="http",
        url=f"{provider.url}{KEYED}",
        username="ada",
        password="sandi-ada",
    )


def test_the_key_is_asked_with_and_shown_nowhere(provider, keyed, now):
    provider.answers["/feed"] = good(feed("Satu"))
    source = Source.objects.get()
    assert source.url == f"{provider.url}/feed?api_key={MASK}&page=1"
    assert poll(source, now, policy()).outcome == "new"
    assert provider.asked[-1][1] == KEYED
    provider.answers["/feed"] = status(500)
    record = poll(source, now, policy())
    told = serializers.serialize("json", [*Source.objects.all(), *SourceHealth.objects.all(), record])
    assert "kunci-kita" not in told + str(WireItem.objects.values_list("document"))


def test_a_move_at_home_is_remembered_with_its_key_masked(provider, keyed, now):
    provider.answers["/feed"] = status(301, Location="/baru?api_key=kunci-kita")
    provider.answers["/baru"] = good(feed("Satu"), ETag="x")
    poll(keyed, now, policy())
    moved = Source.objects.get()
    assert moved.url == SourceHealth.objects.get().address == f"{provider.url}/baru?api_key={MASK}"
    poll(moved, now, policy())
    assert provider.asked[-1][1] == "/baru?api_key=kunci-kita"
    assert provider.headers()["if-none-match"] == "x"


def test_a_move_to_another_host_gets_neither_key_nor_account_now_or_later(provider, keyed, now):
    with serving() as stranger:
        stranger.answers["/rss"] = good(feed("Satu"))
        provider.answers["/feed"] = status(301, Location=f"{stranger.url}/rss?api_key=kunci-kita")
        for _ in range(2):
            assert poll(Source.objects.get(), now, policy()).outcome in {"new", "unchanged"}
        assert len(stranger.asked) == 2
        assert "kunci-kita" not in str(stranger.asked)
        assert not any("authorization" in headers for _method, _path, headers, _body in stranger.asked)
    assert Source.objects.get().url == keyed.url


def test_a_move_that_loses_the_key_is_followed_and_not_remembered(provider, keyed, now):
    provider.answers["/feed"] = status(301, Location="/baru")
    provider.answers["/baru"] = good(feed("Satu"))
    poll(keyed, now, policy())
    assert Source.objects.get().url == keyed.url


def test_a_key_that_a_move_brings_is_sealed(provider, web_source, now):
    provider.answers["/feed"] = status(301, Location="/baru?token=dari-mereka")
    provider.answers["/baru"] = good(feed("Satu"))
    poll(web_source, now, policy())
    moved = Source.objects.get()
    assert (moved.url, moved.sealed_url) == (
        f"{provider.url}/baru?token={MASK}",
        f"{provider.url}/baru?token=dari-mereka",
    )
