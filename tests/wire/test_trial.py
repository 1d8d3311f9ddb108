"""A look at a source before it is one brings items or a problem, and remembers nothing."""

import asyncssh
import pytest

from redaksi.conf import config
from redaksi.wire.host_keys import fingerprint, pin
from redaksi.wire.models import RawFile, SeenFile, Source, WireItem
from redaksi.wire.poll import poll
from redaksi.wire.trial import look
from tests.wire.provider import feed, good, policy, write
from tests.wire.servers import ftp_server, imap_server
from tests.wire.sftp_server import sftp_server

pytestmark = pytest.mark.django_db
MAIL = (
    b"From: kb@example.id\r\nSubject: Kabar Surel\r\nDate: Thu, 19 Nov 2026 18:00:00 +0700\r\n\r\nIsi kabar surel.\r\n"
)


def nothing_is_remembered() -> bool:
    return not any(model.objects.exists() for model in (Source, RawFile, WireItem, SeenFile))


def test_a_feed_shows_its_first_items(provider):
    provider.answers["/rss"] = good(feed("Harga Beras Turun", "Jalan Diperbaiki"))
    draft = look(f"{provider.url}/rss", policy())
    assert [item.headline for item in draft.items] == ["Harga Beras Turun", "Jalan Diperbaiki"]
    assert nothing_is_remembered()


def test_an_ftp_server_shows_its_newest_files_and_says_which_cannot_be_read():
    with ftp_server() as server:
        server.files = {
            "lama.xml": (feed("Kabar Lama"), "20261101000000"),
            "baru.xml": (feed("Kabar Baru"), "20261119000000"),
            "rusak.bin": (b"\x00\x01\x02", "20261118000000"),
            "tua.xml": (feed("Kabar Tua"), "20250101000000"),
        }
        draft = look(f"ftp://127.0.0.1:{server.port}/keluar", policy(), "redaksi", "rahasia")
        assert [item.headline for item in draft.items] == ["Kabar Baru", "Kabar Lama"]
        assert draft.format == "rss"
        assert draft.warnings[0].startswith("rusak.bin: ")
        wrong = look(f"ftp://127.0.0.1:{server.port}/keluar", policy(), "redaksi", "salah")
        assert "530" in wrong.problem
    assert nothing_is_remembered()


def test_a_mailbox_shows_its_newest_messages(monkeypatch):
    with imap_server() as server:
        server.messages = {uid: MAIL.replace(b"Surel", b"Surel %d" % uid) for uid in range(1, 6)}
        draft = look(f"imap://127.0.0.1:{server.port}/INBOX", policy(), "redaksi", "rahasia")
    assert [item.headline for item in draft.items] == ["Kabar Surel 3", "Kabar Surel 4", "Kabar Surel 5"]
    assert draft.format == "email"


def test_a_folder_shows_its_newest_files():
    folder = config.home / "incoming" / "uji-lihat"
    write(folder / "a.xml", feed("Kabar Folder"))
    draft = look("uji-lihat", policy())
    assert draft.kind == "http"
    draft = look("./uji-lihat", policy())
    assert [item.headline for item in draft.items] == ["Kabar Folder"]
    assert nothing_is_remembered()


def test_what_cannot_be_reached_is_a_problem_and_never_an_exception():
    for address in (
        "ftp://127.0.0.1:9/x",
        "imaps://127.0.0.1:9/INBOX",
        "sftp://127.0.0.1:9/x",
        "./tak-ada",
        "ftp://",
        "sftp://h:99999",
    ):
        draft = look(address, policy())
        assert draft.problem, address
        assert draft.items == ()


def test_a_web_address_is_looked_at_with_the_account_as_the_later_fetch_asks_it(provider):
    provider.answers["/rss"] = good(feed("Di Balik Kunci"))
    assert look(f"{provider.url}/rss", policy(), "ada", "x").items
    tried = provider.headers()["authorization"]
    poll(Source.objects.create(name="S", kind="http", url=f"{provider.url}/rss", username="ada", password="x"))
    assert provider.headers()["authorization"] == tried


def test_an_sftp_server_shows_its_key_even_where_the_password_is_wrong(tmp_path):
    key = asyncssh.generate_private_key("ssh-ed25519")
    write(tmp_path / "keluar" / "a.xml", feed("Kabar SFTP"))
    with sftp_server(tmp_path, key) as server:
        address = f"sftp://127.0.0.1:{server.port}/keluar"
        draft = look(address, policy(timeout=5.0), "redaksi", server.password)
        assert [item.headline for item in draft.items] == ["Kabar SFTP"]
        assert fingerprint(draft.host_key) == key.get_fingerprint()
        wrong = look(address, policy(timeout=5.0), "redaksi", "salah")
        assert "password may be wrong" in wrong.problem
        assert wrong.host_key == draft.host_key
        assert nothing_is_remembered()


def test_an_sftp_server_with_another_key_than_the_known_one_is_refused_before_the_password(tmp_path):
    write(tmp_path / "keluar" / "a.xml", feed("Kabar SFTP"))
    known, other = (asyncssh.generate_private_key("ssh-ed25519") for _ in range(2))
    with sftp_server(tmp_path, other) as impostor:
        address = f"sftp://127.0.0.1:{impostor.port}/keluar"
        source = Source.objects.create(name="S", slug="s", kind="sftp", url=address)
        pin(source, f"127.0.0.1:{impostor.port} {known.export_public_key().decode().strip()}")
        draft = look(address, policy(timeout=5.0), "redaksi", impostor.password)
    assert draft.items == ()
    assert known.get_fingerprint() in draft.problem
    assert other.get_fingerprint() in draft.problem
    assert fingerprint(draft.host_key) == known.get_fingerprint()
