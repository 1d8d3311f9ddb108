"""Pages that stay, and the page that is not there."""

from __future__ import annotations

import pytest

from redaksi.portal import pages
from redaksi.portal.models import StandingPage
from tests.factories import make_person

pytestmark = pytest.mark.django_db


def test_the_masthead_lists_who_wants_to_be_on_it(newsroom, now):
    make_person("Ada", "ADA", masthead_order=2)
    make_person("Pertama", "PTM", masthead_order=1)
    make_person("Tidak", "TDK", on_masthead=False)
    page = pages.standing_page(pages.Ground.load(now), StandingPage.objects.get(slug="redaksi")).page
    assert [person.name for person in page.people] == ["Pertama", "Ada"]
    assert page.press_council == ""


def test_the_guidelines_hold_our_summary_and_the_official_text(newsroom, now):
    row = StandingPage.objects.get(slug="pedoman-media-siber")
    row.official_text = "<p>Naskah.</p>"
    page = pages.standing_page(pages.Ground.load(now), row).page
    assert "Ralat" in page.body
    assert "Naskah." in page.official
    assert page.press_council.startswith("https://")


def test_a_missing_page_offers_the_latest(archive, now):
    answer = pages.missing_page(pages.Ground.load(archive[-1].published_at))
    assert answer.status == 404
    assert len(answer.page.latest) == 6
