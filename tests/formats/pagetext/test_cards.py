"""Cards are read with rubric and date above, below or around their headline."""

from __future__ import annotations

from datetime import date

import pytest

from redaksi.formats.item import Related
from redaksi.formats.pagetext import cards
from redaksi.formats.pagetext.kinds import mark
from redaksi.formats.pagetext.lines import split

DAY = date(2021, 4, 8)
ONE, TWO = "Harga Gabah Naik di Pasar Induk", "Warga Desa Perbaiki Tanggul"
SAID, TOLD = "Kenaikan itu terjadi sejak awal bulan.", "Perbaikan memakai bambu dan karung pasir tanpa alat berat"
BOTH = [Related(ONE, SAID, "EKONOMI", DAY), Related(TWO, TOLD, "DAERAH", DAY)]


def read(*lines: str):
    return cards.read([mark(line, "Asia/Jakarta") for line in split("\n".join(lines))])


@pytest.mark.parametrize(
    "lines",
    [
        (ONE, SAID, "EKONOMI | 8 April 2021", TWO, TOLD, "DAERAH | 8 April 2021"),
        (ONE, SAID, "EKONOMI - 8 April 2021", TWO, TOLD, "DAERAH • 8 April 2021"),
        (ONE, SAID, "EKONOMI", "8 April 2021", TWO, TOLD, "DAERAH", "8 April 2021"),
        ("EKONOMI | 8 April 2021", ONE, SAID, "DAERAH | 8 April 2021", TWO, TOLD),
        ("EKONOMI", ONE, SAID, "8 April 2021", "DAERAH", TWO, TOLD, "8 April 2021"),
        ("1. " + ONE, SAID, "EKONOMI | 8 April 2021", "2. " + TWO, TOLD, "DAERAH | 8 April 2021"),
    ],
)
def test_every_arrangement_says_the_same(lines):
    assert read(*lines) == BOTH


def test_headlines_alone_and_with_summaries():
    assert read(ONE, TWO) == [Related(ONE), Related(TWO)]
    assert read(ONE, SAID, TWO) == [Related(ONE, SAID), Related(TWO)]


def test_a_headline_that_begins_with_a_number_keeps_it():
    assert read("5 Manfaat Jahe bagi Kesehatan", TWO)[0].headline == "5 Manfaat Jahe bagi Kesehatan"
    assert read("1 Juta Benih Dibagikan Gratis")[0].headline == "1 Juta Benih Dibagikan Gratis"


def test_menus_and_scraps_are_no_cards():
    assert read(ONE, "Nasional", "Ekonomi", "Olahraga", "Lihat") == [Related(ONE)]
    assert read() == []
