"""The wire on the desk, walked by clicking: an event, its versions and what changed, a kill and its answer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Newsroom

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
QUAKE = (
    "Gempa bermagnitudo 6,1 mengguncang Kolaka, Sulawesi Tenggara, Kamis petang. Kepala BPBD Kolaka Andi Rahmat "
    "mengatakan 214 warga mengungsi ke lapangan Latambaga dan 37 rumah rusak."
)
QUAKE_TOO = (
    "Sebanyak 214 warga mengungsi ke lapangan Latambaga setelah gempa dengan magnitudo 6,1 terjadi di Kolaka, Sulawesi "
    "Tenggara. Sebanyak 37 rumah dilaporkan rusak, kata Kepala BPBD Kolaka Andi Rahmat."
)
MARKET = "Pasar Terapung Muara Dibuka Kembali"


def deliver(newsroom: Newsroom, tmp_path: Path, source: str, guid: str, headline: str, body: str, **more: Any) -> None:
    """A delivery as an agency sends it, through the command that takes it in."""
    document = {
        "uri": guid,
        "type": "text",
        "version": more.pop("version", "1"),
        "language": "id",
        "standard": {"name": "ninjs", "version": "3.1"},
        "headlines": [{"role": "main", "value": headline}],
        "bodies": [{"role": "main", "contentType": "text/html", "value": f"<p>{body}</p><p>Warga diminta tenang.</p>"}],
        **more,
    }
    path = tmp_path / f"{abs(hash((guid, document['version'])))}.json"
    path.write_text(json.dumps(document))
    done = newsroom.run("ingest", str(path), "--source", source)
    assert done.returncode == 0, done.stderr


def group(newsroom: Newsroom) -> None:
    """What the clock does once a minute."""
    newsroom.script(
        "from django.utils import timezone\nfrom redaksi.wire.clusters import group_new\ngroup_new(timezone.now(), 10)"
    )


def test_an_event_is_one_row_that_opens_to_its_takes(desk: Page, newsroom: Newsroom, tmp_path: Path) -> None:
    deliver(newsroom, tmp_path, "Satu", "urn:satu:1", "Gempa Magnitudo 6,1 Guncang Kolaka", QUAKE)
    deliver(newsroom, tmp_path, "Dua", "urn:dua:1", "Ratusan Warga Kolaka Mengungsi", QUAKE_TOO)
    group(newsroom)
    desk.goto(f"{newsroom.url}/desk/inbox/")
    row = desk.locator("[data-desk-row]", has_text="Kolaka")
    expect(row).to_have_count(1)
    row.locator("summary").click()
    expect(row).to_contain_text("2 kiriman tentang peristiwa ini")
    expect(row).to_contain_text("mirip kiriman")
    row.get_by_role("link", name="Gempa Magnitudo 6,1 Guncang Kolaka").click()
    expect(desk.locator("#desk-pane h2")).to_have_text("Gempa Magnitudo 6,1 Guncang Kolaka")
    deliver(
        newsroom,
        tmp_path,
        "Satu",
        "urn:satu:1",
        "Gempa Magnitudo 6,1 Guncang Kolaka",
        QUAKE.replace("214", "241"),
        version="2",
    )
    desk.goto(f"{newsroom.url}/desk/inbox/")
    desk.locator("[data-desk-row]", has_text="Kolaka").locator("summary").click()
    desk.get_by_role("link", name="Gempa Magnitudo 6,1 Guncang Kolaka").first.click()
    pane = desk.locator("#desk-pane")
    expect(pane.locator(".desk-chain tbody tr")).to_have_count(2)
    expect(pane.locator(".desk-changes ins")).to_contain_text(["241"])
    expect(pane.locator(".desk-changes del")).to_contain_text(["214"])


def test_a_kill_of_a_public_story_rings_without_reloading_and_is_answered(
    desk: Page, newsroom: Newsroom, tmp_path: Path
) -> None:
    deliver(newsroom, tmp_path, "Satu", "urn:satu:9", MARKET, "Pasar terapung di Muara dibuka kembali oleh bupati.")
    newsroom.script(
        "from redaksi.desk import actions\n"
        "from redaksi.newsroom.models import User\n"
        "from redaksi.stories.models import Section\n"
        "from redaksi.wire.models import WireItem\n"
        "user = User.objects.get(username='redaktur')\n"
        "story = actions.take(WireItem.objects.get(guid='urn:satu:9'), user)\n"
        "story.section = Section.objects.first()\nstory.save()\n"
        "story.save_revision(user=user).publish(user=user)"
    )
    desk.goto(f"{newsroom.url}/desk/images/")
    bar = desk.locator("#desk-alarm-bar")
    expect(bar).to_be_hidden()
    deliver(newsroom, tmp_path, "Satu", "urn:satu:9", f"PEMBATALAN: {MARKET}", "Dibatalkan.", version="2")
    expect(bar).to_contain_text(MARKET, timeout=20_000)
    expect(bar).to_be_in_viewport()
    bar.get_by_role("link", name=MARKET).click()
    desk.fill("textarea[name=alasan]", "Wartawan kami hadir di tempat dan punya rekamannya.")
    with desk.expect_navigation():
        desk.get_by_role("button", name="Pertahankan dan jawab").click()
    expect(desk.locator("main")).to_contain_text("Wartawan kami hadir di tempat")
    expect(bar).to_be_hidden()
    desk.goto(f"{newsroom.url}/desk/")
    expect(bar).to_be_hidden()
