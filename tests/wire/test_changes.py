"""What changed since the last take is shown in words."""

from hypothesis import given
from hypothesis import strategies as st

from redaksi.wire.changes import Change, changed_words, is_changed


def test_the_words_that_changed_are_marked_inside_their_paragraph():
    old = "Tiga orang tewas.\n\nPolisi menyelidiki sebab kebakaran."
    new = "Lima orang tewas.\n\nPolisi menyelidiki sebab kebakaran."
    assert changed_words(old, new) == [
        [Change("gone", "Tiga"), Change("new", "Lima"), Change("same", "orang tewas.")],
        [Change("same", "Polisi menyelidiki sebab kebakaran.")],
    ]


def test_paragraphs_come_and_go_whole():
    assert changed_words("Satu kalimat.", "Satu kalimat.\n\nKalimat tambahan baru.")[1] == [
        Change("new", "Kalimat tambahan baru.")
    ]
    assert changed_words("Awal.\n\nSisa berita.", "Sisa berita.") == [
        [Change("gone", "Awal.")],
        [Change("same", "Sisa berita.")],
    ]


def test_nothing_changed_is_said_so():
    assert not is_changed(changed_words("Sama.", "Sama."))
    assert is_changed(changed_words("Sama.", "Beda."))


@given(st.text(alphabet="ab \n", max_size=80), st.text(alphabet="ab \n", max_size=80))
def test_without_what_is_gone_the_new_text_remains_and_without_what_is_new_the_old(old, new):
    changes = changed_words(old, new)
    for text, unwanted in ((new, "gone"), (old, "new")):
        kept = [change.text for paragraph in changes for change in paragraph if change.kind != unwanted]
        assert " ".join(" ".join(kept).split()) == " ".join(text.split())
