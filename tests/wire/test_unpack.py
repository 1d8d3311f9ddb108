"""What was packed for the way is unpacked in small pieces, and what is not packed as said is refused."""

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaksi.wire.unpack import PIECE, PackError, unpack, unpack_bytes

TEXT = b"kabar " * 1000


def deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT, ""),
        (TEXT, "identity"),
        (gzip.compress(TEXT, mtime=0), "gzip"),
        (gzip.compress(TEXT, mtime=0), ""),
        (zlib.compress(TEXT), "deflate"),
        (deflate(TEXT), "deflate"),
    ],
)
def test_the_usual_encodings_give_the_text_back(data, encoding):
    assert unpack_bytes(data, encoding, 10_000) == TEXT
    assert b"".join(unpack([data[:1], data[1:50], data[50:]], encoding)) == TEXT


def test_a_bomb_comes_out_in_small_pieces_and_is_refused():
    bomb = gzip.compress(b"0" * 20_000_000)
    assert max(map(len, unpack([bomb], "gzip"))) <= PIECE + 64 * 1024
    with pytest.raises(PackError, match="larger"):
        unpack_bytes(bomb, "gzip", 1_000_000)


@pytest.mark.parametrize(
    ("data", "encoding"), [(TEXT, "br"), (b"\x1f\x8bxx", "gzip"), (gzip.compress(TEXT, mtime=0)[:40], "gzip")]
)
def test_a_broken_or_unknown_packing_is_refused(data, encoding):
    with pytest.raises(PackError):
        unpack_bytes(data, encoding, 10_000)


@given(st.binary(max_size=200), st.sampled_from(["", "gzip", "deflate", "br"]))
def test_any_bytes_are_unpacked_or_refused(data, encoding):
    try:
        out = unpack_bytes(data, encoding, 10_000)
    except PackError:
        out = b""
    assert len(out) <= 10_000
