"""Web pages: structured data first, the page itself for the text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaksi.formats import webpage
from redaksi.formats.item import Dateline, FormatError, Hint, ItemPicture, Subject
from tests.formats.kit import EDITORIAL, damaged, fixture, fixtures, fuzzed, read_or_refused

HERE = Hint(url="https://lembah.example/ekonomi/17/panen?utm_source=x")


def test_structured_data_is_read_into_every_field():
    (item,) = webpage.parse(fixture("webpage/lengkap.html"), HERE)
    assert item.guid == item.url == "https://lembah.example/ekonomi/17/panen"
    assert item.headline == "Panen bawang mundur dua pekan"
    assert (item.byline, item.source, item.credit) == ("Tuti Lestari, Budi Santosa", "Kabar Lembah", "KBL")
    assert (item.language, item.summary, item.copyright) == ("id", "Hujan terlambat.", "© 2026")
    assert item.dateline == Dateline("Lembah Hijau", "Lembah Hijau (KBL)")
    assert (item.subjects, item.keywords) == ((Subject("Ekonomi"),), ("bawang", "panen"))
    assert str(item.published) == "2026-11-20 12:10:00+07:00"
    assert str(item.version_created) == "2026-11-20 13:00:00+07:00"
    assert item.extra == {"genre": "Laporan"}


def test_the_largest_picture_of_the_structured_data_is_taken():
    (item,) = webpage.parse(fixture("webpage/lengkap.html"), HERE)
    assert item.pictures == (ItemPicture("https://lembah.example/b.jpg", "Umbi.", "Budi/KBL", width=1200, height=800),)


def test_the_body_is_the_story_without_furniture_notes_and_scripts():
    (item,) = webpage.parse(fixture("webpage/lengkap.html"), HERE)
    assert item.body_text == (
        "Petani bawang menunda panen karena tanah masih basah oleh hujan.\n\n"
        '"Kami menunggu di Kafé," kata ketua kelompok kepada pewarta.\n\n47\t12'
    )
    assert 'href="https://lembah.example/kelompok"' in (item.body_html or "")
    for word in (EDITORIAL, "alert", "Baca juga", "Menu", "Alamat"):
        assert word not in f"{item.body_html}{item.body_text}"


def test_a_charset_that_lies_and_broken_structured_data_are_warnings():
    (item,) = webpage.parse(fixture("webpage/lengkap.html"), HERE)
    assert any("declares iso-8859-1 but holds UTF-8" in each for each in item.warnings)
    assert any(each.startswith("structured data of the page cannot be read") for each in item.warnings)


def test_meta_elements_serve_where_there_is_no_structured_data():
    (item,) = webpage.parse(fixture("webpage/sederhana.html"), Hint(zone="Asia/Jayapura"))
    assert (item.headline, item.byline, item.source) == ("Jembatan gantung dibuka", "Tuti Lestari", "Kabar Lembah")
    assert str(item.published) == "2026-11-20 12:10:00+09:00"
    assert (item.subjects, item.keywords) == ((Subject("Daerah"),), ("jembatan", "desa"))
    assert item.pictures == (ItemPicture("https://lembah.example/j.jpg", width=900),)
    assert item.body_html == "<p>Jembatan gantung dibuka.</p><p>Warga menyeberang lagi.</p>"
    assert item.guid.startswith("sha256:")


def test_the_body_of_the_structured_data_serves_a_page_without_text():
    data = b'{"@type":"Article","headline":"J","articleBody":"Satu.\\n\\nDua."}'
    (item,) = webpage.parse(b'<html><body><script type="application/ld+json">' + data + b"</script></body></html>")
    assert item.body_html == "<p>Satu.</p><p>Dua.</p>"


def test_a_marked_body_is_preferred_to_the_longest_text():
    page = (
        b"<html><body><h1>J</h1><div itemprop='articleBody'><p>Isi.</p></div><div><p>"
        + b"Lain sekali. " * 50
        + b"</p></div></body></html>"
    )
    assert webpage.parse(page)[0].body_text == "Isi."


@pytest.mark.parametrize("data", [b"", b"<html></html>", b"<html><body><nav>x</nav></body></html>", b"<p>" * 200_000])
def test_a_page_without_story_is_refused(data):
    with pytest.raises(FormatError):
        webpage.parse(data)


@pytest.mark.parametrize(
    "page",
    [
        b"<html><body><p>Isi</p>" + b"<div>" * 50_000,
        b"<html><body>" + b"<p>Isi <a href=x>y</a>" * 18_000,
        b"<html><body><p>Isi</p><script type='application/ld+json'>" + b"[" * 100_000 + b"</script>",
        b"<html><head>" + b"<meta name=a content=b>" * 50_000 + b"<title>x</title>",
        b"<html><body><p>Isi</p><div class='" + b"ads " * 1_000_000 + b"'>",
    ],
    ids=lambda page: f"{page[:24]!r}-{len(page)}",
)
def test_hostile_pages_cost_little_time(page):
    started = time.process_time()
    read_or_refused(webpage.parse, page)
    assert time.process_time() - started < 2


@given(damaged(fixtures("webpage")))
@fuzzed
def test_damaged_pages_are_read_or_refused(data):
    read_or_refused(webpage.parse, data)


@given(st.binary(max_size=200))
@fuzzed
def test_any_bytes_are_read_or_refused(data):
    webpage.looks_like(data)
    read_or_refused(webpage.parse, data)
    read_or_refused(webpage.parse, b"<html><body><p>" + data)
