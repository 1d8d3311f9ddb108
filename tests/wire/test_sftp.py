"""SFTP from a real server: each file once, never a half-written one, and never from a server with another key."""

import os
import socket

import asyncssh
import pytest

from redaksi.conf import config
from redaksi.wire import host_keys
from redaksi.wire.health import health_of, state_of
from redaksi.wire.models import Source, WireItem
from redaksi.wire.poll import poll
from tests.wire.provider import feed, policy, write
from tests.wire.sftp_server import sftp_server

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def key():
    return asyncssh.generate_private_key("ssh-ed25519")


@pytest.fixture
def server(tmp_path, key):
    (tmp_path / "keluar").mkdir()
    with sftp_server(tmp_path, key) as running:
        yield running


@pytest.fixture
def source(server):
    url = f"sftp://127.0.0.1:{server.port}/keluar"
    return Source.objects.create(
        name="KBC", slug="kbc", kind="sftp", url=url, username="redaksi", password=server.password
    )


def look(source, now, **limits):
    return poll(source, now, policy(**{"timeout": 5.0} | limits))


def test_a_file_that_came_to_rest_is_taken_once_and_nothing_is_changed_there(server, source, now):
    write(server.root / "keluar" / "a.xml", feed("Satu"))
    write(server.root / "keluar" / "b.xml.part", feed("Dua"))
    (server.root / "keluar" / "lama").mkdir()
    (server.root / "keluar" / "tautan.xml").symlink_to("/etc/passwd")
    assert [look(source, now).new_items for _ in range(3)] == [0, 1, 0]
    assert WireItem.objects.get().headline == "Satu"
    assert server.written == 0


def test_a_file_that_is_still_growing_is_left_alone(server, source, now):
    file = server.root / "keluar" / "b.xml"
    whole = feed("Utuh")
    for part in (100, 200):
        write(file, whole[:part])
        os.utime(file, (part, part))
        assert look(source, now).deliveries == 0
    write(file, whole)
    assert [look(source, now).new_items for _ in range(3)] == [0, 1, 0]


def test_the_servers_key_is_remembered_and_shown(server, source, now, key):
    assert health_of(source).host_key == ""
    assert look(source, now).outcome == "unchanged"
    assert host_keys.fingerprint(health_of(source).host_key) == key.get_fingerprint()


def test_another_key_is_refused_until_an_editor_accepts_it(server, source, now, key, tmp_path):
    look(source, now)
    other = asyncssh.generate_private_key("ssh-ed25519")
    with sftp_server(tmp_path, other) as impostor:
        # The same address, as a remembered key sees it.
        line = health_of(source).host_key.replace(f":{server.port} ", f":{impostor.port} ")
        Source.objects.filter(pk=source.pk).update(url=f"sftp://127.0.0.1:{impostor.port}/keluar")
        source.refresh_from_db()
        health = health_of(source)
        health.host_key = line
        health.save()
        record = look(source, now)
        assert record.outcome == "failed"
        assert key.get_fingerprint() in record.reason
        assert other.get_fingerprint() in record.reason
        assert state_of(source, health_of(source), now).word == "degraded"
        assert health_of(source).host_key == line
        host_keys.forget(source)
        assert look(source, now).outcome == "unchanged"
        assert host_keys.fingerprint(health_of(source).host_key) == other.get_fingerprint()


def test_a_server_that_gets_a_second_key_is_still_known_by_its_first(tmp_path, now):
    (tmp_path / "keluar").mkdir()
    old, new = asyncssh.generate_private_key("ecdsa-sha2-nistp256"), asyncssh.generate_private_key("ssh-ed25519")
    with sftp_server(tmp_path, old) as first:
        url = f"sftp://127.0.0.1:{first.port}/keluar"
        source = Source.objects.create(
            name="KBC", slug="kbc", kind="sftp", url=url, username="redaksi", password=first.password
        )
        assert look(source, now).outcome == "unchanged"
    with sftp_server(tmp_path, new, old, port=first.port):
        assert look(source, now).outcome == "unchanged"


def test_a_wrong_password_is_a_reason_that_does_not_show_it(server, source, now):
    Source.objects.filter(pk=source.pk).update(password="keliru-sekali")
    source.refresh_from_db()
    record = look(source, now)
    assert "refuses us" in record.reason
    assert "keliru" not in record.reason


def test_the_newsrooms_own_key_opens_the_account(server, source, now):
    own = asyncssh.generate_private_key("ssh-ed25519")
    server.account_key = own.export_public_key().decode()
    Source.objects.filter(pk=source.pk).update(password="")
    source.refresh_from_db()
    assert look(source, now).outcome == "failed"
    path = config.home / "sftp_key"
    own.write_private_key(path)
    try:
        assert look(source, now).outcome == "unchanged"
    finally:
        path.unlink()


def test_a_slow_server_ends_at_the_limit_and_recovers(server, source, now):
    write(server.root / "keluar" / "a.xml", feed("Satu"))
    look(source, now)
    server.sleep = 3.0
    record = look(source, now, timeout=0.8)
    assert (record.outcome, record.took_ms < 2500) == ("failed", True)
    assert "in time" in record.reason
    server.sleep = 0.0
    assert look(source, now).new_items == 1


def test_a_file_over_the_limit_is_left_and_said(server, source, now):
    write(server.root / "keluar" / "besar.xml", b"x" * 5000)
    record = look(source, now, max_bytes=1000)
    assert "besar.xml" in record.reason
    assert look(source, now, max_bytes=1000).deliveries == 0


def test_a_server_that_never_says_a_word_is_a_reason(source, now):
    with socket.create_server(("127.0.0.1", 0)) as mute:
        Source.objects.filter(pk=source.pk).update(url=f"sftp://127.0.0.1:{mute.getsockname()[1]}/keluar")
        source.refresh_from_db()
        assert "in time" in look(source, now, timeout=0.5).reason


def test_a_folder_that_is_missing_and_a_private_server_are_reasons(server, source, now):
    assert "private" in look(source, now, allow_private=False).reason
    Source.objects.filter(pk=source.pk).update(url=f"sftp://127.0.0.1:{server.port}/tiada")
    source.refresh_from_db()
    assert look(source, now).outcome == "failed"


def test_what_comes_below_the_accounts_home_is_named_with_a_tilde(server, source, now):
    write(server.root / "keluar" / "a.xml", feed("Satu"))
    Source.objects.filter(pk=source.pk).update(url=f"sftp://127.0.0.1:{server.port}/~/keluar")
    source.refresh_from_db()
    assert [look(source, now).new_items for _ in range(2)] == [0, 1]
