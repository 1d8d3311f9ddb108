"""A feed that names its hub is subscribed to, renewed in time, and fetched all the same."""

from datetime import timedelta
from urllib.parse import parse_qs

import pytest

from redaksi.wire.models import Source, Subscription, WireItem
from redaksi.wire.poll import poll
from redaksi.wire.websub import wants_renewal
from tests.wire.provider import feed, good, policy, status

pytestmark = pytest.mark.django_db


@pytest.fixture
def source(provider):
    links = f'<atom:link rel="hub" href="{provider.url}/hub"/><atom:link rel="self" href="{provider.url}/feed"/>'
    provider.answers["/feed"] = good(feed("Satu", links=links), ETag="a")
    provider.answers["/hub"] = status(202)
    return Source.objects.create(name="Kabar", slug="kabar", kind="websub", url=f"{provider.url}/feed")


def test_the_hub_is_asked_with_our_address_and_a_secret(provider, source, now):
    assert poll(source, now, policy()).new_items == 1
    method, path, _, body = provider.asked[-1]
    form = parse_qs(body.decode())
    assert (method, path, form["hub.mode"]) == ("POST", "/hub", ["subscribe"])
    assert form["hub.callback"][0].endswith("/api/v1/wire/kabar/websub")
    subscription = Subscription.objects.get()
    assert (form["hub.topic"], form["hub.secret"]) == ([f"{provider.url}/feed"], [subscription.secret])
    assert len(subscription.secret) > 30


def test_a_lease_is_renewed_before_it_runs_out_and_not_before(provider, source, now):
    poll(source, now, policy())
    subscription = Subscription.objects.get()
    assert not wants_renewal(subscription, now + timedelta(minutes=5))
    subscription.lease_until = now + timedelta(days=10)
    assert not wants_renewal(subscription, now + timedelta(days=1))
    assert wants_renewal(subscription, now + timedelta(days=9))
    subscription.save()
    provider.answers["/feed"] = status(304)
    poll(source, now + timedelta(days=9), policy())
    assert provider.asked[-1][1] == "/hub"


def test_a_hub_that_fails_degrades_the_source_and_loses_nothing(provider, source, now):
    provider.answers["/hub"] = status(500)
    record = poll(source, now, policy())
    assert (record.outcome, "hub" in record.reason) == ("failed", True)
    assert WireItem.objects.count() == 1


def test_a_hub_named_in_the_header_counts_too_and_none_is_said(provider, source, now):
    provider.answers["/feed"] = good(feed("Dua"), Link=f'<{provider.url}/hub>; rel="hub", <{provider.url}/x>; rel=self')
    poll(source, now, policy())
    assert Subscription.objects.get().topic == f"{provider.url}/x"
    Subscription.objects.all().delete()
    provider.answers["/feed"] = good(feed("Tiga"))
    assert "no hub" in poll(source, now, policy()).reason


def test_a_secret_that_can_no_longer_be_opened_is_replaced_and_the_hub_asked_again(provider, source, now, settings):
    poll(source, now, policy())
    settings.SECRET_KEY = "kunci-yang-lain"
    assert poll(source, now, policy()).outcome != "failed"
    assert provider.asked[-1][1] == "/hub"
    form = parse_qs(provider.asked[-1][3].decode())
    assert form["hub.secret"] == [Subscription.objects.get().secret]


def test_a_hub_never_learns_the_key_with_which_we_ask(provider, source, now):
    source.url = f"{provider.url}/feed?token=kunci-kita"
    source.save()
    provider.answers["/feed"] = good(feed("Dua", links=f'<atom:link rel="hub" href="{provider.url}/hub"/>'))
    record = poll(source, now, policy())
    assert record.new_items == 1
    assert "the hub would learn the key" in record.reason
    assert not Subscription.objects.exists()
    assert all(path != "/hub" for _method, path, _headers, _body in provider.asked)
    # A feed that names a public address of its own is announced by that one.
    links = f'<atom:link rel="hub" href="{provider.url}/hub"/><atom:link rel="self" href="{provider.url}/umum"/>'
    provider.answers["/feed"] = good(feed("Tiga", links=links))
    poll(source, now, policy())
    assert "kunci-kita" not in provider.asked[-1][3].decode()
    assert Subscription.objects.get().topic == f"{provider.url}/umum"
