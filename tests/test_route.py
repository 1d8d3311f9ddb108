"""One story from the bytes an agency sends to the page a reader opens; docs/route.md names each step."""

from __future__ import annotations

import json

import pytest
from django.core.management import call_command

from redaksi.accountability.actions import withdraw
from redaksi.conf import config
from redaksi.delivery.journal import PurgeJournal
from redaksi.delivery.press import press
from redaksi.delivery.store import Page, PageStore
from redaksi.desk import actions, inbox
from redaksi.discovery.search import search
from redaksi.formats import read
from redaksi.newsroom.models import Identity, User
from redaksi.stories.models import Byline, Section
from redaksi.wire.ingest import get_source, ingest_bytes
from tests.factories import make_person, make_section, make_user

BYTES = json.dumps(
    {
        "uri": "urn:newsml:kbc.example:20261119:0042",
        "standard": {"name": "ninjs", "version": "3.1"},
        "type": "text",
        "version": "1",
        "versionCreated": "2026-11-19T15:30:00+07:00",
        "language": "id",
        "edNote": "Hubungi meja dunia sebelum memakai foto.",
        "infoSources": [{"name": "Kantor Berita Contoh"}],
        "headlines": [{"role": "main", "value": "Dua Negara Pesisir Sepakati Jalur Feri Baru"}],
        "bodies": [
            {
                "role": "main",
                "contentType": "text/html",
                "value": "<p>Port Selasih (KBC) - Dua negara bertetangga menyepakati jalur feri baru.</p>"
                "<p>Pelayaran pertama dijadwalkan bulan depan, kata menteri perhubungan.</p>"
                "<script>alert('tidak boleh lewat')</script>",
            }
        ],
    }
).encode()


@pytest.fixture
def section(db) -> Section:
    return make_section("Dunia")


@pytest.fixture
def redaktur(db) -> User:
    """Someone who may take, edit and publish."""
    call_command("migrate", verbosity=0)
    user = make_user("redaktur")
    user.groups.set(user.groups.model.objects.filter(name__in=["redaktur", "redaktur-pelaksana"]))
    return User.objects.get(pk=user.pk)


def stored(path: str) -> Page | None:
    return PageStore(config.home / "pages").get(path)


def fresh(page: Page) -> str:
    view = PurgeJournal.at(config.home).view()
    view.refresh()
    return view.judge(page.generation, page.keys)


@pytest.mark.django_db(transaction=True)
def test_one_story_from_bytes_to_reader(section, redaktur, now):
    Identity.objects.update_or_create(pk=Identity.load().pk, defaults={"brand": "Kabar Uji"})

    # The bytes are a NewsItem, whoever asks.
    [item] = read(BYTES)
    assert item.headline == "Dua Negara Pesisir Sepakati Jalur Feri Baru"

    # They are kept, read and wait in the inbox.
    source = get_source("Kantor Berita Contoh")
    [wire_item] = ingest_bytes(BYTES, source=source, name="0042.json", now=now).items
    assert list(inbox.waiting()) == [wire_item]

    # Taking makes a draft with its provenance; the note to editors never enters it.
    story = actions.take(wire_item, redaktur)
    assert list(inbox.waiting()) == []
    assert story.provenance_guid == "urn:newsml:kbc.example:20261119:0042"
    assert "tidak boleh lewat" not in str(story.body)
    assert "meja dunia" not in str(story.body)

    # Someone edits it and publishes; the gate has nothing against it.
    story.section = section
    story.deck = "Pelayaran pertama dijadwalkan bulan depan."
    story.editor = make_person("Wira Adi", "WIR")
    story.bylines.add(Byline(person=make_person()))
    story.save()
    story.save_revision(user=redaktur).publish(user=redaktur)
    story.refresh_from_db()

    # Readers find it, and its page is pressed once for all of them.
    assert [hit.story_id for hit in search("pelayaran feri")] == [story.pk]
    path = story.get_absolute_url()
    assert press(path) == 200
    page = stored(path)
    assert page is not None
    html = page.identity.decode()
    for part in ("Dua Negara Pesisir Sepakati", "Ratna Wulandari", "WIR", "Kabar Uji", "Kantor Berita Contoh"):
        assert part in html
    assert "alert(" not in html
    assert "meja dunia" not in html
    assert fresh(page) == "fresh"

    # A correction makes the page old at once; the next one shows it.
    actions.correct(story, redaktur, "ralat", "Tertulis dua negara, seharusnya tiga negara.")
    assert fresh(page) == "changed"
    assert press(path) == 200
    page = stored(path)
    assert page is not None
    assert "seharusnya tiga negara" in page.identity.decode()

    # Withdrawn, the story is gone everywhere, and its address says why.
    withdraw(story, "masa-depan-anak", "Melindungi masa depan anak.", redaktur)
    assert fresh(page) == "gone"
    assert press(path) == 410
    tombstone = stored(path)
    assert tombstone is not None
    assert "Melindungi masa depan anak." in tombstone.identity.decode()
    assert "menteri perhubungan" not in tombstone.identity.decode()
    assert search("pelayaran feri") == []
