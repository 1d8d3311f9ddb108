"""A source that is asked: it degrades, says so, and recovers by itself, whatever the provider does."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest

from redaksi.conf import config
from redaksi.wire.claims import claim
from redaksi.wire.health import health_of, recent_fetches, reports, restart, state_of
from redaksi.wire.models import FetchRecord, RawFile, Source, SourceHealth, WireItem
from redaksi.wire.poll import due, poll, poll_due, poll_sources, wait_for_threads
from tests.wire.provider import feed, good, policy, serving, status, write

pytestmark = pytest.mark.django_db


def state(source: Source, now):
    source.refresh_from_db()
    return state_of(source, SourceHealth.objects.get(source=source), now)


def test_what_is_new_arrives_and_what_did_not_change_costs_a_conditional_question(provider, web_source, now):
    provider.answers["/feed"] = good(
        feed("Harga Beras Turun"), ETag='"satu"', Last_Modified="Thu, 19 Nov 2026 10:00:00 GMT"
    )
    record = poll(web_source, now, policy())
    assert (record.outcome, record.new_items, record.deliveries) == ("new", 1, 1)
    provider.answers["/feed"] = status(304)
    record = poll(web_source, now, policy())
    assert provider.headers()["if-none-match"] == '"satu"'
    assert provider.headers()["if-modified-since"].startswith("Thu, 19 Nov")
    assert (record.outcome, record.new_items) == ("unchanged", 0)
    assert state(web_source, now).word == "ok"


def test_an_etag_that_changes_with_the_same_bytes_brings_nothing_twice(provider, web_source, now):
    for tag in ("a", "b", "c"):
        provider.answers["/feed"] = good(feed("Harga Beras Turun"), ETag=tag)
        poll(web_source, now, policy())
    assert WireItem.objects.count() == RawFile.objects.count() == 1
    assert recent_fetches(web_source)[0].outcome == "unchanged"


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/slow", "too slow"),
        ("/silent", "in time"),
        ("/truncated", "peer closed"),
        ("/loop", "redirects"),
        ("/bomb", "larger than"),
        ("/brotli", "did not ask for"),
        ("/broken", "answered 500"),
        ("/none", "answered 404"),
        ("/dripping-head", "in time"),
        ("/dripping-body", "too slow"),
        ("/nonsense", "illegal"),
        ("/wrong-gzip", "broken"),
    ],
)
def test_a_bad_provider_degrades_its_source_with_the_reason_and_recovers(provider, web_source, now, path, reason):
    Source.objects.filter(pk=web_source.pk).update(url=provider.url + path)
    web_source.refresh_from_db()
    record = poll(web_source, now, policy())
    assert record.outcome == "failed"
    assert reason in record.reason
    assert record.took_ms < 2500
    assert not RawFile.objects.exists()
    assert state(web_source, now).word == "degraded"
    assert reason in state(web_source, now).reason
    provider.answers[path] = good(feed("Pulih Kembali"))
    later = now + timedelta(hours=1)
    assert poll(web_source, later, policy()).new_items == 1
    assert state(web_source, later).word == "ok"


def test_a_redirect_to_a_private_address_is_refused(provider, web_source, now):
    Source.objects.filter(pk=web_source.pk).update(url=provider.url.replace("127.0.0.1", "umum.example") + "/inward")
    web_source.refresh_from_db()
    port = int(provider.url.rpartition(":")[2])
    inward = policy(
        allow_private=False,
        resolver=lambda host, asked: ["127.0.0.1"] if (host, asked) == ("rahasia.example", 80) else ["10.0.0.8"],
    )
    assert "private address" in poll(web_source, now, inward).reason
    assert port
    assert not RawFile.objects.exists()


def test_patience_that_the_sender_asks_for_is_kept(provider, web_source, now):
    provider.answers["/feed"] = status(429, Retry_After="7200")
    record = poll(web_source, now, policy())
    assert "patience" in record.reason
    assert health_of(web_source).next_due >= now + timedelta(hours=2)


def test_a_moved_address_is_remembered_only_when_it_moved_for_good(provider, web_source, now):
    provider.answers["/feed"] = status(302, Location="/sementara")
    provider.answers["/sementara"] = good(feed("Sementara"))
    poll(web_source, now, policy())
    web_source.refresh_from_db()
    assert web_source.url.endswith("/feed")
    provider.answers["/feed"] = status(301, Location="/baru")
    provider.answers["/baru"] = good(feed("Baru"), ETag="x")
    poll(web_source, now, policy())
    web_source.refresh_from_db()
    assert web_source.url.endswith("/baru")
    provider.answers["/baru"] = status(304)
    poll(web_source, now, policy())
    assert provider.headers()["if-none-match"] == "x"


def test_an_address_that_is_gone_stops_its_source_until_it_is_changed_or_restarted(provider, web_source, now):
    provider.answers["/feed"] = status(410)
    assert poll(web_source, now, policy()).outcome == "stopped"
    assert state(web_source, now).word == "stopped"
    later = now + timedelta(days=2)
    assert not due(later).exists()
    restart(web_source, later)
    assert due(later).get() == web_source
    poll(web_source, later, policy())
    Source.objects.filter(pk=web_source.pk).update(url=f"{provider.url}/lain")
    assert due(later + timedelta(days=2)).get() == web_source


def test_failures_in_a_row_are_asked_ever_more_seldom(provider, web_source, now):
    provider.answers["/feed"] = status(500)
    pauses = []
    for _ in range(4):
        poll(web_source, now, policy())
        pauses.append((health_of(web_source).next_due - now).total_seconds())
    assert pauses[0] > web_source.interval
    assert 2800 <= max(pauses) <= 4400


def test_what_cannot_be_read_waits_in_quarantine_and_the_source_says_so(provider, web_source, now):
    provider.answers["/feed"] = good(b"<rss><channel><item>")
    record = poll(web_source, now, policy())
    assert record.quarantined + record.new_items >= 1 or record.reason
    assert RawFile.objects.count() == 1


def test_account_and_password_are_sent_to_their_host_and_never_shown(provider, web_source, now):
    Source.objects.filter(pk=web_source.pk).update(username="redaksi", password="sangat-rahasia")
    web_source.refresh_from_db()
    provider.answers["/feed"] = status(401)
    record = poll(web_source, now, policy())
    assert provider.headers()["authorization"].startswith("Basic ")
    assert "rahasia" not in record.reason
    provider.answers["/feed"] = status(302, Location=provider.url.replace("127.0.0.1", "localhost") + "/feed2")
    provider.answers["/feed2"] = good(feed("Lain"))
    poll(web_source, now, policy())
    assert "authorization" not in provider.headers()


def certified(folder, *more: str) -> tuple[ssl.SSLContext, Path]:
    """A TLS server's context with a certificate of its own for 127.0.0.1, and that certificate."""
    key, cert = folder / "key.pem", folder / "cert.pem"
    made = "openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=localhost -addext subjectAltName=IP:127.0.0.1".split()
    done = subprocess.run([*made, *more, "-keyout", key, "-out", cert], capture_output=True, check=False)
    if done.returncode:
        faked = ["faketime", "2020-01-01", *made, "-days", "1", "-keyout", key, "-out", cert]
        subprocess.run(faked, capture_output=True, check=True)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(cert, key)
    return server, cert


