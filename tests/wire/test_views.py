"""Machines that feed the wire: with the right token it is taken, durable and idempotent; else a clear refusal."""

import gzip
import hashlib
import hmac
import json
from datetime import timedelta

import pytest
from django.test import RequestFactory, override_settings
from django.utils import timezone

from redaksi.wire import raw, views
from redaksi.wire.models import RawFile, Source, Subscription, WireItem
from redaksi.wire.pace import Pace
from redaksi.wire.tokens import is_token_of, new_token, revoke_token
from tests.wire.provider import feed

pytestmark = [pytest.mark.django_db, pytest.mark.urls("redaksi.wire.urls")]

ITEM = json.dumps(
    {
        "uri": "urn:x:1",
        "type": "text",
        "standard": {"name": "ninjs", "version": "3.1"},
        "headlines": [{"value": "Satu"}],
    }
).encode()


@pytest.fixture
def source():
    return Source.objects.create(name="Pengirim", slug="pengirim", kind="push")


@pytest.fixture
def post(client, source):
    token = new_token(source)

    def send(data: bytes = ITEM, **headers: str):
        given = {"Authorization": f"Bearer {token}"} | headers
        return client.post("/pengirim", data, content_type=given.pop("Content-Type", "application/json"), headers=given)

    return send


def test_a_delivery_is_acknowledged_with_ids_once_it_is_kept(post):
    answer = post()
    assert answer.status_code == 202
    body = answer.json()
    assert (body["new"], body["state"], body["items"][0]["guid"]) == (1, "read", "urn:x:1")
    assert raw.load(body["delivery"]) == ITEM
    assert "no-store" in answer["Cache-Control"]


def test_the_same_delivery_again_is_acknowledged_alike_and_changes_nothing(post):
    first, again = post().json(), post().json()
    assert again["items"] == first["items"]
    assert again["new"] == 0
    assert WireItem.objects.count() == RawFile.objects.count() == 1


def test_what_cannot_be_read_is_kept_and_the_sender_is_told_why(post):
    answer = post(b'{"uri": ')
    assert answer.status_code == 202
    assert answer.json()["state"] == "quarantined"
    assert answer.json()["reason"]


@pytest.mark.parametrize("header", ["", "Bearer salah", "Bearer ", "Basic abc", "Bearer \u00e9"])
def test_a_wrong_token_is_refused_and_nothing_is_kept(post, header):
    answer = post(**{"Authorization": header})
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, 'Bearer realm="wire"')
    assert not RawFile.objects.exists()


def test_an_unknown_or_inactive_source_answers_as_a_wrong_token_does(client, post, source):
    assert client.post("/tiada", ITEM, content_type="application/json").status_code == 401
    Source.objects.filter(pk=source.pk).update(active=False)
    assert post().status_code == 401


def test_a_token_is_kept_as_a_hash_ends_with_the_next_and_can_be_revoked(source):
    first = new_token(source)
    second = new_token(source)
    source.refresh_from_db()
    assert second not in source.token_digest
    assert (is_token_of(source, first), is_token_of(source, second)) == (False, True)
    revoke_token(source)
    assert not is_token_of(source, second)
    assert not is_token_of(source, "")


def test_too_large_empty_and_oddly_packed_deliveries_are_refused_with_a_reason(post, source):
    Source.objects.filter(pk=source.pk).update(max_bytes=100)
    assert (post(b"x" * 101).status_code, post(b" \n").status_code) == (413, 400)
    assert post(gzip.compress(b"x" * 5000), **{"Content-Encoding": "gzip"}).status_code == 415
    assert post(b"abc", **{"Content-Encoding": "br"}).status_code == 415
    assert post(b"x" * 101).json()["reason"]


def test_a_packed_delivery_is_unpacked_and_its_charset_is_kept(post):
    answer = post(
        gzip.compress(ITEM), **{"Content-Encoding": "gzip", "Content-Type": "application/json; charset=utf-8"}
    )
    assert answer.json()["new"] == 1
    assert RawFile.objects.get().charset == "utf-8"


def test_a_request_that_does_not_say_its_length_is_refused(source):
    request = RequestFactory().post("/pengirim", headers={"Authorization": f"Bearer {new_token(source)}"})
    del request.META["CONTENT_LENGTH"]
    assert views.deliver(request, "pengirim").status_code == 411


def test_a_full_disk_is_answered_with_try_again(post, monkeypatch):
    def full(*_args, **_values):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("redaksi.wire.raw.keep_all", full)
    answer = post()
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")


def test_a_sender_that_floods_us_is_told_to_wait_and_loses_nothing(post, monkeypatch):
    monkeypatch.setattr(views, "pace", Pace(3))
    assert [post(ITEM.replace(b"urn:x:1", f"urn:x:{number}".encode())).status_code for number in range(3)] == [202] * 3
    answer = post()
    assert (answer.status_code, answer["Retry-After"]) == (429, "20")
    assert RawFile.objects.count() == 3


def test_only_deliveries_are_answered(client, source):
    answer = client.get("/pengirim")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")


@override_settings(MIDDLEWARE=["django.middleware.csrf.CsrfViewMiddleware"])
def test_a_machine_needs_no_csrf_token(post):
    assert post().status_code == 202


@pytest.fixture
def subscription(source):
    return Subscription.objects.create(
        source=source,
        hub="https://hub.example/",
        topic="https://kabar.example/rss",
        secret="s3",
        asked_at=timezone.now(),
    )


def verify(client, **values):
    given = {"mode": "subscribe", "topic": "https://kabar.example/rss", "challenge": "abc", "lease_seconds": "86400"}
    return client.get("/pengirim/websub", {f"hub.{name}": value for name, value in (given | values).items()})


def test_the_hub_is_told_that_we_meant_it(client, subscription):
    answer = verify(client)
    assert (answer.status_code, answer.content, answer["Content-Type"][:10]) == (200, b"abc", "text/plain")
    subscription.refresh_from_db()
    assert subscription.lease_until - subscription.verified_at == timedelta(days=1)


@pytest.mark.parametrize("values", [{"topic": "https://lain.example/"}, {"mode": "unsubscribe"}])
def test_what_we_did_not_ask_for_is_not_confirmed(client, subscription, values):
    assert verify(client, **values).status_code == 404


def test_a_hub_that_refuses_is_remembered(client, subscription):
    assert verify(client, mode="denied", reason="tidak boleh").status_code == 200
    subscription.refresh_from_db()
    assert subscription.denied == "tidak boleh"


def test_a_signed_feed_is_taken_and_a_forged_one_is_thrown_away(client, subscription):
    data = feed("Kabar Segera")
    signature = "sha256=" + hmac.new(b"s3", data, hashlib.sha256).hexdigest()
    kind = "application/rss+xml"
    for wrong in ("", "sha256=00", "md5=abc", signature[:-1] + "x"):
        headers = {"X-Hub-Signature": wrong}
        assert client.post("/pengirim/websub", data, content_type=kind, headers=headers).status_code == 202
    assert not RawFile.objects.exists()
    client.post("/pengirim/websub", data, content_type=kind, headers={"X-Hub-Signature": signature})
    assert WireItem.objects.get().headline == "Kabar Segera"
    subscription.refresh_from_db()
    assert subscription.forged == 4
