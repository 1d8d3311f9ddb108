"""Files from disk: right headers, and nothing outside the folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from redaksi.delivery.edge_static import Folder
from tests.delivery.house import House, house


@pytest.fixture
def built(tmp_path: Path) -> Iterator[House]:
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "app.0123456789ab.css").write_text("body{}" * 100)
    (tmp_path / "static" / "app.0123456789ab.css.gz").write_bytes(b"zipped")
    (tmp_path / "static" / "app.0123456789ab.css.br").write_bytes(b"brotli")
    (tmp_path / "static" / "plain.js").write_text("1;")
    (tmp_path / "media" / "images").mkdir(parents=True)
    (tmp_path / "media" / "images" / "foto.webp").write_bytes(bytes(range(256)) * 400)
    (tmp_path / "media" / "images" / "foto.width-640.format-webp.webp").write_bytes(b"kecil")
    (tmp_path / "media" / "peta.svg").write_text("<svg/>")
    (tmp_path / "media" / ".rahasia").write_text("x")
    (tmp_path / "secret_key").write_text("rahasia")
    (tmp_path / "media" / "link.txt").symlink_to(tmp_path / "secret_key")
    with house(tmp_path) as made:
        made.start_edge()
        yield made


def test_static_files_are_sent_with_their_type_and_kept_for_a_year(built: House) -> None:
    name = "/static/app.0123456789ab.css"
    reply = built.get(name)
    assert (reply.status, reply.body) == (200, b"body{}" * 100)
    assert reply.headers["content-type"] == "text/css; charset=utf-8"
    assert reply.headers["content-length"] == "600"
    assert reply.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert "immutable" not in built.get("/static/plain.js").headers["cache-control"]
    again = built.get(name, if_none_match=reply.headers["etag"])
    assert (again.status, again.body) == (304, b"")


def test_compressed_siblings_are_sent_to_who_takes_them(built: House) -> None:
    name = "/static/app.0123456789ab.css"
    zipped, brotli = built.get(name, accept_encoding="gzip"), built.get(name, accept_encoding="gzip, br")
    assert (zipped.body, zipped.headers["content-encoding"]) == (b"zipped", "gzip")
    assert (brotli.body, brotli.headers["content-encoding"]) == (b"brotli", "br")
    assert zipped.headers["vary"] == "accept-encoding"
    assert built.get("/static/plain.js", accept_encoding="br, gzip").body == b"1;"


def test_each_encoding_has_a_validator_of_its_own_and_parts_are_of_the_plain_file(built: House) -> None:
    name = "/static/app.0123456789ab.css"
    plain, brotli = built.get(name), built.get(name, accept_encoding="br")
    assert plain.headers["etag"] != brotli.headers["etag"]
    assert brotli.headers["etag"].startswith("W/")
    assert built.get(name, accept_encoding="br", if_none_match=brotli.headers["etag"]).status == 304
    assert built.get(name, accept_encoding="br", if_none_match=plain.headers["etag"]).status == 200
    part = built.get(name, range="bytes=0-3")
    assert (part.status, part.body) == (206, b"body")
    whole = built.get(name, range="bytes=0-3", accept_encoding="br")
    assert (whole.status, whole.body, whole.headers["content-encoding"]) == (200, b"brotli", "br")


def test_head_says_the_length_of_the_encoding_it_names(built: House) -> None:
    reply = built.get("/static/app.0123456789ab.css", method="HEAD", accept_encoding="gzip")
    assert (reply.body, reply.headers["content-length"], reply.headers["content-encoding"]) == (b"", "6", "gzip")


def test_what_was_packed_before_its_original_changed_is_not_sent(built: House, tmp_path: Path) -> None:
    original = tmp_path / "static" / "app.0123456789ab.css"
    later = original.stat().st_mtime_ns + 10**9
    os.utime(original, ns=(later, later))
    reply = built.get("/static/app.0123456789ab.css", accept_encoding="br, gzip")
    assert (reply.body, reply.headers.get("content-encoding")) == (b"body{}" * 100, None)
    assert reply.headers["vary"] == "accept-encoding"


def test_the_sizes_of_a_picture_are_kept_for_a_month_and_the_picture_for_a_day(built: House) -> None:
    sized = built.get("/media/images/foto.width-640.format-webp.webp")
    assert sized.headers["cache-control"] == "public, max-age=2592000"
    assert built.get("/media/images/foto.webp").headers["cache-control"] == "public, max-age=86400"


def test_uploads_are_sent_so_that_they_cannot_act_in_our_name(built: House) -> None:
    reply = built.get("/media/peta.svg")
    assert reply.headers["content-type"] == "image/svg+xml"
    assert "sandbox" in reply.headers["content-security-policy"]
    assert built.get("/media/images/foto.webp").headers["content-type"] == "image/webp"


@pytest.mark.parametrize(
    ("asked", "status", "start", "end"),
    [
        ("bytes=0-99", 206, 0, 100),
        ("bytes=100-", 206, 100, 102400),
        ("bytes=-50", 206, 102350, 102400),
        ("bytes=0-999999", 206, 0, 102400),
        ("bytes=0-1,5-6", 200, 0, 102400),
        ("items=0-1", 200, 0, 102400),
        ("bytes=-", 200, 0, 102400),
    ],
)
def test_a_range_gets_that_part(built: House, asked: str, status: int, start: int, end: int) -> None:
    whole = bytes(range(256)) * 400
    reply = built.get("/media/images/foto.webp", range=asked)
    assert (reply.status, reply.body) == (status, whole[start:end])
    if status == 206:
        assert reply.headers["content-range"] == f"bytes {start}-{end - 1}/102400"


def test_a_range_beyond_the_end_is_refused(built: House) -> None:
    reply = built.get("/media/images/foto.webp", range="bytes=102400-")
    assert (reply.status, reply.headers["content-range"]) == (416, "bytes */102400")
    assert built.get("/media/images/foto.webp", range="bytes=5-3").status == 416


@pytest.mark.parametrize(
    "target",
    [
        "/media/../secret_key",
        "/media/%2e%2e/secret_key",
        "/media/images/../../secret_key",
        "/media/..%2fsecret_key",
        "/static//etc/passwd",
        "/media/link.txt",
        "/media/.rahasia",
        "/media/images",
        "/media/images/",
        "/media/",
        "/static/tidak-ada.css",
        "/media/" + "a" * 5000,
    ],
)
def test_what_is_not_a_public_file_is_not_found(built: House, target: str) -> None:
    reply = built.get(target)
    assert reply.status == 404
    assert b"rahasia" not in reply.body


def test_head_says_the_length(built: House) -> None:
    reply = built.get("/media/images/foto.webp", method="HEAD")
    assert (reply.status, reply.body, reply.headers["content-length"]) == (200, b"", "102400")


def test_a_name_with_a_null_byte_is_not_found(tmp_path: Path) -> None:
    assert Folder(tmp_path, trusted=False).answer("a\0b", None, None, None).status == 404
