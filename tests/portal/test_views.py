"""Addresses: what each answers, where wrong ones lead, what is never shown."""

from __future__ import annotations

import json
import re
import tomllib
from datetime import timedelta
from pathlib import Path

import brotli
import pytest
from django.utils import timezone

from redaksi.accountability.actions import correct, withdraw
from redaksi.demo import content
from redaksi.discovery.popular import add_reads, forget_remembered
from redaksi.portal.models import OldAddress, StandingPage
from redaksi.portal.pictures import ensure_renditions
from redaksi.stories.models import AdSlot, BreakingNotice, Story
from tests.factories import make_draft, make_person, make_picture, make_section, make_story, make_topic

pytestmark = pytest.mark.django_db

FIRST_VIEW = tomllib.loads(Path("benchmarks/budgets.toml").read_text())["first_view"]
LISTS = [
    "/",
    "/dunia/",
    "/topik/pakistan",
    "/penulis/ratna-wulandari",
    "/indeks/",
    "/cari?q=kabar",
    "/koreksi/",
    "/tidak-ada/",
    "/rss.xml",
    "/dunia/rss.xml",
    "/atom.xml",
    "/feed.json",
    "/sitemap-news.xml",
]


def sitemap_of(moment) -> str:
    return f"/sitemap-{timezone.localtime(moment):%Y-%m}.xml"


def day_of(moment) -> str:
    """The index of a story's own day: an hour after midnight that is not the newest day."""
    return f"/indeks/{timezone.localtime(moment):%Y/%m/%d}/"


@pytest.mark.parametrize(
    "path",
    [
        "/dunia/{pk}/salah",
        "/dunia/{pk}/",
        "/dunia/{pk}",
        "/ekonomi/{pk}/{slug}",
        "/rubrik-lama/{pk}/{slug}/",
        "/dunia/{pk}/{slug}/",
    ],
)
def test_any_rubric_and_any_slug_lead_to_the_right_address(client, newsroom, path):
    story = make_story()
    response = client.get(path.format(pk=story.pk, slug=story.slug))
    assert (response.status_code, response["Location"]) == (301, story.get_absolute_url())


@pytest.mark.parametrize(
    "path",
    [
        "/dunia/999999/x",
        "/dunia/99999999999999999999/x",
        "/dunia/9223372036854775808/x",
        "/rubrik-kosong/",
        "/topik/tak-ada",
        "/penulis/tak-ada",
        "/indeks/2026/02/30/",
        "/indeks/2999/01/01/",
        "/indeks/1800/01/01/",
        "/dunia/?halaman=0",
        "/dunia/?halaman=51",
        "/dunia/?halaman=9",
        "/dunia/?halaman=x",
        "/dunia/?halaman=٣",
        "/indeks/?halaman=7",
        "/koreksi/?halaman=7",
        "/\x00/",
    ],
)
def test_what_does_not_exist_gets_the_page_with_search(client, newsroom, path):
    response = client.get(path)
    assert response.status_code == 404
    assert 'action="/cari"' in response.content.decode()


def test_first_pages_and_days_have_one_address(client, newsroom):
    assert client.get("/dunia/?halaman=1")["Location"] == "/dunia/"
    assert client.get("/indeks/2026/1/5/")["Location"] == "/indeks/2026/01/05/"
    assert client.get("/topik/pakistan/")["Location"] == "/topik/pakistan"
    assert client.get("/cari/?q=a")["Location"] == "/cari?q=a"


def test_readers_only_read(client, newsroom):
    assert client.post("/").status_code == 405
    assert client.head("/").status_code == 200


def test_old_addresses_are_looked_up_before_a_404(client, newsroom):
    story = make_story()
    OldAddress.objects.create(path="/2019/05/berita-lama/", story=story)
    OldAddress.objects.create(path="/?p=12", story=story)
    assert client.get("/2019/05/berita-lama/")["Location"] == story.get_absolute_url()
    assert client.get("/2019/05/berita-lama")["Location"] == story.get_absolute_url()
    assert client.get("/?p=12")["Location"] == story.get_absolute_url()
    assert client.get("/?p=13").status_code == 200


def test_nothing_hidden_is_in_any_list_feed_sitemap_or_search(client, newsroom):
    now = timezone.now()
    topic, person = make_topic("Pakistan"), make_person()
    make_draft("Kabar Rahasia Draf")
    make_story("Kabar Rahasia Nanti", at=now + timedelta(hours=1), topics=(topic,))
    ended = make_story("Kabar Rahasia Berakhir", at=now - timedelta(hours=2), topics=(topic,))
    Story.objects.filter(pk=ended.pk).update(expire_at=now - timedelta(minutes=1))
    pulled = make_story("Kabar Rahasia Dicabut", at=now - timedelta(hours=2), topics=(topic,))
    withdraw(pulled, "dewan-pers", "Melanggar pedoman.", None)
    open_at = now - timedelta(hours=1)
    make_story("Kabar Terbuka", at=open_at, topics=(topic,))
    assert person.slug == "ratna-wulandari"
    for path in [*LISTS, day_of(open_at), sitemap_of(open_at)]:
        text = client.get(path).content.decode()
        assert "ahasia" not in text.lower(), path
        assert str(pulled.slug) not in text, path
    for path in ("/", "/dunia/", "/topik/pakistan", day_of(open_at), "/rss.xml", sitemap_of(open_at)):
        assert "terbuka" in client.get(path).content.decode().lower(), path


