"""Credentials never stand where people or logs see them."""

import pytest

from redaksi.wire.addresses import MASK
from redaksi.wire.credentials import KEY_CHANGED, Unreadable
from redaksi.wire.fetch import FetchError
from redaksi.wire.gather import KEY_MISSING, address_of, credentials, policy_of, without_credentials
from redaksi.wire.models import Source


@pytest.mark.parametrize(
    "text",
    [
        "ftp://redaksi:rahasia99@kbc.example/: refused",
        "https://kbc.example/rss?api_key=rahasia99&x=1 answered 500",
        "login with rahasia99 failed",
        "https://kbc.example/rss?access_token=rahasia99",
        "signature=rahasia99",
    ],
)
def test_a_reason_names_no_credential(text):
    source = Source(url="ftp://kbc.example/", password="rahasia99")
    assert "rahasia99" not in without_credentials(text, source)


def test_an_account_becomes_a_header_and_limits_become_a_policy():
    source = Source(username="redaksi", password="x", timeout=7, max_bytes=1000)
    assert credentials(source) == {"Authorization": "Basic cmVkYWtzaTp4"}
    assert credentials(Source()) == {}
    assert (policy_of(source).timeout, policy_of(source).max_bytes) == (7, 1000)


def test_a_key_in_the_address_is_named_nowhere_even_out_of_its_place():
    source = Source(url=f"https://kbc.example/rss?key={MASK}", sealed_url="https://kbc.example/rss?key=rahasia%2F99")
    assert without_credentials("no rahasia%2F99, no rahasia/99", source) == f"no {MASK}, no {MASK}"


def test_the_whole_address_is_there_for_the_request_or_a_reason_is():
    source = Source(url=f"https://kbc.example/rss?key={MASK}", sealed_url="https://kbc.example/rss?key=rahasia99")
    assert address_of(source) == "https://kbc.example/rss?key=rahasia99"
    source.url = f"https://jahat.example/rss?key={MASK}"
    with pytest.raises(FetchError, match=KEY_MISSING):
        address_of(source)
    source.sealed_url = Unreadable("sealed1:x")
    with pytest.raises(FetchError, match=KEY_CHANGED):
        address_of(source)
