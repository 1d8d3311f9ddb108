"""Desk, forms and uploads: through, never stored, never whole in memory."""

from __future__ import annotations

import http.client
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from redaksi.delivery.edge_through import IN_MEMORY
from tests.delivery.house import Answering, House, ask, house, until_true


@pytest.fixture
def built(tmp_path: Path) -> Iterator[House]:
    with house(tmp_path) as made:
        made.application.start()
        made.start_edge()
        yield made


def peak_memory(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) * 1024


def test_the_desk_is_asked_with_the_clients_own_headers_each_time(built: House) -> None:
    built.application.answering = Answering(headers=(("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")))
    for number in range(2):
        reply = built.get("/desk/naskah/?p=2&q=a%20b", cookie=f"sessionid={number}", user_agent="Editor/1")
        assert reply.cookies == ["a=1", "b=2"]
    first, second = built.application.asked
    assert first.target == "/desk/naskah/?p=2&q=a%20b"
    assert (first.headers["cookie"], second.headers["cookie"]) == ("sessionid=0", "sessionid=1")
    assert first.headers["user-agent"] == "Editor/1"
    assert first.headers["x-forwarded-for"] == "127.0.0.1"
    assert "x-redaksi-press" not in first.headers


def test_paths_beyond_ascii_arrive_whole(built: House) -> None:
    built.get("/desk/berita%20%C3%A9/%3Fx")
    assert built.application.asked[0].target == "/desk/berita%20%C3%A9/%3Fx"


def test_a_form_reaches_the_application_and_its_answer_comes_back(built: House) -> None:
    reply = ask(built.port, "/pengaduan/", "POST", {"Content-Length": "7", "Content-Type": "text/plain"}, b"halo=ya")
    assert reply.status == 200
    assert [(asked.method, asked.body_bytes) for asked in built.application.asked] == [("POST", 7)]


def test_a_large_upload_passes_without_being_held_in_memory(built: House) -> None:
    size = 120 * 2**20
    before = peak_memory(built.edges[0].pid)
    block = bytes(2**20)
    reply = ask(built.port, "/desk/unggah/", "POST", {"Content-Length": str(size)}, (block for _ in range(120)))
    assert reply.status == 200
    assert built.application.asked[0].body_bytes == size
    assert peak_memory(built.edges[0].pid) - before < 24 * 2**20
    assert list((built.home / "run" / "uploads").iterdir()) == []


def test_a_large_answer_passes_without_being_held_in_memory(built: House) -> None:
    built.application.answering = Answering(body=bytes(80 * 2**20))
    before = peak_memory(built.edges[0].pid)
    assert len(built.get("/desk/ekspor").body) == 80 * 2**20
    assert peak_memory(built.edges[0].pid) - before < 40 * 2**20  # a slow reader lets some wait


def test_an_upload_over_the_limit_is_refused_in_the_readers_language(tmp_path: Path) -> None:
    with house(tmp_path) as built:
        built.start_edge(max_body=1000)
        reply = ask(built.port, "/desk/unggah/", "POST", {"Content-Length": "1001"}, b"")
        assert reply.status == 413
        assert "Berkas terlalu besar" in reply.body.decode()


def test_a_disk_without_room_for_an_upload_says_so(built: House) -> None:
    (built.home / "run").mkdir(exist_ok=True)
    (built.home / "run" / "uploads").write_text("a file where the folder should be")
    body = bytes(IN_MEMORY + 1)
    reply = ask(built.port, "/desk/unggah/", "POST", {"Content-Length": str(len(body))}, body)
    assert reply.status == 507
    assert built.application.asked == []


def test_a_body_without_a_length_is_refused(built: House) -> None:
    reply = ask(built.port, "/desk/", "POST", {"Transfer-Encoding": "chunked"}, b"1\r\na\r\n0\r\n\r\n")
    assert reply.status == 411
    assert built.application.asked == []


def test_half_an_upload_never_reaches_the_application(built: House) -> None:
    with socket.create_connection(("127.0.0.1", built.port)) as line:
        line.sendall(b"POST /desk/ HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nhalf of it")
    assert built.get("/healthz").status == 200
    assert built.application.asked == []


def test_an_early_refusal_comes_back_while_the_upload_still_runs(built: House, tmp_path: Path) -> None:
    built.application.stop()
    server = socket.socket(socket.AF_UNIX)
    server.bind(str(built.application.path))
    server.listen(1)
    connection = http.client.HTTPConnection("127.0.0.1", built.port, timeout=10)
    body = bytes(8 * 2**20)
    connection.putrequest("POST", "/desk/")
    connection.putheader("Content-Length", str(len(body)))
    connection.endheaders(body)
    with server, server.accept()[0] as line:
        line.recv(1000)
        line.sendall(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno")
        reply = connection.getresponse()
        assert (reply.status, reply.read()) == (403, b"no")
    connection.close()


def test_an_answer_that_breaks_off_is_not_passed_for_whole(built: House) -> None:
    built.application.stop()
    server = socket.socket(socket.AF_UNIX)
    server.bind(str(built.application.path))
    server.listen(1)
    connection = http.client.HTTPConnection("127.0.0.1", built.port, timeout=10)
    connection.request("GET", "/desk/ekspor")
    with server, server.accept()[0] as line:
        line.recv(1000)
        line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n" + bytes(1000))
    with pytest.raises((http.client.IncompleteRead, ConnectionError)):
        connection.getresponse().read()
    connection.close()


def test_without_an_application_the_desk_says_that_there_is_trouble(built: House) -> None:
    built.application.stop()
    reply = ask(built.port, "/desk/", "POST", {"Content-Length": "1"}, b"x")
    assert reply.status == 503
    assert "Sedang ada gangguan" in reply.body.decode()
    built.application.start()
    until_true(lambda: built.get("/desk/").status == 200)
