"""Static files beside themselves, packed: small, current, gone with what they were made of."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import brotli
import pytest

from redaksi.delivery.packing import pack

SCRIPT = b"const kabar = 'berita';\n" * 40


@pytest.fixture
def static(tmp_path: Path) -> Path:
    (tmp_path / "portal").mkdir()
    (tmp_path / "portal" / "portal.js").write_bytes(SCRIPT)
    (tmp_path / "portal" / "portal.0123456789ab.js").write_bytes(SCRIPT)
    (tmp_path / "tanda.svg").write_bytes(b"<svg><path/></svg>" * 30)
    (tmp_path / "aplikasi.webmanifest").write_bytes(b'{"name": "Kabar"}' * 30)
    (tmp_path / "foto.png").write_bytes(b"\x89PNG" + bytes(4000))
    (tmp_path / "kecil.css").write_bytes(b"a{}")
    return tmp_path


def test_every_text_file_lies_packed_beside_itself(static: Path) -> None:
    assert pack(static) == 4
    for name in ("portal/portal.js", "portal/portal.0123456789ab.js", "tanda.svg", "aplikasi.webmanifest"):
        plain = (static / name).read_bytes()
        zipped, small = (static / f"{name}.gz").read_bytes(), (static / f"{name}.br").read_bytes()
        assert gzip.decompress(zipped) == brotli.decompress(small) == plain
        assert len(small) < len(plain) / 2


def test_pictures_and_files_of_a_few_bytes_are_left_alone(static: Path) -> None:
    pack(static)
    names = {path.name for path in static.rglob("*")}
    assert names.isdisjoint({"foto.png.br", "foto.png.gz", "kecil.css.br", "kecil.css.gz"})
    assert not [name for name in names if name.endswith(".new")]


def test_only_what_changed_is_packed_again(static: Path) -> None:
    pack(static)
    assert pack(static) == 0
    script = static / "portal" / "portal.js"
    script.write_bytes(SCRIPT * 2)
    later = script.stat().st_mtime_ns + 10**9
    os.utime(script, ns=(later, later))
    assert pack(static) == 1
    assert brotli.decompress((static / "portal" / "portal.js.br").read_bytes()) == SCRIPT * 2


def test_packed_files_go_with_their_originals_and_when_they_save_nothing(static: Path) -> None:
    pack(static)
    (static / "tanda.svg").unlink()
    shrunk = static / "portal" / "portal.js"
    shrunk.write_bytes(b"1;")
    later = shrunk.stat().st_mtime_ns + 10**9
    os.utime(shrunk, ns=(later, later))
    pack(static)
    left = {path.name for path in static.rglob("*")}
    assert left.isdisjoint({"tanda.svg.br", "tanda.svg.gz", "portal.js.br", "portal.js.gz"})
