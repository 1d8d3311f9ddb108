"""A mailbox is read by UID, each message once, and nothing in it is marked."""

import pytest

from redaksi.wire.models import RawFile, Source, WireItem
from redaksi.wire.poll import poll
from tests.wire.provider import policy
from tests.wire.servers import dripping, imap_server

pytestmark = pytest.mark.django_db


def mail(number: int) -> bytes:
    return (
        f"From: Humas <humas@dinas.example>\r\nTo: redaksi@kabar.example\r\nSubject: Siaran Pers {number}\r\n"
        f"Message-ID: <{number}@dinas.example>\r\nDate: Thu, 19 Nov 2026 18:00:00 +0700\r\n"
        "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
        f"Dinas membuka layanan nomor {number} mulai pekan depan.\r\n"
    ).encode()


@pytest.fixture
def server():
    with imap_server() as running:
        running.messages = {4: mail(4), 7: mail(7)}
        yield running


@pytest.fixture
def source(server):
    url = f"imap://127.0.0.1:{server.port}/INBOX"
    return Source.objects.create(name="Surat", slug="surat", kind="imap", url=url, username="r", password="rahasia")


def test_new_messages_are_read_once_by_uid_and_never_marked(server, source, now):
    assert poll(source, now, policy()).new_items == 2
    server.messages[9] = mail(9)
    assert poll(source, now, policy()).new_items == 1
    assert poll(source, now, policy()).deliveries == 0
    assert WireItem.objects.filter(headline__startswith="Siaran Pers").count() == 3
    fetched = [line for line in server.asked if "BODY" in line]
    assert len(fetched) == 3
    assert all("BODY.PEEK[]" in line for line in fetched)
    assert not [line for line in server.asked if "STORE" in line or line.startswith("SELECT")]


def test_a_mailbox_that_was_made_anew_is_read_anew_and_nothing_doubles(server, source, now):
    poll(source, now, policy())
    server.validity, server.messages = 2, {1: mail(4), 2: mail(8)}
    assert poll(source, now, policy()).new_items == 1
    assert RawFile.objects.count() == 3


def test_a_message_that_is_too_large_stays_and_is_said(server, source, now):
    server.messages[12] = mail(12) + b"x" * 5000
    record = poll(source, now, policy(max_bytes=2000))
    assert record.new_items == 2
    assert "message 12" in record.reason


def test_an_unprotected_connection_outside_the_house_is_refused_before_the_password(server, source, now):
    outside = policy(allow_private=False, resolver=lambda *_: ["203.0.113.9"])
    assert poll(source, now, outside).outcome == "failed"
    assert not [line for line in server.asked if "LOGIN" in line]


def test_a_wrong_password_is_a_reason(source, now):
    Source.objects.filter(pk=source.pk).update(password="salah")
    source.refresh_from_db()
    assert "wrong password" in poll(source, now, policy()).reason


def test_a_server_that_drips_is_cut_off(source, now):
    with dripping(b"* OK ") as port:
        Source.objects.filter(pk=source.pk).update(url=f"imap://127.0.0.1:{port}/INBOX")
        source.refresh_from_db()
        record = poll(source, now, policy(timeout=0.5))
    assert (record.outcome, record.took_ms < 3000) == ("failed", True)
