from __future__ import annotations

import ast
from pathlib import Path

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from redaksi.desk.reasons import FETCHING, in_words

WIRE = Path(__file__).resolve().parents[2] / "redaksi" / "wire"


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("kabar.example: answered 503", "kabar.example: menjawab dengan kode 503"),
        ("kabar.example: it points at a private address", "kabar.example: menunjuk ke alamat jaringan dalam"),
        ("in quarantine: broken JSON: Expecting value", "masuk karantina: JSON rusak: nilai tidak ada"),
        ("no feed was found at this address", "tidak ditemukan umpan di alamat ini"),
        ("127.0.0.1: [Errno 111] Connection refused", "127.0.0.1: tidak ada yang menjawab di alamat ini"),
        (
            "kabar.example: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate has expired "
            "(_ssl.c:1006)",
            "kabar.example: sertifikat server sudah kedaluwarsa",
        ),
        ("kabar.example: the name has no address ([Errno -2] Name or service not known)", "tidak punya alamat"),
        ("kb.example: 530 Login incorrect.", "kb.example: akun atau kata sandi keliru"),
        ("no entry of the feed can be read: an entry that is no object", "tidak satu pun entri umpan dapat dibaca"),
        ("kb.example: refuses us; account or password may be wrong", "kb.example: menolak kita; akun"),
    ],
)
def test_a_reason_is_said_in_indonesian_with_its_names_and_numbers(reason: str, said: str) -> None:
    with translation.override("id"):
        assert said in in_words(reason)


def test_a_reason_that_nobody_knows_is_shown_as_it_came() -> None:
    with translation.override("id"):
        assert in_words("host: quite another thing") == "host: quite another thing"


def test_every_reason_has_an_indonesian_of_its_own() -> None:
    with translation.override("id"):
        assert [each for each in FETCHING if translation.gettext(each) == each] == []


def test_reasons_of_the_wire_without_a_place_in_them_are_all_known() -> None:
    said = set()
    for path in WIRE.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            named = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args
            if named and node.func.id in {"FetchError", "SourceStopped", "PackError"}:
                said |= {arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)}
    assert len(said) > 8
    with translation.override("id"):
        assert sorted(reason for reason in said if in_words(reason) == reason) == []


@given(st.text(max_size=400))
def test_any_text_is_said_without_failing(text: str) -> None:
    assert isinstance(in_words(text), str)
