"""What a picture file says about itself (IPTC Photo Metadata Standard): XMP first, IIM where XMP is silent. Pure.

And the file without what must not travel: the place where it was taken, serial numbers, the owner's name, thumbnails.
Only metadata is taken out; the picture's own bytes stay as they are.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from io import BytesIO

from lxml import etree
from PIL import Image, IptcImagePlugin

# A packet larger than this is no metadata.
MAX_XMP = 4 * 2**20
_NS = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "iptc": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "ext": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "plus": "http://ns.useplus.org/ldf/xmp/1.0/",
}
#: Field: (XMP property, IIM dataset).
_MAP: Mapping[str, tuple[str, tuple[int, int] | None]] = {
    "creator": ("dc:creator", (2, 80)),
    "credit": ("photoshop:Credit", (2, 110)),
    "source": ("photoshop:Source", (2, 115)),
    "caption": ("dc:description", (2, 120)),
    "headline": ("photoshop:Headline", (2, 105)),
    "title": ("dc:title", (2, 5)),
    "copyright": ("dc:rights", (2, 116)),
    "usage_terms": ("xmpRights:UsageTerms", None),
    "instructions": ("photoshop:Instructions", (2, 40)),
    "alt": ("iptc:AltTextAccessibility", None),
    "long_description": ("iptc:ExtDescrAccessibility", None),
    "digital_source_type": ("ext:DigitalSourceType", None),
    "data_mining": ("plus:DataMining", None),
    "created": ("photoshop:DateCreated", (2, 55)),
    "city": ("photoshop:City", (2, 90)),
    "country": ("photoshop:Country", (2, 101)),
}


@dataclass(frozen=True, slots=True)
class Metadata:
    """The fields that a newsroom needs, as the file has them; None is not said. `keywords` are both kinds together."""

    creator: str | None = None
    credit: str | None = None
    source: str | None = None
    caption: str | None = None
    headline: str | None = None
    title: str | None = None
    copyright: str | None = None
    usage_terms: str | None = None
    instructions: str | None = None
    alt: str | None = None
    long_description: str | None = None
    digital_source_type: str | None = None
    data_mining: str | None = None
    created: str | None = None
    city: str | None = None
    country: str | None = None
    keywords: tuple[str, ...] = ()

    def to_json(self) -> dict[str, object]:
        """What is known, as plain JSON values."""
        known = {name: value for name, value in asdict(self).items() if value}
        return known | ({"keywords": list(self.keywords)} if self.keywords else {})


def metadata_of(image: Image.Image) -> Metadata:
    """The metadata of an opened picture; broken metadata is as good as none."""
    xmp, iim = _xmp(image), _iim(image)
    found: dict[str, str | None] = {}
    for field, (name, dataset) in _MAP.items():
        value = _xmp_value(xmp, name)
        found[field] = value or (_iim_value(iim, dataset) if dataset else None)
    words = (*_xmp_values(xmp, "dc:subject"), *_iim_values(iim, (2, 25)))
    return Metadata(**found, keywords=tuple(dict.fromkeys(words)))  # type: ignore[arg-type]


def without_private(data: bytes, kind: str, *, words: bool = True) -> bytes:
    """The file of Pillow's format `kind` without EXIF (but its orientation) and private XMP.

    IPTC fields stay, in IIM and XMP, unless `words` is off; GPS goes from both. JPEG, PNG and WEBP are cut; an AVIF
    that holds a position is written anew, as a whole; other kinds come back as they are. Raises ValueError for a
    file that is not built as its kind.
    """
    strip = {"JPEG": _strip_jpeg, "PNG": _strip_png, "WEBP": _strip_webp, "AVIF": _strip_avif}.get(kind)
    return strip(data, words) if strip else data


def _xmp(image: Image.Image) -> etree._Element | None:
    packet = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    packet = packet.encode() if isinstance(packet, str) else packet
    if not packet or len(packet) > MAX_XMP:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        return etree.fromstring(packet.strip(b"\x00 \r\n\t"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _xmp_values(root: etree._Element | None, name: str) -> list[str]:
    if root is None:
        return []
    prefix, _, local = name.partition(":")
    tag = f"{{{_NS[prefix]}}}{local}"
    values = []
    for element in root.iter(tag):
        entries = list(element.iter(f"{{{_NS['rdf']}}}li")) or [element]
        default = [e for e in entries if e.get("{http://www.w3.org/XML/1998/namespace}lang") == "x-default"]
        link = element.get(f"{{{_NS['rdf']}}}resource")
        values += [link] if link else ["".join(map(str, e.itertext())).strip() for e in default or entries]
    # Simple properties may be attributes of the description (XMP specification, 7.9.2.2).
    values += [str(value) for each in root.iter(f"{{{_NS['rdf']}}}Description") if (value := each.get(tag))]
    return [" ".join(value.split())[:4000] for value in values if value.strip()]


def _xmp_value(root: etree._Element | None, name: str) -> str | None:
    values = _xmp_values(root, name)
    return ", ".join(dict.fromkeys(values)) if name == "dc:creator" and values else next(iter(values), None)


def _iim(image: Image.Image) -> Mapping[tuple[int, int], bytes | list[bytes]]:
    try:
        return IptcImagePlugin.getiptcinfo(image) or {}  # type: ignore[arg-type, no-any-return]
    except (SyntaxError, ValueError, KeyError, IndexError, struct.error, TypeError):
        return {}


def _iim_values(iim: Mapping[tuple[int, int], bytes | list[bytes]], dataset: tuple[int, int]) -> list[str]:
    found = iim.get(dataset, b"")
    declared = iim.get((1, 90), b"")
    encodings = ("utf-8", "cp1252") if declared in (b"\x1b%G", b"") else ("cp1252",)
    values = []
    for raw in found if isinstance(found, list) else [found]:
        for encoding in encodings:
            try:
                text = raw.decode(encoding)
            except UnicodeDecodeError:
                continue
            values.append(" ".join(text.replace("\x00", " ").split())[:4000])
            break
    return [value for value in values if value]


def _iim_value(iim: Mapping[tuple[int, int], bytes | list[bytes]], dataset: tuple[int, int]) -> str | None:
    return ", ".join(_iim_values(iim, dataset)) or None


# What an XMP packet says about place, machine and owner; matched as attribute and as element.
_PRIVATE = (
    r"(?:exif:GPS\w+|aux:\w+|exifEX:\w+|xmpMM:\w+|[\w-]+:(?:Body|Lens|Camera)\w*Serial\w*"
    r"|[\w-]+:\w*OwnerName|Iptc4xmpExt:LocationCreated)"
)
_PRIVATE_XMP: tuple[tuple[re.Pattern[bytes], bytes], ...] = (
    (re.compile(rb"\s" + _PRIVATE.encode() + rb"\s*=\s*(?:\"[^\"]*\"|'[^']*')"), b""),
    (re.compile(rb"<(" + _PRIVATE.encode() + rb")(?:\s[^<>]*)?/>"), b""),
    (re.compile(rb"<(" + _PRIVATE.encode() + rb")(?:\s[^<>]*)?>.*?</\1\s*>", re.DOTALL), b""),
    # Thumbnails may show what was cut away.
    (re.compile(rb"<xmp:Thumbnails>.*?</xmp:Thumbnails>", re.DOTALL), b""),
)


_JPEG_MARKER = re.compile(rb"\xff[^\x00\x01\xd0-\xd7\xff]")


def _clean_xmp(packet: bytes) -> bytes:
    for pattern, instead in _PRIVATE_XMP:
        packet = pattern.sub(instead, packet)
    # Whatever is left of a position, in a shape that we do not know, takes the whole packet with it.
    return b"" if b"GPSL" in packet else packet


def _strip_jpeg(data: bytes, words: bool) -> bytes:
    if data[:2] != b"\xff\xd8":
        raise ValueError("no JPEG")
    out, at = [data[:2]], 2
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            raise ValueError("a broken JPEG")
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == 0xDA:
            break
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if end > len(data) or end < at + 4:
            raise ValueError("a broken JPEG")
        out.append(_jpeg_segment(marker, data[at:end], words))
        at = end
    # Behind the end of the picture some cameras put another one, with metadata of its own.
    return b"".join(out) + data[at : _jpeg_end(data, at)]


def _jpeg_end(data: bytes, at: int) -> int:
    """Where the picture whose first scan begins at `at` ends; the end of the bytes where it says nothing."""
    while at + 4 <= len(data):
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        # In the points of a scan a byte 0xFF is followed by 0 or a restart mark (ITU T.81, B.1.1.2).
        found = _JPEG_MARKER.search(data, at)
        if found is None:
            break
        at = found.start()
        if data[at + 1] == 0xD9:
            return at + 2
    return len(data)


def _jpeg_segment(marker: int, segment: bytes, words: bool) -> bytes:
    body = segment[4:]
    if marker == 0xED and not words:
        return b""
    if marker != 0xE1:
        # APP2 may hold a multi-picture index with copies of the picture; profiles stay.
        return b"" if marker == 0xE2 and body.startswith(b"MPF\x00") else segment
    if body.startswith(b"Exif\x00"):
        return _orientation_only(body[6:])
    head = b"http://ns.adobe.com/xap/1.0/\x00"
    if not body.startswith(head):
        # Extended XMP and others: seldom anything but thumbnails and edit history.
        return b""
    packet = _clean_xmp(body[len(head) :]) if words else b""
    if not packet:
        return b""
    return b"\xff\xe1" + (len(head) + len(packet) + 2).to_bytes(2, "big") + head + packet


def _orientation_only(tiff: bytes) -> bytes:
    """An EXIF segment with the orientation and nothing else; empty where it says nothing."""
    exif = Image.Exif()
    try:
        exif.load(b"Exif\x00\x00" + tiff)
        orientation = exif.get(0x0112)
    except Exception:  # noqa: BLE001 - broken EXIF is dropped like any other
        return b""
    if not isinstance(orientation, int) or not 2 <= orientation <= 8:
        return b""
    fresh = b"MM\x00*\x00\x00\x00\x08" + struct.pack(">HHHIHHI", 1, 0x0112, 3, 1, orientation, 0, 0)
    return b"\xff\xe1" + (len(fresh) + 8).to_bytes(2, "big") + b"Exif\x00\x00" + fresh


def _strip_png(data: bytes, words: bool) -> bytes:
    if data[:8] != b"\x89PNG\r\n\x1a\n":
        raise ValueError("no PNG")
    private = {b"eXIf", b"tEXt", b"zTXt", b"tIME"}
    return data[:8] + b"".join(
        chunk
        for kind, chunk in _chunks(data, 8, _png_chunk)
        if kind not in private and not (kind == b"iTXt" and (not words or _clean_xmp(chunk) != chunk))
    )


def _strip_webp(data: bytes, words: bool) -> bytes:
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP":
        raise ValueError("no WebP")
    kept = []
    for kind, chunk in _chunks(data, 12, _riff_chunk):
        if kind == b"EXIF" or (kind == b"XMP " and (not words or _clean_xmp(chunk) != chunk)):
            continue
        kept.append(chunk)
    kinds = {chunk[:4] for chunk in kept}
    if kept and kept[0][:4] == b"VP8X":
        # Bits 3 and 2 of the first byte say that EXIF and XMP follow (WebP container specification).
        flags = kept[0][8] & ~0x08 & (0xFF if b"XMP " in kinds else ~0x04)
        kept[0] = kept[0][:8] + bytes([flags & 0xFF]) + kept[0][9:]
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def _strip_avif(data: bytes, words: bool) -> bytes:
    # Its metadata are items that the points are counted from: nothing can be cut out.
    with opened(data) as image:
        if not image.getexif() and b"GPSL" not in image.info.get("xmp", b""):
            return data
        out = BytesIO()
        image.save(out, "AVIF", quality=90, exif=b"", xmp=b"", icc_profile=image.info.get("icc_profile", b""))
    return out.getvalue()


def _chunks(data: bytes, at: int, measure: Callable[[bytes, int], tuple[bytes, int]]) -> Iterator[tuple[bytes, bytes]]:
    while at + 8 <= len(data):
        kind, end = measure(data, at)
        if end > len(data):
            raise ValueError("a broken picture file")
        yield kind, data[at:end]
        at = end


def _png_chunk(data: bytes, at: int) -> tuple[bytes, int]:
    return data[at + 4 : at + 8], at + 12 + int.from_bytes(data[at : at + 4], "big")


def _riff_chunk(data: bytes, at: int) -> tuple[bytes, int]:
    size = int.from_bytes(data[at + 4 : at + 8], "little")
    return data[at : at + 4], at + 8 + size + size % 2


def opened(data: bytes) -> Image.Image:
    """The picture, its head read only; raises what Pillow raises."""
    return Image.open(BytesIO(data))
