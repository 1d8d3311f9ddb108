"""The credit stands in the file itself, whatever the file said before, and the picture stays as it was."""

import contextlib
import json
import shutil
import subprocess
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from redaksi.newsroom.photo_credit import MADE_BY_AI, Words, packet, with_words
from redaksi.newsroom.photo_metadata import Metadata, metadata_of, opened
from tests.newsroom.test_photo_metadata import picture

WORDS = Words('KBC/Rini "R" Astuti & <rekan>', "Warga mengungsi.", "(c) 2026 KBC", "Tenda di lapangan.")
KINDS = ["JPEG", "PNG", "WEBP"]


def plain(kind: str, mode: str = "RGB", **values: object) -> bytes:
    out = BytesIO()
    Image.new(mode, (33, 21), 120).save(out, kind, **values)
    return out.getvalue()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("before", ["plain", "full"])
def test_the_words_are_read_again_and_the_points_are_the_same(kind, before):
    data = plain(kind) if before == "plain" else picture(kind)
    made = with_words(data, kind, WORDS, Metadata(creator="Rini Astuti"))
    image = opened(made)
    assert metadata_of(image).to_json() == {
        "credit": WORDS.credit,
        "creator": "Rini Astuti",
        "caption": WORDS.caption,
        "copyright": WORDS.copyright,
        "alt": WORDS.alt,
    }
    assert image.tobytes() == Image.open(BytesIO(data)).tobytes()
    for secret in (b"GPSL", b"778899", b"KameraRahasia"):
        assert secret not in made
    # New words replace the old ones.
    again = with_words(made, kind, Words("Lain"), Metadata())
    assert metadata_of(opened(again)).to_json() == {"credit": "Lain", "creator": "Lain"}


def test_a_transparent_picture_stays_transparent():
    for kind in ("PNG", "WEBP"):
        data = plain(kind, "RGBA", **({"lossless": True} if kind == "WEBP" else {}))
        image = opened(with_words(data, kind, WORDS, Metadata()))
        image.load()
        assert image.mode == "RGBA"
        assert image.tobytes() == Image.open(BytesIO(data)).convert("RGBA").tobytes()


def test_what_a_machine_made_says_so_and_the_original_fills_the_gaps():
    text = packet(
        Words("KBC", made_by_ai=True), Metadata(copyright="(c) Lain", usage_terms="Bukan untuk iklan")
    ).decode()
    assert MADE_BY_AI in text
    assert "(c) Lain" in text
    assert "Bukan untuk iklan" in text
    assert packet(Words(), Metadata()) == b""


def test_other_kinds_come_back_as_they_are():
    data = plain("GIF", "L")
    assert with_words(data, "GIF", WORDS, Metadata()) == data


def test_the_longest_words_still_fit_into_a_jpeg():
    long = "\u0928\u0940<" * 40_000
    made = with_words(plain("JPEG"), "JPEG", Words(long, long, long, long), Metadata(creator=long, usage_terms=long))
    assert opened(made).size == (33, 21)


@given(st.text(max_size=300), st.sampled_from(KINDS))
@settings(max_examples=60)
def test_any_words_make_a_file_that_opens(text, kind):
    made = with_words(plain(kind), kind, Words(text, text, text, text), Metadata())
    found = metadata_of(opened(made))
    visible = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    assert (found.credit or "") == visible
    Image.open(BytesIO(made)).load()


@settings(max_examples=100)
@given(st.integers(0, 1500), st.binary(min_size=1, max_size=4), st.sampled_from(KINDS))
def test_a_damaged_file_is_written_or_refused(at, damage, kind):
    data = picture(kind)
    damaged = data[: at % len(data)] + damage + data[at % len(data) + len(damage) :]
    with contextlib.suppress(ValueError, OSError, SyntaxError):
        assert isinstance(with_words(damaged, kind, WORDS, Metadata()), bytes)


@pytest.mark.skipif(not shutil.which("exiftool"), reason="SKIPPED: exiftool is not installed (libimage-exiftool-perl)")
@pytest.mark.parametrize("kind", KINDS)
def test_exiftool_reads_the_same_and_finds_no_fault(kind, tmp_path):
    file = tmp_path / f"foto.{kind.lower()}"
    file.write_bytes(with_words(picture(kind), kind, WORDS, Metadata(creator="Rini Astuti")))
    done = subprocess.run(["exiftool", "-j", "-warning", "-error", "-all", file], capture_output=True, check=True)
    found = json.loads(done.stdout)[0]
    assert (found["Creator"], found["Credit"], found["Rights"]) == ("Rini Astuti", WORDS.credit, WORDS.copyright)
    assert found["Description"] == WORDS.caption
    assert "Warning" not in found
    assert "Error" not in found
    assert not [name for name in found if "GPS" in name or "Serial" in name]
