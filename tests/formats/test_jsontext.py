"""JSON of others is read within bounds."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaksi.formats.item import FormatError
from redaksi.formats.jsontext import MAX_COMMAS, MAX_CONTAINERS, MAX_DEPTH, load, looks_like_json, objects, text
from tests.formats import kit


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b'{"a":}',
        b'{"a": NaN}',
        b'{"a": -Infinity}',
        b'{"a": ' + b"9" * 5000 + b"}",
        b'{"a": 9223372036854775808}',
        b"[" * (MAX_DEPTH + 1) + b"]" * (MAX_DEPTH + 1),
        b"[" * 100_000,
        b"[{}" + b",{}" * MAX_CONTAINERS + b"]",
        b"[0" + b",0" * (MAX_COMMAS + 1) + b"]",
    ],
)
def test_broken_odd_and_enormous_json_is_refused(data):
    with pytest.raises(FormatError):
        load(data)


def test_a_broken_document_names_its_line():
    with pytest.raises(FormatError) as refusal:
        load(b'{\n"a": 1,\n}')
    assert refusal.value.line == 3


def test_nul_and_lone_surrogates_are_taken_out_of_texts_and_names():
    assert load(b'{"a\\u0000b": ["x\\ud800y"]}')[0] == {"ab": ["xy"]}


def test_a_byte_order_mark_and_other_charsets_are_read():
    assert load('{"a": "é"}'.encode("utf-8-sig"))[0] == {"a": "é"}
    assert load('{"a": "é"}'.encode("utf-16"))[0] == {"a": "é"}
    value, warnings = load('{"a": "é"}'.encode("latin-1"))
    assert value == {"a": "é"}
    assert warnings


def test_texts_and_objects_are_taken_out_of_any_value():
    assert [text(each) for each in (" a ", "", 3, 2.5, True, None, [], {})] == [
        "a",
        None,
        "3",
        "2.5",
        None,
        None,
        None,
        None,
    ]
    assert objects([{"a": 1}, 2, "x"]) == [{"a": 1}]
    assert objects({"foto": {"a": 1}, "b": 2}) == [{"a": 1}]
    assert objects("x") == []


def test_text_in_brackets_is_no_json():
    assert looks_like_json(b' [ {"a": 1}]')
    assert looks_like_json(b"{}")
    assert not looks_like_json(b"[Kilat] Presiden")
    assert not looks_like_json(b"{nama}")


@kit.fuzzed
@given(st.binary(max_size=100) | st.text('{}[]",:0123456789eE.-nul\\ud8', max_size=60).map(str.encode))
def test_anything_is_read_or_refused(data):
    try:
        value, _ = load(data)
    except FormatError:
        return
    json.dumps(value, ensure_ascii=False).encode()
