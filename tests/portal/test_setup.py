"""The pages that the law wants are there before the first reader."""

from __future__ import annotations

import pytest
from wagtail.models import Site

from redaksi.portal.models import StandingPage
from redaksi.portal.setup import Text, create_standing_pages

pytestmark = pytest.mark.django_db


def test_the_four_pages_are_made_once_and_kept_as_edited():
    made = create_standing_pages("Kabar Uji")
    assert {page.slug for page in made} == {"redaksi", "pedoman-media-siber", "tentang", "kontak"}
    StandingPage.objects.filter(slug="tentang").update(title="Siapa Kami")
    assert create_standing_pages("Kabar Uji") == []
    assert StandingPage.objects.get(slug="tentang").title == "Siapa Kami"


def test_a_newsroom_brings_its_own_words():
    create_standing_pages("Kabar", {"tentang": Text("Tentang Kabar", "", "<p>Isi.</p>")})
    assert StandingPage.objects.get(slug="tentang").body == "<p>Isi.</p>"


def test_a_home_without_a_site_gets_one():
    Site.objects.all().delete()
    create_standing_pages("Kabar Uji")
    assert Site.objects.get().root_page.title
    assert StandingPage.objects.count() == 4
