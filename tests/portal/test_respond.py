"""What goes out with a page."""

from __future__ import annotations

import pytest

from redaksi.portal.respond import squeeze

pytestmark = pytest.mark.django_db


def test_a_page_says_how_long_and_under_which_keys_it_may_be_kept(client, archive):
    response = client.get(archive[-1].get_absolute_url())
    keys = response["Surrogate-Key"].split()
    assert f"story-{archive[-1].pk}" in keys
    assert f"listed-{archive[-2].pk}" in keys
    assert f"section-name-{archive[-1].section_id}" in keys
    assert response["Surrogate-Control"] == "max-age=60, stale-while-revalidate=540"
    assert response["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert "Set-Cookie" not in response
    assert "Cookie" not in response.get("Vary", "")


@pytest.mark.parametrize("path", ["/", "/dunia/", "/koreksi/", "/cari?q=kabar", "/tidak-ada/"])
def test_every_page_has_the_strict_policy(client, archive, path):
    response = client.get(path)
    policy = response["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "style-src 'sha256-" in policy
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert "camera=()" in response["Permissions-Policy"]
    html = response.content.decode()
    assert html.count("<script") == html.count("<script defer src=") + html.count("<script data-src=") + html.count(
        'type="application/ld+json"'
    )
    assert html.count("<script data-src=") == 1
    assert " style=" not in html
    assert " onclick" not in html


@pytest.mark.parametrize("path", ["/cari?q=kabar", "/tidak-ada/"])
def test_what_differs_for_every_asker_is_never_stored(client, archive, path):
    response = client.get(path)
    assert response["Cache-Control"] == "no-store"
    assert "Surrogate-Key" not in response


def test_templates_leave_no_empty_lines():
    assert squeeze("<p>\n\n   a\n  </p>\n") == "<p>\na\n</p>"
