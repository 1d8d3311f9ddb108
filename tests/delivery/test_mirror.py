"""The mirror of a real newsroom, written, gone through link by link, brought up to date, and verified."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from django.utils import timezone
from lxml import html
from typer.testing import CliRunner

from redaksi.accountability.actions import withdraw
from redaksi.cli import app
from redaksi.conf import config
from redaksi.delivery import mirror, outbox
from redaksi.delivery.mirror import MirrorRefused, write_mirror
from redaksi.delivery.mirror_seal import MANIFEST, PUBLIC, verify
from redaksi.newsroom.models import Identity
from redaksi.stories.models import Story
from tests.delivery.house import PROJECT
from tests.factories import make_picture, make_section, make_story, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def collected() -> Iterator[None]:
    """The portal's own static files, where they lie in a newsroom that was prepared."""
    folder = config.home / "static" / "portal"
    shutil.copytree(PROJECT / "redaksi" / "portal" / "static" / "portal", folder)
    yield
    shutil.rmtree(folder)


@pytest.fixture
def stories(collected: None) -> list[Story]:
    Identity.load().save()
    fresh = make_story("Jembatan dibuka", topics=(make_topic("Pakistan"),), picture=make_picture())
    other = make_story("Pasar ramai", section=make_section("Olahraga"))
    old = make_story("Kabar lama", at=timezone.now() - timedelta(days=40))
    outbox.replay(timezone.now() + timedelta(hours=1))
    return [fresh, other, old]


def file(folder: Path, story: Story) -> Path:
    return folder / f"{story.get_absolute_url().lstrip('/')}.html"


def test_every_link_of_the_mirror_leads_to_a_file_or_out_of_it(stories, tmp_path):
    outcome = write_mirror(tmp_path, 7)
    assert outcome.pages > 10
    assert outcome.written == len(json.loads((tmp_path / MANIFEST).read_bytes())["files"])
    pages = list(tmp_path.rglob("*.html"))
    assert {file(tmp_path, stories[0]), file(tmp_path, stories[1]), tmp_path / "index.html"} <= set(pages)
    assert not file(tmp_path, stories[2]).exists()
    relative = 0
    for page in pages:
        document = html.document_fromstring(page.read_bytes())
        assert document.find(".//form") is None
        for element, attribute, link, _ in document.iterlinks():
            parts = urlsplit(link)
            if parts.scheme or parts.netloc or not parts.path or element.tag == "meta":
                continue
            assert not parts.path.startswith("/") or element.get("rel") == "canonical", (page, link)
            assert (page.parent / unquote(parts.path)).resolve().is_file(), (page, attribute, link)
            relative += 1
    assert relative > 50
    assert (tmp_path / "rss.xml").read_bytes().startswith(b"<?xml")
    assert any((tmp_path / "media").rglob("*.*"))
    assert verify(tmp_path, (config.home / PUBLIC).read_text().strip()) == []


def test_a_second_run_writes_only_what_changed_and_removes_what_is_no_longer_shown(
    stories, tmp_path, django_capture_on_commit_callbacks
):
    write_mirror(tmp_path, 7)
    before = file(tmp_path, stories[1]).stat().st_mtime_ns
    again = write_mirror(tmp_path, 7)
    assert (again.written, again.removed) == (0, 0)
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(stories[0], "sara", "Sebab.", None)
    Story.objects.filter(pk=stories[1].pk).update(published_at=timezone.now() - timedelta(days=9))
    third = write_mirror(tmp_path, 7)
    # Both withdrawn and grown old; the withdrawn one leaves its notice.
    notice = file(tmp_path, stories[0]).read_text()
    assert "Jembatan dibuka" not in notice
    assert "Sebab." in notice
    assert not file(tmp_path, stories[1]).exists()
    assert third.removed >= 1
    assert "Jembatan dibuka" not in (tmp_path / "index.html").read_text()
    assert before
    assert verify(tmp_path, (config.home / PUBLIC).read_text().strip()) == []


def test_a_run_that_was_interrupted_goes_on_where_it_stopped(stories, tmp_path, monkeypatch):
    rendered: list[str] = []
    press = mirror.press

    def breaking(address: str) -> int:
        rendered.append(address)
        if len(rendered) == 6:
            raise KeyboardInterrupt
        return press(address)

    monkeypatch.setattr(mirror, "press", breaking)
    for address in mirror.addresses(7, timezone.now()):
        mirror.PageStore.at(config.home).delete(address)
    with pytest.raises(KeyboardInterrupt):
        write_mirror(tmp_path, 7)
    first = set(rendered[:5])
    outcome = write_mirror(tmp_path, 7)
    # The sitemaps and files without a page of their own are asked for each time.
    assert not first & set(rendered[6:])
    assert outcome.kept >= 5
    assert verify(tmp_path, (config.home / PUBLIC).read_text().strip()) == []


def test_a_folder_that_holds_something_else_is_left_alone(stories, tmp_path):
    (tmp_path / "foto.jpg").write_bytes(b"x")
    with pytest.raises(MirrorRefused):
        write_mirror(tmp_path, 7)
    assert [path.name for path in tmp_path.iterdir()] == ["foto.jpg"]


def test_the_command_writes_and_verifies_and_says_what_was_altered(stories, tmp_path):
    run = CliRunner()
    done = run.invoke(app, ["press", "--mirror", str(tmp_path / "cermin"), "--days", "3"])
    assert done.exit_code == 0, done.output
    key = done.stdout.strip().rpartition("public key: ")[2]
    assert run.invoke(app, ["press", "--verify", str(tmp_path / "cermin")]).exit_code == 0
    (tmp_path / "cermin" / "index.html").write_text("slot gacor")
    told = run.invoke(app, ["press", "--verify", str(tmp_path / "cermin"), "--key", key])
    assert told.exit_code == 1
    assert "altered: index.html" in told.output
