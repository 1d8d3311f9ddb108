"""A newsroom with a story of every kind, as subscribers get it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from redaksi.accountability.actions import correct
from redaksi.newsroom.models import Identity
from redaksi.stories.models import Story
from tests.factories import make_draft, make_picture, make_section, make_story, make_topic, publish


@pytest.fixture
def stories(db) -> list[Story]:
    """A corrected story with a rich body, an advertorial, a story of another rubric; newest first."""
    identity = Identity.load()
    identity.brand, identity.legal_name, identity.tagline = "Kabar Uji", "PT Kabar Uji", "Jernih"
    identity.save()
    now = timezone.now().replace(microsecond=0)
    other = make_story("Rubrik Lain", at=now - timedelta(hours=2), section=make_section("Ekonomi"))
    paid = make_story("Benih Unggul", at=now - timedelta(hours=3), label=Story.Label.ADVERTORIAL)
    rich = make_draft("Kapal & <Pelabuhan>", picture=make_picture(), source_line="Xinhua")
    rich.body = [
        {"type": "paragraph", "value": '<p>Kapal <a href="/topik/kapal">tiba</a>.</p>'},
        {"type": "quote", "value": {"text": "Kami tiba", "speaker": "Nakhoda", "role": ""}},
        {"type": "list", "value": {"ordered": False, "items": [{"type": "item", "value": "<p>Satu</p>"}]}},
        {"type": "table", "value": {"columns": [{"heading": "A"}], "rows": [{"values": ["1 < 2"]}]}},
        {"type": "baca_juga", "value": other.pk},
        {"type": "fact_box", "value": {"title": "Fakta", "points": ["pokok"]}},
        {"type": "review", "value": {"kind": "Book", "name": "Laut & Dapur", "maker": "Wira", "rating": "4"}},
        {"type": "heading", "value": "Sub"},
        {"type": "picture", "value": {"picture": rich.picture_id, "caption": "", "alt": ""}},
        {"type": "embed", "value": {"url": "https://video.example/1", "title": "Rekaman"}},
    ]
    rich.save()
    rich = publish(rich, at=now - timedelta(hours=1), topics=(make_topic("Kapal"),))
    correct(rich, "ralat", "Diperbaiki.", None)
    return [Story.objects.get(pk=story.pk) for story in (rich, other, paid)]