PAID = ("advertorial", "sponsored")


def test_paid_copy_leaks_into_no_list_that_readers_take_for_news(client, newsroom):
    now = timezone.now()
    topic, other = make_topic("Pakistan", kind="country"), make_topic("Rusia", kind="country")
    paid_at = now - timedelta(minutes=1)
    for label in PAID:
        paid = make_story(f"Kabar Titipan {label}", at=paid_at, topics=(topic, other), label=label)
        add_reads({(paid.pk, now.replace(minute=0, second=0, microsecond=0)): 900})
    news = make_story("Kabar Terbuka", at=now - timedelta(hours=1), topics=(topic, other))
    for number in range(8):
        make_story(f"Kabar Lain {number}", at=now - timedelta(hours=2), topics=(topic,))
    forget_remembered()
    lists = [path for path in LISTS if path not in {"/dunia/", "/indeks/", "/penulis/ratna-wulandari"}]
    for path in [
        *lists,
        "/topik/pakistan-rusia",
        news.get_absolute_url(),
        "/cari?q=titipan",
        "/cari?q=kabar&urut=terbaru",
    ]:
        text = client.get(path).content.decode().replace('value="titipan"', "")
        assert "itipan" not in text.partition("<body")[2].replace("titipan</", ""), path
    # Where all of a rubric or a day stands, it stands too, with its label before its name.
    for path in ("/dunia/", day_of(paid_at)):
        html = client.get(path).content.decode()
        assert html.count("Kabar Titipan") == 2, path
        assert html.count('<span class="b">advertorial</span>') == 1, path


def test_hidden_stories_have_no_page(client, newsroom):
    draft = make_draft()
    later = make_story(at=timezone.now() + timedelta(hours=1))
    assert client.get(draft.get_absolute_url()).status_code == 404
    assert client.get(later.get_absolute_url()).status_code == 404


def test_a_withdrawn_story_leaves_its_reason_and_not_a_word_of_itself(client, newsroom):
    story = make_story("Judul yang Dicabut")
    withdraw(story, "trauma-korban", "Keluarga korban memintanya.", None)
    response = client.get(story.get_absolute_url())
    html = response.content.decode()
    assert response.status_code == 410
    assert "Keluarga korban memintanya." in html
    assert "Judul yang Dicabut" not in html
    assert "jembatan" not in html.replace(story.slug, "").lower()
    assert response["Surrogate-Key"] == f"story-{story.pk}"


