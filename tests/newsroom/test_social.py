"""Accounts elsewhere: what is one, and what only looks like one."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from redaksi.newsroom.social import SERVICES, accounts, service, validate_accounts


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://x.com/ratna_w", "X"),
        ("https://www.instagram.com/ratna.w/", "Instagram"),
        ("https://id.linkedin.com/in/ratna-wulandari", "LinkedIn"),
        ("https://www.youtube.com/@ratna", "YouTube"),
        ("https://m.facebook.com/ratna.wulandari", "Facebook"),
        ("https://bsky.app/profile/ratna.bsky.social", "Bluesky"),
        ("https://scholar.google.com/citations?user=AbC-1_", "Google Scholar"),
    ],
)
def test_an_account_is_known_by_its_host(address, name):
    assert service(address) == name


@pytest.mark.parametrize(
    "address",
    [
        "",
        "x.com/ratna",
        "http://x.com/ratna",
        "https://x.com/",
        "https://x.com",
        "https://x.com.jahat.example/ratna",
        "https://jahat.example/x.com",
        "https://x.com@jahat.example/ratna",
        "https://x.com:8443/ratna",
        "https://x.com/ratna#<script>",
        "https://x.com/ratna?a=<b>",
        'https://x.com/"onclick=',
        "javascript:alert(1)//x.com/a",
        "https://[x.com/ratna",
        "@ratna",
    ],
)
def test_anything_else_is_none(address):
    assert service(address) == ""
    if address:
        with pytest.raises(ValidationError, match=r"bukan akun|not an account"):
            validate_accounts(f"https://x.com/ratna\n{address}")


def test_each_account_is_shown_once_in_the_order_of_its_lines():
    text = "https://x.com/ratna\n\n  https://www.tiktok.com/@ratna \r\nhttps://x.com/ratna\ntidak\n"
    assert accounts(text) == (("X", "https://x.com/ratna"), ("TikTok", "https://www.tiktok.com/@ratna"))


def test_a_long_list_is_refused():
    with pytest.raises(ValidationError):
        validate_accounts("\n".join(f"https://x.com/ratna{number}" for number in range(9)))
    validate_accounts("\n".join(f"https://x.com/ratna{number}" for number in range(8)))
    validate_accounts("")


@given(st.text(max_size=200))
def test_no_text_breaks_the_reading_of_accounts(text):
    for name, address in accounts(text):
        assert name in SERVICES.values()
        assert address.startswith("https://")
