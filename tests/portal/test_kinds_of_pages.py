"""Photo stories, videos, opinion and translations: what readers and machines get of each."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest
from django.utils import timezone

from redaksi.discovery.popular import forget_remembered
from redaksi.portal.pages.frame import absolute
from redaksi.stories.models import Section, Story
from tests.factories import make_draft, make_person, make_picture, make_section, make_story, publish

pytestmark = pytest.mark.django_db
VIDEO = {"url": "https://youtu.be/a1B2c3D4e5F", "title": "Kapal pandu keluar pelabuhan", "length": "4:12"}


def with_blocks(headline: str, *blocks: tuple[str, object], **values) -> Story:
    draft = make_draft(headline, **values)
    draft.body = [*draft.body.raw_data, *({"type": kind, "value": value} for kind, value in blocks)]
    draft.save()
    return publish(draft)


def article_of(html: str) -> dict:
    found = [json.loads(each) for each in re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)]
    return next(each for each in found if each["@type"].endswith("Article"))


@pytest.fixture
def photos(newsroom) -> Story:
    """A photo story whose lead picture is the first of its gallery."""
    pictures = [make_picture(f"Gambar {n}", credit=f"ANTARA FOTO/Juru {n}", size=(900, 600)) for n in range(3)]
    rows = [{"picture": each.pk, "caption": f"Perahu nomor {n}.", "alt": ""} for n, each in enumerate(pictures)]
    gallery = ("gallery", {"title": "Pagi di pelabuhan", "pictures": rows})
    return with_blocks("Sehari di Pelabuhan Lama", gallery, kind="photo", picture=pictures[0])


def test_a_gallery_credits_every_picture_and_shows_none_twice(client, photos):
    html = client.get(photos.get_absolute_url()).content.decode()
    assert html.count("<figure>") == 3
    for number in range(3):
        assert f"<b>{number + 1}/3</b> Perahu nomor {number}." in html
        assert f"ANTARA FOTO/Juru {number}" in html
    assert '<span class="b">foto</span>' in html
    data = article_of(html)
    assert [each["creditText"] for each in data["image"]] == [f"ANTARA FOTO/Juru {n}" for n in range(3)]
    assert data["mainEntityOfPage"]["@type"] == "ImageGallery"


def test_a_video_story_opens_with_its_video_and_asks_nobody(client, newsroom):
    block = ("video", {**VIDEO, "credit": "Redaksi/Uji", "poster": None})
    story = with_blocks("Kapal Pandu Berlayar", block, kind="video", picture=make_picture(size=(900, 600)))
    response = client.get(story.get_absolute_url())
    html = response.content.decode()
    assert html.index('class="vid"') < html.index('class="bd"')
    assert html.count("<figure") == 1
    assert 'href="https://youtu.be/a1B2c3D4e5F"' in html
    assert "<iframe" not in html
    assert "Putar video (4:12)" in html
    assert "frame-src 'self' https://www.youtube-nocookie.com;" in response["Content-Security-Policy"]
    video = article_of(html)["video"][0]
    assert (video["@type"], video["duration"]) == ("VideoObject", "PT4M12S")
    assert video["thumbnailUrl"].startswith("http")


def test_a_page_without_a_video_may_frame_nothing(client, newsroom):
    assert "frame-src 'self';" in client.get(make_story().get_absolute_url())["Content-Security-Policy"]


def test_a_video_without_any_still_is_a_link_and_no_claim_to_machines(client, newsroom):
    story = with_blocks("Rekaman Rapat", ("video", {**VIDEO, "credit": "Warga", "poster": None}))
    html = client.get(story.get_absolute_url()).content.decode()
    assert "Kapal pandu keluar pelabuhan" in html
    assert "video" not in article_of(html)


REVIEWING = [
    {"type": "paragraph", "value": "<p>Isi.</p>"},
    {"type": "review", "value": {"kind": "Book", "name": "Harga", "maker": "Ani", "rating": "3", "verdict": "Jernih."}},
]


@pytest.mark.parametrize(
    ("kind", "name"),
    [("analysis", "AnalysisNewsArticle"), ("background", "BackgroundNewsArticle"), ("review", "ReviewNewsArticle")],
)
def test_the_kind_of_work_is_told_to_readers_and_machines(client, newsroom, kind, name):
    story = make_story("Mengapa Harga Turun", kind=kind, body=REVIEWING)
    html = client.get(story.get_absolute_url()).content.decode()
    assert article_of(html)["@type"] == name
    assert ("itemReviewed" in article_of(html)) == (kind == "review")
    assert '<span aria-hidden="true">★★★☆☆</span> 3 dari 5' in html
    assert f'<span class="b">{story.get_kind_display()}</span>' in html


@pytest.mark.parametrize("presentation", ["photo", "video"])
def test_a_front_of_pictures_shows_tiles_on_every_page(client, newsroom, presentation):
    section = make_section("Foto", presentation=presentation)
    picture = make_picture(size=(900, 600))
    now = timezone.now()
    for number in range(22):
        make_story(f"Lembar Nomor {number}", section=section, picture=picture, at=now - timedelta(minutes=number))
    first = client.get("/foto/").content.decode()
    assert first.count('class="lead p"') == 20
    second = client.get("/foto/?halaman=2").content.decode()
    assert second.count('class="lead p"') == 2


def test_a_front_of_opinion_names_who_writes_first(client, newsroom, django_assert_max_num_queries):
    section = make_section("Opini", presentation="opinion")
    person = make_person("Ratna Wulandari", position="Kolumnis", portrait=make_picture(size=(300, 300)))
    for number in range(3):
        make_story(f"Pendapat Nomor {number}", section=section, label="opini")
    Section.objects.filter(pk=section.pk).update(description="Pendapat, bukan berita.")
    assert person.portrait_id is not None
    client.get("/opini/")  # the first page of a process asks the database what it can do
    forget_remembered()
    with django_assert_max_num_queries(6):
        html = client.get("/opini/").content.decode()
    assert html.count('class="face"') == 3
    assert html.index("Ratna Wulandari") < html.index("Pendapat Nomor 2")
    assert "Kolumnis |" in html


def test_translations_point_to_each_other_and_nowhere_else(client, newsroom):
    original = make_story("Jembatan Dibuka Kembali")
    english = make_story("Bridge Reopens", language="en", translation_of=original)
    html = client.get(original.get_absolute_url()).content.decode()
    assert f'<link rel="alternate" hreflang="en" href="{absolute(english.get_absolute_url())}">' in html
    assert 'hreflang="id"' in html
    assert ">English</a>" in html
    other = client.get(english.get_absolute_url())
    html = other.content.decode()
    assert '<meta property="og:locale" content="en_GB">' in html
    assert '<article lang="en">' in html
    assert article_of(html)["inLanguage"] == "en"
    assert ">Bahasa Indonesia</a>" in html
    assert f"translations-{original.pk}" in other["Surrogate-Key"].split()
    assert "hreflang" not in client.get(make_story().get_absolute_url()).content.decode()


def test_a_translation_that_is_not_public_is_not_named(client, newsroom):
    original = make_story("Jembatan Dibuka Kembali")
    draft = make_draft("Bridge Reopens", language="en", translation_of=original)
    later = make_story(
        "Jambatan Dibuka", language="ms", translation_of=original, at=timezone.now() + timedelta(hours=1)
    )
    html = client.get(original.get_absolute_url()).content.decode()
    assert "hreflang" not in html
    assert draft.slug not in html
    assert later.slug not in html
