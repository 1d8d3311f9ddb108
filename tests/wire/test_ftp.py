"""FTP: each file once, never a half-sent one."""

import pytest

from redaksi.wire.models import Source, WireItem
from redaksi.wire.poll import poll
from tests.wire.provider import feed, policy
from tests.wire.servers import dripping, ftp_server

pytestmark = pytest.mark.django_db


@pytest.fixture
def server():
    with ftp_server() as running:
        yield running


@pytest.fixture
def source(server):
    url = f"ftp://127.0.0.1:{server.port}/keluar"
    return Source.objects.create(name="KBC", slug="kbc", kind="ftp", url=url, username="redaksi", password="rahasia")


@pytest.mark.parametrize("mlsd", [True, False])
def test_a_file_that_came_to_rest_is_taken_once(server, source, now, mlsd):
    server.mlsd = mlsd
    server.files = {"a.xml": (feed("Satu"), "20261119110000"), "b.xml.part": (b"x", "20261119110000")}
    assert [poll(source, now, policy()).new_items for _ in range(3)] == [0, 1, 0]
    assert not [line for line in server.asked if line.startswith(("DELE", "RNFR", "STOR"))]


def test_a_transfer_that_breaks_off_is_had_again(server, source, now):
    server.files = {"a.xml": (feed("Satu"), "20261119110000")}
    poll(source, now, policy())
    server.cut = 50
    assert poll(source, now, policy()).deliveries == 0
    server.cut = None
    assert poll(source, now, policy()).new_items == 1


def test_a_wrong_password_is_a_reason_that_does_not_show_it(server, source, now):
    Source.objects.filter(pk=source.pk).update(password="keliru-sekali")
    source.refresh_from_db()
    record = poll(source, now, policy())
    assert "530" in record.reason
    assert "keliru" not in record.reason


def test_a_private_server_is_not_asked_unless_it_is_allowed(source, now):
    assert "private" in poll(source, now, policy(allow_private=False)).reason
    assert not WireItem.objects.exists()


def test_a_server_that_drips_its_lines_is_cut_off(source, now):
    with dripping(b"220 ") as port:
        Source.objects.filter(pk=source.pk).update(url=f"ftp://127.0.0.1:{port}/keluar")
        source.refresh_from_db()
        record = poll(source, now, policy(timeout=0.5))
    assert (record.outcome, record.took_ms < 3000) == ("failed", True)
