"""Conveniences of the reader's script in a real browser: none of them is needed to read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

import redaksi.portal
from redaksi.portal.start import start

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
SCRIPT = (Path(redaksi.portal.__file__).parent / "static" / "portal" / "portal.js").read_text(encoding="utf-8")
ADDRESS = "http://kabar.example/"
BEGIN = f'<script data-src="/s.js">{start().code}</script></html>'
STORY = f"""<!doctype html><html lang="id"><title>Uji</title><div class="tools"></div><article><h1>Jembatan Dibuka</h1>
<section class="share"><a href="http://kabar.example/" data-copy><span>Salin tautan</span></a></section>
<div class="bd"><p>Alinea pertama.</p><p>Alinea kedua.</p></div></article>{BEGIN}"""
SHELL = '<!doctype html><html lang="id"><title>Uji</title>'
VOICE = """window.spoken = [];
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text } };
Object.defineProperty(window, "speechSynthesis", { value: {
  speaking: false, speak(each) { this.speaking = true; spoken.push([each.text, each.lang]) },
  cancel() { this.speaking = false } } });"""


def answer(route: Route) -> None:
    if route.request.url.endswith("/s.js"):
        route.fulfill(body=SCRIPT, content_type="text/javascript")
    else:
        route.fulfill(body=STORY, content_type="text/html")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.add_init_script(VOICE)
    page.route("**/*", answer)
    page.goto(ADDRESS)
    yield page
    page.close()


def test_the_text_grows_and_the_device_remembers(page):
    def size() -> float:
        return float(page.evaluate("parseFloat(getComputedStyle(document.querySelector('.bd')).fontSize)"))

    before = size()
    page.get_by_role("button", name="Ukuran teks").click()
    grown = size()
    assert grown > before
    page.reload()
    assert size() == grown
    for _ in range(2):
        page.get_by_role("button", name="Ukuran teks").click()
    assert size() == before


def test_a_picture_that_never_arrives_keeps_the_tools_away_for_two_seconds_at_most(browser: Browser) -> None:
    page = browser.new_page()
    waiting: list[Route] = []
    page.route("**/*", answer)
    page.route("**/lambat.webp", lambda route: waiting.append(route))
    body = f'{SHELL}<div class="tools"></div><img src="/lambat.webp" alt=""><div class="bd"><p>Alinea.</p></div>{BEGIN}'
    page.route(ADDRESS, lambda route: route.fulfill(body=body, content_type="text/html"))
    page.goto(ADDRESS, wait_until="domcontentloaded")
    assert page.get_by_role("button").count() == 0
    expect(page.get_by_role("button", name="Ukuran teks")).to_be_visible(timeout=4000)
    assert waiting, "the picture is still on its way"
    page.close()


def test_the_story_is_read_aloud_in_its_language_and_stops(page):
    page.get_by_role("button", name="Dengarkan", exact=True).click()
    assert page.evaluate("spoken") == [["Jembatan Dibuka", "id"], ["Alinea pertama.", "id"], ["Alinea kedua.", "id"]]
    page.get_by_role("button", name="Berhenti mendengarkan").click()
    assert page.evaluate("speechSynthesis.speaking") is False
    assert page.get_by_role("button", name="Dengarkan", exact=True).is_visible()


def test_a_relative_hint_stands_where_it_fits_and_moves_nothing(browser: Browser) -> None:
    moment = (datetime.now(UTC) - timedelta(hours=2, minutes=5)).isoformat(timespec="seconds")
    times = "".join(
        f'<p style="width:{width}px;font:16px monospace">'
        f'<time datetime="{moment}">27 November 2026, 04.57 WIB</time></p>'
        for width in (600, 280)
    )
    page = browser.new_page()
    page.route("**/*", answer)
    page.route(ADDRESS, lambda route: route.fulfill(body=SHELL + times + BEGIN, content_type="text/html"))
    page.goto(ADDRESS)
    wide, narrow = page.locator("time").all()
    expect(wide).to_have_text(re.compile(r"\(2\u00a0jam\u00a0lalu\)$"))
    expect(narrow).to_have_text("27 November 2026, 04.57 WIB")
    page.close()
