import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaksi.discovery.document import Document, document_of, plain_body
from redaksi.discovery.terms import stem
from tests.factories import make_story, make_topic

word = st.text("abcdefg ", max_size=40)


@given(word, word, word, word)
def test_a_document_comes_back_word_for_word(headline, deck, body, facets):
    document = Document(headline, deck, body, facets)
    assert Document.unpack(document.pack()) == document


@pytest.mark.django_db
def test_names_and_topics_are_found_with_the_text():
    story = make_story("Jembatan Dibuka", topics=(make_topic("Kalimantan"),))
    document = document_of(story)
    assert stem("ratna") in document.deck.split()
    assert stem("kalimantan") in document.deck.split()
    assert "<p>" not in plain_body(story)
