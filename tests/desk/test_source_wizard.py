"""From an address to a source: what is found is proposed, what is wrong is said, what is added is asked at once."""

from __future__ import annotations

import base64
import html
import re
import shutil
import ssl
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import asyncssh
import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from redaksi.desk import source_wizard
from redaksi.newsroom.models import User
from redaksi.wire import host_keys
from redaksi.wire.addresses import MASK
from redaksi.wire.credentials import seal
from redaksi.wire.fetch import Policy
from redaksi.wire.models import Source, SourceHealth
from redaksi.wire.poll import due, poll
from tests.factories import make_section
from tests.wire.provider import Provider, feed, good, serving, status, write
from tests.wire.servers import ftp_server
from tests.wire.sftp_server import sftp_server

pytestmark = pytest.mark.django_db
Login = Callable[[str], tuple[Client, User]]
URL = "/desk/sumber/new/"


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch) -> Iterator[Provider]:
    """A provider on loopback, and a desk that may ask it."""
    monkeypatch.setattr(source_wizard, "policy", lambda: Policy(timeout=2.0, allow_private=True))
    with serving() as running:
        yield running


def look(client: Client, **sent: str) -> str:
    answer = client.post(URL, {"way": "web", "periksa": "1", **sent})
    assert answer.status_code == 200
    return str(answer.content.decode())


def settings(**values: object) -> dict[str, object]:
    given = {"name": "Kabar", "kind": "http", "url": "https://kabar.example/rss", "interval": 300, "zone": "UTC"}
    return {"way": "web", "buat": "1", **{f"s-{name}": value for name, value in {**given, **values}.items()}}


def test_an_address_is_looked_at_and_its_settings_and_items_are_shown(login: Login, provider: Provider) -> None:
    provider.answers["/rss"] = good(feed("Harga Beras Turun", "Jalan Diperbaiki"))
    make_section("Ekonomi")
    client, _ = login("pemimpin-redaksi")
    page = look(client, address=f"{provider.url}/rss")
    assert "Harga Beras Turun" in page
    assert 'value="Kabar Contoh"' in page
    assert '<option value="rss" selected>' in page
    assert not Source.objects.exists()


def test_a_page_offers_its_other_feeds(login: Login, provider: Provider) -> None:
    provider.answers["/"] = good(
        b"<!doctype html><html><head><link rel=alternate type='application/rss+xml' title=Utama href=/rss>"
        b"<link rel=alternate type='application/rss+xml' title=Olahraga href=/olahraga></head></html>"
    )
    provider.answers["/rss"], provider.answers["/olahraga"] = good(feed("Utama Satu")), good(feed("Olahraga Satu"))
    client, _ = login("admin")
    page = look(client, address=provider.url)
    assert "1 umpan lain" in page
    assert "Olahraga Satu" in look(client, address=provider.url, pilih=f"{provider.url}/olahraga")


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (status(404), "menjawab dengan kode 404"),
        (status(401), "menjawab dengan kode 401"),
        (good(b"<!doctype html><html><title>Bukan umpan</title></html>"), "tidak ditemukan umpan"),
    ],
)
def test_what_is_wrong_is_said_and_the_source_can_be_added_all_the_same(
    login: Login, provider: Provider, answer: object, said: str
) -> None:
    provider.answers["/rss"] = answer
    page = look(login("pemimpin-redaksi")[0], address=f"{provider.url}/rss")
    assert said in page
    assert "Tambahkan sumber ini" in page


def test_private_addresses_are_refused_by_default_and_nobody_answers_is_said(login: Login) -> None:
    client, _ = login("pemimpin-redaksi")
    assert "alamat jaringan dalam" in look(client, address="http://127.0.0.1:9/rss")
    assert "tidak dijemput" in look(client, address="gopher://kabar.example/")
    assert "alamat perlu diisi" in look(client, address="")
    assert "folder pantauan harus berada" in look(client, way="folder", address="../../etc")


def test_an_ftp_server_is_asked_with_the_password_which_is_not_shown_again(login: Login, provider: Provider) -> None:
    with ftp_server() as server:
        server.files = {"a.xml": (feed("Kabar dari FTP"), "20261119000000")}
        sent = {"way": "server", "address": f"ftp://127.0.0.1:{server.port}/keluar", "username": "redaksi"}
        page = look(login("pemimpin-redaksi")[0], **sent, password="rahasia")
    assert "Kabar dari FTP" in page
    assert "rahasia" not in page


def test_account_and_password_in_the_address_go_to_fields_of_their_own(login: Login) -> None:
    client, _ = login("pemimpin-redaksi")
    typed = {"way": "server", "address": "ftp://redaksi:kunci%2Fku@kb.example/keluar"}
    client.post(URL, {**settings(kind="ftp", url="ftp://kb.example/keluar"), **typed})
    source = Source.objects.get()
    assert (source.url, source.username, source.password) == ("ftp://kb.example/keluar", "redaksi", "kunci/ku")


