"""What programs of others make of our story page: headline, author, day and the whole body, and nothing of the rest.

They stand in for search engines, reading modes and archives; each reads the page alone, without us.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import pytest
import trafilatura

from redaksi.accountability.actions import correct
from redaksi.stories.models import AdSlot, Story
from tests.factories import PARAGRAPHS, make_draft, publish

pytestmark = pytest.mark.django_db

MORE = (
    "Jembatan sepanjang 92 meter itu dibangun pada 1974 dan terakhir diperbaiki dua puluh tahun silam.",
    "Selama pekerjaan berlangsung, perahu penyeberangan disediakan tanpa biaya dari pukul enam pagi.",
    "Anggarannya Rp4,2 miliar dan berasal dari kas daerah, bukan dari pinjaman seperti kabar yang beredar.",
    "Kepala desa meminta lampu penerangan ikut diganti karena anak-anak menyeberang sebelum fajar.",
)
BODY = (*PARAGRAPHS, *MORE)
FURNITURE = (
    *("Terpopuler", "Rekomendasi", "Berita Lainnya", "Berita Terkait", "Berita berikutnya", "Belilah", "IKLAN"),
    *("WhatsApp", "Salin tautan", "Ikuti kami", "Laporkan kesalahan", "PT Kabar Uji Nusantara", "Lompat ke isi"),
)


@dataclass(frozen=True)
class Read:
    title: str
    author: str
    date: str
    text: str


def by_trafilatura(url: str, html: str) -> Read:
    found = json.loads(trafilatura.extract(html, url=url, output_format="json", with_metadata=True))
    return Read(found["title"], found["author"] or "", found["date"], found["text"])


def by_newspaper(url: str, html: str) -> Read:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it says which of its extras are not installed
        import newspaper

        article = newspaper.Article(url, language="id", fetch_images=False)
        article.download(input_html=html)
        article.parse()
    day = article.publish_date.date().isoformat() if article.publish_date else ""
    # It takes the address of a profile (article:author) for one more name.
    names = [name for name in article.authors if not name.islower()]
    return Read(article.title, "; ".join(names), day, article.text)


READERS = [by_trafilatura, by_newspaper]


@pytest.fixture
def story(archive) -> Story:
    """A story with all that stands around one: advertisement, correction, topics and lists."""
    AdSlot.objects.create(name="Uji", place="story-body", text="Belilah", url="https://toko.example/")
    topic = archive[0].topics.first()
    made = publish(make_draft("Jembatan Gantung Dua Desa Diperbaiki", paragraphs=BODY), topics=(topic,))
    correct(made, "ralat", "Panjang jembatan semula tertulis 29 meter.", None)
    return made


def page_of(client, story: Story) -> tuple[str, str]:
    return f"http://localhost{story.get_absolute_url()}", client.get(story.get_absolute_url()).content.decode()


@pytest.mark.parametrize("reader", READERS)
def test_an_outside_reader_finds_the_story_and_nothing_of_the_furniture(
    client, archive, story, reader: Callable[[str, str], Read]
):
    found = reader(*page_of(client, story))
    assert found.title == story.headline
    assert found.author == "Ratna Wulandari"
    assert found.date == story.published_at.astimezone(ZoneInfo("Asia/Jakarta")).date().isoformat()
    assert [text for text in BODY if text not in found.text] == []
    assert [words for words in FURNITURE if words in found.text] == []
    assert [each.headline for each in archive if each.headline in found.text] == []


@pytest.mark.parametrize("reader", READERS)
def test_copy_of_an_agency_without_a_byline_has_the_agency_as_its_author(client, newsroom, reader):
    draft = make_draft("Dua Negara Sepakati Jalur Kereta", paragraphs=BODY, credit="Xinhua", source_line="Xinhua")
    draft.bylines.clear()
    draft.save()
    found = reader(*page_of(client, publish(draft)))
    assert found.author == "Xinhua"
    assert found.title == "Dua Negara Sepakati Jalur Kereta"


def test_a_text_browser_of_the_last_century_reads_the_page_in_its_order(client, archive, story):
    if shutil.which("w3m") is None:
        pytest.skip("w3m is not installed on this machine")
    command = ["w3m", "-dump", "-T", "text/html", "-I", "utf-8", "-O", "utf-8", "-cols", "400"]
    done = subprocess.run(command, input=page_of(client, story)[1].encode(), capture_output=True, check=True)
    seen = " ".join(done.stdout.decode().split())
    order = [
        *("Kabar Uji", "Dunia", story.headline, story.deck, "Ratna Wulandari", "Wira Adi", "WIB"),
        *("Banjarmasin, Kabar Uji - Pemerintah kota memulai", *BODY[1:2], "IKLAN", *BODY[2:], "(rwd/wir)"),
        *("Panjang jembatan semula", "Pakistan", "Laporkan kesalahan", "Berita terkait", "Berita berikutnya"),
        *("Terpopuler", "Rekomendasi", "Berita lainnya", "PT Kabar Uji Nusantara"),
    ]
    places, at = [], 0
    for words in order:
        at = seen.lower().find(words.lower(), at)
        places.append((words, at))
        assert at >= 0, (words, seen)
        at += len(words)
