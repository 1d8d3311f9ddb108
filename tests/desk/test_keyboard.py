"""The inbox by keyboard alone, in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Newsroom, browser, desk, newsroom  # noqa: F401

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

ITEMS = """
from django.utils import timezone
from redaksi.formats import newsml_g2
from redaksi.formats.item import NewsItem
from redaksi.wire.ingest import get_source, ingest_bytes
for number in range(4):
    item = NewsItem(guid=f"urn:papan-tik:{number}", format="newsml-g2", language="id",
                    headline=f"Kiriman Papan Tik {number}", body_html=f"<p>Isi kiriman {number}.</p>")
    ingest_bytes(newsml_g2.write(item), source=get_source("Kantor Uji"), name=f"{number}.xml", now=timezone.now())
"""


def chosen(page: Page) -> str:
    return page.locator('tr[aria-selected="true"] a').first.inner_text()


def test_read_spike_undo_and_take_without_the_mouse(desk: Page, newsroom: Newsroom) -> None:  # noqa: F811
    newsroom.script(ITEMS)
    desk.goto(f"{newsroom.url}/desk/inbox/?kata=papan")
    expect(desk.locator("#desk-pane h2")).to_have_text("Kiriman Papan Tik 3")
    desk.keyboard.press("j")
    assert chosen(desk) == "Kiriman Papan Tik 2"
    expect(desk.locator("#desk-pane")).to_contain_text("Isi kiriman 2.")
    desk.keyboard.press("x")
    expect(desk.locator("#desk-toast")).to_contain_text("dibuang")
    assert chosen(desk) == "Kiriman Papan Tik 1"
    desk.keyboard.press("u")
    expect(desk.locator("#desk-toast")).to_contain_text("kembali")
    assert chosen(desk) == "Kiriman Papan Tik 2"
    desk.keyboard.press("?")
    expect(desk.locator("#desk-help")).to_be_visible()
    desk.keyboard.press("Escape")
    expect(desk.locator("#desk-help")).to_be_hidden()
    desk.keyboard.press("/")
    expect(desk.locator(".desk-filters input").first).to_be_focused()
    desk.keyboard.type("jkxt")
    assert chosen(desk) == "Kiriman Papan Tik 2", "letters typed into a field are only letters"
    desk.locator("body").click(position={"x": 2, "y": 2})
    desk.keyboard.press("Escape")
    desk.evaluate("document.activeElement.blur()")
    with desk.expect_navigation():
        desk.keyboard.press("t")
    expect(desk.locator("[name=headline]")).to_have_value("Kiriman Papan Tik 2")


def test_a_topic_is_picked_by_typing_and_dropped_by_backspace(desk: Page, newsroom: Newsroom) -> None:  # noqa: F811
    desk.goto(f"{newsroom.url}/desk/naskah/add/")
    field = desk.locator("#id_topics-typed")
    field.click()
    field.press_sequentially("paki")
    expect(desk.get_by_role("option", name="Pakistan")).to_be_visible()
    field.press("Enter")
    expect(desk.locator(".desk-pick__chip", has_text="Pakistan")).to_be_visible()
    assert desk.locator("#id_topics option:checked").count() == 1
    field.press("Backspace")
    assert desk.locator("#id_topics option:checked").count() == 0