@pytest.mark.skipif(not shutil.which("openssl"), reason="needs openssl")
def test_a_certificate_that_nobody_trusts_is_said(login: Login, provider: Provider, tmp_path: Path) -> None:
    key, cert = tmp_path / "key.pem", tmp_path / "cert.pem"
    made = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost".split()
    subprocess.run([*made, "-keyout", key, "-out", cert], capture_output=True, check=True)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(cert, key)
    with serving(tls=server) as secure:
        page = look(login("pemimpin-redaksi")[0], address=secure.url.replace("http:", "https:"))
    assert "sertifikat server tidak dapat dipercaya" in page


def test_what_is_added_is_first_in_line_logged_and_watched(login: Login) -> None:
    client, user = login("pemimpin-redaksi")
    answer = client.post(URL, settings(silence_hours=6))
    source = Source.objects.get()
    assert (source.name, source.slug, source.silence_hours) == ("Kabar", "kabar", 6)
    assert answer["Location"].startswith(f"{reverse('sumber:health', args=[source.pk])}?coba=")
    assert list(due(SourceHealth.objects.get().next_due)) == [source]
    assert ModelLogEntry.objects.filter(action="wagtail.create", user=user).count() == 1
    client.post(URL, settings(name="Kabar!", url="https://kabar.example/lain"))
    assert Source.objects.latest("pk").slug == "kabar-2"


def test_a_name_twice_or_an_address_that_does_not_fit_is_refused_with_the_reason(login: Login) -> None:
    client, _ = login("pemimpin-redaksi")
    client.post(URL, settings())
    again = client.post(URL, settings())
    assert again.status_code == 422
    assert "telah ada" in again.content.decode()
    assert client.post(URL, settings(name="Lain", kind="imap")).status_code == 422
    assert client.post(URL, settings(name="Lain", zone="Mars/Olympus")).status_code == 422
    assert Source.objects.count() == 1


def test_a_sender_who_delivers_gets_a_token_next(login: Login) -> None:
    client, _ = login("pemimpin-redaksi")
    assert "Tambahkan sumber ini" in look(client, way="push")
    answer = client.post(URL, settings(kind="push", url=""))
    assert answer["Location"] == reverse("sumber:token", args=[Source.objects.get().pk])


def test_an_address_known_already_is_said(login: Login, provider: Provider) -> None:
    provider.answers["/rss"] = good(feed("Satu"))
    Source.objects.create(name="Yang Lama", slug="yang-lama", url=f"{provider.url}/rss")
    assert "Yang Lama" in look(login("pemimpin-redaksi")[0], address=f"{provider.url}/rss")


def test_only_who_sets_sources_up_opens_the_wizard(login: Login) -> None:
    for role in ("reporter", "editor", "redaktur", "redaktur-pelaksana"):
        client, _ = login(role)
        client.post(URL, settings())
        assert client.get(URL).status_code == 302
    assert not Source.objects.exists()


def test_the_rubric_that_the_address_or_most_items_name_is_proposed(provider: Provider) -> None:
    make_section("Ekonomi")
    make_section("Dunia")

    def rubric() -> str:
        draft = source_wizard.look(f"{provider.url}/dunia/rss", source_wizard.policy())
        return str(source_wizard.proposed(draft)["default_section"])

    provider.answers["/dunia/rss"] = good(feed("Satu"))
    assert rubric() == "dunia"
    provider.answers["/dunia/rss"] = good(feed("Satu").replace(b"</guid>", b"</guid><category>Ekonomi</category>"))
    assert rubric() == "ekonomi"


KEY = "kunci-sangat-rahasia"


def hidden(page: str, name: str) -> str:
    found = re.search(rf'<input[^>]*name="{name}"[^>]*>', page)
    assert found, name
    value = re.search(r'value="([^"]*)"', found[0])
    return html.unescape(value[1]) if value else ""


@pytest.mark.parametrize("script", [True, False], ids=["htmx", "without a script"])
def test_a_key_and_a_password_are_seen_at_no_step_and_arrive_in_the_source(
    login: Login, provider: Provider, script: bool
) -> None:
    provider.answers["/rss"] = good(feed("Di Balik Kunci"))
    client, _ = login("pemimpin-redaksi")
    typed = f"{provider.url}/rss?api_key={KEY}&n=1".replace("://", f"://ada:{KEY}-2@")
    headers = {"HX-Request": "true"} if script else {}
    sent = {"way": "web", "periksa": "1", "address": typed, "username": "", "password": ""}
    page = client.post(URL, sent, headers=headers).content.decode()
    assert "Di Balik Kunci" in page
    assert KEY not in page
    assert hidden(page, "address") == f"{provider.url}/rss?api_key={MASK}&n=1".replace("://", f"://{MASK}@")
    second = {**sent, "address": hidden(page, "address"), "kept": hidden(page, "kept")}
    assert "Di Balik Kunci" in client.post(URL, second).content.decode()
    asked = provider.asked[-1]
    assert (asked[1], asked[2]["authorization"]) == (
        f"/rss?api_key={KEY}&n=1",
        f"Basic {base64.b64encode(f'ada:{KEY}-2'.encode()).decode()}",
    )
    client.post(URL, {**settings(url=hidden(page, "s-url")), **second, "buat": "1"})
    source = Source.objects.get()
    assert (source.url, source.username, source.password) == (
        f"{provider.url}/rss?api_key={MASK}&n=1",
        "ada",
        f"{KEY}-2",
    )
    assert source.sealed_url == f"{provider.url}/rss?api_key={KEY}&n=1"
    assert KEY not in client.get(reverse("sumber:health", args=[source.pk])).content.decode()
    assert KEY not in client.get(reverse("sumber:edit", args=[source.pk])).content.decode()
    assert KEY not in client.get(reverse("sumber:index")).content.decode()
    assert KEY not in str(list(ModelLogEntry.objects.values()))


