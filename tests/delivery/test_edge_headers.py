"""What the application believes, and what never leaves the house."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from redaksi.delivery.edge_headers import Forwarder, edge_secret, to_client, trusted_networks


class Given:
    def __init__(self, *pairs: tuple[str, str]) -> None:
        self.pairs = list(pairs)

    def get(self, key: str, default: str | None = None) -> str | None:
        return next((value for name, value in self.pairs if name == key), default)

    def items(self) -> list[tuple[str, str]]:
        return self.pairs


@dataclass
class Asking:
    headers: Given = field(default_factory=Given)
    client: str = "203.0.113.9:51000"
    scheme: str = "http"


def sent(request: Asking, base_url: str = "https://kabar.example", trusted: str = "") -> dict[str, str]:
    forwarder = Forwarder("word", base_url, "127.0.0.1:8000", trusted_networks(trusted))
    headers = forwarder.for_client(request)
    assert len({name for name, _ in headers}) == len(headers)
    return dict(headers)


def test_the_edge_says_who_the_client_is_whatever_the_client_says() -> None:
    claims = [
        ("x-forwarded-for", "6.6.6.6"),
        ("x-forwarded-proto", "https"),
        ("x-forwarded-host", "evil.example"),
        ("x_forwarded_for", "7.7.7.7"),
        ("forwarded", "for=6.6.6.6"),
        ("x-real-ip", "6.6.6.6"),
        ("x-redaksi-edge", "guess"),
        ("x-redaksi-press", "1"),
    ]
    headers = sent(Asking(Given(("host", "kabar.example"), ("accept", "*/*"), *claims)))
    assert headers == {
        "host": "kabar.example",
        "x-redaksi-edge": "word",
        "x-forwarded-for": "203.0.113.9",
        "x-forwarded-host": "kabar.example",
        "x-forwarded-proto": "http",
        "accept": "*/*",
    }


def test_headers_of_one_connection_are_not_passed_on() -> None:
    headers = sent(Asking(Given(("host", "x"), ("connection", "upgrade"), ("upgrade", "h2c"), ("te", "trailers"))))
    assert not {"connection", "upgrade", "te"} & headers.keys()


@pytest.mark.parametrize(
    ("asked", "base_url", "host"),
    [
        ("kabar.example", "https://kabar.example", "kabar.example"),
        ("evil.example", "https://kabar.example", "kabar.example"),
        ("localhost:8000", "https://kabar.example", "localhost:8000"),
        ("[::1]:8000", "https://kabar.example", "[::1]:8000"),
        ("10.0.0.4:8000", "", "10.0.0.4:8000"),
        ("a b", "", "127.0.0.1:8000"),
        ("x/y@z", "", "127.0.0.1:8000"),
        ("", "", "127.0.0.1:8000"),
    ],
)
def test_an_unknown_host_never_reaches_the_application(asked: str, base_url: str, host: str) -> None:
    assert sent(Asking(Given(("host", asked))), base_url)["host"] == host


def test_a_trusted_proxy_is_believed_up_to_the_last_address_it_did_not_make_up() -> None:
    asked = Given(("x-forwarded-for", "6.6.6.6, 198.51.100.7, 10.0.0.2"), ("x-forwarded-proto", "https"))
    headers = sent(Asking(asked, client="10.0.0.1:40000"), trusted="10.0.0.0/8")
    assert (headers["x-forwarded-for"], headers["x-forwarded-proto"]) == ("198.51.100.7", "https")
    headers = sent(Asking(asked, client="10.0.0.1:40000"))
    assert (headers["x-forwarded-for"], headers["x-forwarded-proto"]) == ("10.0.0.1", "http")


def test_nonsense_from_a_trusted_proxy_leaves_the_proxy_itself() -> None:
    asked = Given(("x-forwarded-for", "unknown"), ("x-forwarded-proto", "gopher"))
    headers = sent(Asking(asked, client="[::1]:40000"), trusted="::1")
    assert (headers["x-forwarded-for"], headers["x-forwarded-proto"]) == ("::1", "http")


def test_a_setting_that_is_no_network_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="nonsense"):
        trusted_networks("10.0.0.0/8 nonsense")


def test_a_request_for_a_page_names_the_public_address_only() -> None:
    headers = dict(Forwarder("word", "https://kabar.example", "127.0.0.1:8000").for_press())
    assert (headers["host"], headers["x-forwarded-proto"]) == ("kabar.example", "https")


def test_answers_lose_what_is_internal_and_keep_every_cookie() -> None:
    answer = [("content-type", "a/b"), ("x-redaksi-keys", "k"), ("set-cookie", "a=1"), ("set-cookie", "b=2")]
    answer += [("connection", "close"), ("transfer-encoding", "chunked"), ("server", "granian"), ("date", "now")]
    assert to_client(answer) == [
        ("content-type", "a/b"),
        ("set-cookie", "a=1"),
        ("set-cookie", "b=2"),
        ("server", "redaksi"),
    ]


def test_the_secret_follows_from_the_key_and_does_not_tell_it() -> None:
    assert edge_secret("key") == edge_secret("key") != edge_secret("other")
    assert "key" not in edge_secret("key")
