from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from redaksi.desk import actions
from redaksi.desk.item_page import item_page
from redaksi.wire.models import WireItem
from tests.desk.conftest import RECEIVED, staff, wire_item

pytestmark = pytest.mark.django_db


def test_the_page_knows_versions_story_and_names() -> None:
    first = wire_item(version="1", byline="Sandani Wijaya")
    story = actions.take(first, staff("reporter"))
    page = item_page(wire_item(version="2", headline="Versi kedua"))
    assert [(each.item.version, each.current, each.story) for each in page.chain] == [
        ("2", True, None),
        ("1", False, story),
    ]
    assert (page.story, page.mine, page.killed) == (story, False, False)
    assert item_page(first).byline_names == ("Sandani Wijaya",)
    assert item_page(first).paragraphs == 2


def test_an_item_that_cannot_be_read_any_more_still_has_a_page() -> None:
    item = wire_item()
    WireItem.objects.filter(pk=item.pk).update(document={"bentuk": "lain"})
    page = item_page(WireItem.objects.get(pk=item.pk))
    assert page.news is None
    assert page.body == ""


def test_a_later_version_is_compared_with_the_one_a_story_was_made_of() -> None:
    taken, middle = wire_item(version="1"), wire_item(version="2", headline="Versi kedua")
    actions.take(taken, staff("reporter"))
    last = wire_item(version="3", headline="Versi ketiga")
    changes = item_page(last).changes
    assert changes is not None
    assert (changes.old, changes.new) == (taken, last)
    asked = item_page(last, against=middle.pk).changes
    assert asked is not None
    assert asked.old == middle
    assert item_page(taken).changes is None
    assert item_page(last, against=999_999).changes == changes


def test_a_version_that_came_late_and_one_sent_twice_are_told_apart() -> None:
    high = wire_item(version="3")
    low = wire_item(version="2", headline="Versi kedua")
    WireItem.objects.filter(pk=low.pk).update(received_at=RECEIVED + timedelta(hours=1))
    other = wire_item(version="3", headline="Versi ketiga, lain isinya")
    chain = {each.item.pk: each for each in item_page(WireItem.objects.get(pk=high.pk)).chain}
    assert [chain[item.pk].late for item in (high, low, other)] == [False, True, False]
    assert chain[other.pk].item.conflict
    assert not chain[low.pk].current


def test_the_page_tells_messages_terms_event_and_rules() -> None:
    item = wire_item(1, headline="Bupati Resmikan Pasar Baru di Kota Lama", usage_terms="Not for archive. Print only.")
    message = wire_item(2, headline="RALAT: Bupati Resmikan Pasar Baru di Kota Lama")
    WireItem.objects.filter(pk=item.pk).update(event=item.pk, routed=[{"rule": "Daerah", "because": ["words: pasar"]}])
    WireItem.objects.filter(pk=message.pk).update(event=item.pk)
    page = item_page(WireItem.objects.get(pk=item.pk))
    assert page.messages == (message,)
    assert page.event is not None
    assert page.event.total == 2
    assert page.routed == (("Daerah", ("words: pasar",)),)
    assert ("bukan untuk daring (situs dan aplikasi)", "Print only") in page.terms


def test_the_screen_says_all_that_in_indonesian() -> None:
    client = Client()
    client.force_login(staff("redaktur"))
    taken = wire_item(version="1", body_html="<p>Tercatat 12 orang hilang.</p>", usage_terms="Not for archive.")
    actions.take(taken, staff("reporter"))
    later = wire_item(version="2", headline="RALAT: Kapal", body_html="<p>Tercatat 21 orang hilang.</p>")
    page = client.get(f"/desk/inbox/{later.pk}/").content.decode()
    for said in (
        "Dengan ini kantor berita meralat",
        "judul: RALAT",
        "Yang berubah dari versi 1 ke versi 2",
        "21</ins>",
    ):
        assert said in page, said
    page = client.get(f"/desk/inbox/{taken.pk}/?banding={later.pk}").content.decode()
    for said in ("Yang berlaku sekarang versi 2", "tidak untuk arsip", "Not for archive", "12</ins>"):
        assert said in page, said
    assert client.get(f"/desk/inbox/{taken.pk}/?banding={'9' * 40}").status_code == 200
