"""Standing pages and addresses of a former site."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from redaksi.portal.models import OldAddress, StandingPage
from tests.factories import make_section, make_story

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("kept", "path", "query"),
    [
        ("/2019/05/lama/", "/2019/05/lama/", ""),
        ("/2019/05/lama/", "/2019/05/lama", "utm_source=x"),
        ("/2019/05/lama", "/2019/05/lama/", ""),
        ("/?p=12", "/", "p=12"),
        ("/baca.php?id=3", "/baca.php", "id=3"),
    ],
)
def test_an_old_address_is_found_in_every_spelling(kept, path, query):
    story = make_story()
    OldAddress.objects.create(path=kept, story=story)
    assert OldAddress.destination(path, query) == story.get_absolute_url()


def test_the_query_tells_old_addresses_apart():
    OldAddress.objects.create(path="/?p=12", target="/satu/")
    assert OldAddress.destination("/", "p=13") == ""
    assert OldAddress.destination("/" + "x" * 600, "") == ""


def test_an_old_address_leads_to_one_place():
    with pytest.raises(ValidationError):
        OldAddress(path="/a").clean()
    with pytest.raises(ValidationError):
        OldAddress(path="/a", story=make_story(), target="/b").clean()


@pytest.mark.parametrize("slug", ["indeks", "desk", "dunia"])
def test_a_standing_page_takes_no_address_of_the_site(slug):
    make_section("Dunia")
    with pytest.raises(ValidationError):
        StandingPage(title="X", slug=slug).clean()


def test_a_standing_page_has_its_short_address(newsroom):
    page = StandingPage.objects.get(slug="redaksi")
    assert page.url.endswith("/redaksi/")
