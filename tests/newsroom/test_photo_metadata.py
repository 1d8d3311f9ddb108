"""What a picture says about itself is read; where it was taken does not travel."""

import contextlib
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from redaksi.newsroom.photo_metadata import metadata_of, opened, without_private

XMP = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:exif="http://ns.adobe.com/exif/1.0/"
 xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:aux="http://ns.adobe.com/exif/1.0/aux/"
 xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
 xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
 photoshop:Credit="KBC" exif:GPSLatitude="3,19.5S" aux:SerialNumber="778899"
 Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture">
<dc:creator><rdf:Seq><rdf:li>Rini Astuti</rdf:li><rdf:li>Budi Karya</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">Warga mengungsi di lapangan.</rdf:li></rdf:Alt></dc:description>
<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">(c) KBC 2026</rdf:li></rdf:Alt></dc:rights>
<Iptc4xmpCore:AltTextAccessibility><rdf:Alt><rdf:li xml:lang="x-default">Orang duduk di tenda.</rdf:li></rdf:Alt>
</Iptc4xmpCore:AltTextAccessibility><exif:GPSLongitude>114,35.2E</exif:GPSLongitude>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


def picture(kind: str, xmp: str = XMP, gps: bool = True, orientation: int = 6) -> bytes:
    out = BytesIO()
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x0110] = "KameraRahasia"
    if gps:
        exif.get_ifd(0x8825).update({1: "S", 2: (3.0, 19.0, 30.0)})
    Image.new("RGB", (64, 48), "steelblue").save(out, kind, exif=exif, xmp=xmp.encode())
    return out.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "WEBP"])
def test_the_fields_that_a_newsroom_needs_are_read_from_xmp(kind):
    assert metadata_of(opened(picture(kind))).to_json() == {
        "creator": "Rini Astuti, Budi Karya",
        "credit": "KBC",
        "caption": "Warga mengungsi di lapangan.",
        "copyright": "(c) KBC 2026",
        "alt": "Orang duduk di tenda.",
        "digital_source_type": "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture",
    }


def test_iim_serves_where_xmp_is_silent():
    fields = ((2, 80, b"Rini Astuti"), (2, 120, "Caf\xe9".encode("latin-1")), (2, 110, b"KBC"))
    rows = b"".join(b"\x1c" + bytes([r, d]) + len(v).to_bytes(2, "big") + v for r, d, v in fields)
    block = b"8BIM\x04\x04\x00\x00" + len(rows).to_bytes(4, "big") + rows + b"\x00" * (len(rows) % 2)
    segment = b"Photoshop 3.0\x00" + block
    plain = BytesIO()
    Image.new("RGB", (8, 8)).save(plain, "JPEG")
    data = plain.getvalue()
    data = data[:2] + b"\xff\xed" + (len(segment) + 2).to_bytes(2, "big") + segment + data[2:]
    found = metadata_of(opened(data))
    assert (found.creator, found.credit, found.caption) == ("Rini Astuti", "KBC", "Caf\xe9")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_place_machine_and_serial_numbers_are_taken_out_and_the_picture_stays(kind):
    data = picture(kind)
    clean = without_private(data, kind)
    for secret in (b"GPSL", b"778899", b"KameraRahasia"):
        assert secret not in clean
    image = Image.open(BytesIO(clean))
    assert not image.getexif().get_ifd(0x8825)
    assert image.tobytes() == Image.open(BytesIO(data)).tobytes()


def test_a_jpeg_keeps_its_credit_and_its_orientation():
    clean = opened(without_private(picture("JPEG"), "JPEG"))
    assert metadata_of(clean).credit == "KBC"
    assert clean.getexif().get(0x0112) == 6


def test_a_picture_without_metadata_has_none():
    out = BytesIO()
    Image.new("RGB", (8, 8)).save(out, "PNG")
    assert metadata_of(opened(out.getvalue())).to_json() == {}


@pytest.mark.parametrize("xmp", ["<broken", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "\x00" * 50])
def test_broken_metadata_is_as_good_as_none(xmp):
    assert metadata_of(opened(picture("JPEG", xmp))).credit is None


@settings(max_examples=150)
@given(st.integers(0, 1500), st.binary(min_size=1, max_size=4), st.sampled_from(["JPEG", "PNG", "WEBP"]))
def test_a_damaged_file_is_stripped_or_refused(at, damage, kind):
    data = picture(kind)
    damaged = data[: at % len(data)] + damage + data[at % len(data) + len(damage) :]
    with contextlib.suppress(ValueError):
        assert isinstance(without_private(damaged, kind), bytes)


def test_the_reference_picture_of_the_standard_is_read_field_by_field(shared_dir):
    file = next((shared_dir / "wire-samples" / "photo").glob("*.jpg"))
    found = metadata_of(opened(file.read_bytes())).to_json()
    assert found["creator"].startswith("Creator1")
    assert found["credit"].startswith("Credit Line")
    assert found["copyright"].startswith("Copyright (Notice)")
    assert found["caption"].startswith("The description aka caption")
    assert "GPSL" not in without_private(file.read_bytes(), "JPEG").decode("latin-1")


def test_a_second_picture_behind_the_first_does_not_travel():
    first = picture("JPEG", gps=False)
    data = first + picture("JPEG") + b"trailer"
    clean = without_private(data, "JPEG")
    assert clean == without_private(first, "JPEG")
    progressive = BytesIO()
    Image.effect_noise((64, 48), 60).save(progressive, "JPEG", progressive=True)
    whole = progressive.getvalue()
    assert without_private(whole + b"GPSLatitude", "JPEG") == whole