def test_an_expired_story_is_gone(client, newsroom):
    story = make_story(at=timezone.now() - timedelta(hours=1))
    Story.objects.filter(pk=story.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    assert client.get(story.get_absolute_url()).status_code == 410


def test_a_story_page_carries_every_part(client, archive):
    story = archive[-2]
    AdSlot.objects.create(name="Uji", place="story-body", text="Belilah", url="https://toko.example/")
    correct(story, "ralat", "Angka sudah diperbaiki.", None)
    html = client.get(story.get_absolute_url()).content.decode()
    order = [
        "Kabar Uji",
        'aria-current="true"',
        f"<h1>{story.headline}</h1>",
        story.deck,
        'rel="author"',
        "/ WIR",
        ">Wira Adi</a>",
        "Banjarmasin, Kabar Uji -",
        "<details",
        "(rwd/wir)",
        "Angka sudah diperbaiki.",
        'rel="tag"',
        "Ikuti kami:",
        'id="kait"',
        "Berita berikutnya",
        'id="pop"',
        'id="rek"',
        'id="lain"',
        "whatsapp.example/kabaruji",
        "PT Kabar Uji Nusantara",
    ]
    parts = [part for part in order if part not in html]
    assert parts == []
    assert html.count("<li><h3>") >= 15
    assert html.index("Pekerjaan itu ditargetkan") < html.index("<details") < html.index("Warga berharap")
    whatsapp, facebook = html.index("https://wa.me/?text="), html.index("facebook.com/sharer")
    assert whatsapp < facebook < html.index("t.me/share") < html.index("data-copy")
    for path in ("/redaksi/", "/pedoman-media-siber/", "/tentang/", "/kontak/", "/koreksi/", "/indeks/", "/rss.xml"):
        assert f'href="{path}"' in html


def test_an_advertisement_never_stands_above_the_second_paragraph(client, newsroom):
    AdSlot.objects.create(name="Uji", place="story-body", text="Belilah", url="https://toko.example/")
    short = make_draft(paragraphs=("Hanya satu alinea.",))
    short.save_revision().publish(skip_permission_checks=True)
    assert "<details" not in client.get(Story.objects.get(pk=short.pk).get_absolute_url()).content.decode()


def test_paid_copy_is_labelled_everywhere(client, newsroom):
    story = make_story("Benih Unggul", label=Story.Label.ADVERTORIAL)
    html = client.get(story.get_absolute_url()).content.decode()
    assert 'property="og:title" content="[ADVERTORIAL] Benih Unggul"' in html
    assert html.index('<span class="b">advertorial</span>') < html.index("<h1>")
    assert '<span class="b">advertorial</span>' in client.get("/dunia/").content.decode()
    for path in ("/", "/rss.xml", "/dunia/rss.xml", "/atom.xml", "/feed.json", "/sitemap-news.xml"):
        assert "Benih" not in client.get(path).content.decode(), path


# Wagtail leaves the temporary file of each size it makes for the garbage collector.
@pytest.mark.filterwarnings("ignore:.*SpooledTemporaryFile")
def test_a_story_of_four_hundred_words_arrives_in_the_first_round_trip(client, newsroom):
    told = [each for each in content.load(timezone.now()).stories if not each.withdrawal]
    for each in told[:30]:
        make_story(each.headline, deck=each.deck, section=make_section("Dunia"), at=each.published)
    longest = max(told, key=lambda each: len(paragraphs_of(each)))
    picture = make_picture(size=(1600, 1067))
    ensure_renditions(picture)
    story = make_story(longest.headline, deck=longest.deck, paragraphs=paragraphs_of(longest), picture=picture)
    response = client.get(story.get_absolute_url())
    headers = sum(len(f"{name}: {value}\r\n") for name, value in response.items() if not name.startswith("Surrogate"))
    assert sum(len(paragraph.split()) for paragraph in paragraphs_of(longest)) >= 400
    assert response.content.decode().count("<li><h3>") >= 15
    assert len(brotli.compress(response.content, quality=5)) + headers <= FIRST_VIEW["document_at_most"]


def paragraphs_of(entry: content.StoryEntry) -> tuple[str, ...]:
    return tuple(re.sub("<[^>]+>", "", value) for kind, value in entry.blocks if kind == "paragraph")


@pytest.mark.parametrize(
    ("path", "limit"),
    [("/", 12), ("/dunia/", 6), ("/topik/pakistan", 8), ("/penulis/ratna-wulandari", 5), ("/indeks/", 4)],
)
def test_a_list_asks_a_fixed_number_of_questions(client, archive, path, limit, django_assert_max_num_queries):
    soon = timezone.now() + timedelta(hours=1)
    BreakingNotice.objects.create(text="Gempa di laut", story=archive[0], expires_at=soon)
    client.get(archive[0].get_absolute_url())
    forget_remembered()
    with django_assert_max_num_queries(limit):
        assert client.get(path).status_code == 200


@pytest.mark.filterwarnings("ignore:.*SpooledTemporaryFile")
def test_a_story_asks_at_most_eight_questions_whatever_it_holds(client, archive, django_assert_max_num_queries):
    story, inside = archive[-1], make_picture()
    body = [*story.body.raw_data, {"type": "picture", "value": {"picture": inside.pk}}]
    body += [{"type": "baca_juga", "value": archive[0].pk}]
    Story.objects.filter(pk=story.pk).update(body=json.dumps(list(body)), picture=make_picture())
    correct(story, "ralat", "Angka sudah diperbaiki.", None)
    AdSlot.objects.create(name="Uji", place="story-body", text="Belilah", url="https://toko.example/")
    client.get(archive[0].get_absolute_url())  # the first page of a process asks the database what it can do
    address = story.get_absolute_url()
    forget_remembered()
    with django_assert_max_num_queries(8):
        html = client.get(address).content.decode()
    assert archive[0].headline in html
    assert html.count("<figure>") == 2


def test_a_standing_page_that_the_newsroom_wrote_has_its_address(client, newsroom):
    root = StandingPage.objects.first().get_parent()
    root.add_child(instance=StandingPage(title="Info Iklan", slug="info-iklan", body="<p>Tarif.</p>"))
    draft = StandingPage(title="Belum", slug="belum", live=False)
    root.add_child(instance=draft)
    assert "Tarif." in client.get("/info-iklan/").content.decode()
    assert client.get("/belum/").status_code == 404


def test_the_law_finds_what_it_wants(client, newsroom):
    make_person("Penanggung Jawab", "PJA", position="Pemimpin Redaksi")
    masthead = client.get("/redaksi/").content.decode()
    for part in ("PT Kabar Uji Nusantara", "Jalan Percobaan 1, Jakarta", "+62 21 555 0001", "Penanggung Jawab"):
        assert part in masthead
    assert "https://dewanpers.or.id/" in client.get("/pedoman-media-siber/").content.decode()


def test_a_server_error_asks_for_nothing(client, newsroom, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("redaksi.portal.views.pages.corrections_page", lambda *_: 1 / 0)
    response = client.get("/koreksi/")
    assert response.status_code == 500
    assert "Gangguan sementara" in response.content.decode()
    assert response["Cache-Control"] == "no-store"
    assert "unsafe" not in response["Content-Security-Policy"]
