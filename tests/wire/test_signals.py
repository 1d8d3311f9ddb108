"""What withdraws, corrects or annotates is recognised; news about cancellations is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaksi.formats.item import NewsItem
from redaksi.wire.signals import signal_of, without_signal


def item(**values) -> NewsItem:
    return NewsItem(guid="urn:x:1", format="ninjs", **values)


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ({"status": "canceled", "headline": "Harga Beras Turun"}, "kill"),
        ({"headline": "KILL: Harga Beras Turun"}, "kill"),
        ({"headline": "BULLETIN KILL Harga Beras Turun"}, "kill"),
        ({"headline": "MANDATORY KILL - Harga Beras"}, "kill"),
        ({"headline": "PEMBATALAN: Harga Beras Turun"}, "kill"),
        ({"headline": "Pembatalan Berita: Harga Beras Turun"}, "kill"),
        ({"headline": "TARIK BERITA - Harga Beras Turun"}, "kill"),
        ({"slugline": "KILL"}, "kill"),
        ({"editorial_note": "Mohon berita ini tidak disiarkan; berita dengan judul di atas dibatalkan."}, "kill"),
        ({"editorial_note": "Signal: kill"}, "kill"),
        ({"headline": "Harga Beras", "body_text": "Berita kami yang berjudul 'Harga Beras Turun' ditarik."}, "kill"),
        ({"headline": "RALAT: Harga Beras Turun"}, "correction"),
        ({"headline": "(Ralat) Harga Beras Turun"}, "correction"),
        ({"headline": "Harga Beras Turun (Koreksi)"}, "correction"),
        ({"headline": "KOREKSI Harga Beras Turun"}, "correction"),
        ({"headline": "CORRECTED-Rice prices fall"}, "none"),
        ({"headline": "CORRECTED - Rice prices fall"}, "correction"),
        ({"headline": "Correction: Rice prices fall"}, "correction"),
        ({"editorial_note": "Signal: correction"}, "correction"),
        ({"editorial_note": "Corrects name of minister in third paragraph"}, "correction"),
        ({"editorial_note": "Meralat ejaan nama di alinea dua"}, "correction"),
        ({"body_text": "Dalam berita kami kemarin tertulis tiga orang, seharusnya dua orang."}, "correction"),
        ({"headline": "ADVISORY: Jadwal liputan hari ini"}, "advisory"),
        ({"headline": "Catatan Redaksi: jadwal siaran"}, "advisory"),
        ({"headline": "RALAT: PEMBATALAN", "status": "canceled"}, "kill"),
    ],
)
def test_signals_are_recognised_in_metadata_and_prose(values, kind):
    assert signal_of(item(**values)).kind == kind


@pytest.mark.parametrize(
    "values",
    [
        {"headline": "Pembatalan Keberangkatan Haji Diprotes"},
        {"headline": "Pemerintah Tarik Utang Baru"},
        {"headline": "Koreksi IHSG Berlanjut ke Sesi Kedua"},
        {"headline": "KOREKSI IHSG BERLANJUT"},
        {"headline": "CABUT IZIN LIMA PERUSAHAAN, MENTERI DIGUGAT"},
        {"headline": "Kill Bill Diputar Lagi di Bioskop"},
        {"headline": "Tarik Tambang Ramaikan Hari Merdeka"},
        {"headline": "Batal Menikah, Pria Ini Gugat Balik"},
        {"editorial_note": "UPDATES with details of two men who were killed; troops withdraw"},
        {"editorial_note": "Menambah keterangan wali kota soal perbaikan jalan"},
        {"body_text": "Menteri mencabut izin setelah koreksi laporan keuangan. Maskapai dibatalkan terbang."},
        {},
    ],
)
def test_news_about_cancellations_is_no_signal(values):
    assert signal_of(item(**values)).kind == "none"


def test_the_reason_says_which_words_and_where():
    assert signal_of(item(headline="RALAT: Harga Beras")).because == "headline: RALAT"


@pytest.mark.parametrize(
    "text", ["KILL: Harga Beras Turun", "RALAT - Harga Beras Turun", "Harga Beras Turun (Koreksi)", "Harga Beras Turun"]
)
def test_what_is_left_is_the_headline_it_is_about(text):
    assert without_signal(text) == "Harga Beras Turun"


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_text_gives_a_signal_and_never_fails(headline, note):
    assert signal_of(item(headline=headline, editorial_note=note, body_text=note)).kind
    assert isinstance(without_signal(headline), str)