def at(source: Source, url: str) -> Source:
    Source.objects.filter(pk=source.pk).update(url=url)
    source.refresh_from_db()
    return source


@pytest.mark.skipif(not shutil.which("openssl"), reason="needs openssl")
def test_an_expired_certificate_is_named_as_the_reason(tmp_path, web_source, now):
    server, cert = certified(tmp_path, "-not_before", "20200101000000Z", "-not_after", "20200102000000Z")
    with serving(tls=server) as provider:
        source = at(web_source, provider.url.replace("http:", "https:") + "/feed")
        record = poll(source, now, policy(tls=ssl.create_default_context(cafile=cert)))
    assert "expired" in record.reason


@pytest.mark.skipif(not shutil.which("openssl"), reason="needs openssl")
def test_a_certificate_that_nobody_vouches_for_is_refused_and_one_that_is_trusted_recovers(tmp_path, web_source, now):
    server, cert = certified(tmp_path)
    with serving(tls=server) as provider:
        provider.answers["/feed"] = good(feed("Terpercaya"))
        source = at(web_source, provider.url.replace("http:", "https:") + "/feed")
        record = poll(source, now, policy())
        assert record.outcome == "failed"
        assert "self-signed" in record.reason.replace("self signed", "self-signed")
        assert not provider.asked
        later = now + timedelta(hours=1)
        assert poll(source, later, policy(tls=ssl.create_default_context(cafile=cert))).new_items == 1
        assert state(source, later).word == "ok"


