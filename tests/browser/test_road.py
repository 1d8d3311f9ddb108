"""The road from a pasted page to a reader's phone, walked by clicking."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Newsroom

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
PASTED = Path(__file__).parents[1] / "fixtures" / "browser" / "halaman-tersalin.txt"


def publish(desk: Page) -> None:
    """Open the menu beside the save button and publish."""
    desk.click("footer .w-dropdown__toggle")
    with desk.expect_navigation():
        desk.locator("button[name=action-publish]").click()


def take_pasted(desk: Page, newsroom: Newsroom, text: str) -> None:
    desk.goto(f"{newsroom.url}/desk/inbox/tempel/")
    desk.fill("textarea[name=teks]", text)
    with desk.expect_navigation():
        desk.click(".desk-act button[type=submit]")
    with desk.expect_navigation():
        desk.get_by_role("button", name="Ambil").first.click()


def published_address(desk: Page, newsroom: Newsroom, headline: str) -> str:
    address = newsroom.script(
        "from redaksi.stories.models import Story\n"
        f"print(Story.objects.public().filter(headline={headline!r}).latest('pk').get_absolute_url())"
    )
    return newsroom.url + address.strip()


def walk(desk: Page, phone: Page, newsroom: Newsroom, text: str, headline: str) -> str:
    """Paste, take, publish; returns the text of the public page as a phone without scripts shows it."""
    take_pasted(desk, newsroom, text)
    expect(desk.locator("[name=headline]")).to_have_value(headline)
    desk.select_option("select[name=section]", label="Dunia")
    publish(desk)
    expect(desk.get_by_text("diterbitkan").first).to_be_visible()
    answer = phone.goto(published_address(desk, newsroom, headline))
    assert answer is not None
    assert answer.status == 200
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
    return phone.locator("body").inner_text()


PARTS = (
    "Kabar Uji",  # brand
    "WIR",  # our editor's initials
    "WIB",
    "Kabar Uji -",  # dateline template
    "BAGIKAN",
    "REKOMENDASI",
    "BERITA LAINNYA",
    "TERKONEKSI BERSAMA KAMI",
    "PT Kabar Uji",
    "+62 21 555 0100",
    "+62 21 555 0101",
    "Pedoman Media Siber",
)


def test_a_pasted_page_becomes_a_story_on_a_phone(desk, phone, newsroom):
    shown = walk(desk, phone, newsroom, PASTED.read_text(), "Dua Kota Pelabuhan Sepakati Jalur Feri Mingguan")
    for part in (*PARTS, "Tanjung Selasih", "Kantor Berita Samudra", "Sumber"):
        assert part.casefold() in shown.casefold(), part
    assert "CLOSE ADS" not in shown
    assert shown.casefold().count("kabar dunia nomor") >= 10


def test_the_page_that_the_mission_starts_from_walks_the_same_road(desk, phone, newsroom, shared_dir):
    text = (shared_dir / "seed" / "published-page.txt").read_text()
    headline = next(line for line in text.splitlines() if line.strip())
    shown = walk(desk, phone, newsroom, text, headline)
    for part in (*PARTS, "Islamabad", "Xinhua", "Sumber", "BeritaSatu.com", "Pakistan", "Rusia"):
        assert part.casefold() in shown.casefold(), part
    assert "Unggul Wirawan" not in shown


def test_a_correction_is_visible_to_the_next_reader(desk, phone, newsroom):
    address = newsroom.script(
        "from tests.factories import make_story\nstory = make_story('Harga Ikan Naik')\n"
        "print(story.pk, story.get_absolute_url())"
    )
    pk, path = address.split()
    phone.goto(newsroom.url + path)
    desk.goto(f"{newsroom.url}/desk/naskah/{pk}/ralat/")
    desk.fill("textarea[name=text]", "Tertulis naik, seharusnya turun.")
    with desk.expect_navigation():
        desk.locator("form.desk-act button[type=submit], form button.button").last.click()
    phone.goto(newsroom.url + path)
    expect(phone.get_by_text("seharusnya turun").first).to_be_visible()


def test_a_withdrawn_story_leaves_a_tombstone_at_its_address(desk, phone, newsroom):
    pk, path = newsroom.script(
        "from tests.factories import make_story\nstory = make_story('Nama Anak Tersebut')\n"
        "print(story.pk, story.get_absolute_url())"
    ).split()
    assert phone.goto(newsroom.url + path).status == 200
    desk.goto(f"{newsroom.url}/desk/naskah/{pk}/cabut/")
    desk.check("input[name=reason][value=masa-depan-anak]")
    desk.fill("textarea[name=explanation]", "Berita ini menyebut nama seorang anak.")
    for box in desk.locator("form input[type=checkbox]").all():
        box.check()
    with desk.expect_navigation():
        desk.locator("form.desk-act button[type=submit], form button.button").last.click()
    answer = phone.goto(newsroom.url + path)
    assert answer.status == 410
    expect(phone.get_by_text("menyebut nama seorang anak").first).to_be_visible()
    phone.goto(f"{newsroom.url}/dunia/")
    assert "Nama Anak Tersebut" not in phone.locator("body").inner_text()


def test_a_reporter_submits_but_does_not_publish(browser, newsroom):
    from tests.browser.conftest import log_in

    page = browser.new_page(viewport={"width": 1280, "height": 900})
    log_in(page, newsroom, "wartawan")
    take_pasted(page, newsroom, PASTED.read_text().replace("Mingguan", "Harian"))
    assert page.locator("button[name=action-publish]").count() == 0
    assert page.locator("button[name=action-submit]").count() == 1
    page.close()


@pytest.mark.parametrize("path", ["/", "/dunia/", "/indeks/", "/cari?q=kabar", "/koreksi/", "/redaksi/", "/tiada/"])
def test_every_kind_of_page_fits_a_phone_and_throws_no_error(browser, newsroom, path):
    page = browser.new_page(viewport={"width": 360, "height": 740})
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if "Content Security" in message.text else None)
    page.goto(newsroom.url + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert errors == []
    page.close()


def test_lists_of_the_desk_can_be_read_on_a_phone(browser, newsroom):
    from tests.browser.conftest import log_in

    page = browser.new_page(viewport={"width": 360, "height": 740})
    log_in(page, newsroom, "redaktur")
    for path in ("/desk/naskah/", "/desk/rubrik/", "/desk/orang/"):
        page.goto(newsroom.url + path)
        row = page.locator("table.listing tbody tr").first
        # A name stands on a line of its own; what is said of it stands below, inside the screen.
        assert row.locator("td.title").bounding_box()["width"] > 250
        cells = row.locator("td").all()
        assert len(cells) > 2
        assert all(cell.bounding_box()["x"] + cell.bounding_box()["width"] <= 360 for cell in cells)
    page.close()
