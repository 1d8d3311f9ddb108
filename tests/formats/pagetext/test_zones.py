"""The story is told from the pointers around it."""

from __future__ import annotations

from redaksi.formats.pagetext import zones
from redaksi.formats.pagetext.kinds import mark
from redaksi.formats.pagetext.lines import split

STORY = [
    "Panen raya dimulai di enam desa pada pekan ini.",
    "Petani menyambut harga yang lebih baik.",
    "Bupati berjanji membeli gabah.",
]
CARD = ["Harga Gabah Naik di Pasar Induk", "Kenaikan itu sudah terjadi sejak awal bulan.", "EKONOMI | 8 April 2021"]


def parted(*lines: str):
    zone = zones.part([mark(line, "Asia/Jakarta") for line in split("\n".join(lines))])
    return [line.text for line in zone.story], [[line.text for line in run] for run in zone.cards], zone.see_also


def test_a_heading_opens_cards_and_the_foot_closes_them():
    story, cards, _ = parted(*STORY, "BERITA LAINNYA", *CARD, "Copyright 2021", "PT Kabar Nusa")
    assert story == STORY
    assert cards == [CARD]


def test_cards_without_a_heading_are_known_by_their_shape():
    story, cards, _ = parted(*STORY, *CARD, *CARD)
    assert story == STORY
    assert cards == [[*CARD, *CARD]]


def test_a_list_in_the_middle_lets_the_story_go_on():
    story, cards, _ = parted(STORY[0], "Berita Terkait", "Harga Gabah Naik Lagi", *STORY[1:])
    assert story == STORY
    assert cards == [["Harga Gabah Naik Lagi"]]


def test_a_list_before_the_story_gives_back_its_head():
    story, cards, _ = parted(
        "TERPOPULER", *CARD, "Panen Raya Dimulai di Enam Desa", "Kamis, 8 April 2021 | 19:40 WIB", *STORY
    )
    assert story == ["Panen Raya Dimulai di Enam Desa", "Kamis, 8 April 2021 | 19:40 WIB", *STORY]
    assert cards == [CARD]


def test_after_its_closing_a_story_does_not_go_on_with_another():
    story, _, _ = parted(*STORY, "(abc/def)", "Berita Lainnya", "Gempa Guncang Pulau Seberang", *STORY)
    assert story == [*STORY, "(abc/def)"]


def test_pointers_inside_the_story_are_taken_out_with_their_headlines():
    story, cards, pointers = parted(
        STORY[0], "Baca juga: Benih Unggul Dibagikan", STORY[1], "Baca Juga", "Pupuk Langka di Tiga Desa", STORY[2]
    )
    assert story == STORY
    assert cards == []
    assert pointers == ["Benih Unggul Dibagikan", "Pupuk Langka di Tiga Desa"]


def test_credits_below_the_cards_are_kept():
    zone = zones.part(
        [mark(line, "Asia/Jakarta") for line in split("\n".join([*STORY, "Berita Terkait", CARD[0], "Editor: Bayu"]))]
    )
    assert [line.text for line in zone.credits] == ["Editor: Bayu"]
