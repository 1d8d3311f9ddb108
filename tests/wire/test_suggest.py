"""From an address to a source's settings, whatever the address is."""

import base64

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redaksi.formats import NewsItem
from redaksi.wire.suggest import interval_of, suggest, zone_of
from tests.wire.provider import feed, good, policy, serving, status


def test_a_feed_is_named_with_format_zone_language_and_a_sample(provider):
    provider.answers["/rss"] = good(feed("Harga Beras Turun", "Jalan Rusak Diperbaiki"))
    draft = suggest(f"{provider.url}/rss", policy())
    assert (draft.kind, draft.format, draft.name) == ("http", "rss", "Kabar Contoh")
    assert (draft.zone, draft.language, draft.problem) == ("Asia/Jakarta", "id", "")
    assert [item.headline for item in draft.items] == ["Harga Beras Turun", "Jalan Rusak Diperbaiki"]


def test_a_page_leads_to_the_feed_it_names_and_comments_come_last(provider):
    provider.answers["/"] = good(
        b"<!doctype html><html><head><title>Kabar</title>"
        b'<link rel="alternate" type="application/rss+xml" title="Komentar" href="/comments/feed">'
        b'<link rel=alternate type="application/rss+xml" title="Berita" href=/rss></head></html>'
    )
    provider.answers["/rss"] = good(feed("Harga Beras Turun"))
    draft = suggest(f"{provider.url}/", policy())
    assert draft.url == f"{provider.url}/rss"
    assert draft.alternatives == ((f"{provider.url}/comments/feed", "Komentar"),)


def test_a_page_that_names_no_feed_is_tried_at_the_usual_places(provider):
    provider.answers["/"] = good(b"<!doctype html><html><head><title>Kabar</title></head></html>")
    provider.answers["/rss.xml"] = good(feed("Harga Beras Turun"))
    assert suggest(f"{provider.url}/", policy()).url == f"{provider.url}/rss.xml"


def test_a_feed_with_a_hub_is_proposed_as_a_subscription(provider):
    links = '<atom:link rel="hub" href="https://hub.example/"/><atom:link rel="self" href="/rss"/>'
    provider.answers["/rss"] = good(feed("Satu", links=links))
    draft = suggest(f"{provider.url}/rss", policy())
    assert (draft.kind, draft.hub) == ("websub", "https://hub.example/")


@pytest.mark.parametrize(
    ("address", "kind", "problem"),
    [
        ("ftp://kbc.example/keluar", "ftp", ""),
        ("imaps://surat.example/INBOX", "imap", ""),
        ("sftp://kbc.example/keluar", "sftp", ""),
        ("/etc/passwd", "folder", "folders lie under"),
        ("javascript://alert(1)", "http", "not fetched"),
        ("", "http", "needed"),
        ("http://10.0.0.1/rss", "http", "private"),
    ],
)
def test_other_addresses_are_known_by_their_kind_or_refused_with_a_reason(address, kind, problem):
    draft = suggest(address, policy(allow_private=False))
    assert draft.kind == kind
    assert problem in draft.problem


def test_a_provider_that_fails_gives_a_draft_with_the_problem():
    with serving() as running:
        running.answers["/rss"] = status(500)
        draft = suggest(f"{running.url}/rss", policy())
        assert "answered 500" in draft.problem
        running.answers["/"] = good(b"<html><title>Tanpa umpan</title></html>")
        assert suggest(running.url, policy()).name == "Tanpa umpan"


def test_zone_and_interval_come_from_the_items(now):
    def item(text: str) -> NewsItem:
        return NewsItem.from_json({"guid": text, "format": "rss", "published": text})

    items = [item(f"2026-11-19T{hour:02}:00:00+08:00") for hour in range(6, 12)]
    assert zone_of(items) == "Asia/Makassar"
    assert interval_of(items) == 1200
    assert (zone_of([]), interval_of([])) == ("", 300)


@settings(max_examples=100)
@given(st.text(max_size=60))
def test_no_address_makes_it_raise(address):
    if "://" in address or address.startswith(("/", ".")) or not address.strip():
        assert suggest(address, policy(resolver=lambda *_: [])) is not None


def test_the_account_is_tried_at_the_address_itself_and_at_feeds_of_the_same_server_only(provider):
    with serving() as stranger:
        stranger.answers["/rss"] = status(404)
        provider.answers["/"] = good(
            f"<!doctype html><link rel=alternate type=application/rss+xml href={stranger.url}/rss>"
            "<link rel=alternate type=application/rss+xml href=/rss>".encode()
        )
        provider.answers["/rss"] = _locked(feed("Di Balik Kunci"))
        draft = suggest(provider.url, policy(), ("ada", "rahasia99"))
        assert [item.headline for item in draft.items] == ["Di Balik Kunci"]
        assert stranger.asked
        assert "authorization" not in stranger.headers()
    wrong = suggest(f"{provider.url}/rss", policy(), ("ada", "salah-sandi"))
    assert "refuses us (401)" in wrong.problem
    assert "salah-sandi" not in wrong.problem


def test_an_account_in_the_address_is_tried_and_stays_out_of_the_draft(provider):
    provider.answers["/rss"] = _locked(feed("Di Balik Kunci"))
    draft = suggest(f"{provider.url}/rss".replace("://", "://ada:rahasia99@"), policy())
    assert draft.items
    assert draft.url == f"{provider.url}/rss"


@pytest.mark.parametrize("code", [301, 302])
def test_a_redirect_to_another_server_gets_neither_account_nor_key_and_is_not_proposed(provider, code):
    with serving() as stranger:
        stranger.answers["/rss"] = good(feed("Di Tempat Lain"))
        provider.answers["/rss"] = status(code, Location=f"{stranger.url}/rss?token=kunci-kita")
        for address, account in (
            (f"{provider.url}/rss?token=kunci-kita", ("", "")),
            (f"{provider.url}/rss", ("a", "b")),
        ):
            draft = suggest(address, policy(), account)
            assert draft.items
            assert draft.url == address
            assert "authorization" not in stranger.headers()
        assert stranger.asked[0][1] == "/rss"
        assert suggest(f"{provider.url}/rss", policy()).url.startswith(stranger.url)


def test_a_problem_shows_no_key():
    draft = suggest("http://127.0.0.1:99999/rss?api_key=rahasia99", policy())
    assert draft.problem
    assert "rahasia99" not in draft.problem


def _locked(data):
    def answer(handler):
        pair = base64.b64encode(b"ada:rahasia99").decode()
        known = handler.headers.get("Authorization") == f"Basic {pair}"
        (good(data) if known else status(401))(handler)

    return answer
