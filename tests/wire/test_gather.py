"""Credentials never stand where people or logs see them."""

import pytest

from redaksi.wire.gather import credentials, policy_of, without_credentials
from redaksi.wire.models import Source


@pytest.mark.parametrize(
    "text",
    [
        "ftp://redaksi:rahasia99@kbc.example/: refused",
        "https://kbc.example/rss?api_key=rahasia99&x=1 answered 500",
        "login with rahasia99 failed",
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
