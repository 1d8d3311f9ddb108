"""Datelines are taken off in every house's form, and sentences with dashes are left alone."""

from __future__ import annotations

import pytest

from redaksi.formats.pagetext.datelines import find


@pytest.mark.parametrize(
    ("start", "city", "brand", "agency"),
    [
        ("Jakarta - ", "Jakarta", None, None),
        ("JAKARTA – ", "Jakarta", None, None),
        ("Denpasar—", "Denpasar", None, None),
        ("JAKARTA. ", "Jakarta", None, None),
        ("Jakarta, Kamis (8/4/2021) - ", "Jakarta", None, None),
        ("Islamabad, Kabarnusa.com- ", "Islamabad", "Kabarnusa.com", None),
        ("JAKARTA, NUSA.TV - ", "Jakarta", "NUSA.TV", None),
        ("Jakarta, Sinar Indonesia -- ", "Jakarta", "Sinar Indonesia", None),
        ("CAKRA.CO, Jakarta - ", "Jakarta", "CAKRA.CO", None),
        ("CAKRA.CO , Jakarta -", "Jakarta", "CAKRA.CO", None),
        ("Kabar.com, JAKARTA — ", "Jakarta", "Kabar.com", None),
        ("NUSANTARAPOS, JAKARTA - ", "Jakarta", "NUSANTARAPOS", None),
        ("KBRN, Jakarta: ", "Jakarta", "KBRN", None),
        ("Cermin6.com, Jakarta ", "Jakarta", "Cermin6.com", None),
        ("Cermin6.com, Bandar Lampung ", "Bandar Lampung", "Cermin6.com", None),
        ("Jakarta (ANTARA) - ", "Jakarta", "ANTARA", "ANTARA"),
        ("Jakarta, 20/11 (ANTARA) - ", "Jakarta", "ANTARA", "ANTARA"),
        ("Kota Contoh (KBN) - ", "Kota Contoh", "KBN", "KBN"),
        ("Surabaya, (Kabar) – ", "Surabaya", "Kabar", None),
        ("BANDUNG | KabarNusa - ", "Bandung", "KabarNusa", None),
        ("KABAR.com – ", None, "KABAR.com", None),
    ],
)
def test_the_forms(start, city, brand, agency):
    found = find(f"{start}Gubernur meninjau sawah.")
    assert found is not None
    assert (found.dateline.city, found.brand, found.agency) == (city, brand, agency)
    assert found.rest == "Gubernur meninjau sawah."


@pytest.mark.parametrize(
    "text",
    [
        "Timnas Nusantara - Samudra bertanding malam ini.",
        "Presiden Jaya Wira - yang dikenal sebagai Wira - tiba.",
        "Rabu - Hari ini hujan turun.",
        "Covid-19 - penyakit itu - menyebar.",
        "Gempa mengguncang Palu - Donggala.",
        "Harga naik. Warga mengeluh.",
        "",
    ],
)
def test_sentences_have_none(text):
    assert find(text) is None


def test_a_line_of_its_own_leaves_no_rest():
    found = find("JAKARTA, NUSA.TV -")
    assert found.rest == ""
    assert found.dateline.text == "JAKARTA, NUSA.TV"


def test_a_brand_without_a_dash_gives_up_only_a_city_that_is_known():
    found = find("Cermin6.com, Harga Emas naik lagi.")
    assert (found.dateline.city, found.dateline.text, found.rest) == (None, "Cermin6.com", "Harga Emas naik lagi.")


def test_the_publisher_tells_brand_from_city():
    assert find("Portal Nusa, Wanasari - Isi.", "portalnusa").dateline.city == "Wanasari"
    assert find("Portal Nusa, Palu - Isi.").dateline.city == "Palu"
