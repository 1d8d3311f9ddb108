"""A newsroom with its standing pages and a small archive, as the portal's tests need it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from benchmarks.archive import EDITORS
from redaksi.discovery.popular import forget_remembered
from redaksi.newsroom.models import Identity, Picture
from redaksi.portal import icons
from redaksi.portal.setup import create_standing_pages
from redaksi.stories.models import Story, Topic
from tests.factories import make_person, make_picture, make_section, make_story, make_topic


@pytest.fixture(autouse=True)
def counted_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is read most, and the newsroom's marks, are remembered: not from one test to the next."""
    forget_remembered()
    monkeypatch.setattr(icons, "_INSIDE", {})


def furnish() -> Picture:
    """What an archive's stories point at: rubrics, countries, writers, and the picture, which is returned."""
    Identity.load()
    for name in ("Dunia", "Ekonomi", "Nasional"):
        make_section(name)
    for name in ("Pakistan", "Rusia"):
        make_topic(name, kind=Topic.Kind.COUNTRY)
    for number in range(EDITORS):
        make_person(f"Penulis {number}", "pen")
    return make_picture()


@pytest.fixture
def newsroom(db) -> Identity:
    """The identity of a newsroom with its standing pages and two rubrics."""
    identity = Identity.load()
    identity.brand, identity.tagline, identity.legal_name = "Kabar Uji", "Jernih dan teliti", "PT Kabar Uji Nusantara"
    identity.address, identity.phone, identity.fax = "Jalan Percobaan 1\nJakarta", "+62 21 555 0001", "+62 21 555 0002"
    identity.email, identity.whatsapp = "redaksi@kabar-uji.example", "https://whatsapp.example/kabaruji"
    identity.responsible_person = identity.editor_in_chief = "Ratna Wulandari"
    identity.save()
    create_standing_pages(identity.brand)
    make_section("Dunia", order=1)
    make_section("Ekonomi", order=2)
    return identity


@pytest.fixture
def archive(newsroom) -> list[Story]:
    """Twenty-four stories of Dunia and six of Ekonomi, minutes apart, the last the newest; some with pictures."""
    now = timezone.now()
    topic, picture = make_topic("Pakistan"), make_picture()
    stories = []
    for number in range(30):
        stories.append(
            make_story(
                f"Kabar Nomor {number} dari Seberang Lautan",
                at=now - timedelta(minutes=40 - number),
                section=make_section("Ekonomi" if number % 5 == 4 else "Dunia"),
                topics=(topic,),
                picture=picture if number % 3 == 0 else None,
            )
        )
    return stories
