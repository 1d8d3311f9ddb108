"""A source added by clicking: its items arrive by themselves, and what cannot be read is read again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Newsroom, log_in
from tests.wire.provider import Provider, feed, good, serving

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
PATIENCE = 30_000


@pytest.fixture
def provider() -> Iterator[Provider]:
    with serving() as running:
        yield running


@pytest.fixture
def chief(browser: Browser, newsroom: Newsroom) -> Iterator[Page]:
    """The editor in chief, who sets sources up."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    log_in(page, newsroom, "kepala")
    yield page
    context.close()


def unloaded(page: Page) -> bool:
    """Whether the page was loaded anew since `mark`."""
    return not page.evaluate("window.stillHere === true")


def mark(page: Page) -> None:
    page.evaluate("window.stillHere = true")
    # Away from every list: whoever points at one is not to have rows move under the pointer.
    page.mouse.move(2, 2)


def test_a_source_is_added_by_its_address_and_its_items_arrive_without_reloading(
    chief: Page, newsroom: Newsroom, provider: Provider
) -> None:
    provider.answers["/rss"] = good(feed("Harga Beras Turun", "Jalan Desa Diperbaiki"))
    chief.goto(f"{newsroom.url}/desk/sumber/new/")
    chief.fill("[name=address]", f"{provider.url}/rss")
    chief.click("#src-look")
    expect(chief.locator("#src-found .src-items")).to_contain_text("Harga Beras Turun")
    expect(chief.locator("[name=s-name]")).to_have_value("Kabar Contoh")
    # One question a day: whatever arrives below came because somebody asked for it.
    chief.select_option("[name=s-interval]", "86400")
    with chief.expect_navigation():
        chief.click("#src-create")
    mark(chief)
    expect(chief.locator(".src-items")).to_contain_text("Jalan Desa Diperbaiki", timeout=PATIENCE)
    expect(chief.locator(".src-head__state")).to_contain_text("lancar")
    assert not unloaded(chief)

    provider.answers["/rss"] = good(feed("Pelabuhan Baru Dibuka", "Harga Beras Turun", "Jalan Desa Diperbaiki"))
    with chief.expect_navigation():
        chief.click("#src-try")
    mark(chief)
    expect(chief.locator("#src-live")).to_contain_text("1 kiriman baru", timeout=PATIENCE)
    expect(chief.locator(".src-items")).to_contain_text("Pelabuhan Baru Dibuka")
    assert not unloaded(chief)


def test_an_open_inbox_gets_new_rows_and_keeps_what_is_chosen(
    chief: Page, newsroom: Newsroom, provider: Provider
) -> None:
    provider.answers["/rss"] = good(feed("Kabar Paling Lama", "Kabar Kedua"))
    newsroom.script(
        "from redaksi.wire.models import Source\n"
        f"Source.objects.create(name='Umpan Hidup', slug='umpan-hidup', kind='http', url='{provider.url}/rss', "
        "interval=86400)"
    )
    newsroom.run("poll", "--source", "umpan-hidup")
    chief.goto(f"{newsroom.url}/desk/inbox/")
    chief.keyboard.press("j")
    chosen = chief.locator("tr[aria-selected=true]")
    headline = chosen.locator("a").first.inner_text()
    mark(chief)
    provider.answers["/rss"] = good(feed("Kabar yang Baru Tiba", "Kabar Paling Lama", "Kabar Kedua"))
    newsroom.run("poll", "--source", "umpan-hidup")
    expect(chief.locator("tr.desk-new")).to_contain_text("Kabar yang Baru Tiba", timeout=PATIENCE)
    expect(chief.locator(".desk-arrivals p")).to_have_text("1 kiriman baru")
    expect(chosen.locator("a").first).to_have_text(headline)

    # While somebody points at the list nothing moves; a key shows what waits.
    chief.locator("tr[data-desk-row]").nth(1).hover()
    provider.answers["/rss"] = good(feed("Kabar Terakhir Sekali", "Kabar yang Baru Tiba", "Kabar Kedua"))
    newsroom.run("poll", "--source", "umpan-hidup")
    expect(chief.locator(".desk-arrivals button")).to_be_visible(timeout=PATIENCE)
    expect(chief.locator("tr[data-desk-row]").first).to_contain_text("Kabar yang Baru Tiba")
    chief.keyboard.press("n")
    expect(chief.locator("tr[data-desk-row]").first).to_contain_text("Kabar Terakhir Sekali")
    chief.locator("tr[data-desk-row]").first.click()
    expect(chief.locator("#desk-pane h2").first).to_have_text("Kabar Terakhir Sekali")
    assert not unloaded(chief)


def test_what_could_not_be_read_is_looked_at_and_read_again_once_the_cause_is_gone(
    chief: Page, newsroom: Newsroom
) -> None:
    pk, raw = newsroom.script(
        "from redaksi.wire.ingest import ingest_bytes\nfrom redaksi.wire.models import Source\n"
        "from tests.wire.provider import feed\n"
        "source = Source.objects.create(name='Salah Setel', slug='salah-setel', format='nitf')\n"
        "result = ingest_bytes(feed('Terbaca Setelah Dibetulkan'), source=source, name='umpan-0612.xml')\n"
        "assert result.reason\nprint(source.pk, result.raw.pk)"
    ).split()
    chief.goto(f"{newsroom.url}/desk/inbox/karantina/")
    chief.get_by_role("link", name="umpan-0612.xml").click()
    expect(chief.locator(".src-head__state")).to_contain_text("bukan NITF")
    expect(chief.locator(".src-raw")).to_contain_text("Terbaca Setelah Dibetulkan")
    with chief.expect_download() as saved:
        chief.get_by_role("link", name="Unduh bitanya").click()
    assert saved.value.suggested_filename == "umpan-0612.xml"
    chief.get_by_role("button", name="Urai ulang").click()
    expect(chief.get_by_text("0 dari 1")).to_be_visible()

    chief.goto(f"{newsroom.url}/desk/sumber/edit/{pk}/")
    chief.select_option("[name=format]", "")
    with chief.expect_navigation():
        chief.locator("footer button[type=submit]").first.click()
    chief.goto(f"{newsroom.url}/desk/inbox/karantina/{raw}/")
    chief.get_by_role("button", name="Urai ulang").click()
    expect(chief.get_by_text("1 kiriman baru ada di kotak masuk")).to_be_visible()
    chief.goto(f"{newsroom.url}/desk/inbox/")
    expect(chief.locator(".desk-inbox").first).to_contain_text("Terbaca Setelah Dibetulkan")
