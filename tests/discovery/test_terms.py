import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaksi.discovery.terms import highlight, query_terms, stem, terms, words


@pytest.mark.parametrize("word", ["mencari", "dicari", "pencarian", "carinya"])
def test_affixed_words_share_a_root(word):
    assert stem(word) == stem("cari")


def test_words_are_folded_without_accents():
    assert words("Café Élan, Rp45.000") == ["cafe", "elan", "rp45.000"]


def test_stop_words_are_left_out_of_the_index_but_not_of_a_query_made_of_them():
    assert terms("yang dan di pasar") == ["pasar"]
    assert query_terms("yang dan") != []


def test_matches_are_marked_through_their_affixes():
    assert [piece for piece, found in highlight("Warga mencari jalan pulang", "pencarian") if found] == ["mencari"]


@given(st.text(max_size=300), st.text(max_size=40))
def test_highlighting_loses_not_a_letter(text, query):
    assert "".join(piece for piece, _ in highlight(text, query)) == text
    assert len(query_terms(query)) <= 12
