"""An editor arranges the front, and an advertisement lives and ends, as people see it."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Newsroom

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


# Adds up what shifts because something in an advertisement grew or shrank by itself.
WATCH = """window.moved = 0;
const grew = ({ node, previousRect, currentRect }) =>
  node?.closest?.(".ad") && previousRect.height !== currentRect.height;
new PerformanceObserver((list) => {
  for (const each of list.getEntries()) if (!each.hadRecentInput && each.sources.some(grew)) moved += each.value;
}).observe({ type: "layout-shift", buffered: true });"""


def first_headline(phone: Page, newsroom: Newsroom) -> str:
    phone.goto(f"{newsroom.url}/")
    return phone.locator(".lead h2").first.inner_text()


def test_a_story_is_picked_pinned_moved_saved_and_undone(desk: Page, phone: Page, newsroom: Newsroom):
    newsroom.script("from tests.factories import make_story\nmake_story('Kapal Layar Tiang Tinggi Singgah')")
    before = first_headline(phone, newsroom)
    desk.goto(f"{newsroom.url}/desk/halaman-depan/")
    desk.fill("#id_add-story-typed", "layar tiang")
    desk.get_by_role("option", name="Kapal Layar Tiang Tinggi Singgah").click()
    desk.select_option("#id_add-place", "2")
    desk.locator("button[value=add]").click()
    row = desk.locator("li.desk-place", has_text="Kapal Layar Tiang Tinggi Singgah").first
    expect(row.locator(".desk-place__number")).to_have_text("2")
    expect(desk.get_by_text("Belum disimpan")).to_be_visible()
    # The keyboard moves it on, and stays on its button.
    row.locator("button[value^=up-]").focus()
    desk.keyboard.press("Enter")
    expect(desk.locator("li.desk-place", has_text="Kapal Layar").first.locator(".desk-place__number")).to_have_text("1")
    preview = desk.frame_locator("#desk-preview")
    expect(preview.locator(".lead h2").first).to_have_text("Kapal Layar Tiang Tinggi Singgah")
    assert first_headline(phone, newsroom) == before
    with desk.expect_navigation():
        desk.locator("button[value=save]").click()
    assert first_headline(phone, newsroom) == "Kapal Layar Tiang Tinggi Singgah"
    with desk.expect_navigation():
        desk.get_by_role("button", name="Urungkan perubahan terakhir").click()
    assert first_headline(phone, newsroom) == before


def test_an_advertisement_is_seen_followed_and_ends(desk: Page, browser: Browser, newsroom: Newsroom):
    pk = newsroom.script(
        "from redaksi.stories.models import AdSlot\n"
        f"ad = AdSlot(name='Bank', place='front', text='Menabung di Bank Uji', url='{newsroom.url}/tentang/')\n"
        "ad.save()\nprint(ad.pk)"
    ).strip()
    context = browser.new_context(viewport={"width": 360, "height": 740}, user_agent="Mozilla/5.0 (Linux; Android 14)")
    reader = context.new_page()
    reader.goto(f"{newsroom.url}/")
    box = reader.locator("details.ad")
    box.scroll_into_view_if_needed()
    with reader.expect_request(lambda request: request.url.endswith(f"/iklan/{pk}/dilihat")):
        reader.wait_for_timeout(1200)
    assert box.locator("summary").inner_text().startswith("IKLAN")
    with context.expect_page() as opened:
        box.get_by_text("Menabung di Bank Uji").click()
    assert opened.value.url == f"{newsroom.url}/tentang/"
    box.locator("summary").click()
    expect(box.get_by_text("Menabung di Bank Uji")).to_be_hidden()
    context.close()
    for _ in range(30):
        desk.goto(f"{newsroom.url}/desk/angka-iklan/")
        # Counts are handed on every few seconds: the click may come a round after the view.
        counted = desk.locator("tbody tr", has_text="Bank").locator("td").all_inner_texts()[:2]
        if counted == ["1", "1"]:
            break
        time.sleep(1)
    assert counted == ["1", "1"]
    newsroom.script(
        "from django.utils import timezone\nfrom redaksi.stories.models import AdSlot\n"
        "ad = AdSlot.objects.get(name='Bank')\nad.ends_at = timezone.now()\nad.save()"
    )
    page = browser.new_page()
    page.goto(f"{newsroom.url}/")
    assert page.get_by_text("Menabung di Bank Uji").count() == 0
    page.close()


def test_a_third_party_is_loaded_only_after_consent_and_nothing_moves(browser: Browser, newsroom: Newsroom):
    newsroom.script(
        "from redaksi.stories.models import AdSlot\n"
        "AdSlot.objects.create(name='Jaringan', place='front', kind='tag', size='300x250', "
        "code='<p id=luar>Iklan dari luar</p>')"
    )
    context = browser.new_context(viewport={"width": 360, "height": 740})
    context.add_init_script(WATCH)
    # Long after the stories: no hint of hours beside their times wraps a line above.
    context.clock.set_fixed_time(datetime(2040, 1, 1, tzinfo=UTC))
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{newsroom.url}/")
    page.locator(".tag").scroll_into_view_if_needed()
    height = page.locator(".tag").bounding_box()["height"]
    assert not [url for url in asked if url.endswith("/bingkai")]
    page.get_by_role("button", name="Izinkan").click()
    expect(page.frame_locator(".tag iframe").locator("#luar")).to_be_visible()
    assert page.locator(".tag").bounding_box()["height"] == height
    page.reload()
    page.locator(".tag").scroll_into_view_if_needed()
    expect(page.frame_locator(".tag iframe").locator("#luar")).to_be_visible()
    page.get_by_role("button", name="Ubah").click()
    page.get_by_role("button", name="Jangan").click()
    expect(page.locator(".tag iframe")).to_have_count(0)
    assert page.locator(".tag").bounding_box()["height"] == height
    assert page.evaluate("moved") == 0
    context.close()
    newsroom.script("from redaksi.stories.models import AdSlot\nAdSlot.objects.filter(name='Jaringan').delete()")
