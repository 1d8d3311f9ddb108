from __future__ import annotations

from redaksi.desk.terms import FORBIDS_PUBLISHING, WORDS, words_for
from redaksi.wire.rights import FLAGS


def test_every_flag_of_the_wire_has_words_for_the_desk() -> None:
    assert set(WORDS) == set(FLAGS)
    assert set(FLAGS) >= FORBIDS_PUBLISHING


def test_a_territory_stands_beside_its_flag() -> None:
    assert words_for({"flag": "not-in", "value": "Jepang", "because": "not in Japan"}).endswith("(Jepang)")
