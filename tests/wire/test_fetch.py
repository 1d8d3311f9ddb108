import gzip
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from redaksi.wire.fetch import FetchError, Request, fetch, is_public, send
from tests.wire.provider import good, policy, serving, status


class Provider(BaseHTTPRequestHandler):
    """An agency that misbehaves by address."""

    def do_GET(self) -> None:
        answer = getattr(self, "do_" + self.path.strip("/").partition("?")[0].replace("-", "_"), None)
        if answer is None:
            self.send_error(404)
        else:
            answer()

    def _send(self, data: bytes, **headers: str) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Content-Type", "text/xml; charset=iso-8859-1")
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(data)

    def do_feed(self) -> None:
        self._send(b"<rss/>")

    def do_loop(self) -> None:
        self.send_response(302)
        self.send_header("Location", "/loop")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_inward(self) -> None:
        self.send_response(302)
        self.send_header("Location", "http://rahasia.example/feed")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_bomb(self) -> None:
        self._send(gzip.compress(b"0" * 5_000_000), Content_Encoding="gzip")

    def do_slow(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(30):
            try:
                self.wfile.write(b"." * 10)
                self.wfile.flush()
            except OSError:
                return
            time.sleep(0.1)

    def do_short(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "100")
        self.end_headers()
        self.wfile.write(b"sedikit")

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def provider():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_feed_comes_with_its_declared_charset(provider):
    fetched = fetch(f"{provider}/feed", allow_private=True)
    assert (fetched.data, fetched.charset) == (b"<rss/>", "iso-8859-1")


@pytest.mark.parametrize(
    "address",
    [
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "::7f00:1",
        "224.0.0.1",
        "ff02::1",
        "100.64.0.1",
        "fe80::1",
    ],
)
def test_a_private_address_in_another_dress_is_no_public_one(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "64:ff9b::5db8:d822", "2002:5db8:d822::1"])
def test_public_addresses_are_public_in_every_dress(address):
    assert is_public(address)


def test_a_name_that_changes_its_mind_is_connected_to_where_it_was_checked(monkeypatch):
    """DNS rebinding: the first answer is public, every later one is this machine."""
    asked, connected = [], []

    def resolver(host, port):
        asked.append(host)
        return ["93.184.216.34"] if len(asked) == 1 else ["127.0.0.1"]

    def connect(address, *_args, **_values):
        connected.append(address)
        raise OSError("no network in this test")

    monkeypatch.setattr("socket.create_connection", connect)
    with pytest.raises(FetchError):
        fetch("http://kantor-berita.example/feed", resolver=resolver)
    assert connected == [("93.184.216.34", 80)]
    assert asked == ["kantor-berita.example"]


def test_the_next_address_of_a_name_is_tried_when_the_first_does_not_answer(provider):
    port = int(provider.rpartition(":")[2])
    fetched = fetch(
        f"http://kantor-berita.example:{port}/feed",
        allow_private=True,
        resolver=lambda *_: ["127.0.0.9", "127.0.0.1"],
    )
    assert fetched.data == b"<rss/>"


@pytest.mark.parametrize("host", ["127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "192.168.1.1", "0.0.0.0"])
def test_a_private_address_is_refused(host):
    with pytest.raises(FetchError, match="private"):
        fetch("http://kantor-berita.example/feed", resolver=lambda *_: [host])


def test_one_private_address_among_public_ones_is_enough_to_refuse():
    with pytest.raises(FetchError, match="private"):
        fetch("http://kantor-berita.example/", resolver=lambda *_: ["93.184.216.34", "10.0.0.1"])


def test_a_redirect_to_a_private_address_is_refused(provider):
    port = provider.rpartition(":")[2]

    def resolver(host: str, _: int) -> list[str]:
        return ["127.0.0.1"] if host == "127.0.0.1" else ["10.9.8.7"]

    with pytest.raises(FetchError):
        fetch(f"http://127.0.0.1:{port}/inward", resolver=resolver)


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://a.example/b", "http://", "javascript:alert(1)", "/rss"])
def test_only_web_addresses_are_fetched(url):
    with pytest.raises(FetchError, match="http"):
        fetch(url)


@pytest.mark.parametrize(
    ("path", "reason"),
    [("loop", "redirects"), ("bomb", "larger"), ("slow", "slow"), ("short", "peer closed"), ("none", "404")],
)
def test_a_bad_provider_ends_in_a_clear_reason(provider, path, reason):
    with pytest.raises(FetchError, match=reason):
        fetch(f"{provider}/{path}", allow_private=True, timeout=1.0, max_bytes=1_000_000)


def test_a_name_without_an_address_is_said_so():
    def nowhere(host: str, port: int) -> list[str]:
        raise OSError("unknown")

    with pytest.raises(FetchError, match="no address"):
        fetch("http://tiada.example/", resolver=nowhere)


def test_a_redirect_to_another_server_carries_neither_account_nor_key():
    with serving() as home, serving() as stranger:
        stranger.answers["/rss"] = good(b"<rss/>")
        back = f"{stranger.url}/rss?api_key=kunci-kita&sig=milik-mereka".replace("://", "://ada:kunci-kita@")
        home.answers["/rss"] = status(301, Location=back)
        asked = Request(f"{home.url}/rss?api_key=kunci-kita", headers={"Authorization": "Basic YTpi"})
        answer = send(asked, policy())
        assert (answer.status, answer.moved) == (200, f"{stranger.url}/rss?sig=milik-mereka")
        assert "authorization" not in stranger.headers()
        assert "kunci-kita" not in str(stranger.asked)
        home.answers["/rss"] = status(302, Location=f"{stranger.url}/kunci-kita/rss")
        with pytest.raises(FetchError, match="redirects to another server with our key"):
            send(asked, policy())
        assert len(stranger.asked) == 1


def test_a_redirect_at_home_carries_account_and_key():
    with serving() as home:
        home.answers["/rss"] = status(301, Location="/v2?api_key=kunci-kita")
        home.answers["/v2"] = good(b"<rss/>")
        send(Request(f"{home.url}/rss?api_key=kunci-kita", headers={"Authorization": "Basic YTpi"}), policy())
        assert home.headers()["authorization"] == "Basic YTpi"
        assert home.asked[-1][1] == "/v2?api_key=kunci-kita"
