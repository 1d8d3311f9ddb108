"""The demo's little markup: what an editor types, and what the loader makes of it."""

from datetime import UTC, datetime

import pytest

from redaksi.demo.markup import (
    ContentError,
    Embed,
    FactBox,
    Gallery,
    ListBlock,
    Quote,
    Review,
    Table,
    Video,
    dated,
    inline_html,
    parse_blocks,
    slugify,
    timed,
)

THURSDAY = datetime(2026, 11, 19, 20, 30, tzinfo=UTC)  # Friday 03.30 in Jakarta


def test_inline_marks_become_html_and_everything_else_is_escaped() -> None:
    assert inline_html("**tebal** dan _miring_ <script>") == "<b>tebal</b> dan <i>miring</i> &lt;script&gt;"
    assert inline_html("[laman](https://a.example/x_y_z)") == '<a href="https://a.example/x_y_z">laman</a>'


def test_a_link_that_is_not_web_stays_text() -> None:
    assert inline_html("[klik](javascript:alert)") == "[klik](javascript:alert)"


def test_lines_of_a_paragraph_are_joined() -> None:
    assert parse_blocks("satu\ndua\n\ntiga", "x") == (("paragraph", "satu dua"), ("paragraph", "tiga"))


def test_each_kind_of_block_is_read_from_its_mark() -> None:
    body = """## Judul

> Kata orang
> dua baris.
> -- Nama, jabatan, kota

- satu
- dua

1. pertama
2. kedua

|= Harga
| A | B |
| 1 | 2 |

!fakta Ringkas
- butir

@baca lain

@foto gambar

@embed https://video.example/1 Panen dari udara

@ulasan Book
Laut di Dapur
Wira Adi
4
Jernih.
"""
    assert parse_blocks(body, "x") == (
        ("heading", "Judul"),
        ("quote", Quote("Kata orang dua baris.", "Nama", "jabatan, kota")),
        ("list", ListBlock(("satu", "dua"))),
        ("list", ListBlock(("pertama", "kedua"), ordered=True)),
        ("table", Table("Harga", ("A", "B"), (("1", "2"),))),
        ("fact_box", FactBox("Ringkas", ("butir",))),
        ("baca_juga", "lain"),
        ("picture", "gambar"),
        ("embed", Embed("https://video.example/1", "Panen dari udara")),
        ("review", Review("Book", "Laut di Dapur", "Wira Adi", "4", "Jernih.")),
    )


@pytest.mark.parametrize(
    "body", ["> tanpa nama", "| a | b |\n| c |", "!fakta judul saja", "@embed https://x.example/", "@ulasan Book\nLaut"]
)
def test_a_malformed_block_names_its_file(body: str) -> None:
    with pytest.raises(ContentError, match=r"naskah\.md"):
        parse_blocks(body, "naskah.md")


@pytest.mark.parametrize(
    ("token", "written"),
    [
        ("{{hari}}", "Jumat (20/11/2026)"),
        ("{{hari-1}}", "Kamis (19/11/2026)"),
        ("{{singkat+1}}", "Sabtu (21/11)"),
        ("{{kerja+1}}", "Senin (23/11/2026)"),
        ("{{kerja-5}}", "Jumat (13/11/2026)"),
        ("{{tanggal+12}}", "2 Desember 2026"),
        ("{{bulan-1}}", "Oktober 2026"),
        ("{{bulan+2}}", "Januari 2027"),
        ("{{tahun-1}}", "2025"),
    ],
)
def test_dates_are_written_relative_to_the_story_in_western_indonesian_time(token: str, written: str) -> None:
    assert dated(token, THURSDAY) == written


def test_an_unknown_date_word_is_refused() -> None:
    with pytest.raises(ContentError, match="minggu"):
        dated("{{minggu}}", THURSDAY)


@pytest.mark.parametrize(
    ("token", "written"),
    [
        ("{{now-30m}}", "2026-11-20T03:00:00+07:00"),
        ("{{now|rfc822}}", "Fri, 20 Nov 2026 03:30:00 +0700"),
        ("{{now+1440m|panjang}}", "Sabtu, 21 November 2026 | 03:30 WIB"),
        ("{{now|hari}}", "Jumat (20/11/2026)"),
    ],
)
def test_wire_times_are_written_as_the_sender_would(token: str, written: str) -> None:
    assert timed(token, THURSDAY) == written


def test_a_slug_keeps_letters_and_digits_only() -> None:
    assert slugify("Harga Cabai Rp92.000, “Lagi”!") == "harga-cabai-rp92-000-lagi"


def test_a_gallery_is_a_title_and_a_picture_a_line():
    assert parse_blocks("@galeri Pagi hari\nsatu\ndua", "x.md") == (("gallery", Gallery("Pagi hari", ("satu", "dua"))),)


def test_a_video_is_five_lines():
    chunk = "@video https://video.example/1\n4:12\nRedaksi/Uji\nKapal berlayar\nkapal"
    assert parse_blocks(chunk, "x.md")[0][1] == Video(
        "https://video.example/1", "4:12", "Redaksi/Uji", "Kapal berlayar", "kapal"
    )
    with pytest.raises(ContentError):
        parse_blocks("@video https://video.example/1\n4:12", "x.md")
