"""Furniture is recognised by its words, and headlines are not taken for it."""

from __future__ import annotations

import pytest

from redaksi.formats.pagetext import vocabulary as words

FURNITURE = """BAGIKAN|Bagikan:|Share this|Sebarkan artikel ini|Salin tautan|ADVERTISEMENT|Iklan|CLOSE ADS
|CLOSE ADStotal 20|SCROLL TO CONTINUE WITH CONTENT|Scroll untuk baca artikel|GESER UNTUK BACA BERITA
|Baca berita tanpa iklan. Gabung Kabar+|Ukuran text: 14|Ukuran Font: - +|Dengarkan Berita|Selengkapnya
|Lihat Foto|Perbesar|12 Komentar|Komentar (0)|129 dibaca|Halaman 1 dari 2|Halaman Selanjutnya|1 2 3
|Logo KabarNusa|[Gambas:Video 20kabar]|Simak Video: Gempa Guncang Kota
|Cek Berita dan Artikel yang lain di Google News|Lanjutkan membaca"""
HEADLINES = """Jalan Sudirman Ditutup 3 Hari|Pemerintah Ganti Logo Kota|Komentar Wali Kota soal Banjir
|Lanjut ke Final, Timnas Optimistis|Kembali Dibuka, Taman Kota Ramai|Bagikan Sembako, Camat Dipanggil
|Iklan Rokok Dilarang di Kota|Ikuti Aturan, Warga Pakai Masker|Baca Puisi, Murid Juara Nasional
|Kantor Wali Kota Pindah|Group Musik Nusa Rilis Lagu|Alamat Palsu Bikin Kurir Bingung
|Telepon Umum Kembali Ramai|Gedung Tua Roboh, Dua Luka|Menara Air Setinggi 30 Meter Dibangun
|Pedoman Baru Puasa Terbit"""


def split(listed: str) -> list[str]:
    return [each.strip() for each in listed.split("|")]


@pytest.mark.parametrize("line", split(FURNITURE))
def test_furniture_is_known(line):
    assert words.FURNITURE.fullmatch(line)


@pytest.mark.parametrize("line", split(HEADLINES))
def test_headlines_with_furnitures_words_are_not_furniture(line):
    for pattern in (words.FURNITURE, words.FOOTER, words.ADDRESS, words.HEADING, words.CAPTION, words.TAGS):
        assert not pattern.fullmatch(line), pattern.pattern[:40]
    assert not words.is_call(line)
    assert not words.is_menu(line)


@pytest.mark.parametrize(
    "line",
    [
        "BERITA LAINNYA",
        "Berita Terkait",
        "Baca Juga",
        "REKOMENDASI",
        "Rekomendasi untuk Anda",
        "Terpopuler",
        "Artikel Terkait",
        "Terpopuler 24 Jam Terakhir",
        "NEWSTICKER",
        "Anda Mungkin Suka",
        "Pilihan Redaksi",
        "Trending",
        "Lainnya dari Kabar Nusa",
    ],
)
def test_headings_of_lists_are_known(line):
    assert words.HEADING.fullmatch(line)


@pytest.mark.parametrize(
    "line",
    [
        "Copyright © 2021 KabarNusa",
        "© 2024 Kabar",
        "Allright Reserved",
        "CONTACT US",
        "Pedoman Media Siber",
        "Tentang Kami",
        "TERKONEKSI BERSAMA KAMI",
        "Dilarang keras menyalin konten tanpa izin tertulis dari redaksi.",
        "www.kabar.example",
    ],
)
def test_the_foot_is_known(line):
    assert words.FOOTER.fullmatch(line)


@pytest.mark.parametrize(
    "line",
    [
        "Telp: +62 22 5550 1234",
        "Fax: +62 22 5550",
        "Jl. Melati Raya No. 8, Lembayung 40999",
        "Gedung Kabar, Lantai 3 Kav. 12-14,",
    ],
)
def test_addresses_are_known(line):
    assert words.ADDRESS.fullmatch(line)


@pytest.mark.parametrize(
    "line",
    [
        "Foto: Dok. Kota",
        "Warga mengungsi. (Foto: Zaki)",
        "Gedung DPR. (Kabar/Zaki Firdaus)",
        "Arsip foto - Petani. ANTARA/Zaki/aa.",
        "Jembatan lama. Foto: Dok. Warga",
        "Ilustrasi kebakaran (Kabar/Ist)",
        "Rapat di Palu. (Arsip Istimewa)",
    ],
)
def test_captions_are_known(line):
    assert words.CAPTION.fullmatch(line) or words.CAPTION_CREDIT.fullmatch(line)


def test_calls_to_follow_are_told_from_news_about_following():
    assert words.is_call("Ikuti terus berita terhangat dari kami lewat saluran WhatsApp")
    assert words.is_call("Punya informasi? Silakan WhatsApp ke nomor kami.")
    assert not words.is_call("WhatsApp menambah fitur saluran untuk pengguna di Indonesia.")


def test_rubrics_are_known_words_or_capitals():
    assert words.is_rubric("DUNIA")
    assert words.is_rubric("Gaya Hidup")
    assert words.is_rubric("KABAR KOTA")
    assert not words.is_rubric("Harga Cabai")
    assert not words.is_rubric("WALI KOTA: KAMI SIAP")


def test_pointers_carry_their_headline():
    assert words.SEE_ALSO.fullmatch("Baca juga : Jadwal Lengkap")["rest"] == "Jadwal Lengkap"
    assert words.SEE_ALSO.fullmatch("Pilihan Editor: Mengapa Harga Naik")["chosen"] == "Mengapa Harga Naik"
    assert words.SEE_ALSO.fullmatch("Simak pula pernyataan itu dibacakan.") is None or not words.SEE_ALSO_CASED.match(
        "Simak pula pernyataan itu dibacakan."
    )