def test_a_server_that_hangs_in_the_handshake_costs_no_more_than_the_limit(web_source, now):
    with socket.create_server(("127.0.0.1", 0)) as mute:
        record = poll(at(web_source, f"https://127.0.0.1:{mute.getsockname()[1]}/feed"), now, policy())
    assert (record.outcome, record.took_ms < 2500) == ("failed", True)
    assert "in time" in record.reason or "slow" in record.reason


def test_a_length_that_is_too_short_brings_half_a_document_into_quarantine_and_the_next_one_is_whole(
    provider, web_source, now
):
    source = at(web_source, f"{provider.url}/short-length")
    record = poll(source, now, policy())
    assert (record.new_items, record.quarantined) == (0, 1)
    assert state(source, now).word == "degraded"
    provider.answers["/short-length"] = good(feed("Utuh"))
    later = now + timedelta(hours=1)
    assert poll(source, later, policy()).new_items == 1
    assert state(source, later).word == "ok"


def test_only_what_is_due_is_claimed_and_a_claim_runs_out(web_source, now):
    assert due(now).get() == web_source
    assert claim(web_source, now)
    assert not claim(web_source, now)
    assert not due(now).exists()
    assert claim(web_source, now + timedelta(minutes=11))


def test_a_source_that_is_off_or_comes_by_itself_is_never_due(web_source, now):
    Source.objects.filter(pk=web_source.pk).update(active=False)
    Source.objects.create(name="Kiriman", slug="kiriman", kind="push")
    assert not due(now).exists()


def test_asking_by_name_says_why_it_cannot(web_source, now):
    with pytest.raises(LookupError, match="no source"):
        list(poll_sources(now, "Tiada"))
    Source.objects.create(name="Kiriman", slug="kiriman", kind="push")
    with pytest.raises(LookupError, match="not asked"):
        list(poll_sources(now, "kiriman"))


def test_only_the_newest_fetches_are_kept(provider, web_source, now, monkeypatch):
    monkeypatch.setattr(FetchRecord, "KEPT", 3)
    provider.answers["/feed"] = good(feed("Satu"))
    for _ in range(6):
        poll(web_source, now, policy())
    assert FetchRecord.objects.filter(source=web_source).count() == 3


def test_silence_and_what_came_today_stand_in_the_report(provider, web_source, now, django_assert_max_num_queries):
    Source.objects.filter(pk=web_source.pk).update(silence_hours=3)
    provider.answers["/feed"] = good(feed("Satu", "Dua Kali"))
    web_source.refresh_from_db()
    poll(web_source, now, policy())
    with django_assert_max_num_queries(4):
        report = reports(now, "Asia/Jakarta")[0]
    assert (report.state.word, report.items_today) == ("ok", 2)
    assert state(web_source, now + timedelta(hours=4)).word == "silent"


@pytest.mark.django_db(transaction=True)
def test_the_clock_starts_threads_and_does_not_wait(now):
    folder = config.home / "incoming" / "jam"
    write(folder / "a.xml", feed("Dari Folder"))
    Source.objects.create(name="Folder", slug="folder", kind="folder", url="jam", interval=5)
    assert poll_due(now) == 1
    assert wait_for_threads()
    assert poll_due(now) == 0
    assert poll_due(now + timedelta(seconds=6)) == 1
    assert wait_for_threads()
    assert WireItem.objects.get().headline == "Dari Folder"
    shutil.rmtree(folder)
