"""A reader without scripts, one with the keyboard alone, one who needs large letters: nothing is kept from them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Newsroom

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
PLACE = "[...document.querySelectorAll('a, summary, input, button')].indexOf(document.activeElement)"
PAGES = ("/", "/dunia/", "/indeks/", "/cari?q=kabar", "/koreksi/", "/redaksi/", "/tersimpan/", "/tidak-ada/")


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """Measured from outside: the page's own scripts do not run, ours do."""
    context = browser.new_context(viewport={"width": 320, "height": 640}, reduced_motion="reduce")
    page = context.new_page()
    page.route("**/*.js", lambda route: route.abort())
    yield page
    context.close()


def story_of(page: Page, newsroom: Newsroom) -> str:
    page.goto(f"{newsroom.url}/dunia/")
    return str(page.locator("main a[href*='/kabar-dunia-']").first.get_attribute("href"))


def test_a_reader_without_scripts_walks_from_the_front_to_a_story_and_shares_it(phone: Page, newsroom: Newsroom):
    newsroom.script("""
from redaksi.stories.models import AdSlot
AdSlot.objects.create(name="Uji", place="story-body", text="Belilah", url="https://toko.example/")
""")
    phone.goto(newsroom.url)
    phone.locator("main a[href*='/kabar-dunia-']:visible").first.click()
    expect(phone.locator("article h1")).to_be_visible()
    links = phone.locator(".share a").evaluate_all("all => all.map((each) => each.href)")
    assert links[0].startswith("https://wa.me/?text=")
    assert links[-1] == phone.url
    ad = phone.locator("details.ad").first
    expect(ad.get_by_text("Belilah")).to_be_visible()
    ad.locator("summary").click()
    expect(ad.get_by_text("Belilah")).to_be_hidden()
    phone.locator(".way a").nth(1).click()
    expect(phone.locator("h1")).to_have_text("Dunia")
    phone.get_by_role("link", name="Indeks").first.click()
    expect(phone.locator(".day li").first).to_be_visible()
    phone.get_by_role("link", name="Cari").click()
    phone.locator("input[name=q]").fill("kabar dunia")
    phone.get_by_role("button", name="Cari").click()
    expect(phone.locator(".hits mark").first).to_be_visible()
    phone.goto(f"{newsroom.url}/tersimpan/")
    assert "Menyimpan memerlukan skrip" in phone.content()


@pytest.mark.parametrize("width", [320, 640])  # 1280 pixels at 400 % and at 200 %: WCAG 2.2, 1.4.10 and 1.4.4
def test_large_letters_never_scroll_sideways(plain: Page, newsroom: Newsroom, width):
    plain.set_viewport_size({"width": width, "height": 640})
    for path in (*PAGES, story_of(plain, newsroom)):
        plain.goto(newsroom.url + path)
        assert plain.evaluate(WIDER) <= 0, path


def test_the_keyboard_goes_from_the_skip_link_to_the_story_in_the_order_of_the_page(plain: Page, newsroom: Newsroom):
    plain.goto(newsroom.url + story_of(plain, newsroom))
    plain.keyboard.press("Tab")
    assert plain.evaluate("document.activeElement.className") == "skip"
    places = []
    for _ in range(40):
        places.append(plain.evaluate(PLACE))
        plain.keyboard.press("Tab")
    assert places == sorted(places)
    assert plain.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)") >= 3


def test_nothing_moves_for_who_asked_for_that_and_forced_colours_keep_the_mark(plain: Page, newsroom: Newsroom):
    plain.goto(newsroom.url + story_of(plain, newsroom))
    assert plain.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    assert plain.evaluate("document.getAnimations().length") == 0
    plain.emulate_media(forced_colors="active")
    mark = plain.locator(".menu [aria-current]")
    assert mark.evaluate("(each) => parseFloat(getComputedStyle(each).borderBottomWidth)") >= 3
    edge = mark.evaluate("(each) => getComputedStyle(each).borderBottomColor")
    assert edge != plain.evaluate("getComputedStyle(document.body).backgroundColor")
