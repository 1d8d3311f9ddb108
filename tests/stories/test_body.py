"""A body as frozen parts: clean, in order, nothing that readers may not see."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaksi.stories.body import ReadAlso, References, body_parts, inline, reference_ids, word_count

NOTHING = References({}, {})
EVERY_KIND = [
    {"type": "picture", "value": {"picture": 7, "caption": "", "alt": ""}},
    {"type": "paragraph", "value": '<p data-block-key="a">Satu <b>dua</b></p><p>tiga</p>'},
    {"type": "heading", "value": "Subjudul"},
    {"type": "quote", "value": {"text": '"Kami siap."', "speaker": "Wira", "role": "camat"}},
    {"type": "list", "value": {"ordered": True, "items": [{"type": "item", "value": "<p>butir</p>"}, "lain"]}},
    {"type": "table", "value": {"columns": [{"heading": "A"}], "rows": [{"values": ["1"]}], "caption": "Data"}},
    {"type": "embed", "value": {"url": "https://video.example/1", "title": "Rekaman"}},
    {"type": "baca_juga", "value": 5},
    {"type": "fact_box", "value": {"title": "Fakta", "points": ["satu", {"type": "item", "value": "dua"}]}},
]


def test_every_kind_of_part_arrives_in_order():
    parts = body_parts(EVERY_KIND, References({5: ReadAlso("Lain", "/dunia/5/lain")}, {}), "Ambon, Kabar -")
    kinds = [part.kind for part in parts]
    assert kinds == "paragraph paragraph heading quote list table embed baca_juga fact_box".split()
    assert parts[0].dateline == "Ambon, Kabar -"
    assert parts[1].dateline == ""
    assert parts[3].text == "Kami siap."
    assert parts[4].items == ("butir", "lain")
    assert parts[5].rows == (("1",),)
    assert parts[8].items == ("satu", "dua")


@pytest.mark.parametrize(
    ("kept", "shown"),
    [
        (
            {"kind": "Movie", "name": " Laut ", "maker": "Wira", "rating": "4"},
            ("Movie", "film", "Laut", "Wira", "★★★★☆"),
        ),
        ({"kind": "Perahu", "name": "Laut", "rating": "9"}, ("CreativeWork", "karya lain", "Laut", "", "")),
        ({"name": "Laut", "maker": None, "rating": None}, ("CreativeWork", "karya lain", "Laut", "", "")),
    ],
)
def test_what_is_reviewed_is_shown_and_unknown_kinds_and_marks_are_not(kept, shown):
    (part,) = body_parts([{"type": "review", "value": kept}], NOTHING)
    view = part.review
    assert (view.kind, view.sort, view.name, view.maker, view.stars) == shown


def test_a_review_of_nothing_is_left_out():
    assert body_parts([{"type": "review", "value": {"kind": "Book", "name": " "}}], NOTHING) == ()


def test_what_readers_may_not_see_is_left_out():
    assert body_parts([{"type": "baca_juga", "value": 5}, {"type": "unknown", "value": "x"}], NOTHING) == ()


def test_references_are_found_before_anything_is_fetched():
    assert reference_ids(EVERY_KIND) == ({5}, {7})


def test_paid_copy_marks_its_links():
    html = inline('<p><a href="https://toko.example">toko</a></p>', "sponsored")
    assert html == '<p><a href="https://toko.example" rel="sponsored">toko</a></p>'


def test_nothing_that_runs_survives():
    html = inline('<p onclick="x()">a<script>b</script><a href="javascript:c">d</a><img src=x onerror=y></p>')
    assert html == "<p>a<a>d</a></p>"


def test_an_embed_with_another_scheme_is_dropped():
    assert body_parts([{"type": "embed", "value": {"url": "javascript:alert(1)", "title": "x"}}], NOTHING) == ()


@given(st.text())
def test_any_text_in_a_paragraph_stays_harmless(text):
    for part in body_parts([{"type": "paragraph", "value": text}], NOTHING):
        assert "<script" not in part.html.lower()


def test_words_are_counted_without_mark_up():
    assert word_count(body_parts([{"type": "paragraph", "value": "<p>satu <b>dua</b> tiga</p>"}], NOTHING)) == 3
