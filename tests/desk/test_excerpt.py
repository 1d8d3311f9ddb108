from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from redaksi.desk.excerpt import SHOWN, excerpt


def test_the_line_where_reading_stopped_stands_in_the_middle_and_is_marked() -> None:
    data = "\n".join(f"baris {number}" for number in range(1, 301)).encode()
    shown = excerpt(data, 150)
    assert [line.text for line in shown.lines if line.marked] == ["baris 150"]
    assert len(shown.lines) == SHOWN
    assert shown.lines[0].number < "150" < shown.lines[-1].number
    assert shown.cut


def test_without_a_line_the_beginning_is_shown_and_a_line_beyond_the_end_marks_nothing() -> None:
    for line in (None, 0, 99):
        shown = excerpt(b"satu\ndua", line)
        assert [(each.number, each.text, each.marked) for each in shown.lines] == [
            ("1", "satu", False),
            ("2", "dua", False),
        ]
        assert not shown.cut


def test_bytes_that_are_no_text_stand_as_numbers() -> None:
    shown = excerpt(b"\x00\x01PK\x03\x04" + b"\xff" * 1000)
    assert shown.dump
    assert shown.cut
    assert shown.lines[0].text.startswith("00 01 50 4b 03 04 ff")
    assert "PK" in shown.lines[0].text


def test_nothing_in_a_file_commands_the_screen() -> None:
    text = excerpt("a\x1b[31mb \u202ekcehc\u2069 \x7f".encode() + b" x" * 40).lines[0].text
    assert not {"\x1b", "\u202e", "\u2069", "\x7f"} & set(text)
    assert "␛[31m" in text


@given(st.binary(max_size=3000), st.one_of(st.none(), st.integers(-5, 500)))
def test_any_bytes_give_an_excerpt_of_bounded_size(data: bytes, line: int | None) -> None:
    shown = excerpt(data, line)
    assert len(shown.lines) <= SHOWN
    assert all(len(each.text) <= 420 for each in shown.lines)
    assert sum(each.marked for each in shown.lines) <= 1