def test_a_password_typed_once_is_not_asked_for_again(login: Login, provider: Provider) -> None:
    provider.answers["/rss"] = good(feed("Satu"))
    client, _ = login("pemimpin-redaksi")
    page = look(client, address=f"{provider.url}/rss", username="ada", password=KEY)
    assert KEY not in page
    second = {"address": f"{provider.url}/rss", "username": "ada", "kept": hidden(page, "kept")}
    client.post(URL, {**settings(url=f"{provider.url}/rss"), **second})
    assert Source.objects.get().password == KEY


def test_what_is_kept_is_not_told_to_another_server(login: Login, provider: Provider) -> None:
    provider.answers["/rss"] = good(feed("Satu"))
    client, _ = login("pemimpin-redaksi")
    page = look(client, address=f"{provider.url}/rss?api_key={KEY}", username="ada", password=KEY)
    with serving() as stranger:
        stranger.answers["/rss"] = good(feed("Dua"))
        kept = {"username": "ada", "kept": hidden(page, "kept")}
        refused = look(client, address=f"{stranger.url}/rss?api_key={MASK}", **kept)
        assert "Ketik lagi kuncinya" in refused
        look(client, address=f"{stranger.url}/rss", **kept)
        assert KEY not in str(stranger.asked)
        assert base64.b64encode(f"ada:{KEY}".encode()).decode() not in str(stranger.asked)
        # Another feed of the page, at another server, is asked without the account.
        look(client, address=f"{provider.url}/rss", password=KEY, username="ada", pilih=f"{stranger.url}/rss")
        assert "authorization" not in stranger.headers()
        created = settings(url=f"{stranger.url}/rss")
        client.post(URL, {**created, "address": f"{provider.url}/rss", "username": "ada", "password": KEY})
    assert (Source.objects.get().username, Source.objects.get().password) == ("", "")


@pytest.mark.parametrize("kept", ["sealed1:palsu", "bukan", "[]"])
def test_a_forged_memory_is_no_memory(login: Login, provider: Provider, kept: str) -> None:
    provider.answers["/rss"] = good(feed("Satu"))
    client, _ = login("pemimpin-redaksi")
    assert "Satu" in look(client, address=f"{provider.url}/rss", kept=kept)
    assert "Satu" in look(client, address=f"{provider.url}/rss", kept=seal("[]"), pilih="sealed1:palsu")
    answer = client.post(URL, settings(url="sealed1:palsu"))
    assert answer.status_code == 422


def test_an_address_that_cannot_be_asked_shows_the_form_again_in_its_place(login: Login) -> None:
    client, _ = login("pemimpin-redaksi")
    sent = {"way": "web", "periksa": "1", "address": f"https://kb.example/rss?key={MASK}"}
    answer = client.post(URL, sent, headers={"HX-Request": "true"})
    assert (answer["HX-Retarget"], answer["HX-Reselect"]) == (".src-wizard", ".src-wizard")
    assert "Ketik lagi kuncinya" in answer.content.decode()


def test_the_key_of_an_sftp_server_is_shown_confirmed_and_pinned(
    login: Login, provider: Provider, tmp_path: Path
) -> None:
    client, _ = login("pemimpin-redaksi")
    write(tmp_path / "keluar" / "a.xml", feed("Kabar SFTP"))
    key, other = (asyncssh.generate_private_key("ssh-ed25519") for _ in range(2))
    with sftp_server(tmp_path, key) as server:
        address = f"sftp://127.0.0.1:{server.port}/keluar"
        sent = {"way": "server", "address": address, "username": "redaksi", "password": server.password}
        page = look(client, **sent)
        assert "Kabar SFTP" in page
        assert key.get_fingerprint() in page
        create = {**settings(kind="sftp", url=address, host_key=hidden(page, "s-host_key")), **sent}
        refused = client.post(URL, create)
        assert refused.status_code == 422
        assert "Cocokkan kunci ini" in refused.content.decode()
        assert key.get_fingerprint() in refused.content.decode()
        client.post(URL, {**create, "s-key_confirmed": "on"})
        assert host_keys.fingerprint(SourceHealth.objects.get().host_key) == key.get_fingerprint()
    with sftp_server(tmp_path, other, port=server.port):
        page = look(client, **sent)
        assert "ditolak: server menunjukkan kunci lain" in page
        assert other.get_fingerprint() in page
        assert "Kabar SFTP" not in page
        record = poll(Source.objects.get(), policy=Policy(timeout=5.0, allow_private=True))
        assert other.get_fingerprint() in record.reason
