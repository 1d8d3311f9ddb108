"""Headline, standfirst and times are found above the body, in the orders that portals use."""

from __future__ import annotations

import pytest

from redaksi.formats.pagetext import heading
from redaksi.formats.pagetext.kinds import mark
from redaksi.formats.pagetext.lines import split

TITLE = "Panen Raya Dimulai di Enam Desa"
FIRST = "Palu - Panen raya dimulai di enam desa pada pekan ini."
SECOND = "Petani menyambut harga yang lebih baik."
DATE = "Kamis, 8 April 2021 | 19:40 WIB"
DECK = "Enam desa memanen padi bersamaan setelah irigasi selesai diperbaiki."


def marked(*lines: str):
    return [mark(line, "Asia/Jakarta") for line in split("\n".join(lines))]


@pytest.mark.parametrize(
    ("above", "summary"),
    [
        ((TITLE, DATE), None),
        ((TITLE + " - Kabar Nusa", TITLE, DATE), None),
        (("Kabar Terkini dan Tepercaya Hari Ini", "Pertanian", TITLE, DECK, DATE), DECK),
        (("Pertanian", TITLE, "Sari Wulan", DATE), None),
        ((TITLE, "Sari Wulan - kabarNusa", DATE), None),
        ((DATE, TITLE), None),
        ((TITLE, DECK, "Oleh: Sari", DATE), DECK),
        ((TITLE, DATE, "Petani memanen padi di Palu, Kamis."), None),
        ((TITLE,), None),
        ((TITLE + " – Halaman 2", DATE), None),
    ],
)
def test_the_headline_is_found(above, summary):
    head = heading.find(marked(*above, FIRST, SECOND))
    assert (head.headline, head.summary, head.body) == (TITLE, summary, len(above))


def test_without_any_head_there_is_none():
    head = heading.find(marked(FIRST, SECOND))
    assert (head.headline, head.summary, head.body) == (None, None, 0)


def test_what_is_not_understood_is_left_for_a_warning():
    head = heading.find(marked(TITLE, DATE, "Tim Kabar Nusa", FIRST, SECOND))
    assert [line.text for line in head.left] == ["Tim Kabar Nusa"]


def test_first_published_and_updated_are_told_apart():
    lines = marked("Diperbarui 26 Mar 2025, 22:40 WIB", "Diterbitkan 26 Mar 2025, 22:16 WIB")
    published, updated, warnings = heading.times_of(lines)
    assert (published.minute, updated.minute, warnings) == (16, 40, [])


def test_a_time_of_day_is_preferred_to_todays_date_in_the_masthead():
    published, _, _ = heading.times_of(marked("Jumat, 9 April 2021", DATE))
    assert published.isoformat() == "2021-04-08T19:40:00+07:00"
    assert heading.times_of(marked("Jumat, 9 April 2021"))[0].isoformat() == "2021-04-09"
    assert heading.times_of([]) == (None, None, [])


def test_two_different_times_are_told():
    _, _, warnings = heading.times_of(marked(DATE, "Jumat, 9 April 2021 | 07:00 WIB"))
    assert warnings == ["2021-04-08T19:40:00+07:00 also stands at the head"]
