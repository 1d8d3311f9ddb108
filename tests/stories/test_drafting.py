from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaksi.formats.item import Dateline, ItemPicture, NewsItem, Subject
from redaksi.stories.drafting import DECK_LENGTH, HEADLINE_LENGTH, body_blocks, byline_names, draft_of


def item(**values: object) -> NewsItem:
    return NewsItem(**{"guid": "urn:uji:1", "format": "ninjs", **values})


def kinds(markup: str) -> list[str]:
    return [block["type"] for block in body_blocks(item(body_html=markup))[0]]


def test_each_paragraph_becomes_one_block() -> None:
    blocks, _ = body_blocks(item(body_html="<p>Satu <strong>tebal</strong>.</p><p>Dua &amp; tiga.</p>"))
    assert blocks == [
        {"type": "paragraph", "value": "<p>Satu <b>tebal</b>.</p>"},
        {"type": "paragraph", "value": "<p>Dua &amp; tiga.</p>"},
    ]


def test_plain_text_is_enough_for_a_body() -> None:
    blocks, _ = body_blocks(item(body_text="Satu.\n\nDua < tiga."))
    assert [block["value"] for block in blocks] == ["<p>Satu.</p>", "<p>Dua &lt; tiga.</p>"]


def test_headings_lists_quotes_and_tables_keep_their_kind() -> None:
    markup = (
        "<h2>Judul antara</h2><ol><li>satu</li><li>dua</li></ol><blockquote><p>Kutipan.</p></blockquote>"
        "<table><tr><th>Kota</th><th>Suhu</th></tr><tr><td>Palu</td><td>31</td></tr></table>"
    )
    blocks, _ = body_blocks(item(body_html=markup))
    assert [block["type"] for block in blocks] == ["heading", "list", "quote", "table"]
    assert blocks[1]["value"] == {"ordered": True, "items": ["<p>satu</p>", "<p>dua</p>"]}
    assert blocks[2]["value"]["text"] == "Kutipan."
    assert blocks[3]["value"]["columns"] == [{"type": "text", "heading": "Kota"}, {"type": "text", "heading": "Suhu"}]
    assert blocks[3]["value"]["rows"] == [{"values": ["Palu", "31"]}]


def test_a_picture_in_the_body_becomes_a_note_and_no_empty_paragraph() -> None:
    markup = '<figure><img src="https://foto.example/a.jpg" alt="Dermaga"><figcaption>Dermaga tua</figcaption></figure>'
    blocks, pictures = body_blocks(item(body_html=markup + "<p>Teks.</p>"))
    assert [block["type"] for block in blocks] == ["paragraph"]
    assert pictures == (ItemPicture("https://foto.example/a.jpg", caption="Dermaga tua", alt="Dermaga"),)


def test_scripts_and_handlers_do_not_reach_the_draft() -> None:
    blocks, _ = body_blocks(item(body_html='<p onclick="x()">Aman<script>alert(1)</script></p>'))
    assert blocks == [{"type": "paragraph", "value": "<p>Aman</p>"}]


def test_the_note_to_editors_is_no_part_of_the_body() -> None:
    draft = draft_of(item(body_html="<p>Isi.</p>", editorial_note="JANGAN DIMUAT sebelum rapat"))
    assert "JANGAN" not in str(draft.body)
    assert draft.editorial_note == "JANGAN DIMUAT sebelum rapat"


def test_provenance_is_kept_as_values() -> None:
    sent = datetime(2026, 11, 19, 3, 0, tzinfo=UTC)
    draft = draft_of(
        item(version="3", credit="Xinhua", source="Xinhua", published=sent, url="https://x.example/1", embargoed=sent)
    )
    assert (draft.provenance_agency, draft.credit) == ("Xinhua", "Xinhua")
    assert (draft.provenance_guid, draft.provenance_version) == ("urn:uji:1", "3")
    assert draft.provenance_published == "2026-11-19T03:00:00+00:00"
    assert draft.embargo_until == sent


@pytest.mark.parametrize(
    "opening",
    [
        "AMBON - ",
        "Ambon, Kabar.example- ",
        "AMBON, 19 Nov (Kantor) -- ",
        "<strong>AMBON</strong> — ",
        "<b>Ambon, Kabar -</b> ",
    ],
)
def test_the_dateline_is_a_field_and_not_the_start_of_the_body(opening: str) -> None:
    sent = item(body_html=f"<p>{opening}Kapal berlayar.</p><p>AMBON - tetap.</p>", dateline=Dateline("Ambon"))
    blocks, _ = body_blocks(sent)
    assert [block["value"] for block in blocks] == ["<p>Kapal berlayar.</p>", "<p>AMBON - tetap.</p>"]


@pytest.mark.parametrize("text", ["Ambon-Seram kembali terhubung.", "Ambon tenang. Warga - semua - pulang.", "Ambon."])
def test_a_sentence_that_begins_with_the_city_stays_whole(text: str) -> None:
    blocks, _ = body_blocks(item(body_html=f"<p>{text}</p>", dateline=Dateline("Ambon")))
    assert blocks[0]["value"] == f"<p>{text}</p>"


def test_a_silent_item_is_credited_to_who_sent_it() -> None:
    assert draft_of(item(), agency="Kantor Berita Uji").credit == "Kantor Berita Uji"
    assert draft_of(item(source="Kabar.example")).provenance_agency == "Kabar.example"


def test_a_date_without_a_time_stays_a_date() -> None:
    assert draft_of(item(published=date(2026, 11, 19))).provenance_published == "2026-11-19"


def test_the_summary_is_the_first_sentence_where_the_sender_gave_none() -> None:
    draft = draft_of(item(body_html="<p>Hujan turun di Palu. Warga mengungsi.</p>"))
    assert draft.deck == "Hujan turun di Palu."


def test_long_headlines_and_summaries_are_cut_between_words() -> None:
    draft = draft_of(item(headline="kata " * 80, summary="panjang sekali " * 60))
    assert len(draft.headline) <= HEADLINE_LENGTH
    assert draft.headline.endswith("kata…")
    assert len(draft.deck) <= DECK_LENGTH


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("Oleh: Ani Budi dan Candra Dewi / Reuters", ("Ani Budi", "Candra Dewi", "Reuters")),
        ("By JOHN SMITH and Jane Roe", ("JOHN SMITH", "Jane Roe")),
        ("Sandani Wijaya", ("Sandani Wijaya",)),
        (None, ()),
    ],
)
def test_names_are_read_out_of_a_byline(byline: str | None, names: tuple[str, ...]) -> None:
    assert byline_names(byline) == names


def test_the_draft_carries_city_keywords_and_warnings() -> None:
    draft = draft_of(
        item(
            dateline=Dateline("Islamabad", "Islamabad, Kabar"),
            subjects=(Subject("Diplomasi"),),
            keywords=("Pakistan", "Diplomasi"),
            warnings=("tanpa zona",),
        )
    )
    assert draft.dateline_city == "Islamabad"
    assert draft.keywords == ("Diplomasi", "Pakistan")
    assert draft.warnings == ("tanpa zona",)


@given(st.text(max_size=400))
def test_any_mark_up_gives_blocks_or_none_and_never_fails(markup: str) -> None:
    blocks, _ = body_blocks(item(body_html=markup))
    assert all(block["type"] in {"paragraph", "heading", "list", "quote", "table"} for block in blocks)
    assert "<script" not in str(blocks)


def test_a_table_without_words_is_left_out() -> None:
    assert kinds("<table><tr><td></td></tr></table><p>Isi.</p>") == ["paragraph"]
