"""The key of a server is one line, shown as OpenSSH shows it."""

import asyncssh
import pytest

from redaksi.wire.fetch import FetchError
from redaksi.wire.host_keys import fingerprint, forget, key_for, known_at, pin, place_of
from redaksi.wire.models import Source, SourceHealth


def test_a_fingerprint_is_the_one_that_ssh_shows():
    key = asyncssh.generate_private_key("ssh-ed25519")
    line = f"kbc.example:22 {key.export_public_key('openssh').decode().strip()}"
    assert fingerprint(line) == key.get_fingerprint()


@pytest.mark.parametrize("line", ["", "kbc.example:22", "kbc.example:22 ssh-ed25519", "kbc.example:22 ssh-rsa ???"])
def test_what_is_no_key_has_no_fingerprint(line):
    assert fingerprint(line) == ""


def test_a_key_counts_for_its_own_server_only():
    line = "kbc.example:22 ssh-ed25519 AAAA redaksi@kbc"
    assert key_for(line, "kbc.example:22") == "ssh-ed25519 AAAA"
    assert key_for(line, "kbc.example:2022") is None
    assert key_for("", "kbc.example:22") is None


@pytest.mark.django_db
def test_a_key_is_forgotten_when_an_editor_says_so():
    source = Source.objects.create(name="S", slug="s", kind="sftp", url="sftp://kbc.example/keluar")
    SourceHealth.objects.create(source=source, address=source.url, host_key="kbc.example:22 ssh-ed25519 AAAA")
    forget(source)
    assert SourceHealth.objects.get().host_key == ""


def test_a_place_is_host_and_port_or_a_reason():
    assert place_of("sftp://kbc.example/keluar") == "kbc.example:22"
    assert place_of("sftp://kbc.example:2022/") == "kbc.example:2022"
    for address in ("sftp://", "sftp://kbc.example:99999/", "sftp://["):
        with pytest.raises(FetchError, match="sftp://host/folder"):
            place_of(address)


@pytest.mark.django_db
def test_a_confirmed_key_is_pinned_to_its_own_server_and_known_to_the_next_source(now):
    source = Source.objects.create(name="S", slug="s", kind="sftp", url="sftp://kbc.example/keluar")
    pin(source, "lain.example:22 ssh-ed25519 AAAA")
    assert known_at("kbc.example:22") == ""
    pin(source, "kbc.example:22 ssh-ed25519 AAAA")
    assert known_at("kbc.example:22") == "kbc.example:22 ssh-ed25519 AAAA"
    assert known_at("kbc.example:2") == ""
    other = Source.objects.create(name="T", slug="t", kind="sftp", url="sftp://kbc.example/lain")
    pin(other, "kbc.example:22 ssh-ed25519 BBBB")
    SourceHealth.objects.filter(source=other).update(last_success=now)
    assert known_at("kbc.example:22").endswith("BBBB")
