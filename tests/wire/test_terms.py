"""An item is brought to its telling terms: names and numbers first, function words never."""

from hypothesis import given
from hypothesis import strategies as st

from redaksi.formats.item import NewsItem
from redaksi.wire.terms import KEPT, likeness, terms_of


def item(headline, body="", language="id"):
    return NewsItem(guid="u", format="ninjs", headline=headline, body_text=body, language=language)


def test_names_and_numbers_weigh_most():
    terms = terms_of(item("Gempa guncang Kolaka", "Sebanyak 214 warga mengungsi ke lapangan, kata Andi Rahmat."))
    assert next(iter(terms)) == "kolaka"
    assert {"214", "andi", "rahmat"} <= set(list(terms)[:6])
    assert not {"kata", "ke"} & set(terms)


def test_forms_of_a_word_are_one_term():
    one, other = terms_of(item("warga mengungsi")), terms_of(item("pengungsian warga"))
    assert one.keys() & other.keys()


def test_likeness_is_one_for_the_same_and_zero_for_nothing_shared():
    terms = terms_of(item("Gempa guncang Kolaka"))
    assert likeness(terms, terms, {}) == 1.0
    assert likeness(terms, terms_of(item("harga beras")), {}) == 0.0
    assert likeness({}, {}, {}) == 0.0


@given(st.text(max_size=500), st.text(max_size=500))
def test_any_text_gives_few_terms(headline, body):
    assert len(terms_of(item(headline, body))) <= KEPT
