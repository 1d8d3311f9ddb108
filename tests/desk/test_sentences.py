"""What machines say about copy is said to editors in their language."""

from __future__ import annotations

import pytest
from django.template import Context, Template
from django.utils.translation import override

from redaksi.desk.sentences import spoken
from redaksi.desk.templatetags import desk_words

SAID = (
    ("the time has no zone; Asia/Jakarta was assumed", "waktu tidak menyebut zona; dianggap Asia/Jakarta"),
    (
        "published: the time has no zone; Asia/Jakarta was assumed",
        "published: waktu tidak menyebut zona; dianggap Asia/Jakarta",
    ),
    (
        "no entry of the feed can be read: an entry that is no object",
        "tidak satu pun entri umpan dapat dibaca: sebuah entri bukan objek",
    ),
    ("broken JSON: Expecting value", "JSON rusak: nilai tidak ada"),
    ("larger than 20 MB", "lebih besar dari 20 MB"),
    ("headline: RALAT", "judul: RALAT"),
    ("urgency 2", "urgensi 2"),
)


@pytest.mark.parametrize(("english", "indonesian"), SAID)
def test_sentences_are_said_in_indonesian_down_to_the_one_inside(english: str, indonesian: str) -> None:
    with override("id"):
        assert spoken(english) == indonesian


@pytest.mark.parametrize("english", [english for english, _ in SAID])
def test_an_english_desk_reads_them_as_they_are(english: str) -> None:
    with override("en"):
        assert spoken(english) == english


def test_what_is_no_sentence_of_ours_stays() -> None:
    with override("id"):
        assert spoken("Errno 28: no space left") == "Errno 28: no space left"
        assert spoken("{nama} 100%") == "{nama} 100%"


def test_templates_say_it_with_a_filter_and_stay_safe() -> None:
    with override("id"):
        page = Template("{% load desk_words %}{{ said|spoken }}").render(
            Context({"said": "left out: <script>alert(1)</script>"})
        )
    assert page == "tidak diambil: &lt;script&gt;alert(1)&lt;/script&gt;"
    assert desk_words.spoken(7) == "7"
