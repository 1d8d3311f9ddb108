"""What stands beside a story, and why."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from redaksi.discovery.beside import for_desk, suggestions
from redaksi.discovery.popular import forget_remembered
from redaksi.stories.models import Story
from tests.factories import make_draft, make_section, make_story, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def counted_anew():
    forget_remembered()


def test_the_desk_sees_what_readers_see_with_the_reasons(client):
    now, pakistan = timezone.now(), make_topic("Pakistan")
    story = make_story("Latihan Militer Bersama", at=now - timedelta(hours=2), topics=(pakistan,), deck="Dua negara.")
    for number in range(6):
        make_story(f"Pipa Gas Nomor {number}", at=now - timedelta(hours=3 + number), topics=(pakistan,), deck="Baru.")
    make_story("Latihan Militer Selesai", at=now - timedelta(hours=1), deck="Tuntas.")
    related, recommended = for_desk(story.pk, now)
    assert {each.topics for each in related} == {("Pakistan",)}
    assert "latih" in next(each.words for each in recommended if "Selesai" in each.story.headline)
    html = client.get(story.get_absolute_url()).content.decode()
    shown = (
        html[html.index('id="rek"') : html.index('id="lain"')]
        if 'id="lain"' in html
        else html[html.index('id="rek"') :]
    )
    assert [each.story.headline in shown for each in recommended] == [True] * len(recommended)
    assert len(recommended) == shown.count("<h3>")
    assert for_desk(make_draft().pk, now) == ([], [])


def test_suggestions_follow_the_draft_and_leave_out_what_it_names():
    rusia = make_topic("Rusia")
    near, named = make_story("Gandum Rusia", topics=(rusia,)), make_story("Kapal Rusia", topics=(rusia,))
    make_story("Promosi Rusia", topics=(rusia,), label="advertorial")
    hidden = make_story("Rahasia Rusia", topics=(rusia,))
    Story.objects.filter(pk=hidden.pk).update(live=False)
    now = timezone.now()
    draft = make_draft("Panen Raya", section=make_section("Ekonomi"), deck="Panen.")
    assert suggestions(draft, 5, now) == []
    draft.topics.set([rusia])
    draft.body = [{"type": "baca_juga", "value": named.pk}]
    draft.save()
    draft.save_revision()
    found = suggestions(draft.get_latest_revision_as_object(), 5, now)
    assert [(each.story, each.topics) for each in found] == [(near, ("Rusia",))]
