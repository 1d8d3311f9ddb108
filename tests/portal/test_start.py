"""The script that stands in each page."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256

import pytest
from django.test import Client

from redaksi.portal.start import start
from tests.factories import make_story


@pytest.mark.django_db
def test_the_policy_allows_exactly_the_script_that_stands_in_the_page(client: Client) -> None:
    answer = client.get(make_story("Jembatan Dibuka").get_absolute_url())
    (code,) = re.findall(r"<script data-src=[^>]*>(.*?)</script>", answer.content.decode(), re.DOTALL)
    digest = b64encode(sha256(code.encode()).digest()).decode()
    scripts = re.search(r"script-src ([^;]*);", answer["Content-Security-Policy"])
    assert scripts
    assert scripts[1].split() == ["'self'", f"'sha256-{digest}'"]


def test_it_is_short_and_carries_no_comments() -> None:
    code = start().code
    assert len(code) < 900
    assert "//" not in code
    assert "/*" not in code
    assert code.startswith("(() => {")
