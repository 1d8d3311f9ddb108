"""What a reader has when the network is gone: saved and read pages, each saying when it was kept; nothing private."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import Newsroom, log_in

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
STORY = "main a[href*='/kabar-dunia-']"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 360, "height": 740}, locale="id-ID", timezone_id="Asia/Jakarta")
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext, newsroom: Newsroom) -> Page:
    """A page of a device on which the worker has started."""
    page = context.new_page()
    page.goto(f"{newsroom.url}/tersimpan/")
    page.evaluate("navigator.serviceWorker.ready.then((ready) => ready.active.state)")
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    return page


def story_of(page: Page, newsroom: Newsroom, number: int = 0) -> str:
    page.goto(f"{newsroom.url}/dunia/")
    return str(page.locator(STORY).nth(number).get_attribute("href"))


def test_a_saved_story_is_read_without_a_network_and_says_when_it_was_kept(page, context, newsroom):
    url = story_of(page, newsroom)
    page.goto(newsroom.url + url)
    headline = page.locator("h1").inner_text()
    page.get_by_role("button", name="Simpan", exact=True).click()
    expect(page.get_by_role("button", name="Tersimpan", exact=True)).to_have_attribute("aria-pressed", "true")
    page.wait_for_function("url => caches.open('saved').then(c => c.match(url)).then(Boolean)", arg=url)
    # Only what was saved, not what was merely read: the copy of the reading is taken away.
    page.evaluate("url => caches.open('pages').then(c => c.delete(url))", url)
    context.set_offline(True)
    page.goto(f"{newsroom.url}/tersimpan/")
    page.get_by_role("link", name=headline).click()
    expect(page.locator("h1")).to_have_text(headline)
    banner = page.get_by_role("status")
    expect(banner).to_contain_text("Luring")
    expect(banner).to_contain_text("Salinan ini disimpan")
    expect(banner).to_contain_text(page.evaluate("String(new Date().getFullYear())"))


def test_what_was_never_opened_gets_the_offline_page_not_another_story(page, context, newsroom):
    url = story_of(page, newsroom, 3)
    context.set_offline(True)
    page.goto(newsroom.url + url)
    expect(page.locator("h1")).to_have_text("Tidak ada jaringan")
    page.goto(f"{newsroom.url}/dunia/")
    expect(page.get_by_role("status")).to_contain_text("Luring")


def test_with_a_network_the_newest_comes_always(page, context, newsroom):
    page.goto(newsroom.url)
    newsroom.script("""
from tests.factories import make_section, make_story
make_story("Kabar yang Baru Saja Terbit", section=make_section("Dunia"))
""")
    page.goto(newsroom.url)
    expect(page.locator("main")).to_contain_text("Kabar yang Baru Saja Terbit")
    assert page.get_by_role("status").count() == 0


def test_a_withdrawn_story_leaves_the_device(page, newsroom):
    made = newsroom.script("""
from tests.factories import make_section, make_story
story = make_story("Kabar yang Akan Dicabut", section=make_section("Dunia"))
print(story.pk, story.get_absolute_url())
""")
    pk, url = made.split()
    page.goto(newsroom.url + url)
    page.get_by_role("button", name="Simpan", exact=True).click()
    page.wait_for_function("url => caches.open('saved').then(c => c.match(url)).then(Boolean)", arg=url)
    newsroom.script(f"""
from redaksi.accountability.actions import withdraw
from redaksi.stories.models import Story
withdraw(Story.objects.get(pk={pk}), "dewan-pers", "Melanggar pedoman.", None)
""")
    page.goto(f"{newsroom.url}/tersimpan/")
    expect(page.locator("#saved li")).to_have_count(0)
    expect(page.locator("#empty")).to_be_visible()
    kept = "async (url) => Boolean(await caches.match(url))"
    assert page.evaluate(kept, url) is False


def test_a_story_is_taken_off_the_list_and_put_back(page, newsroom):
    page.goto(newsroom.url + story_of(page, newsroom, 1))
    page.get_by_role("button", name="Simpan", exact=True).click()
    page.goto(f"{newsroom.url}/tersimpan/")
    page.get_by_role("button", name="Hapus").click()
    assert page.evaluate("JSON.parse(localStorage.getItem('saved')).length") == 0
    page.get_by_role("button", name="Urungkan").click()
    assert page.evaluate("JSON.parse(localStorage.getItem('saved')).length") == 1


def test_neither_the_desk_nor_the_search_is_kept(page, newsroom):
    log_in(page, newsroom, "redaktur")
    page.goto(f"{newsroom.url}/desk/")
    page.goto(f"{newsroom.url}/cari?q=kabar")
    names = """async () => (await Promise.all((await caches.keys()).map(async (name) =>
        (await (await caches.open(name)).keys()).map((each) => new URL(each.url).pathname)))).flat()"""
    kept = page.evaluate(names)
    assert "/luring/" in kept
    assert [path for path in kept if path.startswith(("/desk", "/api", "/cari"))] == []
