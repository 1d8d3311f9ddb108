"""What an editor sees before readers do."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from redaksi.portal.models import StandingPage
from redaksi.stories.models import Story
from tests.factories import make_draft

pytestmark = pytest.mark.django_db


def test_a_draft_looks_as_readers_would_see_it_and_is_kept_nowhere(newsroom):
    draft = make_draft("Naskah yang Belum Terbit")
    response = draft.serve_preview(RequestFactory().get("/"), "")
    html = response.content.decode()
    assert "Naskah yang Belum Terbit" in html
    assert '<meta name="robots" content="noindex">' in html
    assert "ld+json" not in html
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex"
    assert "Surrogate-Key" not in response
    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]


def test_a_story_that_was_never_saved_can_be_previewed(newsroom):
    response = Story(headline="Baru Ditulis").serve_preview(RequestFactory().get("/"), "")
    assert "Baru Ditulis" in response.content.decode()


def test_a_standing_page_is_previewed_in_its_frame(newsroom):
    page = StandingPage.objects.get(slug="tentang")
    page.title = "Tentang yang Baru"
    response = page.serve_preview(RequestFactory().get("/"), "")
    assert "Tentang yang Baru" in response.content.decode()
    assert response["Cache-Control"] == "private, no-store"
